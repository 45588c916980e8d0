"""Records: what was the most, the longest and the heaviest with a drill, each side apart (docs/progress.md). Pure.

The phone computes the same (static/js/domain/bests.js); tests/cases/bests.json holds both to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

# As the columns of a set are called.
IN_A_SET = ("reps", "cycles", "breaths")
TIMES = ("hold_seconds", "duration_seconds")
COUNTED = (*IN_A_SET, *TIMES)
LOAD = "load_kg"

MOST, LONGEST, HEAVIEST, ESTIMATE, SESSION = KINDS = ("most", "longest", "heaviest", "estimate", "session")
SIDES = ("left", "right", "both")
MOST_REPS_TO_ESTIMATE = 12

Row = Mapping[str, Any]
Key = tuple[str, str, str, Decimal | None, UUID | None]


@dataclass(frozen=True)
class Best:
    what: str
    measure: str
    side: str
    # Of `most` alone: against what.
    load_kg: Decimal | None
    band_id: UUID | None
    # A count, seconds, or kilograms.
    value: int | Decimal
    workout_id: UUID
    date: date


@dataclass(frozen=True)
class Broken:
    best: Best
    beat: Best


def bests(sets: Iterable[Row]) -> list[Best]:
    """Of one drill's sets, oldest first: rows with at least workout_id, date and side. What is missing is nothing."""
    return sorted(held(sets).values(), key=rank)


def records_broken(sets: Sequence[Row], workout_id: UUID) -> list[Broken]:
    """What that workout did better than everything before it. A first time breaks nothing."""
    begin = next((place for place, row in enumerate(sets) if row["workout_id"] == workout_id), None)
    if begin is None:
        return []
    before = held(sets[:begin])
    there = held(row for row in sets if row["workout_id"] == workout_id)
    broken = [
        Broken(best, before[key])
        for key, best in there.items()
        if key in before and best.value > before[key].value
    ]
    return sorted(broken, key=lambda record: rank(record.best))


def held(sets: Iterable[Row]) -> dict[Key, Best]:
    """Loads are whole grams while they are reckoned with."""
    counted = [row for row in sets if counts(row)]
    found: dict[Key, Best] = {}
    for best in (*(best for row in counted for best in of_set(row)), *of_sessions(counted)):
        key = (best.what, best.measure, best.side, best.load_kg, best.band_id)
        # Ties keep the first.
        if key not in found or best.value > found[key].value:
            found[key] = best
    return found


def of_set(row: Row) -> Iterable[Best]:
    load = grams(row.get(LOAD))
    for measure in IN_A_SET:
        if count := row.get(measure):
            yield made(row, MOST, measure, count, kilograms(load), row.get("band_id"))
    for measure in TIMES:
        if seconds := row.get(measure):
            yield made(row, LONGEST, measure, seconds)
    if heaviest := kilograms(load):
        yield made(row, HEAVIEST, LOAD, heaviest)
    if estimated := kilograms(estimate(load, row.get("reps"))):
        yield made(row, ESTIMATE, LOAD, estimated)


def of_sessions(sets: Iterable[Row]) -> Iterable[Best]:
    sessions: dict[tuple[UUID, str], list[Row]] = {}
    for row in sets:
        sessions.setdefault((row["workout_id"], row["side"]), []).append(row)
    for rows in sessions.values():
        for measure in COUNTED:
            if total := sum(row.get(measure) or 0 for row in rows):
                yield made(rows[0], SESSION, measure, total)


def made(
    row: Row,
    what: str,
    measure: str,
    value: int | Decimal,
    load_kg: Decimal | None = None,
    band_id: UUID | None = None,
) -> Best:
    return Best(what, measure, row["side"], load_kg, band_id, value, row["workout_id"], row["date"])


def counts(row: Row) -> bool:
    """Not a warm-up, nor a load that was not moved once."""
    amounts = [row[measure] for measure in COUNTED if row.get(measure) is not None]
    return row.get("kind") != "warm_up" and (not amounts or any(amounts))


def grams(kilograms: Decimal | str | None) -> int | None:
    return int(Decimal(kilograms or 0) * 1000) or None


def kilograms(grams: int | None) -> Decimal | None:
    return None if grams is None else (Decimal(grams) / 1000).quantize(Decimal("0.001"))


def estimate(load: int | None, reps: int | None) -> int | None:
    """Epley: load x (1 + reps / 30), to the tenth of a kilogram; one rep is the load itself. In grams."""
    if not load or not reps or reps > MOST_REPS_TO_ESTIMATE:
        return None
    return (2 * load * (30 if reps == 1 else 30 + reps) + 3000) // 6000 * 100


def rank(best: Best) -> tuple[int, int, int, Decimal, str]:
    return (
        SIDES.index(best.side),
        KINDS.index(best.what),
        (*COUNTED, LOAD).index(best.measure),
        best.load_kg or Decimal(0),
        str(best.band_id or ""),
    )
