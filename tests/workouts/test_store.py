import threading
import uuid
from collections import deque
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.builders import NOON, TODAY, make_exercise, make_workout
from workouts import services
from workouts.models import DayTotal, Entry, Set, Workout
from workouts.services import store, totals
from workouts.services.batch import Rejection
from workouts.services.merge import Change, Register, Stamp
from workouts.services.records import RECORD_TYPES

pytestmark = pytest.mark.django_db
DID = {"side": "left", "reps": 10}
TIMES = {"date": TODAY, "time_zone": "Europe/Berlin"}


def change(
    kind: str, each: Any, stamp: tuple[int, str] = (1, "phone"), parent: Any = None, **registers: Any
) -> Change:
    made = {name: Register(values, Stamp(*stamp)) for name, values in registers.items()}
    return Change(type=kind, id=each, parent=parent, registers=made)


def apply(owner: User, *changes: Change) -> store.Outcome:
    return services.apply_changes(owner=owner, changes=changes, at=NOON)


def codes(outcome: store.Outcome) -> list[tuple[str, str]]:
    return [(rejection.code, rejection.field) for rejection in outcome.rejected]


@pytest.fixture
def entry(alice):
    workout = make_workout(alice, drills=[make_exercise()])
    return Entry.objects.get(owner=alice, workout_id=workout)


# --- what is kept --------------------------------------------------------------------------------


def test_a_whole_session_arrives_in_one_request(alice):
    drill = make_exercise()
    workout, entry, left = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    outcome = apply(
        alice,
        change("set", left, parent=entry, did={**DID, "load_kg": 2.5}),
        change("entry", entry, parent=workout, plan={"drill_id": str(drill.id)}),
        change("workout", workout, times=TIMES),
    )
    assert not outcome.rejected
    row = Set.objects.get(owner=alice)
    assert (row.workout_id, row.drill_id, row.date, row.load_kg) == (workout, drill.id, TODAY, Decimal("2.5"))


def test_the_later_stamp_wins_whatever_arrives_first(alice, entry):
    each = uuid.uuid4()
    apply(alice, change("set", each, (5, "phone"), entry.id, did={**DID, "reps": 12}))
    apply(alice, change("set", each, (4, "tablet"), entry.id, did={**DID, "reps": 8}))
    assert Set.objects.get(owner=alice).reps == 12


def test_a_note_from_one_phone_and_reps_from_another_are_both_kept(alice, entry):
    each = uuid.uuid4()
    apply(alice, change("set", each, (1, "a"), entry.id, did=DID))
    apply(alice, change("set", each, (3, "a"), note={"note": "slow"}))
    apply(alice, change("set", each, (2, "b"), did={**DID, "reps": 11}))
    row = Set.objects.get(owner=alice)
    assert (row.note, row.reps) == ("slow", 11)


def test_a_replay_writes_nothing_and_counts_nothing(alice, entry):
    same = change("set", uuid.uuid4(), parent=entry.id, did=DID)
    first = apply(alice, same)
    again = apply(alice, same)
    assert again.written == ()
    assert again.revision == first.revision


def test_every_record_written_gets_a_revision_of_its_own(alice, entry):
    outcome = apply(alice, *(change("set", uuid.uuid4(), parent=entry.id, did=DID) for _ in range(5)))
    revisions = set(Set.objects.values_list("revision", flat=True))
    assert len(revisions) == 5
    assert max(revisions) == outcome.revision == User.objects.get(pk=alice.pk).revision


def test_equal_ids_of_two_people_never_meet(alice, bob):
    each = uuid.uuid4()
    apply(alice, change("workout", each, times=TIMES, name={"title": "Alice's"}))
    apply(bob, change("workout", each, (9, "phone"), times=TIMES, name={"title": "Bob's"}))
    assert Workout.objects.get(owner=alice, id=each).title == "Alice's"
    assert Workout.objects.get(owner=bob, id=each).title == "Bob's"


def test_a_drill_that_was_archived_meanwhile_is_still_accepted(alice):
    drill = make_exercise(status="archived")
    workout = make_workout(alice, drills=[drill], sets=[DID])
    assert Set.objects.get(owner=alice, workout_id=workout).drill_id == drill.id


def test_a_set_may_record_what_its_drill_does_not_offer(alice):
    make_workout(alice, drills=[make_exercise(measures=["reps"])], sets=[{"side": "both", "breaths": 5}])
    assert Set.objects.get(owner=alice).breaths == 5


def test_preferences_are_records_and_unknown_ones_are_kept(alice):
    assert not apply(alice, change("preference", "a_later_version_knows", value={"value": {"x": 1}})).rejected
    services.save_preferences(owner=alice, at=NOON, units="lb")
    assert codes(apply(alice, change("preference", "units", (2**52, "p"), value={"value": "stone"}))) == [
        ("invalid", "value")
    ]


# --- what is refused -----------------------------------------------------------------------------


def test_one_bad_record_does_not_hold_up_the_rest(alice, entry):
    good, bad = uuid.uuid4(), uuid.uuid4()
    outcome = apply(
        alice,
        change("set", bad, parent=entry.id, did={"reps": -1}),
        change("set", good, parent=entry.id, did=DID),
    )
    assert [(each.id, each.code, each.field) for each in outcome.rejected] == [(bad, "invalid", "reps")]
    assert list(Set.objects.values_list("id", flat=True)) == [good]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reps", -1),
        ("reps", 2**70),
        ("reps", 10.5),
        ("reps", True),
        ("reps", "many"),
        ("reps", [1]),
        ("load_kg", float("nan")),
        ("load_kg", float("inf")),
        ("load_kg", "1e400"),
        ("load_kg", "0.0001"),
        ("load_kg", -1),
        ("hold_seconds", 86_401),
        ("side", "up"),
        ("side", None),
        ("kind", "\x00"),
        ("load_unit", "stone"),
        ("band_id", "green"),
        ("band_id", 12),
        ("done_at", "2026-11-12T12:00:00"),
        ("done_at", "9999-12-31T23:59:59-14:00"),
        ("done_at", "2026-11-15T12:00:00Z"),
        ("colour", "green"),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(alice, entry, field, value):
    outcome = apply(alice, change("set", uuid.uuid4(), parent=entry.id, did={**DID, field: value}))
    assert codes(outcome) == [("invalid", field)]
    assert outcome.rejected[0].detail.endswith(".")
    assert not Set.objects.exists()


@pytest.mark.parametrize(
    ("register", "values", "field"),
    [
        ("felt", {"pain": 11}, "pain"),
        ("felt", {"effort": 7.3}, "effort"),
        ("felt", {"effort": 0.5}, "effort"),
        ("note", {"note": "x" * 4001}, "note"),
        ("note", {"note": "a\x00b"}, "note"),
        ("note", {"note": "\ud800"}, "note"),
        ("place", {"round": 0}, "round"),
        ("place", {"order": 2**64}, "order"),
        ("mood", {"mood": 1}, "mood"),
    ],
)
def test_each_register_is_held_to_its_fields(alice, entry, register, values, field):
    outcome = apply(alice, change("set", uuid.uuid4(), parent=entry.id, did=DID, **{register: values}))
    assert codes(outcome) == [("invalid", field)]


@pytest.mark.parametrize(
    "stamp", [(-1, "a"), (2**53 + 1, "a"), (True, "a"), (1.5, "a"), (1, ""), (1, "é"), (1, "x" * 65)]
)
def test_a_stamp_is_a_number_and_a_plain_name(alice, stamp):
    assert codes(apply(alice, change("workout", uuid.uuid4(), stamp, times=TIMES))) == [("invalid", "stamp")]


def test_no_stamp_is_refused_for_being_ahead(alice):
    assert not apply(alice, change("workout", uuid.uuid4(), (2**53, "phone"), times=TIMES)).rejected


def test_dates_reach_48_hours_ahead_and_no_further(alice):
    ahead = [
        change("workout", uuid.uuid4(), times={**TIMES, "date": day}) for day in ("2026-11-14", "2026-11-15")
    ]
    assert codes(apply(alice, *ahead)) == [("invalid", "date")]


def test_a_set_that_records_nothing_is_refused_but_may_be_deleted(alice, entry):
    each = uuid.uuid4()
    assert codes(apply(alice, change("set", each, parent=entry.id, did={"side": "left"}))) == [
        ("invalid", "did")
    ]
    gone = change("set", each, parent=entry.id, did={"side": "left"}, deleted={"deleted": True})
    assert not apply(alice, gone).rejected


def test_a_child_waits_for_its_parent(alice):
    outcome = apply(alice, change("set", uuid.uuid4(), parent=uuid.uuid4(), did=DID))
    assert codes(outcome) == [("parent_missing", "parent")]


def test_another_persons_parent_is_no_parent(alice, bob, entry):
    assert codes(apply(bob, change("set", uuid.uuid4(), parent=entry.id, did=DID))) == [
        ("parent_missing", "parent")
    ]


def test_the_children_of_a_refused_parent_are_refused_with_it(alice):
    workout, entry = uuid.uuid4(), uuid.uuid4()
    outcome = apply(
        alice,
        change("workout", workout, times=TIMES),
        change("entry", entry, parent=workout, plan={"drill_id": uuid.uuid4()}),
        change("set", uuid.uuid4(), parent=entry, did=DID),
    )
    assert codes(outcome) == [("parent_missing", "drill_id"), ("parent_missing", "parent")]
    assert Workout.objects.filter(owner=alice).count() == 1


def test_a_drill_that_was_never_published_cannot_be_logged(alice):
    with pytest.raises(services.Refused):
        make_workout(alice, drills=[make_exercise(status="draft", published_at=None)])


def test_a_record_never_moves_to_another_parent(alice, entry):
    each = uuid.uuid4()
    apply(alice, change("set", each, parent=entry.id, did=DID))
    other = change("set", each, (2, "phone"), parent=uuid.uuid4(), did=DID)
    assert codes(apply(alice, other)) == [("invalid", "parent")]


def test_a_record_nobody_has_seen_must_come_whole(alice, entry):
    assert codes(apply(alice, change("set", uuid.uuid4(), parent=entry.id, note={"note": "x"}))) == [
        ("incomplete", "did")
    ]


def test_an_account_that_is_gone_takes_nothing(alice):
    User.objects.filter(pk=alice.pk).delete()
    with pytest.raises(services.Refused, match="account_gone"):
        apply(alice, change("workout", uuid.uuid4(), times=TIMES))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_at_all_reaches_the_database_as_an_error(alice, data):
    kind = data.draw(st.sampled_from(list(RECORD_TYPES.values())))
    registers: dict[str, Any] = {
        name: {field: data.draw(json_values) for field in fields if data.draw(st.booleans())}
        for name, fields in kind.registers.items()
    }
    outcome = apply(alice, change(kind.name, uuid.uuid4(), **registers))
    assert len(outcome.written) + len(outcome.rejected) == 1


# --- what follows --------------------------------------------------------------------------------


def test_moving_a_workout_to_another_day_moves_its_sets_and_totals(alice):
    workout = make_workout(alice, drills=[make_exercise()], sets=[DID])
    services.change_workout(owner=alice, at=NOON, workout_id=workout, date="2026-11-01")
    assert [str(day) for day in Set.objects.values_list("date", flat=True)] == ["2026-11-01"]
    assert [str(day) for day in DayTotal.objects.values_list("date", flat=True)] == ["2026-11-01"]


def test_totals_keep_sides_apart_and_leave_warm_ups_out(alice):
    sets = [DID, {**DID, "reps": 8}, {"side": "right", "reps": 7, "load_kg": 2}, {**DID, "kind": "warm_up"}]
    make_workout(alice, drills=[make_exercise()], sets=sets)
    found = DayTotal.objects.order_by("side").values_list("side", "sets", "reps", "best_reps", "volume_kg")
    assert list(found) == [("left", 2, 18, 10, 0), ("right", 1, 7, 7, 14)]


def test_a_deleted_workout_takes_its_sets_along_and_undo_brings_exactly_those_back(alice):
    workout = make_workout(alice, drills=[make_exercise()], sets=[DID, {"side": "right", "reps": 9}])
    first = Set.objects.filter(owner=alice).order_by("order").first()
    assert first
    services.delete_set(owner=alice, at=NOON, set_id=first.id)
    stamp = services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    assert not Set.objects.filter(deleted=False).exists()
    assert not DayTotal.objects.exists()
    assert services.undo_deletion(owner=alice, at=NOON, stamp=stamp) == 3
    assert list(Set.objects.filter(deleted=False).values_list("reps", flat=True)) == [9]
    assert DayTotal.objects.get().reps == 9


def test_nobody_undoes_what_another_person_deleted(alice, bob):
    stamp = services.delete_workout(owner=alice, at=NOON, workout_id=make_workout(alice))
    assert services.undo_deletion(owner=bob, at=NOON, stamp=stamp) == 0
    assert Workout.objects.get(owner=alice).deleted


def test_a_phone_that_deletes_a_workout_does_not_hide_a_set_it_never_saw(alice, entry):
    apply(alice, change("workout", entry.workout_id, (2**52, "a"), deleted={"deleted": True}))
    apply(alice, change("set", uuid.uuid4(), (1, "b"), entry.id, did=DID))
    assert Set.objects.get(owner=alice).deleted is False
    assert DayTotal.objects.get().reps == 10


def test_editing_a_deleted_record_revives_it(alice):
    workout = make_workout(alice, title="Legs")
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    services.change_workout(owner=alice, at=NOON, workout_id=workout, title="Hips")
    row = Workout.objects.get(owner=alice)
    assert (row.title, row.deleted) == ("Hips", False)


def test_a_form_beats_what_it_edits_even_where_that_came_from_a_clock_far_ahead(alice):
    workout = uuid.uuid4()
    apply(alice, change("workout", workout, (2**52, "phone"), times=TIMES, name={"title": "Ahead"}))
    services.change_workout(owner=alice, at=NOON, workout_id=workout, title="Corrected")
    row = Workout.objects.get(owner=alice)
    assert row.title == "Corrected"
    assert row.stamps["name"] == [2**52 + 1, "web"]


def test_a_form_about_another_persons_record_finds_nothing(alice, bob, entry):
    with pytest.raises(services.Refused) as refusal:
        services.record_sets(owner=bob, at=NOON, entry_id=entry.id, drafts=[DID])
    assert refusal.value.code == "unknown"


def test_a_form_sent_twice_makes_its_sets_once(alice, entry):
    draft = {**DID, "id": uuid.uuid4()}
    for _ in range(2):
        services.record_sets(owner=alice, at=NOON, entry_id=entry.id, drafts=[draft])
    assert Set.objects.filter(owner=alice).count() == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=25))
def test_drills_can_be_moved_up_and_down_as_in_a_plain_list(alice, moves):
    drill = make_exercise()
    workout = make_workout(alice, drills=[drill] * 5)
    entries = Entry.objects.filter(owner=alice, workout_id=workout).order_by("order", "id")
    expected = [entry.id for entry in entries]
    for place, up in moves:
        moved = expected[place]
        services.move_entry(owner=alice, at=NOON, entry_id=moved, up=up)
        there = max(place - 1, 0) if up else min(place + 1, 4)
        expected.insert(there, expected.pop(place))
    assert [entry.id for entry in entries.all()] == expected


# --- convergence ---------------------------------------------------------------------------------

IDS = [uuid.UUID(int=number) for number in range(1, 9)]
WORKOUTS, ENTRIES, SETS = IDS[:2], IDS[2:4], IDS[4:8]


@st.composite
def histories(draw: st.DrawFn, drills: list[uuid.UUID]) -> list[Change]:
    """Edits by three devices of two workouts, an entry in each and four sets; every change could make its record."""

    def some(
        kind: str, each: uuid.UUID, parent: uuid.UUID | None, needed: str, values: Any, optional: Any
    ) -> Change:
        def stamp() -> Stamp:
            return Stamp(draw(st.integers(0, 20)), draw(st.sampled_from(["a", "b", "web"])))

        registers = {needed: at_stamp(values, stamp())}
        for name, choices in optional.items():
            if draw(st.booleans()):
                registers[name] = at_stamp(choices, stamp())
        return Change(type=kind, id=each, parent=parent, registers=registers)

    def at_stamp(values: list[dict[str, Any]], stamp: Stamp) -> Register:
        """The value follows from the stamp, as one writer writes one thing at one moment."""
        return Register(values[hash((stamp.milliseconds, stamp.device)) % len(values)], stamp)

    deleted = {"deleted": [{"deleted": True}, {"deleted": False}]}
    days = [{**TIMES, "date": day} for day in ("2026-11-01", "2026-11-02")]
    plans = [{"drill_id": drill} for drill in drills]
    dids = [{"side": side, "reps": reps} for side in ("left", "right") for reps in (5, 8)]
    changes = [some("workout", each, None, "times", days, deleted) for each in WORKOUTS]
    for _ in range(draw(st.integers(1, 3))):
        changes += [
            some("entry", each, parent, "plan", plans, deleted)
            for each, parent in zip(ENTRIES, WORKOUTS, strict=True)
        ]
        changes += [
            some(
                "set",
                each,
                ENTRIES[number % 2],
                "did",
                dids,
                {**deleted, "note": [{"note": "a"}, {"note": "b"}]},
            )
            for number, each in enumerate(SETS)
        ]
        changes += [some("workout", each, None, "times", days, deleted) for each in WORKOUTS]
    return changes


def deliver(owner: User, changes: list[Change], cuts: list[int]) -> None:
    """In batches; what has to wait for its parent is sent again, as a phone would."""
    queue = deque(changes)
    for size in [*cuts, *[3] * 1000]:
        batch = [queue.popleft() for _ in range(min(size, len(queue)))]
        if not batch:
            return
        refused = {(each.type, each.id) for each in apply(owner, *batch).rejected}
        queue.extend(each for each in batch if (each.type, each.id) in refused)


def contents(owner: User) -> dict[str, list[dict[str, Any]]]:
    """Everything a pull could show, and the derived columns; not the revisions, which count one server's writes."""
    return {
        name: [
            {key: value for key, value in row.items() if key not in ("owner_id", "revision")}
            for row in RECORD_TYPES[name].model.objects.filter(owner=owner).order_by("id").values()
        ]
        for name in ("workout", "entry", "set")
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_all_orders_of_delivery_end_in_the_same_records_and_totals(db, data):
    drills = [make_exercise().id for _ in range(2)]
    history = data.draw(histories(drills))
    number = User.objects.count()
    one, two = (User.objects.create_user(f"{number}{name}@example.com") for name in "ab")
    deliver(one, history, [])
    shuffled = data.draw(st.permutations(history)) + data.draw(st.lists(st.sampled_from(history), max_size=5))
    deliver(two, shuffled, data.draw(st.lists(st.integers(1, 7), max_size=10)))
    assert contents(one) == contents(two)
    for owner in (one, two):
        assert_totals_follow_from_sets(owner)


def assert_totals_follow_from_sets(owner: User) -> None:
    workouts = {row.id: row for row in Workout.objects.filter(owner=owner)}
    entries = {row.id: row for row in Entry.objects.filter(owner=owner)}
    for row in Set.objects.filter(owner=owner):
        entry = entries[row.entry_id]
        assert (row.workout_id, row.drill_id) == (entry.workout_id, entry.drill_id)
        assert row.date == workouts[entry.workout_id].date
    live = Set.objects.filter(owner=owner, deleted=False).exclude(kind="warm_up").values(*totals.COLUMNS)
    expected = {(each.drill_id, each.date, each.side): each.reps for each in totals.totals_of(owner, live)}
    kept = DayTotal.objects.filter(owner=owner)
    assert {(each.drill_id, each.date, each.side): each.reps for each in kept} == expected


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_account_queue_up_and_lose_nothing(alice, entry):
    failures: list[Rejection] = []

    def write(device: str) -> None:
        try:
            for number in range(5):
                outcome = apply(alice, change("set", uuid.uuid4(), (number, device), entry.id, did=DID))
                failures.extend(outcome.rejected)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(f"phone{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    revisions = list(Set.objects.filter(owner=alice).values_list("revision", flat=True))
    assert not failures
    assert len(revisions) == len(set(revisions)) == 20
    assert DayTotal.objects.get().sets == 20


# --- what it costs -------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "budget"), [(1, 10), (20, 14)])
def test_sets_cost_a_bounded_number_of_queries(alice, entry, count, budget):
    changes = [change("set", uuid.uuid4(), parent=entry.id, did=DID) for _ in range(count)]
    with CaptureQueriesContext(connection) as captured:
        apply(alice, *changes)
    bookkeeping = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    assert len([query for query in captured if not query["sql"].startswith(bookkeeping)]) <= budget


def test_one_record_with_an_absurd_stamp_stops_no_other(alice):
    """Stamps are not refused for being ahead; but the account's pages must go on."""
    absurd, other = make_workout(alice), make_workout(alice)
    apply(alice, change("workout", absurd, (2**53 - 1, "phone"), name={"title": "Far", "note": ""}))
    services.change_workout(owner=alice, at=NOON, workout_id=absurd, title="Further")
    services.change_workout(owner=alice, at=NOON, workout_id=other, title="Near")
    titles = Workout.objects.filter(owner=alice).values_list("title", flat=True)
    assert sorted(titles) == ["Further", "Near"]
