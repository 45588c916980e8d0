"""Records as JSON has them: docs/offline.md, "On the wire"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from accounts.problems import Problem
from workouts.services.batch import Rejection
from workouts.services.checks import Refused, field_of
from workouts.services.merge import DEVICE_LENGTH, Change, RecordId, Register, Stamp
from workouts.services.records import RECORD_TYPES, RecordType
from workouts.services.sync import PAGE, Row

# Every version of the request that was ever shipped.
VERSIONS = (1,)
MOST_CURSOR = 2**62
ECHOED = 60
Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    account: str
    device: str
    epoch: str | None
    cursor: int
    changes: tuple[Change, ...]
    # Records whose JSON is not a change at all; the id is as it was sent.
    rejected: tuple[Rejection, ...]


def asked(body: Any) -> Asked:
    if not isinstance(body, dict) or not is_whole(body.get("v")):
        raise Problem("malformed")
    if body["v"] not in VERSIONS:
        raise Problem("update_app", versions=VERSIONS)
    check_envelope(body)
    if len(body["changes"]) > PAGE:
        raise Problem("split", most_changes=PAGE)
    changes, rejected = [], []
    for sent in body["changes"]:
        try:
            changes.append(change_of(sent))
        except Refused as refusal:
            rejected.append(Rejection(sent["type"], sent["id"], refusal.code, refusal.field, refusal.detail))
    return Asked(
        account=body["account"],
        device=body["device"],
        epoch=body.get("epoch"),
        cursor=body["cursor"],
        changes=tuple(changes),
        rejected=tuple(rejected),
    )


def check_envelope(body: Json) -> None:
    device, changes = body.get("device"), body.get("changes")
    sound = (
        isinstance(body.get("account"), str)
        and isinstance(device, str)
        and 0 < len(device) <= DEVICE_LENGTH
        and isinstance(body.get("epoch"), str | None)
        and is_whole(body.get("cursor"))
        and 0 <= body["cursor"] <= MOST_CURSOR
        and isinstance(changes, list)
        and all(names_a_record(change) for change in changes)
    )
    if not sound:
        raise Problem("malformed")


def names_a_record(change: Any) -> bool:
    return (
        isinstance(change, dict) and isinstance(change.get("type"), str) and isinstance(change.get("id"), str)
    )


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def change_of(sent: Json) -> Change:
    registers, parent = sent.get("registers"), sent.get("parent")
    if not isinstance(registers, dict):
        raise Refused("invalid", "registers", _("This record can't be read."))
    if not isinstance(parent, str | None):
        raise Refused("invalid", "parent", _("This is no id."))
    return Change(
        type=sent["type"],
        id=sent["id"] if sent["type"] == "preference" else id_of(sent["id"], "id"),
        parent=None if parent is None else id_of(parent, "parent"),
        registers={name: register_of(name, register) for name, register in registers.items()},
    )


def id_of(text: str, name: str) -> UUID:
    """Only as it is sent back: an id in another spelling would be two records to a phone."""
    if not is_id(text):
        raise Refused("invalid", name, _("This is no id."))
    return UUID(text)


def is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def register_of(name: str, sent: Any) -> Register:
    stamp = sent.get("stamp") if isinstance(sent, dict) else None
    if not isinstance(stamp, list) or len(stamp) != 2 or not isinstance(sent.get("values"), dict):
        raise Refused("invalid", name[:ECHOED], _("This record can't be read."))
    return Register(sent["values"], Stamp(*stamp))


def record_of(row: Row) -> Json:
    kind, columns = row.kind, row.columns
    stamps = columns["stamps"]
    record: Json = {"type": kind.name, "id": str(row.id)}
    if kind.parent:
        record["parent"] = str(columns[kind.parent_field])
    record["registers"] = {
        register: {
            "stamp": stamps[register],
            "values": {
                name: value if (value := columns[name]) is None or write is None else write(value)
                for name, write in fields
            },
        }
        for register, fields in writers_of(kind.name)
        if register in stamps
    }
    return record


@cache
def writers_of(name: str) -> list[tuple[str, list[tuple[str, Callable[[Any], Any] | None]]]]:
    """Of each register its fields, and how a value that JSON does not know is written."""
    kind = RECORD_TYPES[name]
    return [
        (register, [(each, writer_of(kind, each)) for each in names])
        for register, names in kind.registers.items()
    ]


def writer_of(kind: RecordType, name: str) -> Callable[[Any], Any] | None:
    column = field_of(kind, name)
    if isinstance(column, models.DecimalField):
        step = Decimal(1).scaleb(-column.decimal_places)
        return lambda value: str(value.quantize(step))
    if isinstance(column, models.DateTimeField):
        return moment
    if isinstance(column, models.DateField):
        return date.isoformat
    return str if isinstance(column, models.UUIDField) else None


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def rejection_of(rejection: Rejection) -> Json:
    return {
        "type": rejection.type[:ECHOED],
        "id": str(rejection.id),
        "code": rejection.code,
        "field": rejection.field[:ECHOED],
        "detail": rejection.detail,
    }


def differs(record: Json, sent: Change) -> bool:
    """Whether what was stored of a change is written otherwise than it came: 2.5 kg is 2.500."""
    return any(
        register["values"] != sent.registers[name].values
        for name, register in record["registers"].items()
        if name in sent.registers
    )


def keys_of(rejected: tuple[Rejection, ...]) -> list[tuple[str, RecordId]]:
    """Those that could name a record here. The id of what could not be read is text."""
    keys: list[tuple[str, RecordId]] = []
    for rejection in rejected:
        text = str(rejection.id)
        if rejection.type == "preference" and text.isidentifier():
            keys.append((rejection.type, text))
        elif rejection.type in RECORD_TYPES and is_id(text):
            keys.append((rejection.type, UUID(text)))
    return keys
