from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, make_exercise, make_workout
from workouts import queries, services
from workouts.bands import DEFAULT_BANDS
from workouts.models import Entry, Set, Workout
from workouts.queries.workout import EntryPart, WorkoutPage

LIGHT, HEAVY = DEFAULT_BANDS[1].id, DEFAULT_BANDS[3].id


def page_of(owner: User, drill: Exercise, *sets: dict[str, Any], unit: str = "kg") -> WorkoutPage:
    workout = make_workout(owner, drills=[drill], sets=sets)
    page = queries.workout_page(owner, workout, unit=unit)
    assert page is not None
    return page


def columns(entry: EntryPart) -> list[str]:
    return [column.side or column.name for column in entry.columns]


def cells(entry: EntryPart) -> list[list[str]]:
    return [[f"{cell.number}{cell.word} {cell.rest}".strip() for cell in each.cells] for each in entry.rounds]


def left(number: int, reps: int | None = 10, **fields: Any) -> dict[str, Any]:
    return {"side": "left", "round": number, "reps": reps, **fields}


def right(number: int, reps: int | None = 10, **fields: Any) -> dict[str, Any]:
    return {"side": "right", "round": number, "reps": reps, **fields}


def test_left_and_right_of_a_round_stand_on_one_row(alice: User) -> None:
    page = page_of(alice, make_exercise(), left(1, 10), right(1, 10), left(2, 10), right(2, 9), left(3, 9))

    entry = page.entries[0]
    assert columns(entry) == ["left", "right"]
    assert cells(entry) == [["10", "10"], ["10", "9"], ["9", ""]]
    assert [each.number for each in entry.rounds] == [1, 2, 3]
    assert page.sets == 3


def test_a_drill_of_both_sides_has_one_column_named_by_its_measure(alice: User) -> None:
    drill = make_exercise(sides="both_together", measures=["hold", "band"])

    entry = page_of(alice, drill, {"hold_seconds": 45, "round": 1}, {"hold_seconds": 90, "round": 2}).entries[
        0
    ]

    assert columns(entry) == ["Hold"]
    assert cells(entry) == [["45 s"], ["1:30"]]


def test_columns_are_what_was_recorded(alice: User) -> None:
    drill = make_exercise(measures=["reps", "breaths", "load", "band"])
    sets = [
        left(1, 10, breaths=3, band_id=LIGHT, effort=Decimal("7.5")),
        right(1, 8, band_id=LIGHT),
        left(2, 9, band_id=HEAVY),
        right(2, 9, band_id=LIGHT),
    ]

    entry = page_of(alice, drill, *sets).entries[0]

    assert columns(entry) == ["left", "right", "Band", "Effort"]
    assert cells(entry) == [["10 3 breaths", "8", "Light", "L 7.5"], ["9", "9", "L Heavy, R Light", ""]]


def test_a_set_that_holds_another_measure_than_the_drills_is_shown(alice: User) -> None:
    entry = page_of(alice, make_exercise(measures=["reps"]), {"hold_seconds": 20}).entries[0]

    assert columns(entry) == ["Hold"]
    assert cells(entry) == [["20 s"]]


@pytest.mark.parametrize(("unit", "shown"), [("kg", "5.67 kg"), ("lb", "12.5 lb")])
def test_a_load_is_shown_in_the_persons_unit(alice: User, unit: str, shown: str) -> None:
    drill = make_exercise(measures=["reps", "load"])

    entry = page_of(alice, drill, left(1, load_kg=Decimal("5.670"), load_unit="lb"), unit=unit).entries[0]

    assert cells(entry) == [["10", shown]]


def test_pain_and_notes_say_which_set_and_side(alice: User) -> None:
    sets = [
        left(1, note="Slow"),
        right(1, pain=0),
        left(2),
        right(2, pain=2, note="front of the hip"),
        {"reps": 4, "round": 3, "pain": 1, "kind": "warm_up"},
    ]

    page = page_of(alice, make_exercise(), *sets)

    entry = page.entries[0]
    assert entry.pains == ("Set 2, right: pain 2 · front of the hip", "Set 3: pain 1")
    assert entry.notes == ("Set 1, left: Slow",)
    assert [each.kind for each in entry.rounds] == ["", "", "Warm-up"]
    assert page.worst_pain == 2
    assert not page.heed_pain


@pytest.mark.parametrize(("pain", "heeded"), [(3, False), (4, True), (10, True)])
def test_pain_of_four_brings_up_the_note(
    alice: User, client_for: Callable[[User], Client], pain: int, heeded: bool
) -> None:
    workout = make_workout(alice, drills=[make_exercise()], sets=[left(1, pain=pain)])

    text = client_for(alice).get(f"/workouts/{workout}/").content.decode()

    assert ("Pain of 4 or more." in text) is heeded


def test_the_start_is_shown_by_the_clock_where_it_was(alice: User) -> None:
    workout = services.start_workout(
        owner=alice,
        at=NOON,
        begins=services.Beginning(NOON.date(), "America/New_York", datetime(2026, 11, 12, 1, 30, tzinfo=UTC)),
        title="Early",
    )

    page = queries.workout_page(alice, workout, unit="kg")

    assert page is not None
    assert (page.day, page.time, page.minutes) == ("Thursday 12 November 2026", "20:30", None)


def test_drills_stand_in_their_order_and_skipped_ones_say_so(alice: User) -> None:
    first, second = make_exercise(name="First"), make_exercise(name="Second")
    workout = make_workout(alice, drills=[first, second])
    last = Entry.objects.get(owner=alice, drill_id=second.id)
    services.move_entry(owner=alice, at=NOON, entry_id=last.id, up=True)
    services.change_entry(owner=alice, at=NOON, entry_id=last.id, skipped=True, note="No band here")

    page = queries.workout_page(alice, workout, unit="kg")

    assert page is not None
    assert [(entry.name, entry.skipped) for entry in page.entries] == [("Second", True), ("First", False)]
    assert page.entries[0].notes == ("No band here",)
    assert page.title == "First"


def test_deleted_sets_and_drills_vanish(alice: User) -> None:
    drill, other = make_exercise(), make_exercise()
    workout = make_workout(alice, drills=[drill, other], sets=[left(1), right(1, 7)])
    entry = Entry.objects.get(owner=alice, drill_id=drill.id)
    gone = Set.objects.get(owner=alice, drill_id=drill.id, side="right")
    services.delete_set(owner=alice, at=NOON, set_id=gone.id)
    services.delete_entry(owner=alice, at=NOON, entry_id=Entry.objects.get(owner=alice, drill_id=other.id).id)

    page = queries.workout_page(alice, workout, unit="kg")

    assert page is not None
    assert [each.id for each in page.entries] == [entry.id]
    assert cells(page.entries[0]) == [["10"]]


def test_an_own_drill_and_one_deleted_since_keep_their_names(alice: User) -> None:
    own = services.save_own_drill(
        owner=alice, at=NOON, name="My turn", measures=["reps"], sides="both_together"
    )
    workout = make_workout(alice)
    entry = services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=own)
    services.record_sets(owner=alice, at=NOON, entry_id=entry, drafts=[{"reps": 5}])
    services.delete_own_drill(owner=alice, at=NOON, drill_id=own)

    page = queries.workout_page(alice, workout, unit="kg")

    assert page is not None
    assert (page.entries[0].name, page.entries[0].facts) == ("My turn", ("Your own drill", "Both together"))


def test_a_workout_deleted_with_all_that_was_in_it_is_not_found(
    alice: User, client_for: Callable[[User], Client]
) -> None:
    workout = make_workout(alice, drills=[make_exercise()], sets=[left(1)])
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)

    assert client_for(alice).get(f"/workouts/{workout}/").status_code == 404


def test_a_deleted_workout_shows_while_one_of_its_sets_is_live(
    alice: User, client_for: Callable[[User], Client]
) -> None:
    workout = make_workout(alice, drills=[make_exercise(name="Clamshell")], sets=[left(1)])
    Workout.objects.filter(owner=alice).update(deleted=True)
    Entry.objects.filter(owner=alice).update(deleted=True)

    response = client_for(alice).get(f"/workouts/{workout}/")

    assert response.status_code == 200
    assert "Clamshell" in response.content.decode()


def test_bob_gets_404_for_alices_workout(
    alice: User, bob: User, client_for: Callable[[User], Client]
) -> None:
    workout = make_workout(alice, title="Hers")

    assert client_for(bob).get(f"/workouts/{workout}/").status_code == 404
    assert client_for(alice).get(f"/workouts/{workout}/").status_code == 200


def test_what_was_typed_is_escaped_and_the_page_is_kept_nowhere(
    alice: User, client_for: Callable[[User], Client]
) -> None:
    workout = make_workout(
        alice, title="<script>1</script>", drills=[make_exercise()], sets=[left(1, note="<b>")]
    )

    response = client_for(alice).get(f"/workouts/{workout}/")

    text = response.content.decode()
    assert "<script>1" not in text
    assert "&lt;b&gt;" in text
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("drills", [1, 12])
def test_queries_do_not_grow_with_the_workout(
    alice: User, client_for: Callable[[User], Client], drills: int
) -> None:
    sets = [left(1, band_id=LIGHT), right(1, band_id=LIGHT), left(2), right(2)]
    workout = make_workout(alice, drills=[make_exercise() for _ in range(drills)], sets=sets)
    client = client_for(alice)
    # The first request of a day renews the session.
    client.get(f"/workouts/{workout}/")

    with CaptureQueriesContext(connection) as captured:
        client.get(f"/workouts/{workout}/")

    assert len(captured) <= 10
