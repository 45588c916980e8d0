"""Edits made on the server's own pages, turned into changes with stamps of the device `web`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Record, User
from workouts.services import store
from workouts.services.checks import Refused, default_of
from workouts.services.merge import MOST_STAMP, Change, RecordId, Register, Stamp
from workouts.services.records import DELETED, RECORD_TYPES, RecordType

WEB = "web"
# No clock is wrong by that much. One record with such a stamp must not carry all others to the end of the range.
FAR_AHEAD = MOST_STAMP // 2


@dataclass(frozen=True)
class Edit:
    """New values for some fields of one record; the other fields of their registers stay as they are."""

    type: str
    id: RecordId
    fields: Mapping[str, Any] = field(default_factory=dict)
    parent: UUID | None = None
    # Whether the record may be new. Otherwise one that the owner does not have is refused as unknown.
    make: bool = False


def save(*, owner: User, head: store.Head, edits: Sequence[Edit], at: datetime) -> int:
    """Write all edits or none; the answer is the milliseconds of their common stamp. Needs the account's lock."""
    rows = rows_of(owner, edits)
    for edit in edits:
        if not edit.make and (edit.type, edit.id) not in rows:
            raise Refused("unknown", "", _("This is not here any more."))
    milliseconds = stamp_after(rows.values(), head, at)
    changes = [change_of(edit, rows.get((edit.type, edit.id)), Stamp(milliseconds, WEB)) for edit in edits]
    counters = {"web_stamp": milliseconds} if milliseconds < FAR_AHEAD else {}
    outcome = store.merge_into(owner=owner, head=head, changes=changes, at=at, **counters)
    for rejection in outcome.rejected:
        code = "unknown" if rejection.code == "parent_missing" else rejection.code
        raise Refused(code, rejection.field, rejection.detail)
    return milliseconds


def rows_of(owner: User, edits: Sequence[Edit]) -> dict[tuple[str, RecordId], Record]:
    rows: dict[tuple[str, RecordId], Record] = {}
    for kind in {edit.type for edit in edits}:
        ids = [edit.id for edit in edits if edit.type == kind]
        found = RECORD_TYPES[kind].model.objects.filter(owner=owner, id__in=ids)
        rows |= {(kind, row.id): row for row in found}
    return rows


def stamp_after(rows: Iterable[Record], head: store.Head, at: datetime) -> int:
    stamps: list[int] = [milliseconds for row in rows for milliseconds, _device in row.stamps.values()]
    return max(head.web_stamp + 1, int(at.timestamp() * 1000), *(milliseconds + 1 for milliseconds in stamps))


def change_of(edit: Edit, row: Record | None, stamp: Stamp) -> Change:
    kind = RECORD_TYPES[edit.type]
    registers = {
        name: Register({each: value_of(edit, row, kind, each) for each in names}, stamp)
        for name, names in kind.registers.items()
        if any(each in edit.fields for each in names)
    }
    if row is not None and row.deleted and DELETED not in registers:
        # Editing a deleted record revives it.
        registers[DELETED] = Register({DELETED: False}, stamp)
    return Change(type=edit.type, id=edit.id, parent=edit.parent, registers=registers)


def value_of(edit: Edit, row: Record | None, kind: RecordType, name: str) -> Any:
    if name in edit.fields:
        return edit.fields[name]
    return getattr(row, name) if row is not None else default_of(kind, name)
