"""A session, logged by forms alone, as a browser without JavaScript would."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, TODAY, make_exercise, make_workout
from workouts import services
from workouts.models import CuratedItem, CuratedRoutine, Entry, Favourite, PinnedNote, Set, Workout

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
LIGHT = "5b0d0000-0000-4000-8000-000000000002"
MEDIUM = "5b0d0000-0000-4000-8000-000000000003"
PAIR = [{"round": 1, "side": "left", "reps": 10}, {"round": 1, "side": "right", "reps": 9}]


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def drill():
    return make_exercise(name="Band Lying", slug="band-lying", amount_min=8, amount_max=12)


@pytest.fixture
def client(client_for, alice):
    return client_for(alice)


def start(client, **data):
    return client.post(reverse("workouts:log"), {"id": uuid.uuid4(), "when": "now", **data})


def entry_of(owner, number=0):
    return list(Entry.objects.filter(owner=owner, deleted=False).order_by("order"))[number]


def address(name, entry):
    return reverse(f"workouts:{name}", args=[entry.workout_id, entry.id])


def add_set(client, entry, **data):
    return client.post(address("add_set", entry), {"id": uuid.uuid4(), "round": 1, "count": 1, **data})


def did(owner):
    rows = Set.objects.filter(owner=owner, deleted=False).order_by("round", "side")
    return [(row.round, row.side, row.reps) for row in rows]


def edit_page(client, entry, query=""):
    return client.get(reverse("workouts:edit", args=[entry.workout_id]) + query)


# --- starting ------------------------------------------------------------------------------------


def test_nobody_is_sent_to_sign_in_and_comes_back_with_the_same_drill(drill):
    response = Client().get(reverse("workouts:log") + "?drill=band-lying")
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=/log/%3Fdrill%3Dband-lying"


def test_looking_at_the_start_page_starts_nothing(client, alice, drill):
    response = client.get(reverse("workouts:log") + "?drill=band-lying")
    assert "Start with Band Lying" in response.content.decode()
    assert not Workout.objects.exists()
    assert User.objects.get(pk=alice.pk).revision == 0


def test_starting_now_leads_to_choosing_a_drill(client, alice):
    response = start(client)
    workout = Workout.objects.get()
    assert (workout.date, workout.started_at, workout.finished_at) == (TODAY, NOON, None)
    assert response["Location"] == reverse("workouts:add_drill", args=[workout.id])


def test_starting_with_a_drill_is_one_tap(client, alice, drill):
    response = start(client, drill="band-lying")
    assert entry_of(alice).drill_id == drill.id
    assert f"?entry={entry_of(alice).id}#entry-" in response["Location"]


def test_a_double_tap_on_start_starts_one_workout_with_one_drill(client, alice, drill):
    for _tap in range(2):
        client.post(reverse("workouts:log"), {"id": uuid.UUID(int=7), "when": "now", "drill": "band-lying"})
    assert Workout.objects.count() == 1
    assert Entry.objects.count() == 1


def test_a_routine_brings_its_drills_and_targets(client, alice, drill):
    routine = CuratedRoutine.objects.create(
        slug="three", title="Three", summary="Three drills.", minutes=9, status="published", published_at=NOON
    )
    CuratedItem.objects.create(routine=routine, drill=drill, sets=2, amount_min=9, amount_max=11)
    assert "Start Three" in client.get(reverse("workouts:log") + "?routine=three").content.decode()
    start(client, routine="three")
    assert Workout.objects.get().title == "Three"
    page = edit_page(client, entry_of(alice)).content.decode()
    assert "2 × 9–11 reps" in page
    assert "Set 1 of 2" in page
    assert 'name="left_reps" value="9"' in page


def test_doing_a_workout_again_copies_its_drills_and_no_set(client, alice, drill):
    before = make_workout(alice, day=YESTERDAY, drills=[drill, make_exercise()], sets=PAIR, finished_at=NOON)
    assert str(before) in client.get(reverse("workouts:log")).content.decode()
    start(client, repeat=str(before))
    again = Workout.objects.exclude(id=before).get()
    assert Entry.objects.filter(workout_id=again.id).count() == 2
    assert not Set.objects.filter(workout_id=again.id).exists()


def test_an_open_workout_is_offered_before_a_new_one(client, alice, drill):
    workout = make_workout(alice, title="Legs", drills=[drill])
    page = client.get(reverse("workouts:log")).content.decode()
    assert page.count("button--primary") == 1
    assert f"{reverse('workouts:edit', args=[workout])}#now" in page


def test_one_left_open_days_ago_is_not_offered_to_go_on_with(client, alice, drill):
    make_workout(alice, day=TODAY - timedelta(days=3), drills=[drill])
    assert "Continue" not in client.get(reverse("workouts:log")).content.decode()


def test_a_session_of_an_earlier_day_has_the_clock_of_that_day(client, alice):
    alice.guessed_time_zone = "Pacific/Auckland"
    alice.save()
    start(client, when="earlier", date="2026-11-10", started="23:30", finished="00:10")
    workout = Workout.objects.get()
    assert workout.time_zone == "Pacific/Auckland"
    assert workout.date == date(2026, 11, 10)
    assert workout.started_at == datetime(2026, 11, 10, 10, 30, tzinfo=UTC)
    assert workout.finished_at == datetime(2026, 11, 10, 11, 10, tzinfo=UTC)


def test_in_auckland_half_an_hour_before_midnight_it_is_still_today_there(client, alice):
    alice.guessed_time_zone = "Pacific/Auckland"
    alice.save()
    with time_machine.travel(datetime(2026, 11, 12, 10, 30, tzinfo=UTC), tick=False):
        start(client)
    with time_machine.travel(datetime(2026, 11, 12, 11, 30, tzinfo=UTC), tick=False):
        start(client)
    assert list(Workout.objects.order_by("date").values_list("date", flat=True)) == [
        date(2026, 11, 12),
        date(2026, 11, 13),
    ]


def test_tomorrow_can_be_logged_and_the_day_after_cannot(client, alice):
    tomorrow, later = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    assert start(client, when="earlier", date=tomorrow).status_code == 302
    response = start(client, when="earlier", date=later)
    assert response.status_code == 422
    page = response.content.decode()
    assert "This day is still to come." in page
    assert f'value="{later}"' in page
    assert Workout.objects.count() == 1


@pytest.mark.parametrize("chosen", [{"drill": "nothing"}, {"routine": "nothing"}, {"repeat": "nothing"}])
def test_starting_with_what_is_not_there_is_404_and_starts_nothing(client, alice, chosen):
    assert start(client, **chosen).status_code == 404
    assert not Workout.objects.exists()


# --- choosing a drill ----------------------------------------------------------------------------


def test_drills_are_found_by_name_alias_and_muscle_and_own_ones_too(client, alice, drill):
    make_exercise(name="Clamshell").aliases.create(name="Oyster")
    services.save_own_drill(owner=alice, at=NOON, name="Oyster stretch", measures=["hold"], sides="each_side")
    workout = make_workout(alice)
    page = client.get(reverse("workouts:add_drill", args=[workout]) + "?q=oyster").content.decode()
    assert "Clamshell" in page
    assert "Oyster stretch" in page
    assert "Band Lying" not in page


def test_a_word_that_finds_nothing_offers_to_make_the_drill(client, alice, drill):
    workout = make_workout(alice)
    page = client.get(reverse("workouts:add_drill", args=[workout]) + "?q=zzz").content.decode()
    assert "No drill for “zzz”" in page
    assert f"{reverse('workouts:new_drill')}?workout={workout}&amp;name=zzz" in page


def test_one_tap_adds_a_drill_and_a_double_tap_adds_it_once(client, alice, drill):
    workout = make_workout(alice)
    for _tap in range(2):
        response = client.post(
            reverse("workouts:add_drill", args=[workout]), {"id": uuid.UUID(int=5), "drill": "band-lying"}
        )
    assert Entry.objects.count() == 1
    assert response["Location"].endswith(f"?entry={entry_of(alice).id}#entry-{entry_of(alice).id}")


def test_a_star_keeps_a_favourite_and_another_takes_it_away(client, alice, drill):
    workout = make_workout(alice)
    here = reverse("workouts:add_drill", args=[workout])
    response = client.post(f"{reverse('workouts:favourites')}?next={here}", {"keep": drill.id})
    assert response["Location"] == here
    assert "Favourites" in client.get(here).content.decode()
    client.post(f"{reverse('workouts:favourites')}?next={here}", {"drop": drill.id})
    assert Favourite.objects.get().deleted
    assert "Favourites" not in client.get(here).content.decode()


def test_next_leads_nowhere_but_to_this_site(client, alice, drill):
    response = client.post(f"{reverse('workouts:favourites')}?next=//elsewhere.example/", {"keep": drill.id})
    assert response["Location"] == reverse("workouts:today")


def test_the_last_used_drills_come_before_the_rest(client, alice, drill):
    make_exercise(name="Aaa")
    make_workout(alice, drills=[drill], sets=PAIR)
    workout = make_workout(alice)
    page = client.get(reverse("workouts:add_drill", args=[workout])).content.decode()
    assert page.index("Last used") < page.index("Band Lying") < page.index("All drills") < page.index("Aaa")


# --- sets ----------------------------------------------------------------------------------------


def test_left_and_right_of_a_round_are_written_by_one_form(client, alice, drill):
    start(client, drill="band-lying")
    add_set(
        client,
        entry_of(alice),
        left_reps=10,
        right_reps=9,
        band=LIGHT,
        effort="7,5",
        left_pain=2,
        note="slow",
    )
    assert did(alice) == [(1, "left", 10), (1, "right", 9)]
    left, right = Set.objects.order_by("side")
    assert str(left.band_id) == str(right.band_id) == LIGHT
    assert left.effort == right.effort == Decimal("7.5")
    assert (left.pain, right.pain) == (2, None)
    assert (left.note, right.note) == ("slow", "")
    assert left.done_at == NOON


def test_a_side_left_empty_is_not_written_and_can_be_added_later(client, alice, drill):
    start(client, drill="band-lying")
    entry = entry_of(alice)
    add_set(client, entry, left_reps=10, right_reps="")
    assert did(alice) == [(1, "left", 10)]
    page = edit_page(client, entry, f"?entry={entry.id}&round=1").content.decode()
    assert "Add right to set 1" in page
    assert 'name="left_reps"' not in page
    add_set(client, entry, only="right", right_reps=8)
    assert did(alice) == [(1, "left", 10), (1, "right", 8)]


def test_three_alike_are_one_tap(client, alice, drill):
    start(client, drill="band-lying")
    add_set(client, entry_of(alice), left_reps=10, right_reps=10, count=3)
    assert [row[0] for row in did(alice)] == [1, 1, 2, 2, 3, 3]


def test_a_form_sent_twice_makes_its_sets_once(client, alice, drill):
    start(client, drill="band-lying")
    for _tap in range(2):
        add_set(client, entry_of(alice), id=uuid.UUID(int=3), left_reps=10, right_reps=9, count=2)
    assert len(did(alice)) == 4


def test_a_form_sent_again_after_its_set_was_deleted_does_not_bring_it_back(client, alice, drill):
    start(client, drill="band-lying")
    entry = entry_of(alice)
    add_set(client, entry, id=uuid.UUID(int=3), left_reps=10)
    client.post(reverse("workouts:delete_set", args=[entry.workout_id, Set.objects.get().id]))
    add_set(client, entry, id=uuid.UUID(int=3), left_reps=10)
    assert did(alice) == []


def test_the_last_round_is_repeated_without_how_it_felt(client, alice, drill):
    make_workout(alice, drills=[drill], sets=[{**PAIR[0], "pain": 5, "note": "ouch"}, PAIR[1]])
    entry = entry_of(alice)
    for _tap in range(2):
        client.post(address("repeat_set", entry), {"id": uuid.UUID(int=4)})
    assert did(alice) == [(1, "left", 10), (1, "right", 9), (2, "left", 10), (2, "right", 9)]
    assert list(Set.objects.filter(round=2).values_list("pain", "note")) == [(None, ""), (None, "")]


def test_a_whole_session_is_written_again_as_last_time(client, alice, drill):
    sets = [{**each, "round": number} for number in (1, 2, 3) for each in PAIR]
    make_workout(alice, day=YESTERDAY, drills=[drill], sets=sets, finished_at=NOON)
    start(client, drill="band-lying")
    entry = Entry.objects.get(workout_id=Workout.objects.get(date=TODAY).id)
    assert "Add all 3 as last time" in edit_page(client, entry, f"?entry={entry.id}").content.decode()
    for _tap in range(2):
        client.post(address("as_last_time", entry), {"id": uuid.UUID(int=4)})
    assert Set.objects.filter(entry_id=entry.id).count() == 6


def test_fields_start_with_the_same_round_of_last_time_and_keep_the_band_in_hand(client, alice, drill):
    earlier = [
        {"round": 1, "side": "left", "reps": 10, "band_id": uuid.UUID(LIGHT)},
        {"round": 1, "side": "right", "reps": 10, "band_id": uuid.UUID(LIGHT)},
        {"round": 2, "side": "left", "reps": 9, "band_id": uuid.UUID(LIGHT)},
        {"round": 2, "side": "right", "reps": 7, "band_id": uuid.UUID(LIGHT)},
    ]
    make_workout(alice, day=YESTERDAY, drills=[drill], sets=earlier, finished_at=NOON)
    start(client, drill="band-lying")
    entry = Entry.objects.get(workout_id=Workout.objects.get(date=TODAY).id)
    page = edit_page(client, entry).content.decode()
    assert "Last time, 11 Nov" in page
    assert f'<option value="{LIGHT}" selected>' in page
    add_set(client, entry, left_reps=12, right_reps=12, band=MEDIUM)
    page = edit_page(client, entry, f"?entry={entry.id}").content.decode()
    assert 'name="left_reps" value="9"' in page
    assert 'name="right_reps" value="7"' in page
    assert f'<option value="{MEDIUM}" selected>' in page


def test_without_a_last_time_fields_start_with_the_dose(client, alice, drill):
    start(client, drill="band-lying")
    assert 'name="left_reps" value="8"' in edit_page(client, entry_of(alice)).content.decode()


def test_the_next_drill_opens_when_the_planned_rounds_are_in(client, alice, drill):
    other = make_exercise(name="Other")
    make_workout(
        alice, day=YESTERDAY, drills=[drill], sets=[*PAIR, {**PAIR[0], "round": 2}], finished_at=NOON
    )
    make_workout(alice, drills=[drill, other])
    first = Entry.objects.get(drill_id=drill.id, workout_id=Workout.objects.get(date=TODAY).id)
    assert f"?entry={first.id}" in add_set(client, first, left_reps=1)["Location"]
    assert add_set(client, first, round=2, left_reps=1)["Location"].endswith("/edit/#now")
    page = edit_page(client, first).content.decode()
    assert page.index("Band Lying") < page.index("Other") < page.index('id="add-set"')


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"left_reps": "-1"}, "Reps can&#x27;t be below zero."),
        ({"left_reps": "ten"}, "Write reps as a whole number, like 10."),
        ({"left_reps": "99999999999"}, "That is more reps than fit here: 10,000 at most."),
        ({"left_reps": "", "right_reps": ""}, "Write down at least one number, or choose another drill."),
        ({"left_reps": "1", "band": str(uuid.UUID(int=1))}, "Choose one of your bands."),
        ({"left_reps": "1", "effort": "11"}, "Effort goes from 1 to 10, in halves: 7 or 7.5."),
        ({"left_reps": "1", "effort": "7.25"}, "Effort goes from 1 to 10, in halves: 7 or 7.5."),
        ({"left_reps": "1", "left_pain": "11"}, "Pain goes from 0 to 10."),
        ({"left_reps": "1", "count": "11"}, "Add 1 to 10 sets at once."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_what_was_typed_stays(client, alice, drill, typed, sentence):
    start(client, drill="band-lying")
    response = add_set(client, entry_of(alice), **{"right_reps": "6", **typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "autofocus" in page
    assert not Set.objects.exists()
    if typed.get("right_reps") != "":
        assert 'name="right_reps" value="6"' in page


def test_a_form_without_its_id_is_refused_with_a_sentence(client, alice, drill):
    start(client, drill="band-lying")
    response = add_set(client, entry_of(alice), id="", left_reps=1)
    assert response.status_code == 422
    assert "This page is out of date." in response.content.decode()


def test_a_nul_in_a_note_is_refused_with_a_sentence(client, alice, drill):
    start(client, drill="band-lying")
    response = add_set(client, entry_of(alice), left_reps=1, note="a\x00b")
    assert response.status_code == 422
    assert not Set.objects.exists()


@pytest.mark.parametrize(
    ("unit", "typed", "kilograms"),
    [
        ("kg", "12,5", "12.500"),
        ("kg", "12.5", "12.500"),
        ("lb", "25", "11.340"),
        ("lb", "12.25", "5.557"),
        ("kg", "0", "0.000"),
    ],
)
def test_load_is_typed_in_the_persons_unit_and_comes_back_as_typed(client, alice, unit, typed, kilograms):
    services.save_preferences(owner=alice, at=NOON, units=unit)
    make_exercise(slug="hinge", measures=["reps", "load"], sides="both_together")
    start(client, drill="hinge")
    entry = entry_of(alice)
    add_set(client, entry, both_reps=5, both_load=typed)
    row = Set.objects.get()
    assert (row.load_kg, row.load_unit) == (Decimal(kilograms), unit)
    shown = typed.replace(",", ".")
    assert f"5 <small>× {shown} {unit}</small>" in edit_page(client, entry).content.decode()
    page = client.get(reverse("workouts:set", args=[entry.workout_id, row.id])).content.decode()
    assert f'name="load" value="{shown}"' in page


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        ("-1", "Load can&#x27;t be below zero."),
        ("heavy", "Write the load as a number"),
        ("NaN", "Write the load as"),
        ("99999", "9,999 kg at most"),
        ("1e9", "9,999 kg at most"),
    ],
)
def test_a_load_that_cannot_be_is_refused(client, alice, load, sentence):
    make_exercise(slug="hinge", measures=["reps", "load"], sides="both_together")
    start(client, drill="hinge")
    response = add_set(client, entry_of(alice), both_reps=5, both_load=load)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_drill_shows_its_own_measures_and_nothing_else(client, alice):
    make_exercise(slug="release", measures=["duration"], sides="both_together")
    start(client, drill="release")
    page = edit_page(client, entry_of(alice)).content.decode()
    assert 'name="both_duration_min"' in page
    for absent in ("reps", "load", "hold", "breaths", "cycles", "left_", 'name="band"'):
        assert f'name="both_{absent}' not in page
        assert f'name="{absent}' not in page
    add_set(client, entry_of(alice), both_duration_min=2, both_duration_s=5)
    assert Set.objects.get().duration_seconds == 125


def test_minutes_below_zero_are_refused(client, alice):
    make_exercise(slug="release", measures=["duration"], sides="both_together")
    start(client, drill="release")
    response = add_set(client, entry_of(alice), both_duration_min=-2, both_duration_s=5)
    assert response.status_code == 422
    assert "Time can&#x27;t be below zero." in response.content.decode()


def test_a_set_of_an_earlier_day_does_not_say_when_it_was_done(client, alice, drill):
    make_workout(alice, day=YESTERDAY, drills=[drill])
    add_set(client, entry_of(alice), left_reps=1)
    assert Set.objects.get().done_at is None


# --- pain ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pain", "shown"), [(3, False), (4, True), (10, True)])
def test_pain_of_four_and_more_shows_the_safety_note_and_is_saved(client, alice, drill, pain, shown):
    start(client, drill="band-lying")
    response = add_set(client, entry_of(alice), left_reps=1, left_pain=pain)
    assert response.status_code == 302
    assert Set.objects.get().pain == pain
    page = edit_page(client, entry_of(alice)).content.decode()
    assert (f"You noted pain {pain}." in page) is shown


# --- one set -------------------------------------------------------------------------------------


def test_a_set_can_be_corrected_in_everything(client, alice, drill):
    make_workout(alice, drills=[drill], sets=PAIR)
    row = Set.objects.get(side="right")
    response = client.post(
        reverse("workouts:set", args=[row.workout_id, row.id]),
        {
            "reps": 12,
            "band": MEDIUM,
            "side": "left",
            "round": 2,
            "kind": "warm_up",
            "done": "11:45",
            "effort": "6.5",
            "pain": 1,
            "note": "easy",
        },
    )
    assert response["Location"].endswith(f"#entry-{row.entry_id}")
    row.refresh_from_db()
    assert (row.reps, str(row.band_id), row.side, row.round, row.kind) == (12, MEDIUM, "left", 2, "warm_up")
    assert (row.effort, row.pain, row.note) == (Decimal("6.5"), 1, "easy")
    assert row.done_at == NOON.replace(hour=11, minute=45)


def test_saving_a_set_unchanged_writes_nothing(client, alice, drill):
    make_workout(
        alice,
        drills=[drill],
        sets=[{"side": "left", "reps": 10, "load_kg": Decimal("5.557"), "load_unit": "lb"}],
    )
    row = Set.objects.get()
    client.post(
        reverse("workouts:set", args=[row.workout_id, row.id]),
        {"reps": 10, "load": "12.25", "side": "left", "round": 1, "kind": "working", "done": "12:00"},
    )
    assert Set.objects.get().revision == row.revision


def test_a_set_emptied_of_every_number_is_refused(client, alice, drill):
    make_workout(alice, drills=[drill], sets=PAIR)
    row = Set.objects.get(side="right")
    response = client.post(
        reverse("workouts:set", args=[row.workout_id, row.id]),
        {"reps": "", "side": "right", "round": 1, "kind": "working"},
    )
    assert response.status_code == 422
    assert "Write down at least one number, or delete the set." in response.content.decode()


# --- order, notes, undo --------------------------------------------------------------------------


def test_drills_move_up_and_down(client, alice, drill):
    other = make_exercise()
    make_workout(alice, drills=[drill, other])
    client.post(address("move_entry", entry_of(alice, 1)), {"to": "up"})
    assert entry_of(alice, 0).drill_id == other.id
    client.post(address("move_entry", entry_of(alice, 0)), {"to": "down"})
    assert entry_of(alice, 0).drill_id == drill.id


def test_notes_of_the_day_and_of_the_drill_show_where_it_is_logged(client, alice, drill):
    make_workout(alice, drills=[drill])
    entry = entry_of(alice)
    client.post(address("entry_note", entry), {"note": "New mat", "pinned": "Band in the second hole"})
    page = edit_page(client, entry).content.decode()
    assert "New mat" in page
    assert "Band in the second hole" in page
    make_workout(alice, drills=[drill])
    again = Entry.objects.exclude(id=entry.id).get()
    page = edit_page(client, again).content.decode()
    assert "Band in the second hole" in page
    assert "New mat" not in page
    assert PinnedNote.objects.get().id == drill.id


def undo_address(response):
    (message,) = response.wsgi_request._messages
    return message.extra_tags


@pytest.mark.parametrize("what", ["set", "entry", "workout"])
def test_what_is_deleted_comes_back_by_undo(client, alice, drill, what):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    entry, row = entry_of(alice), Set.objects.get(side="left")
    response = client.post(
        {
            "set": reverse("workouts:delete_set", args=[workout, row.id]),
            "entry": address("delete_entry", entry),
            "workout": reverse("workouts:delete_workout", args=[workout]),
        }[what]
    )
    assert (1, "left", 10) not in did(alice)
    back = client.post(undo_address(response))
    assert did(alice) == [(1, "left", 10), (1, "right", 9)]
    assert back["Location"].startswith(reverse("workouts:edit", args=[workout]))
    assert client.get(back["Location"]).status_code == 200


def test_a_deleted_workout_is_gone(client, alice, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    client.post(reverse("workouts:delete_workout", args=[workout]))
    assert client.get(reverse("workouts:edit", args=[workout])).status_code == 404


def test_undoing_nothing_says_so(client, alice):
    assert client.post(reverse("workouts:undo", args=[5])).status_code == 302


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


def test_name_day_times_energy_and_note_are_changed_by_one_form(client, alice):
    workout = make_workout(alice)
    assert client.post(reverse("workouts:edit", args=[workout]), about()).status_code == 302
    row = Workout.objects.get()
    assert (row.title, row.energy, row.note) == ("Legs", 4, "Good")
    assert row.started_at == NOON.replace(hour=11)
    assert row.finished_at == NOON.replace(hour=11, minute=30)


def test_a_session_over_midnight_ends_on_the_next_day(client, alice):
    workout = make_workout(alice)
    client.post(
        reverse("workouts:edit", args=[workout]), about(date=YESTERDAY, started="23:30", finished="0:20")
    )
    assert Workout.objects.get().finished_at == NOON.replace(hour=0, minute=20)


def test_an_end_before_the_start_is_refused_and_the_fields_keep_what_was_typed(client, alice):
    workout = make_workout(alice)
    response = client.post(reverse("workouts:edit", args=[workout]), about(started="11:30", finished="11:00"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "The end is before the start." in page
    assert 'value="Legs"' in page
    assert Workout.objects.get().title == ""


def test_moving_a_workout_to_another_day_takes_its_sets_along(client, alice, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    client.post(reverse("workouts:edit", args=[workout]), about(date=YESTERDAY))
    assert set(Set.objects.values_list("date", flat=True)) == {YESTERDAY}


def test_finishing_today_ends_now_and_only_once(client, alice, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    client.post(reverse("workouts:finish", args=[workout]))
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        client.post(reverse("workouts:finish", args=[workout]))
    assert Workout.objects.get().finished_at == NOON


def test_finishing_what_was_logged_for_last_week_does_not_make_it_a_week_long(client, alice):
    start(client, when="earlier", date=TODAY - timedelta(days=7), started="18:00")
    row = Workout.objects.get()
    client.post(reverse("workouts:finish", args=[row.id]))
    row.refresh_from_db()
    assert row.finished_at == row.started_at


def test_do_it_again_sent_twice_starts_one(client, alice, drill):
    before = make_workout(alice, day=YESTERDAY, drills=[drill], sets=PAIR, finished_at=NOON)
    for _tap in range(2):
        client.post(reverse("workouts:repeat_workout", args=[before]), {"id": uuid.UUID(int=9)})
    assert Workout.objects.count() == 2


# --- what the page costs -------------------------------------------------------------------------


@pytest.mark.parametrize("drills", [3, 12])
def test_the_working_page_takes_twelve_queries_however_long_it_is(client, alice, drills):
    sets = [{**each, "round": number} for number in range(1, drills) for each in PAIR]
    exercises = [make_exercise() for _number in range(drills)]
    make_workout(alice, day=YESTERDAY, drills=exercises, sets=sets, finished_at=NOON)
    workout = make_workout(alice, drills=exercises, sets=sets)
    own = services.save_own_drill(owner=alice, at=NOON, name="Own", measures=["hold"], sides="each_side")
    services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=own)
    address = f"{reverse('workouts:edit', args=[workout])}?entry={entry_of(alice).id}"
    client.get(address)  # A day's first page renews the session besides.
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= 12


# --- strangers -----------------------------------------------------------------------------------


def test_bob_gets_404_for_everything_of_alices(client_for, alice, bob, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    entry, row = entry_of(alice), Set.objects.get(side="left")
    own = services.save_own_drill(owner=alice, at=NOON, name="Own", measures=["hold"], sides="each_side")
    client = client_for(bob)
    mine = make_workout(bob)
    gets = [
        reverse("workouts:edit", args=[workout]),
        reverse("workouts:add_drill", args=[workout]),
        address("entry_note", entry),
        reverse("workouts:set", args=[workout, row.id]),
        reverse("workouts:own_drill", args=[own]),
        reverse("workouts:pinned_note", args=[own]),
        f"{reverse('workouts:new_drill')}?workout={workout}",
        f"{reverse('workouts:log')}?drill={own}",
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
    assert {path: client.get(path).status_code for path in gets} == dict.fromkeys(gets, 404)
    assert {path: client.post(path, data).status_code for path in posts} == dict.fromkeys(posts, 404)
    for name, value in (("drill", own), ("repeat", workout)):
        assert start(client, **{name: str(value)}).status_code == 404
    assert client.post(reverse("workouts:favourites"), {"keep": own}).status_code == 404
    assert User.objects.get(pk=alice.pk).revision == before
    assert not Set.objects.filter(owner=bob).exists()


def test_bob_cannot_undo_what_alice_deleted(client_for, alice, bob, drill):
    workout = make_workout(alice, drills=[drill], sets=PAIR)
    stamp = services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    client_for(bob).post(reverse("workouts:undo", args=[stamp]))
    assert not Set.objects.filter(deleted=False).exists()


def test_ids_that_nobody_has_are_404(client, alice, drill):
    workout, nothing = make_workout(alice, drills=[drill]), uuid.uuid4()
    assert client.get(reverse("workouts:edit", args=[nothing])).status_code == 404
    assert client.get(reverse("workouts:set", args=[workout, nothing])).status_code == 404
    assert client.post(reverse("workouts:delete_entry", args=[workout, nothing])).status_code == 404
    assert (
        client.post(reverse("workouts:add_drill", args=[workout]), {"drill": str(nothing)}).status_code == 404
    )
    assert Exercise.objects.count() == 1
