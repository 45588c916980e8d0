"""A drill's days as lines: what is drawn, which of it were records, and the records that stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, FloatField, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from accounts.models import User
from exercises.models import Exercise, Measure
from workouts import amounts
from workouts.models import DayBest, DayTotal
from workouts.queries.gauges import Gauge
from workouts.queries.sets import SIDES

KEY = ("drill_id", "side", "what", "measure", "against")
# Drill, side, against.
Thread = tuple[UUID, str, str]


@dataclass(frozen=True)
class Held:
    """A record that stands. `before`: the best before the days that are drawn."""

    drill_id: UUID
    side: str
    what: str
    measure: str
    against: str
    load_kg: Decimal | None
    band_id: UUID | None
    value: Decimal
    before: Decimal | None
    date: date


class Day(NamedTuple):
    value: float
    record: bool


# By drill and side, oldest first.
Lines = dict[tuple[UUID, str], dict[date, Day]]


def records_held(owner: User, drills: Collection[UUID], *, first: date | None) -> list[Held]:
    """Of every key: its highest value, and the first day it was there. Asks for when each value was there first, which
    the index `daybest_to_beat` gives without looking at a row."""
    days = DayBest.objects.filter(owner=owner, drill_id__in=drills, side__in=SIDES)
    firsts = days.values_list(*KEY, "value").annotate(first=Min("date")).order_by()
    threads: dict[tuple[Any, ...], list[tuple[Decimal, date]]] = defaultdict(list)
    for *key, value, day in firsts:
        threads[tuple(key)].append((value, day))
    return [held_of(key, reached, first) for key, reached in threads.items()]


def held_of(key: tuple[Any, ...], reached: list[tuple[Decimal, date]], first: date | None) -> Held:
    """`reached`: each value with the first day it was there."""
    load, _bar, band = key[-1].partition("|")
    value, day = max(reached)
    return Held(
        **dict(zip(KEY, key, strict=True)),
        load_kg=Decimal(load) if load else None,
        band_id=UUID(band) if band else None,
        value=value,
        before=max((value for value, day in reached if first and day < first), default=None),
        date=day,
    )


def variants_trained(owner: User, drill_id: UUID, measures: Collection[str]) -> list[Exercise]:
    """Drills of the catalogue that are a variant of this one, or it of them, and that the person has trained."""
    near = Exercise.objects.ever_published().filter(
        Q(variants__drill=drill_id) | Q(variant_of__exercise=drill_id),
        Exists(DayTotal.objects.filter(owner=owner, drill_id=OuterRef("id"))),
    )
    return [row for row in near.order_by("name").distinct() if set(row.measures) & set(measures)]


def days_of(
    owner: User,
    drills: Collection[UUID],
    gauge: Gauge,
    *,
    against: str | None,
    first: date | None,
    held: Collection[Held],
    unit: str,
) -> Lines:
    if not gauge.what:
        return totals_of(owner, drills, gauge, first, unit)
    rows = DayBest.objects.filter(
        owner=owner, drill_id__in=drills, side__in=SIDES, what=gauge.what, measure=gauge.column
    )
    if against is not None:
        rows = rows.filter(against=against)
    if first:
        rows = rows.filter(date__gte=first)
    so_far: dict[Thread, float] = {
        (each.drill_id, each.side, each.against): float(each.before)
        for each in held
        if each.before is not None and (each.what, each.measure) == (gauge.what, gauge.column)
    }
    lines: Lines = defaultdict(dict)
    for drill, side, thread, day, value in day_rows(rows, drills):
        former = so_far.get((drill, side, thread))
        so_far[drill, side, thread] = value if former is None else max(value, former)
        better = former is not None and value > former
        shown = lines[drill, side].get(day)
        # Of several loads and bands on one day, the highest is drawn.
        if shown is None or value > shown.value or (value == shown.value and better):
            lines[drill, side][day] = Day(value, better)
    return counted_in(lines, gauge, unit)


def day_rows(
    rows: QuerySet[DayBest], drills: Collection[UUID]
) -> Iterable[tuple[UUID, str, str, date, float]]:
    """Oldest first. Thousands of ids that are all the same are not read."""
    columns = ("side", "against", "date", "number")
    numbers = rows.annotate(number=Cast("value", FloatField())).order_by("date")
    if len(drills) > 1:
        return numbers.values_list("drill_id", *columns)
    (drill,) = drills
    return ((drill, *row) for row in numbers.values_list(*columns))


def totals_of(owner: User, drills: Collection[UUID], gauge: Gauge, first: date | None, unit: str) -> Lines:
    rows = DayTotal.objects.filter(
        owner=owner, drill_id__in=drills, side__in=SIDES, **{f"{gauge.column}__gt": 0}
    )
    if first:
        rows = rows.filter(date__gte=first)
    lines: Lines = defaultdict(dict)
    for drill, side, day, value in rows.order_by("date").values_list(
        "drill_id", "side", "date", gauge.column
    ):
        lines[drill, side][day] = Day(float(value), False)
    return counted_in(lines, gauge, unit)


def counted_in(lines: Lines, gauge: Gauge, unit: str) -> Lines:
    """Loads as the person counts them."""
    if gauge.measure != Measure.LOAD or unit == "kg":
        return dict(lines)
    return {
        key: {
            day: Day(float(amounts.in_unit(gauge.measure, Decimal(f"{each.value:.3f}"), unit)), each.record)
            for day, each in line.items()
        }
        for key, line in lines.items()
    }


def joined(lines: Lines, main: UUID) -> Lines:
    """All drills in one line a side: of each day the best."""
    whole: dict[tuple[UUID, str], dict[date, Day]] = defaultdict(dict)
    for (_drill, side), line in lines.items():
        for day, each in line.items():
            shown = whole[main, side].get(day)
            if shown is None or each.value > shown.value:
                whole[main, side][day] = each
    return {key: dict(sorted(line.items())) for key, line in whole.items()}


def by_name(lines: Lines, drills: Collection[UUID]) -> Mapping[str, dict[date, Day]]:
    """As the chart names them: left, right, both; those of the first variant left-1, and so on."""
    names: dict[str, Any] = {}
    for number, drill in enumerate(drills):
        for side in SIDES:
            if line := lines.get((drill, side)):
                names[f"{side}-{number}" if number else side] = line
    return names
