"""Which records there are and which fields make up each register: the table of docs/offline.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import Preference, Record
from workouts.models import (
    Band,
    CheckIn,
    Entry,
    Favourite,
    Goal,
    OwnDrill,
    PinnedNote,
    RangeCheck,
    Routine,
    RoutineItem,
    Set,
    Workout,
)

DELETED = "deleted"


@dataclass(frozen=True)
class RecordType:
    name: str
    model: type[Record]
    registers: Mapping[str, tuple[str, ...]]
    # Registers without which there is no record.
    needed: tuple[str, ...] = ()
    parent: str = ""

    @property
    def parent_field(self) -> str:
        return f"{self.parent}_id" if self.parent else ""

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for names in self.registers.values() for name in names)


def of(name: str, model: type[Record], needed: str = "", parent: str = "", /, **registers: str) -> RecordType:
    fields = {register: tuple(names.split()) for register, names in registers.items()}
    return RecordType(name, model, {**fields, DELETED: (DELETED,)}, tuple(needed.split()), parent)


SET_MEASURES = ("reps", "hold_seconds", "duration_seconds", "load_kg", "band_id", "breaths", "cycles")

# Parents before their children: they are written in this order.
RECORD_TYPES: dict[str, RecordType] = {
    kind.name: kind
    for kind in (
        of(
            "workout",
            Workout,
            "times",
            name="title note",
            times="started_at finished_at date time_zone",
            felt="energy",
            origin="source routine_id",
        ),
        of(
            "own_drill",
            OwnDrill,
            "about",
            about="name measures sides",
            note="note",
            archived="archived",
        ),
        of(
            "entry",
            Entry,
            "plan",
            "workout",
            place="order superset",
            plan="drill_id target skipped",
            note="note",
        ),
        of(
            "set",
            Set,
            "did",
            "entry",
            place="order round",
            did=f"kind side done_at load_unit {' '.join(SET_MEASURES)}",
            felt="effort pain",
            note="note",
        ),
        of("routine", Routine, "name", name="title note", days="weekdays", archived="archived"),
        of(
            "item",
            RoutineItem,
            "plan",
            "routine",
            place="order superset",
            plan="drill_id target",
            note="note",
        ),
        of("band", Band, "look", look="name colour level pull_kg", archived="archived"),
        of(
            "goal",
            Goal,
            "aim",
            name="title colour",
            aim="period counts amount drill_id category",
            unit="unit",
            pause="paused_from paused_until",
            pauses="pauses",
            archived="archived",
        ),
        of("check_in", CheckIn, "did", "goal", did="date value", note="note"),
        of(
            "range_check",
            RangeCheck,
            "did",
            did="movement side position active device trials_degrees date done_at",
            measured="measured_by",
            felt="pain",
            note="note",
        ),
        of("favourite", Favourite, place="order"),
        of("pinned_note", PinnedNote, "note", note="note"),
        of("preference", Preference, "value", value="value"),
    )
}
