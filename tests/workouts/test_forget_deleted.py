import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from tests.builders import NOON, make_exercise, make_workout
from workouts import services
from workouts.models import DayTotal, Entry, RangeCheck, Routine, Set, Workout
from workouts.services.forgetting import blanks_of
from workouts.services.merge import Change, Register, Stamp
from workouts.services.records import RECORD_TYPES

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=91)
LEFT = {"side": "left", "reps": 10, "load_kg": 2.5, "note": "sharp"}


@pytest.fixture
def workout(alice: User) -> uuid.UUID:
    return make_workout(
        alice, title="Legs", drills=[make_exercise()], sets=[LEFT, {"side": "right", "reps": 9}]
    )


def test_what_lay_deleted_for_90_days_is_blank_and_keeps_its_stamps(alice, workout):
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    before = dict(Set.objects.values_list("id", "stamps"))
    assert services.forget_deleted(owner=alice, at=LATER) == 4
    row = Workout.objects.get()
    assert (row.title, row.deleted) == ("", True)
    assert not Set.objects.exclude(reps=None, load_kg=None, note="").exists()
    assert dict(Set.objects.values_list("id", "stamps")) == before
    assert not DayTotal.objects.exists()


def test_phones_are_told_and_nothing_is_blanked_twice(alice, workout):
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    head = User.objects.get(pk=alice.pk).revision
    count = services.forget_deleted(owner=alice, at=LATER)
    revisions = sorted(
        revision
        for kind in (Workout, Entry, Set)
        for revision in kind.objects.values_list("revision", flat=True)
    )
    assert [revision for revision in revisions if revision > head] == list(range(head + 1, head + count + 1))
    assert User.objects.get(pk=alice.pk).revision == head + count
    assert services.forget_deleted(owner=alice, at=LATER) == 0


def test_what_was_deleted_lately_or_is_live_stays(alice, workout):
    make_workout(alice, title="Live")
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    assert services.forget_deleted(owner=alice, at=NOON + timedelta(days=89)) == 0
    services.forget_deleted(owner=alice, at=LATER)
    assert set(Workout.objects.values_list("title", flat=True)) == {"Live", ""}


def test_a_deleted_workout_that_still_shows_stays(alice, workout):
    """Another phone logged into it without having seen the deletion."""
    entry = Entry.objects.get(workout_id=workout)
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    did = Register({"side": "left", "reps": 5}, Stamp(1, "phone"))
    change = Change("set", uuid.uuid4(), {"did": did}, parent=entry.id)
    services.apply_changes(owner=alice, changes=[change], at=NOON)
    services.forget_deleted(owner=alice, at=LATER)
    assert Workout.objects.get().title == "Legs"
    assert Set.objects.get(deleted=False).reps == 5


def test_an_edit_made_elsewhere_lately_keeps_a_deleted_record(alice, workout):
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    lately = Stamp(int((LATER - timedelta(days=5)).timestamp() * 1000), "phone")
    note = Change("workout", workout, {"name": Register({"title": "New", "note": ""}, lately)})
    services.apply_changes(owner=alice, changes=[note], at=LATER)
    services.forget_deleted(owner=alice, at=LATER)
    assert Workout.objects.get().title == "New"


def test_a_phone_that_still_holds_the_contents_does_not_bring_them_back(alice, workout):
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    row = Workout.objects.get()
    held = Change("workout", workout, {"name": Register({"title": "Legs"}, Stamp(*row.stamps["name"]))})
    services.forget_deleted(owner=alice, at=LATER)
    services.apply_changes(owner=alice, changes=[held], at=LATER)
    assert Workout.objects.get().title == ""


def test_a_drill_and_a_band_keep_the_names_that_old_sets_need(alice):
    drill = services.save_own_drill(
        owner=alice, at=NOON, name="Desk swivel", measures=["reps"], sides="each_side", note="secret"
    )
    services.delete_own_drill(owner=alice, at=NOON, drill_id=drill)
    services.forget_deleted(owner=alice, at=LATER)
    row = RECORD_TYPES["own_drill"].model.objects.get()
    assert (vars(row)["name"], vars(row)["note"]) == ("Desk swivel", "")


def test_what_must_hold_something_gets_a_stand_in(alice):
    stamp = Stamp(1, "phone")
    gone = {"deleted": Register({"deleted": True}, stamp)}
    check = {
        "movement": "internal_rotation",
        "side": "left",
        "position": "prone",
        "device": "phone",
        "trials_degrees": [31],
        "date": NOON.date(),
    }
    changes = [
        Change("routine", uuid.uuid4(), {"name": Register({"title": "Mine"}, stamp), **gone}),
        Change("range_check", uuid.uuid4(), {"did": Register(check, stamp), **gone}),
    ]
    assert not services.apply_changes(owner=alice, changes=changes, at=NOON).rejected
    services.forget_deleted(owner=alice, at=LATER)
    assert Routine.objects.get().title == "–"
    assert RangeCheck.objects.get().trials_degrees == [0]


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_a_blank_record_is_one_that_a_phone_may_send_back(alice, name, workout):
    """After a restored backup it pushes all it holds."""
    kind = RECORD_TYPES[name]
    kept = {
        "drill_id": make_exercise().id,
        "date": NOON.date(),
        "movement": "internal_rotation",
        "side": "left",
        "position": "prone",
        "device": "phone",
        "name": "Mine",
        "measures": ["reps"],
    }
    parents = {"workout": workout, "entry": Entry.objects.get().id}
    parent = parents.get(kind.parent) or (uuid.uuid4() if kind.parent else None)
    made = []
    if kind.parent in ("routine", "goal"):
        parents_needs: dict[str, Any] = {"routine": {"name": {"title": "R"}}, "goal": {"aim": {}}}
        needed = parents_needs[kind.parent]
        registers = {register: Register(values, Stamp(1, "a")) for register, values in needed.items()}
        made = [Change(kind.parent, parent, registers)]
    values = kept | blanks_of(kind, NOON)
    registers = {
        register: Register({each: values[each] for each in names if each in values}, Stamp(1, "a"))
        for register, names in kind.registers.items()
        if register != "deleted"
    }
    registers["deleted"] = Register({"deleted": True}, Stamp(1, "a"))
    if name == "preference":
        registers["value"] = Register({"value": "kg"}, Stamp(1, "a"))
    each = "units" if name == "preference" else uuid.uuid4()
    change = Change(name, each, registers, parent=parent)
    assert not services.apply_changes(owner=alice, changes=[*made, change], at=NOON).rejected


def test_a_deletion_can_be_undone_for_90_days(alice, workout):
    stamp = services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    assert services.undo_deletion(owner=alice, at=LATER, stamp=stamp) == 0
    assert services.undo_deletion(owner=alice, at=NOON + timedelta(days=89), stamp=stamp) == 4
    assert Set.objects.filter(deleted=False, load_kg=Decimal("2.5")).exists()


def test_the_command_goes_through_everybody(alice, bob, workout, capsys):
    make_workout(bob, title="Bob's")
    services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    Workout.objects.filter(owner=alice).update(stamps={"times": [1, "a"], "deleted": [2, "a"]})
    call_command("forget_deleted")
    assert "blanked" in capsys.readouterr().out
    assert Workout.objects.get(owner=alice).title == ""
    assert Workout.objects.get(owner=bob).title == "Bob's"
