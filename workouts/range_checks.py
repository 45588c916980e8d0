"""What a reading of the hip's range comes to, and what may be said of it. Pure; the phone computes the same
(static/js/domain/range.js), and both are held to tests/cases/range.json. docs/progress.md has the reasons."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

# From how many degrees on a difference is called real: whoever measures, with whatever device, and a trained
# person with an inclinometer.
LIMIT_DEGREES = 10
TRAINED_LIMIT_DEGREES = 6
# Most adults turn in this far, seated. Known of no other way of measuring.
USUAL_DEGREES = (30, 40)
# "Well under 15°".
LITTLE_DEGREES = 10
# Sides that were measured further apart are not compared.
TOGETHER = timedelta(days=7)


class Way(NamedTuple):
    """How a reading was taken. Readings taken in different ways never meet."""

    movement: str
    position: str
    active: bool
    device: str
    measured_by: str = "self"

    @property
    def limit_degrees(self) -> int:
        exact = self.measured_by == "trained" and self.device == "inclinometer"
        return TRAINED_LIMIT_DEGREES if exact else LIMIT_DEGREES

    @property
    def usual_degrees(self) -> tuple[int, int] | None:
        known = self.movement == "internal_rotation" and self.position == "seated"
        return USUAL_DEGREES if known else None


@dataclass(frozen=True)
class Reading:
    id: str
    way: Way
    side: str
    date: date
    trials_degrees: tuple[float, ...]
    pain: int | None = None
    note: str = ""

    @property
    def degrees(self) -> float:
        return median(self.trials_degrees)


@dataclass(frozen=True)
class Said:
    """A sentence by its key in words_range.py. `side` and `day` are named by whoever writes it out."""

    key: str
    degrees: float | None = None
    side: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """The readings of one way, each side oldest first."""

    way: Way
    sides: Mapping[str, Sequence[Reading]] = field(default_factory=dict)

    def latest(self, side: str) -> Reading | None:
        return self.sides[side][-1] if self.sides.get(side) else None

    @property
    def last_day(self) -> date:
        return max(readings[-1].date for readings in self.sides.values())


def median(trials: Sequence[float]) -> float:
    """Of one to three readings, to the tenth of a degree."""
    ordered = sorted(trials)
    middle = len(ordered) // 2
    return tenth(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)


def tenth(degrees: float) -> float:
    """Halves go up, as in JavaScript."""
    return math.floor(degrees * 10 + 0.5) / 10


def show(degrees: float) -> str:
    return f"{degrees:g}"


def lines(readings: Iterable[Reading]) -> list[Line]:
    """One a way, the last used first. `readings` come oldest first."""
    by_way = sorted(readings, key=lambda reading: reading.way)
    found = []
    for way, group in groupby(by_way, key=lambda reading: reading.way):
        taken = list(group)
        sides = {
            side: [each for each in taken if each.side == side]
            for side in ("left", "right")
            if any(each.side == side for each in taken)
        }
        found.append(Line(way, sides))
    return sorted(found, key=lambda line: line.last_day, reverse=True)


def gap_of(line: Line) -> Said:
    left, right = line.latest("left"), line.latest("right")
    if left is None or right is None:
        return Said("range.gap.one", side="left" if left else "right")
    if abs(left.date - right.date) > TOGETHER:
        return Said("range.gap.apart")
    difference = tenth(abs(left.degrees - right.degrees))
    if difference == 0:
        return Said("range.gap.same")
    if difference < line.way.limit_degrees:
        return Said("range.gap.within", degrees=difference)
    further = "left" if left.degrees > right.degrees else "right"
    return Said(f"range.gap.real.{further}", degrees=difference, side=further)


def changes_of(line: Line, side: str) -> list[Said]:
    """The latest reading against the one before and against the first, as far as measuring alone does not explain the
    difference; empty where there is nothing to compare."""
    readings = line.sides.get(side, ())
    if len(readings) < 2:
        return []
    said = [change_from("before", readings[-2], readings[-1])]
    if len(readings) > 2:
        said.append(change_from("first", readings[0], readings[-1]))
    real = [each for each in said if (each.degrees or 0) >= line.way.limit_degrees]
    return real or [Said("range.change.within", side=side)]


def change_from(name: str, then: Reading, last: Reading) -> Said:
    difference = tenth(abs(last.degrees - then.degrees))
    turn = "more" if last.degrees > then.degrees else "less"
    return Said(f"range.change.{name}.{turn}", degrees=difference, side=last.side, day=then.date)


def asks_for_a_clinician(line: Line) -> bool:
    """Pain, and internal rotation well under 15°, in the latest reading of a side."""
    latest = [line.latest(side) for side in ("left", "right")]
    return line.way.movement == "internal_rotation" and any(
        reading is not None and bool(reading.pain) and reading.degrees <= LITTLE_DEGREES for reading in latest
    )


def most_telling(line: Line) -> Said:
    """The sentence where there is room for one: a real gap, else a real change, rather since the first reading than
    since the one before, else what there is of a gap."""
    found = [changes_of(line, side) for side in ("left", "right")]
    real = [said[-1] for said in found if said and said[-1].key != "range.change.within"]
    gap = gap_of(line)
    return real[0] if real and not gap.key.startswith("range.gap.real") else gap
