"""The merge rule, pure: docs/offline.md, "Stamps" and "Merge"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

MOST_STAMP = 2**53
DEVICE_LENGTH = 64
# A UUID; of a preference, its key.
RecordId = Any


class Stamp(NamedTuple):
    """Compared as a pair; milliseconds since 1970 as the writer's clock had it, and who wrote."""

    milliseconds: int
    device: str


@dataclass(frozen=True)
class Register:
    values: Mapping[str, Any]
    stamp: Stamp


@dataclass(frozen=True)
class Change:
    """Some registers of one record. `parent` is needed to make a record and must never differ after that."""

    type: str
    id: RecordId
    registers: Mapping[str, Register]
    parent: UUID | None = None


@dataclass
class Version:
    """A record as its registers have it. `changed` names those that a merge replaced."""

    registers: dict[str, Register] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def merge(self, incoming: Mapping[str, Register]) -> None:
        for name, register in incoming.items():
            mine = self.registers.get(name)
            if mine is None or register.stamp > mine.stamp:
                self.registers[name] = register
                self.changed.add(name)


def merged(changes: list[Change]) -> list[Change]:
    """One change a record, in the order of first appearance, each register at its greatest stamp."""
    versions: dict[tuple[str, RecordId], Version] = {}
    firsts: dict[tuple[str, RecordId], Change] = {}
    for change in changes:
        key = (change.type, change.id)
        versions.setdefault(key, Version()).merge(change.registers)
        first = firsts.setdefault(key, change)
        if first.parent is None and change.parent is not None:
            firsts[key] = change
    return [
        Change(type=first.type, id=first.id, parent=first.parent, registers=versions[key].registers)
        for key, first in firsts.items()
    ]
