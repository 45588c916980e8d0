"""The records of one delivery on their way through the store."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.models import Record, User
from workouts.services.checks import Refused
from workouts.services.merge import RecordId, Version
from workouts.services.records import RECORD_TYPES, RecordType

Key = tuple[str, RecordId]
# Parents first: so they are written, and looked at.
ORDER_OF_TYPES = {name: place for place, name in enumerate(RECORD_TYPES)}
# What the sets below take from a record.
LEADERS = {"workout": "date", "entry": "drill_id"}


@dataclass(frozen=True)
class Rejection:
    type: str
    id: RecordId
    code: str
    field: str
    detail: str


@dataclass
class Draft:
    """One record on its way through: the row as it stood, the registers as the merge has them."""

    kind: RecordType
    id: RecordId
    row: Any
    parent: Any
    version: Version

    # Whether the record was here before this batch, and what its children's derived columns followed from.
    stood: bool = field(init=False)
    led: Any = field(init=False)

    def __post_init__(self) -> None:
        self.stood = self.row is not None
        self.led = self.leads()

    def leads(self) -> Any:
        leader = LEADERS.get(self.kind.name)
        return getattr(self.row, leader) if leader and self.row is not None else None

    @property
    def key(self) -> Key:
        return (self.kind.name, self.id)

    def value(self, register: str, name: str) -> Any:
        return self.version.registers[register].values[name]


@dataclass
class Batch:
    owner: User
    at: datetime
    drafts: dict[Key, Draft] = field(default_factory=dict)
    # Parents that this batch does not name, as they are stored.
    parents: dict[Key, Record] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)

    def of(self, name: str) -> list[Draft]:
        return [draft for draft in self.drafts.values() if draft.kind.name == name]

    def refuse(self, key: Key, refusal: Refused) -> None:
        self.drafts.pop(key, None)
        self.rejected.append(Rejection(*key, refusal.code, refusal.field, refusal.detail))
