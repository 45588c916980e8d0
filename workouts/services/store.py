"""The one door through which every record is written: docs/offline.md, "The server"."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Record, User
from workouts.models import Set
from workouts.services import refusing, totals
from workouts.services.batch import ORDER_OF_TYPES, Batch, Draft, Key, Rejection
from workouts.services.checks import Refused, check_preference, clean_register
from workouts.services.merge import (
    DEVICE_LENGTH,
    MOST_STAMP,
    Change,
    RecordId,
    Register,
    Stamp,
    Version,
    merged,
)
from workouts.services.records import RECORD_TYPES, RecordType


@dataclass(frozen=True)
class Outcome:
    """`written` names the records that changed, in the order of their revisions; the rest was known already."""

    revision: int
    written: tuple[Key, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    # The rows of `written`, as they stand now.
    rows: tuple[Record, ...] = ()


class Head(NamedTuple):
    """Where an account's counters stand while its lock is held."""

    revision: int
    web_stamp: int
    epoch: str
    records: int
    paced_until: int


def lock(owner: User) -> Head:
    """Put this transaction in the account's row of writers."""
    counters = User.objects.select_for_update().filter(pk=owner.pk).values_list(*Head._fields).first()
    if counters is None:
        raise Refused("account_gone", "", _("This account has been deleted."))
    return Head(*counters)


@transaction.atomic
def apply_changes(*, owner: User, changes: Sequence[Change], at: datetime) -> Outcome:
    """Merge `changes` into the owner's records. What breaks a rule is refused by itself; all else is written."""
    return merge_into(owner=owner, head=lock(owner), changes=changes, at=at)


def merge_into(
    *, owner: User, head: Head, changes: Sequence[Change], at: datetime, **counters: int
) -> Outcome:
    """As apply_changes, inside a transaction that holds the account's lock, with the head that locking gave.
    `counters` of the account that the caller moves are written together with the revision."""
    batch = Batch(owner, at)
    read_rows(batch, clean(batch, merged(list(changes))))
    refusing.refuse_what_breaks_a_rule(batch, room=refusing.MOST_RECORDS - head.records)
    written = [draft for draft in batch.drafts.values() if draft.version.changed or draft.row is None]
    written.sort(key=lambda draft: ORDER_OF_TYPES[draft.kind.name])
    for revision, draft in enumerate(written, start=head.revision + 1):
        write_row(batch, draft, revision)
    follow = follow_parents(batch, written)
    upsert(written, follow.moved)
    totals.compute_again(owner, follow.touched, left=follow.left)
    revision = head.revision + len(written)
    if written:
        made = sum(not draft.stood for draft in written)
        counters |= {"revision": revision, "records": head.records + made}
    if counters:
        User.objects.filter(pk=owner.pk).update(**counters)
    return Outcome(
        revision,
        tuple(draft.key for draft in written),
        tuple(batch.rejected),
        tuple(draft.row for draft in written),
    )


def clean(batch: Batch, changes: list[Change]) -> list[Change]:
    cleaned = []
    for change in changes:
        try:
            cleaned.append(clean_change(change, at=batch.at))
        except Refused as refusal:
            batch.refuse((change.type, change.id), refusal)
    return cleaned


def clean_change(change: Change, *, at: datetime) -> Change:
    kind = RECORD_TYPES.get(change.type)
    if kind is None:
        raise Refused("invalid", "type", _("There is no such kind of record."))
    if kind.name == "preference":
        if not isinstance(change.id, str) or not change.id.isidentifier() or len(change.id) > 40:
            raise Refused("invalid", "id", _("A preference is named by letters, digits and _, at most 40."))
    elif not isinstance(change.id, UUID):
        raise Refused("invalid", "id", _("This is no id."))
    registers = {}
    for name, register in change.registers.items():
        check_stamp(register.stamp)
        registers[name] = Register(clean_register(kind, name, register.values, at=at), register.stamp)
        if kind.name == "preference" and name == "value":
            check_preference(str(change.id), registers[name].values["value"])
    return Change(type=change.type, id=change.id, parent=change.parent, registers=registers)


def check_stamp(stamp: Stamp) -> None:
    milliseconds, device = stamp
    whole = isinstance(milliseconds, int) and not isinstance(milliseconds, bool)
    if not whole or not 0 <= milliseconds <= MOST_STAMP:
        raise Refused("invalid", "stamp", _("A stamp is a whole number from 0 to 2^53."))
    if not isinstance(device, str) or not device.isascii() or not 0 < len(device) <= DEVICE_LENGTH:
        raise Refused("invalid", "stamp", _("A device is named by 1 to 64 plain characters."))


def read_rows(batch: Batch, changes: list[Change]) -> None:
    ids: dict[str, list[RecordId]] = defaultdict(list)
    for change in changes:
        ids[change.type].append(change.id)
    rows: dict[Key, Record] = {}
    for name, wanted in ids.items():
        found = RECORD_TYPES[name].model.objects.filter(owner=batch.owner, id__in=wanted)
        rows |= {(name, row.id): row for row in found}
    for change in changes:
        kind = RECORD_TYPES[change.type]
        row = rows.get((change.type, change.id))
        draft = Draft(kind, change.id, row, change.parent, version_of(kind, row))
        if row is not None and kind.parent:
            kept = getattr(row, kind.parent_field)
            if change.parent not in (None, kept):
                batch.refuse(draft.key, Refused("invalid", "parent", _("A record stays where it was made.")))
                continue
            draft.parent = kept
        draft.version.merge(change.registers)
        batch.drafts[draft.key] = draft


def version_of(kind: RecordType, row: Record | None) -> Version:
    if row is None:
        return Version()
    return Version(
        {
            register: Register({name: getattr(row, name) for name in names}, Stamp(*row.stamps[register]))
            for register, names in kind.registers.items()
            if register in row.stamps
        }
    )


def write_row(batch: Batch, draft: Draft, revision: int) -> None:
    if draft.row is None:
        draft.row = draft.kind.model(owner=batch.owner, id=draft.id)
        if draft.kind.parent:
            setattr(draft.row, draft.kind.parent_field, draft.parent)
    draft.row.revision = revision
    for register in draft.version.changed:
        changed = draft.version.registers[register]
        draft.row.stamps[register] = list(changed.stamp)
        for name, value in changed.values.items():
            setattr(draft.row, name, value)


@dataclass
class Follow:
    """What follows for sets and totals from what is written."""

    # Sets that no change named and a parent's edit moved.
    moved: list[Set] = field(default_factory=list)
    # The drills and days whose totals no longer hold; of these, the ones a set may have left.
    touched: set[totals.DrillDay] = field(default_factory=set)
    left: set[totals.DrillDay] = field(default_factory=set)


def follow_parents(batch: Batch, written: list[Draft]) -> Follow:
    """Give every set its drill, workout and day."""
    follow = Follow()
    stood = {draft.id for draft in written if draft.stood}
    named = {draft.id: draft.row for draft in written if draft.kind.name == "set"}
    below = [row for row in totals.sets_in(batch.owner, workouts_edited(written)) if row.id not in named]
    known = {key: draft.row for key, draft in batch.drafts.items()} | batch.parents
    parents = totals.Parents(batch.owner, known, [*named.values(), *below])
    for row in below:
        before = totals.drill_day(row)
        parents.stand_over(row)
        if totals.drill_day(row) != before:
            follow.moved.append(row)
            follow.left.add(before)
            follow.touched.add(totals.drill_day(row))
    for row in named.values():
        if row.id in stood:
            follow.left.add(totals.drill_day(row))
        parents.stand_over(row)
        follow.touched.add(totals.drill_day(row))
        if row.id in stood:
            # It may have changed sides, or gone.
            follow.left.add(totals.drill_day(row))
    follow.touched |= follow.left
    return follow


def workouts_edited(written: list[Draft]) -> set[UUID]:
    """Those that stood here before and whose day, or an entry's drill, is another now: their sets follow."""
    edited = [draft for draft in written if draft.stood and draft.leads() != draft.led]
    return {draft.parent if draft.kind.name == "entry" else draft.id for draft in edited}


def upsert(written: list[Draft], moved: list[Set]) -> None:
    for kind in RECORD_TYPES.values():
        rows = [draft.row for draft in written if draft.kind is kind]
        if kind.model is Set:
            rows.extend(moved)
        upsert_rows(kind, rows)


def upsert_rows(kind: RecordType, rows: list[Any]) -> None:
    if not rows:
        return
    columns = [column.name for column in kind.model._meta.local_concrete_fields]
    kind.model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["owner", "id"],
        update_fields=[name for name in columns if name not in ("owner", "id", kind.parent_field)],
    )
