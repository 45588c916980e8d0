"""Own routines are made on the phone; the server's pages start from them."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import NOON, TODAY, make_exercise
from tests.taps import LIGHT, add_set, edit_page, entry_of, start
from workouts import queries, services
from workouts.models import CuratedItem, CuratedRoutine, Entry, RoutineItem, Set, Workout
from workouts.services.merge import Change, Register, Stamp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
TODAYS = TODAY.weekday()


def make_routine(owner, *drills, title="Before squats", weekdays=(), archived=False, **item):
    """As a phone sends it."""
    routine = uuid.uuid4()
    registers = {
        "name": {"title": title, "note": ""},
        "days": {"weekdays": list(weekdays)},
        "archived": {"archived": archived},
    }
    changes = [change("routine", routine, registers)]
    for number, drill in enumerate(drills, start=1):
        registers = {
            "place": {"order": number * 65_536, "superset": item.get("superset")},
            "plan": {"drill_id": str(getattr(drill, "id", drill)), "target": item.get("target", {"sets": 2})},
            "note": {"note": item.get("note", "")},
        }
        changes.append(change("item", uuid.uuid4(), registers, routine))
    assert not services.apply_changes(owner=owner, changes=changes, at=NOON).rejected
    return routine


def change(kind, record, registers, parent=None):
    stamp = Stamp(int(NOON.timestamp() * 1000), "phone")
    return Change(kind, record, {name: Register(values, stamp) for name, values in registers.items()}, parent)


def delete(owner, kind, *records):
    stamp = Stamp(int(NOON.timestamp() * 1000) + 1, "phone")
    gone = [Change(kind, each, {"deleted": Register({"deleted": True}, stamp)}) for each in records]
    services.apply_changes(owner=owner, changes=gone, at=NOON)


def see(client):
    return client.get(reverse("workouts:new")).content.decode()


def test_starting_one_brings_its_drills_supersets_targets_and_notes(her, alice, drill):
    target = {
        "sets": 3,
        "amount_min": 6,
        "amount_max": 8,
        "rest_seconds": 45,
        "side": "left",
        "band_id": LIGHT,
    }
    routine = make_routine(alice, drill, make_exercise(), superset=1, target=target, note="Slow way back")
    assert "Before squats" in see(her)
    start(her, routine=str(routine))
    workout = Workout.objects.get()
    assert (workout.title, workout.routine_id) == ("Before squats", routine)
    entries = list(Entry.objects.order_by("order"))
    assert [entry.superset for entry in entries] == [1, 1]
    assert entries[0].target == {**target, "note": "Slow way back"}


def test_started_twice_without_a_set_between_it_is_one_workout(her, alice, drill, monkeypatch):
    routine = str(make_routine(alice, drill, make_exercise(), note="Slow way back"))
    first, again = start(her, routine=routine), start(her, routine=routine)
    assert again["Location"] == first["Location"]
    workout = Workout.objects.get()
    assert Entry.objects.count() == 2
    at = NOON + timedelta(hours=2)
    again = services.Beginning(NOON.date(), "UTC", at)
    assert (
        services.start_own_routine(owner=alice, at=at, begins=again, routine_id=uuid.UUID(routine))
        == workout.id
    )
    # It was not trained for two hours.
    assert Workout.objects.get().started_at == at


@pytest.mark.parametrize(
    "between", ["set", "finished", "deleted", "another", "changed", "yesterday", "after it"]
)
def test_one_that_was_begun_ended_or_changed_starts_anew(alice, drill, between):
    routine = make_routine(alice, drill)
    begins = services.Beginning(NOON.date(), "UTC", NOON)
    first = services.start_own_routine(owner=alice, at=NOON, begins=begins, routine_id=routine)
    if between == "set":
        entry = Entry.objects.get()
        services.record_sets(owner=alice, at=NOON, entry_id=entry.id, drafts=[{"side": "left", "reps": 5}])
    elif between == "finished":
        services.finish_workout(owner=alice, at=NOON, workout_id=first)
    elif between == "deleted":
        services.delete_workout(owner=alice, at=NOON, workout_id=first)
    elif between == "another":
        services.start_workout(owner=alice, at=NOON, begins=begins)
    elif between == "changed":
        delete(alice, "item", *RoutineItem.objects.values_list("id", flat=True))
        plan = {"drill_id": str(drill.id), "target": {"sets": 5}}
        registers = {"place": {"order": 1, "superset": None}, "plan": plan, "note": {"note": ""}}
        added = [change("item", uuid.uuid4(), registers, routine)]
        assert not services.apply_changes(owner=alice, changes=added, at=NOON).rejected
    elif between == "yesterday":
        begins = begins._replace(date=NOON.date() + timedelta(days=1))
    else:
        begins = begins._replace(finished_at=NOON)
    assert services.start_own_routine(owner=alice, at=NOON, begins=begins, routine_id=routine) != first


def test_a_ready_made_one_started_twice_is_one_workout_wherever_it_was_started(her, alice, drill):
    routine = CuratedRoutine.objects.create(
        slug="three", title="Three", summary="Three drills.", minutes=9, status="published", published_at=NOON
    )
    CuratedItem.objects.create(routine=routine, drill=drill, sets=2, amount_min=9, amount_max=11)
    start(her, routine="three")
    # As a phone would have written it: without what is nothing.
    entry = Entry.objects.get()
    target = {name: value for name, value in entry.target.items() if value is not None}
    services.change_entry(owner=alice, at=NOON, entry_id=entry.id, target=target)
    start(her, routine="three")
    assert Workout.objects.count() == 1


def test_its_targets_are_prefilled_on_the_plain_page_too(her, alice, drill):
    target = {"sets": 3, "amount_min": 6, "amount_max": 8, "side": "left", "band_id": LIGHT}
    start(her, routine=str(make_routine(alice, drill, target=target)))
    entry = entry_of(alice)
    page = edit_page(her, entry).content.decode()
    assert 'name="left_reps" value="6"' in page
    assert 'name="right_reps"' not in page
    assert f'<option value="{LIGHT}" selected' in page or f'value="{LIGHT}" checked' in page
    add_set(her, entry, only="left", left_reps=6, left_band=LIGHT, band=LIGHT)
    assert [(row.side, row.reps) for row in Set.objects.all()] == [("left", 6)]


@pytest.mark.parametrize(
    "target",
    [
        {"band_id": "green", "load_kg": "heavy", "side": 3},
        {"band_id": ["x"], "load_kg": {}, "amount_min": None},
    ],
)
def test_a_target_that_says_nonsense_breaks_no_page(her, alice, target):
    drill = make_exercise(measures=["reps", "band", "load"])
    start(her, routine=str(make_routine(alice, drill, target=target)))
    assert edit_page(her, entry_of(alice)).status_code == 200


def test_a_double_tap_starts_one_workout(her, alice, drill):
    routine = make_routine(alice, drill)
    for _tap in range(2):
        her.post(reverse("workouts:new"), {"id": uuid.UUID(int=7), "when": "now", "routine": str(routine)})
    assert Workout.objects.count() == 1
    assert Entry.objects.count() == 1


def test_its_address_shows_it_ready_to_start(her, alice, drill):
    routine = make_routine(alice, drill)
    page = her.get(f"{reverse('workouts:new')}?routine={routine}").content.decode()
    assert "Start Before squats" in page
    assert "Band Lying" in page


def test_bob_gets_404_and_starts_nothing(client_for, alice, bob, drill):
    routine = make_routine(alice, drill)
    his = client_for(bob)
    assert "Before squats" not in see(his)
    assert his.get(f"{reverse('workouts:new')}?routine={routine}").status_code == 404
    assert start(his, routine=str(routine)).status_code == 404
    assert not Workout.objects.exists()


def test_archived_and_empty_ones_are_not_offered(her, alice, drill):
    make_routine(alice, drill, title="Old one", archived=True)
    empty = make_routine(alice, title="Empty one")
    page = see(her)
    assert "Old one" not in page
    assert "Empty one" not in page
    assert start(her, routine=str(empty)).status_code == 404


def test_a_deleted_one_shows_as_long_as_a_drill_in_it_is_live(her, alice, drill):
    routine = make_routine(alice, drill)
    delete(alice, "routine", routine)
    assert "Before squats" in see(her)
    assert start(her, routine=str(routine)).status_code == 302


def test_todays_comes_first_and_leads_the_page_of_today(her, alice, drill):
    make_routine(alice, drill, title="A any day")
    make_routine(alice, drill, title="B tomorrow", weekdays=[(TODAYS + 1) % 7])
    planned = make_routine(alice, drill, title="C today", weekdays=[TODAYS])
    assert [each.title for each in queries.log_page(alice, now=NOON).own_routines] == [
        "C today",
        "A any day",
        "B tomorrow",
    ]
    page = her.get(reverse("workouts:today")).content.decode()
    assert page.index("C today") < page.index("A any day")
    assert f"{reverse('workouts:log')}?routine={planned}" in page
    assert page.count("button--primary") == 1
    assert page.count("C today") == 1


def test_planned_is_by_the_persons_own_day(alice, drill):
    make_routine(alice, drill, weekdays=[(TODAYS + 1) % 7])
    assert not queries.today_page(alice, now=NOON).planned
    alice.guessed_time_zone = "Pacific/Kiritimati"
    assert queries.today_page(alice, now=NOON).planned


@pytest.mark.parametrize("count", [2, 20])
def test_many_routines_take_as_many_queries(her, alice, count):
    for _number in range(count):
        make_routine(alice, make_exercise(), make_exercise())
    her.get(reverse("workouts:new"))
    with CaptureQueriesContext(connection) as captured:
        her.get(reverse("workouts:new"))
    assert len(captured) <= 10
