"""Logging a session, as the server's pages do it. Each function is one deed of one person, at one moment."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeGuard
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Record, User
from workouts.models import Entry, Set, Workout
from workouts.queries import shown
from workouts.services import store
from workouts.services.checks import Refused
from workouts.services.edits import WEB, Edit, save
from workouts.services.forgetting import KEPT_FOR
from workouts.services.records import RECORD_TYPES

GAP = 65_536


class Beginning(NamedTuple):
    """When a workout is: its day, as the calendar there had it, and the moments that are known."""

    date: date
    time_zone: str
    started_at: datetime | None = None
    finished_at: datetime | None = None
    # The caller may choose it, so that a form sent twice starts one workout.
    workout_id: UUID | None = None


class Plan(NamedTuple):
    drill_id: UUID
    target: Mapping[str, Any]
    superset: int | None = None


@transaction.atomic
def start_workout(
    *,
    owner: User,
    at: datetime,
    begins: Beginning,
    title: str = "",
) -> UUID:
    head = store.lock(owner)
    if is_here(begins.workout_id, Workout, owner):
        return begins.workout_id
    workout = new_workout(begins, title)
    save(owner=owner, head=head, edits=[workout], at=at)
    return workout.id


@transaction.atomic
def repeat_workout(
    *,
    owner: User,
    at: datetime,
    workout_id: UUID,
    begins: Beginning,
) -> UUID:
    """The same drills in the same order, to be done again; what was done then is shown beside, not copied."""
    head = store.lock(owner)
    if is_here(begins.workout_id, Workout, owner):
        return begins.workout_id
    old = found(Workout, owner, workout_id)
    workout = new_workout(begins, old.title, old.routine_id)
    entries = shown_entries(owner, workout_id)
    plans = [Plan(entry.drill_id, entry.target, entry.superset) for entry in entries]
    save(owner=owner, head=head, edits=[workout, *new_entries(workout.id, plans)], at=at)
    return workout.id


@transaction.atomic
def change_workout(*, owner: User, at: datetime, workout_id: UUID, **fields: Any) -> None:
    started, finished = fields.get("started_at"), fields.get("finished_at")
    if started and finished and finished < started:
        raise Refused("invalid", "finished_at", _("The end is before the start."))
    save(owner=owner, head=store.lock(owner), edits=[Edit("workout", workout_id, fields)], at=at)


def finish_workout(*, owner: User, at: datetime, workout_id: UUID) -> None:
    change_workout(owner=owner, at=at, workout_id=workout_id, finished_at=at)


@transaction.atomic
def add_drill(
    *,
    owner: User,
    at: datetime,
    workout_id: UUID,
    drill_id: UUID,
    target: Mapping[str, Any] | None = None,
    entry_id: UUID | None = None,
) -> UUID:
    head = store.lock(owner)
    if is_here(entry_id, Entry, owner):
        return entry_id
    found(Workout, owner, workout_id)
    last = Entry.objects.filter(owner=owner, workout_id=workout_id).aggregate(last=Max("order"))["last"]
    entry = new_entry(workout_id, Plan(drill_id, target or {}), (last or 0) + GAP, entry_id)
    save(owner=owner, head=head, edits=[entry], at=at)
    return entry.id


@transaction.atomic
def change_entry(*, owner: User, at: datetime, entry_id: UUID, **fields: Any) -> None:
    save(owner=owner, head=store.lock(owner), edits=[Edit("entry", entry_id, fields)], at=at)


@transaction.atomic
def move_entry(*, owner: User, at: datetime, entry_id: UUID, up: bool) -> None:
    """Past the neighbour that is shown; past the end nothing happens."""
    head = store.lock(owner)
    entry = found(Entry, owner, entry_id)
    entries = shown_entries(owner, entry.workout_id)
    ids = [each.id for each in entries]
    if entry_id not in ids:
        raise Refused("unknown", "", _("This is not here any more."))
    here = ids.index(entry_id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(ids):
        return
    entries.insert(there, entries.pop(here))
    save(owner=owner, head=head, edits=reordered(entries, there), at=at)


@transaction.atomic
def record_sets(
    *, owner: User, at: datetime, entry_id: UUID, drafts: Sequence[Mapping[str, Any]]
) -> list[UUID]:
    """Each draft holds a set's fields; without `round` it is of the next one. A draft may bring its own `id`, so
    that a form sent twice makes its sets once."""
    head = store.lock(owner)
    entry = found(Entry, owner, entry_id)
    sets = Set.objects.filter(owner=owner, workout_id=entry.workout_id)
    kept = [
        row
        for row in sets.values("id", "entry_id", "order", "round", "deleted")
        if row["entry_id"] == entry_id
    ]
    known = {row["id"] for row in kept}
    last = max((row["order"] for row in kept), default=0)
    following = max((row["round"] for row in kept if not row["deleted"]), default=0) + 1
    edits = []
    for place, draft in enumerate(drafts, start=1):
        fields = {"round": following, "order": last + place * GAP, "done_at": at, **draft}
        set_id = fields.pop("id", None) or uuid.uuid4()
        if set_id not in known:
            edits.append(Edit("set", set_id, fields, parent=entry_id, make=True))
    if edits:
        save(owner=owner, head=head, edits=edits, at=at)
    return [edit.id for edit in edits]


@transaction.atomic
def change_set(*, owner: User, at: datetime, set_id: UUID, **fields: Any) -> None:
    save(owner=owner, head=store.lock(owner), edits=[Edit("set", set_id, fields)], at=at)


@transaction.atomic
def delete_workout(*, owner: User, at: datetime, workout_id: UUID) -> int:
    head = store.lock(owner)
    doomed = [("workout", workout_id)] + [
        (name, each)
        for name, model in (("entry", Entry), ("set", Set))
        for each in model.objects.filter(owner=owner, workout_id=workout_id, deleted=False).values_list(
            "id", flat=True
        )
    ]
    return bury(owner, head, doomed, at)


@transaction.atomic
def delete_entry(*, owner: User, at: datetime, entry_id: UUID) -> int:
    head = store.lock(owner)
    entry = found(Entry, owner, entry_id)
    sets = Set.objects.filter(owner=owner, workout_id=entry.workout_id, deleted=False).values_list(
        "id", "entry_id"
    )
    doomed = [("set", each) for each, parent in sets if parent == entry_id]
    return bury(owner, head, [("entry", entry_id), *doomed], at)


@transaction.atomic
def delete_set(*, owner: User, at: datetime, set_id: UUID) -> int:
    return bury(owner, store.lock(owner), [("set", set_id)], at)


@transaction.atomic
def undo_deletion(*, owner: User, at: datetime, stamp: int) -> int:
    """Revive exactly what the deletion of that stamp took; how many records that was. Older ones may be blank."""
    head = store.lock(owner)
    if stamp < int((at - KEPT_FOR).timestamp() * 1000):
        return 0
    buried = [
        Edit(kind.name, each, {"deleted": False})
        for kind in RECORD_TYPES.values()
        for each in kind.model.objects.filter(
            owner=owner, deleted=True, stamps__deleted=[stamp, WEB]
        ).values_list("id", flat=True)
    ]
    if buried:
        save(owner=owner, head=head, edits=buried, at=at)
    return len(buried)


def bury(owner: User, head: store.Head, doomed: Sequence[tuple[str, UUID]], at: datetime) -> int:
    """One stamp for all of them: it is what undoing asks for."""
    return save(owner=owner, head=head, edits=[Edit(*key, {"deleted": True}) for key in doomed], at=at)


def is_here(each: UUID | None, model: type[Record], owner: User) -> TypeGuard[UUID]:
    return each is not None and model.objects.filter(owner=owner, id=each).exists()


def found(model: type[Record], owner: User, each: UUID) -> Any:
    row = model.objects.filter(owner=owner, id=each).first()
    if row is None:
        raise Refused("unknown", "", _("This is not here any more."))
    return row


def shown_entries(owner: User, workout_id: UUID) -> list[Entry]:
    live = Set.objects.filter(owner=owner, workout_id=workout_id, deleted=False)
    begun = set(live.values_list("entry_id", flat=True))
    return shown.shown_entries(owner, workout_id, begun=begun)


def reordered(entries: list[Entry], moved: int) -> list[Edit]:
    """The moved one goes halfway between its neighbours; where there is no room left, all are numbered anew."""
    before = entries[moved - 1].order if moved else entries[1].order - 2 * GAP
    after = entries[moved + 1].order if moved + 1 < len(entries) else before + 2 * GAP
    if after - before >= 2:
        return [Edit("entry", entries[moved].id, {"order": (before + after) // 2})]
    return [Edit("entry", entry.id, {"order": place * GAP}) for place, entry in enumerate(entries, start=1)]


def new_workout(begins: Beginning, title: str, routine_id: UUID | None = None) -> Edit:
    fields = {
        "title": title,
        "date": begins.date,
        "time_zone": begins.time_zone,
        "started_at": begins.started_at,
        "finished_at": begins.finished_at,
        "source": WEB,
        "routine_id": routine_id,
    }
    return Edit("workout", begins.workout_id or uuid.uuid4(), fields, make=True)


def new_entry(workout_id: UUID, plan: Plan, order: int, entry_id: UUID | None = None) -> Edit:
    fields = {
        "order": order,
        "drill_id": plan.drill_id,
        "target": dict(plan.target),
        "superset": plan.superset,
    }
    return Edit("entry", entry_id or uuid.uuid4(), fields, parent=workout_id, make=True)


def new_entries(workout_id: UUID, plans: Sequence[Plan]) -> list[Edit]:
    return [new_entry(workout_id, plan, place * GAP) for place, plan in enumerate(plans, start=1)]
