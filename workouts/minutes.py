"""How long a routine takes: as long as its guided run (static/js/domain/run-plan.js), whose lengths these are."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from exercises.models import Exercise, Measure

CHANGE, READY = 20, 5
SWITCH, SWITCH_BAND = 10, 20
REP, BREATH = 4, 5
# What a rep that is breathed and a cycle take.
BREATHED = 2 * BREATH
# Into a hold and out of it again.
AROUND_HOLD = 2
REST = 60
TIMED = (Measure.HOLD, Measure.DURATION)
USUAL_AMOUNT: Mapping[str, int] = {
    Measure.REPS: 10,
    Measure.HOLD: 30,
    Measure.DURATION: 60,
    Measure.BREATHS: 5,
    Measure.CYCLES: 3,
}
# What a phone's numbers hold exactly. Beyond the range of a float, arithmetic stops.
MOST = 2**53 - 1
# A target is what some phone wrote; nobody does more sets than this of one drill.
MOST_SETS = 100


@dataclass(frozen=True)
class Piece:
    """A drill of a routine: what it counts, its sides, its own dose, and what is aimed at."""

    measures: Sequence[str]
    sides: str
    target: Mapping[str, Any]
    superset: int | None = None
    rest_seconds: int | None = None
    amount_min: int | None = None
    sets_min: int | None = None
    # Of a figure that shows stages: a rep takes as long as it does.
    round_seconds: float | None = None


class Turn(NamedTuple):
    """One set: the how-manyth drill of the routine, of which group, the how-manyth time."""

    place: int
    group: int
    number: int


def minutes_of(pieces: Iterable[Piece]) -> int:
    """Whole minutes, never none, rounded as the run rounds what is left."""
    return max(1, math.floor(seconds_of(list(pieces)) / 60 + 0.5))


def seconds_of(pieces: Sequence[Piece]) -> float:
    seconds: float = 0
    before: Turn | None = None
    for turn in turns_of(pieces):
        seconds += seconds_to(turn, before, pieces) + seconds_of_set(pieces[turn.place])
        before = turn
    return seconds


def turns_of(pieces: Sequence[Piece]) -> Iterator[Turn]:
    """In the order in which they are done: those of a superset take turns."""
    places = range(len(pieces))
    grouped = groupby(
        places, lambda place: (pieces[place].superset, pieces[place].superset is None and place)
    )
    for group, (_key, together) in enumerate(grouped):
        sets = {place: sets_of(pieces[place]) for place in together}
        for number in range(1, max(sets.values()) + 1):
            yield from (Turn(place, group, number) for place, most in sets.items() if number <= most)


def sets_of(piece: Piece) -> int:
    return min(number(piece.target, "sets") or piece.sets_min or 1, MOST_SETS)


def seconds_to(turn: Turn, before: Turn | None, pieces: Sequence[Piece]) -> int:
    if before is None:
        return CHANGE
    same = before.place == turn.place
    in_turn = not same and (before.group, before.number) == (turn.group, turn.number)
    return max(0 if in_turn else rest_of(pieces[before.place]), READY if same else CHANGE)


def rest_of(piece: Piece) -> int:
    asked = (number(piece.target, "rest_seconds"), piece.rest_seconds)
    return next((rest for rest in asked if rest is not None), REST)


def seconds_of_set(piece: Piece) -> float:
    leading = next((each for each in piece.measures if each in USUAL_AMOUNT), None)
    one_side = piece.sides == Exercise.Sides.BOTH_TOGETHER or piece.target.get("side") in ("left", "right")
    side = amount_of(piece, leading) * seconds_of_one(piece, leading) if leading else 0
    if one_side:
        return side
    switch = SWITCH_BAND if Measure.BAND in piece.measures else SWITCH
    return 2 * side + (0 if piece.sides == Exercise.Sides.ALTERNATING else switch)


def amount_of(piece: Piece, leading: str) -> int:
    """The lower end, which is where one starts."""
    low, hold = number(piece.target, "amount_min"), number(piece.target, "hold_seconds")
    amount = low or piece.amount_min if leading == piece.measures[0] else None
    if leading == Measure.HOLD and hold:
        amount = hold
    if amount is None:
        amount = USUAL_AMOUNT[leading] if low is None else low
    return min(max(amount, low), number(piece.target, "amount_max") or low) if low else amount


def seconds_of_one(piece: Piece, leading: str) -> float:
    hold = number(piece.target, "hold_seconds") if Measure.HOLD in piece.measures else None
    if leading in TIMED:
        return 1
    if leading == Measure.BREATHS:
        return BREATH
    if piece.round_seconds is not None:
        return piece.round_seconds
    if leading == Measure.CYCLES or Measure.BREATHS in piece.measures:
        return BREATHED
    return hold + AROUND_HOLD if hold else REP


def number(target: Mapping[str, Any], name: str) -> int | None:
    """A number that is none says nothing."""
    value = target.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST else None
