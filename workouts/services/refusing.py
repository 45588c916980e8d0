"""What the store does not write: rules that a record breaks by itself, by its parents, or by being one too many."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Record, User
from exercises.models import Exercise
from workouts.models import Goal, OwnDrill
from workouts.services import totals
from workouts.services.batch import ORDER_OF_TYPES, Batch
from workouts.services.checks import Refused, is_deleted
from workouts.services.records import RECORD_TYPES, SET_MEASURES

MOST_RECORDS = 500_000
# Each is reckoned anew whenever a page shows it.
MOST_GOALS = 50


def refuse_what_breaks_a_rule(batch: Batch, *, room: int) -> None:
    """`room` is how many more records the account may hold."""
    refuse_orphans(batch)
    refuse_incomplete(batch)
    refuse_unknown_drills(batch)
    refuse_too_many_goals(batch)
    refuse_beyond_room(batch, room)


def refuse_orphans(batch: Batch) -> None:
    """Types come parents first, so that a child of a refused parent is refused too."""
    for kind in RECORD_TYPES.values():
        if not kind.parent:
            continue
        made = [draft for draft in batch.of(kind.name) if draft.row is None]
        absent = {
            draft.parent for draft in made if draft.parent and (kind.parent, draft.parent) not in batch.drafts
        }
        if absent:
            batch.parents |= {(kind.parent, row.id): row for row in rows_of(batch.owner, kind.parent, absent)}
        for draft in made:
            if draft.parent is None:
                batch.refuse(draft.key, Refused("invalid", "parent", _("This record needs its parent's id.")))
            elif not {(kind.parent, draft.parent)} & (batch.drafts.keys() | batch.parents.keys()):
                batch.refuse(
                    draft.key, Refused("parent_missing", "parent", _("What this belongs to is not here yet."))
                )


def rows_of(owner: User, name: str, ids: Collection[Any]) -> Iterable[Record]:
    if name == "entry":
        return totals.entries_with_day(owner, ids)
    return RECORD_TYPES[name].model.objects.filter(owner=owner, id__in=ids)


def refuse_incomplete(batch: Batch) -> None:
    for draft in list(batch.drafts.values()):
        registers = draft.version.registers
        absent = [name for name in draft.kind.needed if name not in registers]
        if absent:
            batch.refuse(draft.key, Refused("incomplete", absent[0], _("This record is not whole.")))
        elif (
            draft.kind.name == "set"
            and not is_deleted(registers)
            and records_nothing(registers["did"].values)
        ):
            batch.refuse(
                draft.key, Refused("invalid", "did", _("Write down at least one thing for this set."))
            )


def records_nothing(did: Mapping[str, Any]) -> bool:
    return all(did[measure] is None for measure in SET_MEASURES)


def refuse_unknown_drills(batch: Batch) -> None:
    """Any drill ever published, or the person's own, stands behind an entry or a routine's item."""
    planned = [
        draft for name in ("entry", "item") for draft in batch.of(name) if "plan" in draft.version.changed
    ]
    unknown = {draft.value("plan", "drill_id") for draft in planned}
    unknown -= {draft.id for draft in batch.of("own_drill")}
    if unknown:
        unknown -= set(Exercise.objects.ever_published().filter(id__in=unknown).values_list("id", flat=True))
    if unknown:
        unknown -= set(
            OwnDrill.objects.filter(owner=batch.owner, id__in=unknown).values_list("id", flat=True)
        )
    for draft in planned:
        if draft.value("plan", "drill_id") in unknown:
            batch.refuse(draft.key, Refused("parent_missing", "drill_id", _("There is no such drill.")))
    refuse_children_of_refused(batch)


def refuse_children_of_refused(batch: Batch) -> None:
    refused = {(rejection.type, rejection.id) for rejection in batch.rejected}
    for draft in list(batch.drafts.values()):
        if draft.row is None and draft.parent and (draft.kind.parent, draft.parent) in refused:
            batch.refuse(
                draft.key, Refused("parent_missing", "parent", _("What this belongs to is not here yet."))
            )


def refuse_too_many_goals(batch: Batch) -> None:
    """Archived ones count, deleted ones do not. Undoing a deletion is never refused."""
    new = [draft for draft in batch.of("goal") if not draft.stood and not is_deleted(draft.version.registers)]
    if not new:
        return
    room = MOST_GOALS - Goal.objects.filter(owner=batch.owner, deleted=False).count()
    detail = _("You have %(count)d goals, which is as many as there can be. Delete one to make room.")
    for draft in new[max(room, 0) :]:
        batch.refuse(draft.key, Refused("full", "", detail % {"count": MOST_GOALS}))
    refuse_children_of_refused(batch)


def refuse_beyond_room(batch: Batch, room: int) -> None:
    """The last in the order of writing: a child never stays where its parent has to go."""
    if len(batch.drafts) <= room:
        return
    new = [draft for draft in batch.drafts.values() if not draft.stood]
    new.sort(key=lambda draft: ORDER_OF_TYPES[draft.kind.name])
    for draft in new[max(room, 0) :]:
        batch.refuse(draft.key, Refused("full", "", _("This account holds as many records as it can.")))
