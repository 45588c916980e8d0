"""Goals and their check-ins. Days are the person's: the caller knows their time zone."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from workouts.models import CheckIn, Goal
from workouts.services import store
from workouts.services.edits import Edit, save
from workouts.services.training import bury, found

DAY = timedelta(days=1)
# A register holds only so much text.
MOST_PAUSES = 100


@transaction.atomic
def save_goal(*, owner: User, at: datetime, goal_id: UUID, **fields: Any) -> None:
    """A new one or an old one: the form chooses the id, so that one sent twice makes one goal."""
    save(owner=owner, head=store.lock(owner), edits=[Edit("goal", goal_id, fields, make=True)], at=at)


@transaction.atomic
def archive_goal(*, owner: User, at: datetime, goal_id: UUID, archived: bool = True) -> None:
    edit = Edit("goal", goal_id, {"archived": archived})
    save(owner=owner, head=store.lock(owner), edits=[edit], at=at)


@transaction.atomic
def delete_goal(*, owner: User, at: datetime, goal_id: UUID) -> int:
    """With its check-ins. The answer is the stamp that undoing asks for."""
    head = store.lock(owner)
    live = CheckIn.objects.filter(owner=owner, goal_id=goal_id, deleted=False)
    doomed = [("goal", goal_id), *(("check_in", each) for each in live.values_list("id", flat=True))]
    return bury(owner, head, doomed, at)


@transaction.atomic
def pause_goal(
    *, owner: User, at: datetime, goal_id: UUID, first: date, last: date | None, today: date
) -> None:
    """In place of the pause that runs or is to come. One that is over is kept, or its days would break the streak,
    and so is one that runs out on the day the new one begins: that goes on with it."""
    head = store.lock(owner)
    goal: Goal = found(Goal, owner, goal_id)
    fields: dict[str, Any] = {"paused_from": first, "paused_until": last}
    before, until = goal.paused_from, goal.paused_until
    if before and until and before <= until and is_kept(before, until, first, today):
        fields["pauses"] = [*goal.pauses, [before.isoformat(), until.isoformat()]][-MOST_PAUSES:]
    save(owner=owner, head=head, edits=[Edit("goal", goal_id, fields)], at=at)


def is_kept(before: date, until: date, first: date, today: date) -> bool:
    return until < first or until < today or (until == first and before <= today)


@transaction.atomic
def resume_goal(*, owner: User, at: datetime, goal_id: UUID, today: date) -> None:
    """Yesterday was the pause's last day; one that began today or later never was."""
    head = store.lock(owner)
    goal: Goal = found(Goal, owner, goal_id)
    if goal.paused_from is None or (goal.paused_until and goal.paused_until < today):
        return
    fields: dict[str, Any] = {"paused_from": None, "paused_until": None}
    if goal.paused_from < today:
        fields = {"paused_until": today - DAY}
    save(owner=owner, head=head, edits=[Edit("goal", goal_id, fields)], at=at)


@transaction.atomic
def check_off(
    *,
    owner: User,
    at: datetime,
    goal_id: UUID,
    date: date,
    value: Decimal | None = None,
    note: str = "",
    check_in_id: UUID | None = None,
) -> UUID:
    head = store.lock(owner)
    each = check_in_id or uuid.uuid4()
    fields = {"date": date, "value": value, "note": note}
    save(owner=owner, head=head, edits=[Edit("check_in", each, fields, parent=goal_id, make=True)], at=at)
    return each


@transaction.atomic
def delete_check_in(*, owner: User, at: datetime, check_in_id: UUID) -> int:
    return bury(owner, store.lock(owner), [("check_in", check_in_id)], at)
