"""Starting a routine: its drills and targets as they are today, in a workout."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from workouts.models import CuratedRoutine, Routine, RoutineItem, Set, Workout
from workouts.services import store
from workouts.services.checks import Refused
from workouts.services.edits import Edit, save
from workouts.services.training import (
    Beginning,
    Plan,
    found,
    is_here,
    new_entries,
    new_workout,
    shown_entries,
)

# A target is kept as JSON of limited length.
NOTE_OF_TARGET = 500


@transaction.atomic
def start_routine(
    *,
    owner: User,
    at: datetime,
    routine: CuratedRoutine,
    begins: Beginning,
) -> UUID:
    head = store.lock(owner)
    if is_here(begins.workout_id, Workout, owner):
        return begins.workout_id
    plans = [Plan(item.drill_id, target_of(item)) for item in routine.items.all()]
    workout = new_workout(begins, routine.title, routine.id)
    return begin(owner, head, workout, plans, at)


@transaction.atomic
def start_own_routine(
    *,
    owner: User,
    at: datetime,
    routine_id: UUID,
    begins: Beginning,
) -> UUID:
    head = store.lock(owner)
    if is_here(begins.workout_id, Workout, owner):
        return begins.workout_id
    routine = found(Routine, owner, routine_id)
    items = RoutineItem.objects.owned_by(owner).kept().filter(routine_id=routine_id).order_by("order", "id")
    plans = [Plan(item.drill_id, noted(item), item.superset) for item in items]
    if not plans:
        raise Refused("unknown", "", _("This is not here any more."))
    workout = new_workout(begins, routine.title, routine_id)
    return begin(owner, head, workout, plans, at)


def begin(owner: User, head: store.Head, workout: Edit, plans: Sequence[Plan], at: datetime) -> UUID:
    """Where the same waits already without a set, it begins now; static/js/offline/training.js does alike."""
    waiting = waiting_workout(owner, workout, plans)
    if waiting is not None:
        started = Edit("workout", waiting, {"started_at": workout.fields["started_at"]})
        save(owner=owner, head=head, edits=[started], at=at)
        return waiting
    save(owner=owner, head=head, edits=[workout, *new_entries(workout.id, plans)], at=at)
    assert isinstance(workout.id, UUID)
    return workout.id


def waiting_workout(owner: User, workout: Edit, plans: Sequence[Plan]) -> UUID | None:
    """The newest open workout of that day, if it is this routine as it is now and holds no set."""
    wanted = workout.fields
    if wanted["finished_at"] is not None:
        return None
    of_the_day = Workout.objects.owned_by(owner).kept().filter(date=wanted["date"], finished_at=None)
    newest = of_the_day.order_by("-revision").first()
    if newest is None or newest.routine_id != wanted["routine_id"]:
        return None
    if Set.objects.filter(owner=owner, workout_id=newest.id, deleted=False).exists():
        return None
    waiting = [(each.drill_id, said(each.target), each.superset) for each in shown_entries(owner, newest.id)]
    return newest.id if waiting == [(each[0], said(each[1]), each[2]) for each in plans] else None


def said(target: Any) -> dict[str, Any]:
    """A phone leaves out what a page writes as nothing."""
    return {name: value for name, value in target.items() if value is not None} if target else {}


def target_of(item: Any) -> dict[str, Any]:
    """The routine's item as it is today: the entry keeps it, whatever the routine becomes."""
    return {
        "sets": item.sets,
        "amount_min": item.amount_min,
        "amount_max": item.amount_max,
        "hold_seconds": item.hold_seconds,
        "rest_seconds": item.rest_seconds,
    }


def noted(item: RoutineItem) -> dict[str, Any]:
    """An own item's target, with the note that its routine has for it."""
    target = item.target if isinstance(item.target, dict) else {}
    return {**target, "note": item.note[:NOTE_OF_TARGET]} if item.note else target
