"""Sets as a page shows them: the left and the right of a round on one row."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Measure
from workouts import amounts, units
from workouts.bands import BandChoice
from workouts.models import Set, Workout
from workouts.queries.drills import Drill
from workouts.queries.sets import BOTH, LEFT, RIGHT


@dataclass(frozen=True)
class Terms:
    """In whose words sets are shown: the person's bands, and their unit of load."""

    bands: Mapping[UUID, BandChoice]
    unit: str


@dataclass(frozen=True)
class Cell:
    """One set: the figures of a row, and the same in words for who cannot see where they stand."""

    id: UUID
    side: str
    text: str
    rest: str
    spoken: str


@dataclass(frozen=True)
class Round:
    number: int
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    both: tuple[Cell, ...]
    band: str
    marks: tuple[str, ...]

    @property
    def missing(self) -> str:
        """The side of a pair that was not logged, if one was."""
        if self.both or bool(self.left) == bool(self.right):
            return ""
        return RIGHT if self.left else LEFT


@dataclass(frozen=True)
class LastTime:
    date: date
    sets: tuple[Set, ...]
    rounds: tuple[Round, ...]
    left: str
    right: str
    both: str

    @property
    def count(self) -> int:
        return len(self.rounds)


def rounds_of(sets: Iterable[Set], drill: Drill, terms: Terms) -> tuple[Round, ...]:
    by_round: dict[int, list[Set]] = {}
    for each in sorted(sets, key=lambda each: (each.round, each.order, str(each.id))):
        by_round.setdefault(each.round, []).append(each)
    return tuple(round_of(number, rows, drill, terms) for number, rows in by_round.items())


def round_of(number: int, rows: Sequence[Set], drill: Drill, terms: Terms) -> Round:
    names = [name for name in (band_name(row, terms) for row in rows) if name]
    cells = [cell_of(row, drill, terms) for row in rows]
    efforts_differ = len({row.effort for row in rows}) > 1
    return Round(
        number=number,
        left=tuple(cell for cell in cells if cell.side == LEFT),
        right=tuple(cell for cell in cells if cell.side == RIGHT),
        both=tuple(cell for cell in cells if cell.side == BOTH),
        band=" / ".join(dict.fromkeys(names)),
        marks=tuple(
            dict.fromkeys(mark for row in rows for mark in marks_of(row, name_effort_side=efforts_differ))
        ),
    )


def cell_of(row: Set, drill: Drill, terms: Terms) -> Cell:
    spoken = ", ".join(part for part in (amounts.say_done(row, terms.unit), band_name(row, terms)) if part)
    text, rest = amounts.show_done(row, drill.main_measure, terms.unit)
    return Cell(row.id, row.side, text, rest, spoken)


def band_name(row: Set, terms: Terms) -> str:
    band = terms.bands.get(row.band_id) if row.band_id else None
    return str(band.name) if band else ""


def marks_of(row: Set, *, name_effort_side: bool) -> Iterable[str]:
    side = {LEFT: _("left"), RIGHT: _("right")}.get(row.side, "")
    if row.kind != Set.Kind.WORKING:
        yield str(Set.Kind(row.kind).label)
    if row.pain is not None:
        pain = _("Pain %(pain)s") % {"pain": row.pain}
        yield f"{pain}, {side}" if side else pain
    if row.effort is not None:
        effort = _("Effort %(effort)s") % {"effort": units.show_number(row.effort)}
        yield f"{effort}, {side}" if side and name_effort_side else effort
    if row.note:
        yield row.note


def last_time_before(owner: User, drill: Drill, workout: Workout, terms: Terms) -> LastTime | None:
    """The session of this drill before the given workout, by the days they were for."""
    kept = Set.objects.filter(owner=owner, drill_id=drill.id, deleted=False)
    before = kept.filter(date__lte=workout.date).exclude(workout_id=workout.id)
    latest = before.order_by("-date", "-revision").values("workout_id")[:1]
    sets = tuple(kept.filter(workout_id=Subquery(latest)).order_by("round", "order", "id"))
    if not sets:
        return None
    rounds = rounds_of(sets, drill, terms)
    return LastTime(
        date=sets[0].date,
        sets=sets,
        rounds=rounds,
        left=in_a_row(cell for each in rounds for cell in each.left),
        right=in_a_row(cell for each in rounds for cell in each.right),
        both=in_a_row(cell for each in rounds for cell in each.both),
    )


def in_a_row(cells: Iterable[Cell]) -> str:
    """“10 10 9”, “5 5 × 12.5 kg”; where what stands beside differs, each with its own."""
    shown = list(cells)
    rests = {cell.rest for cell in shown}
    if len(rests) == 1:
        between = " " if all(cell.text.isdigit() for cell in shown) else ", "
        return f"{between.join(cell.text for cell in shown)} {rests.pop()}".strip()
    return ", ".join(f"{cell.text} {cell.rest}".strip() for cell in shown)


def sides_of(drill: Drill, target: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """An own routine may plan one side alone."""
    if not drill.logs_sides_apart:
        return (BOTH,)
    planned = (target or {}).get("side")
    return (planned,) if planned in (LEFT, RIGHT) else (LEFT, RIGHT)


def prefilled(
    *,
    drill: Drill,
    number: int,
    here: Sequence[Set],
    last: Sequence[Set],
    target: Mapping[str, Any],
) -> dict[str, dict[str, Any]]:
    """What the form for round `number` starts with, by side and set field."""
    values = {}
    for side in sides_of(drill):
        before = of_side(here, side)
        then = of_side(last, side)
        did = same_round(then, number) or (before[-1] if before else None) or (then[-1] if then else None)
        held = (before[-1] if before else None) or did
        values[side] = {amounts.FIELD_OF[measure]: None for measure in drill.measures} | (
            {
                field: getattr(held if field in ("load_kg", "band_id") else did, field)
                for field in (amounts.FIELD_OF[measure] for measure in drill.measures)
            }
            if did is not None
            else from_target(drill, target)
        )
    return values


def of_side(sets: Sequence[Set], side: str) -> list[Set]:
    return [row for row in sets if row.side == side]


def same_round(sets: Sequence[Set], number: int) -> Set | None:
    return next((row for row in sets if row.round == number), None)


def from_target(drill: Drill, target: Mapping[str, Any]) -> dict[str, Any]:
    """The routine's target, else the drill's usual dose: the lower end, which is where one starts."""
    amount = target.get("amount_min") or drill.amount_min
    values: dict[str, Any] = {}
    if drill.main_measure not in (Measure.BAND, Measure.LOAD):
        values[amounts.FIELD_OF[drill.main_measure]] = amount
    if Measure.HOLD in drill.measures and target.get("hold_seconds"):
        values["hold_seconds"] = target["hold_seconds"]
    return values | against(drill, target)


def against(drill: Drill, target: Mapping[str, Any]) -> dict[str, Any]:
    """The band and the load that an own routine names. A target is what some phone wrote: what is none, is left out."""
    planned: dict[str, Any] = {}
    with contextlib.suppress(ValueError):
        if Measure.BAND in drill.measures and target.get("band_id"):
            planned["band_id"] = UUID(str(target["band_id"]))
    with contextlib.suppress(InvalidOperation):
        if Measure.LOAD in drill.measures and target.get("load_kg"):
            planned["load_kg"] = Decimal(str(target["load_kg"]))
    return planned


def target_words(drill: Drill, target: Mapping[str, Any]) -> str:
    """“2 × 8–10 reps”, or nothing."""
    low, high = target.get("amount_min"), target.get("amount_max")
    if not low or drill.main_measure in (Measure.BAND, Measure.LOAD):
        return ""
    amount = f"{low}–{high}" if high and high != low else str(low)
    unit = amounts.unit_of(drill.main_measure, "") or _("s")
    sets = target.get("sets")
    return f"{sets} × {amount} {unit}" if sets else f"{amount} {unit}"
