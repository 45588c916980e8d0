"""The newest records and the greatest step, for the overview: docs/progress.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from workouts import bests, calendars
from workouts.queries.drills import Drill
from workouts.queries.record_rows import before_words, rows_of, words_of
from workouts.queries.records import BrokenRecord
from workouts.queries.sets import SideAmount

SHOWN = 4
# What a person gets better at; a session can also merely be longer.
STEPS = (bests.MOST, bests.LONGEST, bests.HEAVIEST, bests.ESTIMATE)


@dataclass(frozen=True)
class NewRecord:
    drill: Drill
    # Most reps, Light
    name: str
    # 12 Nov
    day: str
    # Before: left 10 on 3 Oct
    before: str
    cells: tuple[SideAmount, ...]
    workout_id: UUID


def newest(
    found: Sequence[BrokenRecord], drills: Mapping[UUID, Drill], today: date, unit: str
) -> tuple[NewRecord, ...]:
    """The first few of `found`, which are newest first; the sides of one record in one row."""
    words = words_of(found, unit)
    shown = []
    for day in sorted({record.date for record in found}, reverse=True):
        rows = rows_of([record for record in found if record.date == day], drills, words, today)
        named = calendars.name_day(day, today)
        shown += [
            NewRecord(row.drill, row.name, named, row.before, row.cells, row.workout_id)
            for row in rows
            if row.drill
        ]
    return tuple(shown[:SHOWN])


def most_improved(
    found: Sequence[BrokenRecord], drills: Mapping[UUID, Drill], today: date, unit: str
) -> NewRecord | None:
    """The record that rose by most, of what stood before its first step: like against like, on one side."""
    best = max(whole_steps(found), key=lambda step: step.value / step.beat_value, default=None)
    if best is None or best.drill_id not in drills:
        return None
    words = words_of([best], unit)
    return NewRecord(
        drill=drills[best.drill_id],
        name=words.name(best.what, best.measure, best.load_kg, best.band_id),
        day=calendars.name_day(best.date, today),
        before=before_words([best], words, today),
        cells=(SideAmount(best.side, words.amount(best.measure, best.value)),),
        workout_id=best.workout_id,
    )


def whole_steps(found: Iterable[BrokenRecord]) -> Iterable[BrokenRecord]:
    """One a key: its newest value, against what its oldest step here beat."""
    kept: dict[tuple[object, ...], BrokenRecord] = {}
    for record in found:
        if record.what not in STEPS:
            continue
        key = (record.drill_id, record.side, record.what, record.measure, record.load_kg, record.band_id)
        last = kept.get(key, record)
        kept[key] = replace(last, beat_value=record.beat_value, beat_date=record.beat_date)
    return kept.values()
