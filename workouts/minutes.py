"""How long a routine takes, roughly: the same model on the phone (static/js/domain/minutes.js)."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exercises.models import Exercise, Measure

SET_UP = 30
SWITCH_SIDES = 8
REST = 30
# What one of each takes, in seconds; a hold and a duration are seconds already.
PACE: Mapping[str, int] = {Measure.REPS: 4, Measure.BREATHS: 6, Measure.CYCLES: 10}
# Into a hold and out of it again.
MOVE = 2
USUAL_AMOUNT: Mapping[str, int] = {
    Measure.REPS: 10,
    Measure.BREATHS: 5,
    Measure.CYCLES: 3,
    Measure.HOLD: 30,
    Measure.DURATION: 60,
}


# What a phone's numbers hold exactly. Beyond the range of a float, arithmetic stops.
MOST = 2**53 - 1


@dataclass(frozen=True)
class Piece:
    """A drill of a routine: what it counts, its sides, and what is aimed at."""

    measure: str
    sides: str
    target: Mapping[str, Any]


def minutes_of(pieces: Iterable[Piece]) -> int:
    """Whole minutes, never none."""
    return max(1, math.ceil(sum(map(seconds_of, pieces)) / 60))


def seconds_of(piece: Piece) -> float:
    sets = number(piece.target, "sets") or 1
    rest = number(piece.target, "rest_seconds")
    one_side = piece.target.get("side") in ("left", "right")
    twice = piece.sides != Exercise.Sides.BOTH_TOGETHER and not one_side
    switch = SWITCH_SIDES if twice and piece.sides == Exercise.Sides.EACH_SIDE else 0
    work = seconds_of_side(piece) * (2 if twice else 1) + switch
    return SET_UP + sets * work + (sets - 1) * (REST if rest is None else rest)


def seconds_of_side(piece: Piece) -> float:
    usual = USUAL_AMOUNT.get(piece.measure, USUAL_AMOUNT[Measure.REPS])
    low = number(piece.target, "amount_min") or usual
    amount = (low + (number(piece.target, "amount_max") or low)) / 2
    if piece.measure in (Measure.HOLD, Measure.DURATION):
        return amount
    hold = number(piece.target, "hold_seconds")
    return amount * (hold + MOVE if hold else PACE.get(piece.measure, PACE[Measure.REPS]))


def number(target: Mapping[str, Any], name: str) -> int | None:
    """A target is what some phone wrote: a number that is none says nothing."""
    value = target.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST else None
