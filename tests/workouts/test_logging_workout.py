"""A workout as a whole: order, notes, undo, times; what the page costs; strangers."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, TODAY, make_exercise, make_workout
from tests.taps import PAIR, YESTERDAY, address, did, edit_page, entry_of, start, undo_address
from workouts import services
from workouts.models import Entry, PinnedNote, Set, Workout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


# --- order, notes, undo --------------------------------------------------------------------------


def test_drills_move_up_and_down(her, alice, drill):
    other = make_exercise()
    make_workout(alice, drills=[drill, other])
    her.post(address("move_entry", entry_of(alice, 1)), {"to": "up"})
    assert entry_of(alice, 0).drill_id == other.id
    her.post(address("move_entry", entry_of(alice, 0)), {"to": "down"})
    assert entry_of(alice, 0).drill_id == drill.id


def test_notes_of_the_day_and_of_the_drill_show_where_it_is_logged(her, alice, drill):
    make_workout(alice, drills=[drill])
    entry = entry_of(alice)
    her.post(address("entry_note", entry), {"note": "New mat", "pinned": "Band in the second hole"})
    page = edit_page(her, entry).content.decode()
    assert "New mat" in page
    assert "Band in the second hole" in page
    make_workout(alice, drills=[drill])
    again = Entry.objects.exclude(id=entry.id).get()
    page = edit_page(her, again).content.decode()
    assert "Band in the second hole" in page
    assert "New mat" not in page
    assert PinnedNote.objects.get().id == drill.id


@pytest.mark.parametrize("what", ["set", "entry", "workout"])
def test_what_is_deleted_comes_back_by_undo(her, alice, drill, what):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    entry, row = entry_of(alice), Set.objects.get(side="left")
    response = her.post(
        {
            "set": reverse("workouts:delete_set", args=[workout, row.id]),
            "entry": address("delete_entry", entry),
            "workout": reverse("workouts:delete_workout", args=[workout]),
        }[what]
    )
    assert (1, "left", 10) not in did(alice)
    back = her.post(undo_address(response))
    assert did(alice) == [(1, "left", 10), (1, "right", 9)]
    assert back["Location"].startswith(reverse("workouts:edit", args=[workout]))
    assert her.get(back["Location"]).status_code == 200


def test_a_deleted_workout_is_gone(her, alice, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    her.post(reverse("workouts:delete_workout", args=[workout]))
    assert her.get(reverse("workouts:edit", args=[workout])).status_code == 404


def test_undoing_nothing_says_so(her, alice):
    assert her.post(reverse("workouts:undo", args=[5])).status_code == 302


# --- the workout as a whole ----------------------------------------------------------------------


def about(**changed):
    return {
        "title": "Legs",
        "date": TODAY,
        "started": "11:00",
        "finished": "11:30",
        "energy": 4,
        "note": "Good",
        **changed,
    }


def test_name_day_times_energy_and_note_are_changed_by_one_form(her, alice):
    workout = make_workout(alice)
    assert her.post(reverse("workouts:edit", args=[workout]), about()).status_code == 302
    row = Workout.objects.get()
    assert (row.title, row.energy, row.note) == ("Legs", 4, "Good")
    assert row.started_at == NOON.replace(hour=11)
    assert row.finished_at == NOON.replace(hour=11, minute=30)


def test_a_session_over_midnight_ends_on_the_next_day(her, alice):
    workout = make_workout(alice)
    her.post(
        reverse("workouts:edit", args=[workout]), about(date=YESTERDAY, started="23:30", finished="0:20")
    )
    assert Workout.objects.get().finished_at == NOON.replace(hour=0, minute=20)


def test_an_end_before_the_start_is_refused_and_the_fields_keep_what_was_typed(her, alice):
    workout = make_workout(alice)
    response = her.post(reverse("workouts:edit", args=[workout]), about(started="11:30", finished="11:00"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "The end is before the start." in page
    assert 'value="Legs"' in page
    assert Workout.objects.get().title == ""


def test_moving_a_workout_to_another_day_takes_its_sets_along(her, alice, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    her.post(reverse("workouts:edit", args=[workout]), about(date=YESTERDAY))
    assert set(Set.objects.values_list("date", flat=True)) == {YESTERDAY}


def test_finishing_today_ends_now_and_only_once(her, alice, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    her.post(reverse("workouts:finish", args=[workout]))
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        her.post(reverse("workouts:finish", args=[workout]))
    assert Workout.objects.get().finished_at == NOON


def test_finishing_what_was_logged_for_last_week_does_not_make_it_a_week_long(her, alice):
    start(her, when="earlier", date=TODAY - timedelta(days=7), started="18:00")
    row = Workout.objects.get()
    her.post(reverse("workouts:finish", args=[row.id]))
    row.refresh_from_db()
    assert row.finished_at == row.started_at


def test_do_it_again_sent_twice_starts_one(her, alice, drill):
    before = make_workout(alice, day=YESTERDAY, drills=[drill], sets=PAIR, finished_at=NOON)
    for _tap in range(2):
        her.post(reverse("workouts:repeat_workout", args=[before]), {"id": uuid.UUID(int=9)})
    assert Workout.objects.count() == 2


# --- what the page costs -------------------------------------------------------------------------


@pytest.mark.parametrize("drills", [3, 12])
def test_the_working_page_takes_twelve_queries_however_long_it_is(her, alice, drills):
    sets = [{**each, "round": number} for number in range(1, drills) for each in PAIR]
    exercises = [make_exercise() for _number in range(drills)]
    make_workout(alice, day=YESTERDAY, drills=exercises, sets=sets, finished_at=NOON)
    workout = make_workout(alice, drills=exercises, sets=sets)
    own = services.save_own_drill(owner=alice, at=NOON, name="Own", measures=["hold"], sides="each_side")
    services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=own)
    address = f"{reverse('workouts:edit', args=[workout])}?entry={entry_of(alice).id}"
    her.get(address)  # A day's first page renews the session besides.
    with CaptureQueriesContext(connection) as queries:
        assert her.get(address).status_code == 200
    assert len(queries) <= 12


# --- strangers -----------------------------------------------------------------------------------


def test_bob_gets_404_for_everything_of_alices(client_for, alice, bob, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    entry, row = entry_of(alice), Set.objects.get(side="left")
    own = services.save_own_drill(owner=alice, at=NOON, name="Own", measures=["hold"], sides="each_side")
    her = client_for(bob)
    mine = make_workout(bob)
    gets = [
        reverse("workouts:edit", args=[workout]),
        reverse("workouts:add_drill", args=[workout]),
        address("entry_note", entry),
        reverse("workouts:set", args=[workout, row.id]),
        reverse("workouts:own_drill", args=[own]),
        reverse("workouts:pinned_note", args=[own]),
        f"{reverse('workouts:new_drill')}?workout={workout}",
        f"{reverse('workouts:new')}?drill={own}",
        reverse("workouts:set", args=[mine, row.id]),
    ]
    posts = [
        *gets[:-2],
        reverse("workouts:finish", args=[workout]),
        reverse("workouts:delete_workout", args=[workout]),
        reverse("workouts:repeat_workout", args=[workout]),
        *(
            address(name, entry)
            for name in ("move_entry", "delete_entry", "add_set", "repeat_set", "as_last_time")
        ),
        reverse("workouts:add_set", args=[mine, entry.id]),
        reverse("workouts:delete_set", args=[workout, row.id]),
        reverse("workouts:delete_set", args=[mine, row.id]),
        reverse("workouts:archive_drill", args=[own]),
        reverse("workouts:delete_drill", args=[own]),
    ]
    data = {"id": uuid.uuid4(), "round": 1, "left_reps": 1, "drill": "band-lying", "name": "x", "note": "x"}
    before = User.objects.get(pk=alice.pk).revision
    assert {path: her.get(path).status_code for path in gets} == dict.fromkeys(gets, 404)
    assert {path: her.post(path, data).status_code for path in posts} == dict.fromkeys(posts, 404)
    for name, value in (("drill", own), ("repeat", workout)):
        assert start(her, **{name: str(value)}).status_code == 404
    assert her.post(reverse("workouts:favourites"), {"keep": own}).status_code == 404
    assert User.objects.get(pk=alice.pk).revision == before
    assert not Set.objects.filter(owner=bob).exists()


def test_bob_cannot_undo_what_alice_deleted(client_for, alice, bob, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    stamp = services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    client_for(bob).post(reverse("workouts:undo", args=[stamp]))
    assert not Set.objects.filter(deleted=False).exists()


def test_ids_that_nobody_has_are_404(her, alice, drill):
    workout, nothing = make_workout(alice, drills=[drill]), uuid.uuid4()
    assert her.get(reverse("workouts:edit", args=[nothing])).status_code == 404
    assert her.get(reverse("workouts:set", args=[workout, nothing])).status_code == 404
    assert her.post(reverse("workouts:delete_entry", args=[workout, nothing])).status_code == 404
    assert her.post(reverse("workouts:add_drill", args=[workout]), {"drill": str(nothing)}).status_code == 404
    assert Exercise.objects.count() == 1
