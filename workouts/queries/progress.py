"""Which drills a person trains, and how often. Reads totals by day, not sets: docs/offline.md."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from accounts.models import User
from workouts import amounts, calendars
from workouts.models import DayTotal
from workouts.queries.drills import Drill, drills_by_id
from workouts.queries.goals import week_goal
from workouts.queries.sets import SIDES

MOST_DRILLS = 100


@dataclass(frozen=True)
class SideAmount:
    side: str
    amount: str


@dataclass(frozen=True)
class DrillRow:
    drill: Drill
    last: str
    # The best of that day, each side apart.
    amounts: tuple[SideAmount, ...]


@dataclass(frozen=True)
class Overview:
    sessions: int
    goal: int
    # In a row, each with that many sessions.
    weeks: int
    drills: tuple[DrillRow, ...]


def overview(owner: User, *, today: date, week_start: int, unit: str) -> Overview:
    week = week_goal(owner, today=today, week_start=week_start)
    return Overview(
        sessions=week.sessions,
        goal=week.amount,
        weeks=week.weeks,
        drills=tuple(drill_rows(owner, today, unit)),
    )


def drill_rows(owner: User, today: date, unit: str) -> Iterable[DrillRow]:
    """Every drill trained, the latest first."""
    totals = DayTotal.objects.filter(owner=owner)
    lasts = dict(
        totals.values("drill_id")
        .annotate(last=Max("date"))
        .order_by("-last")
        .values_list("drill_id", "last")[:MOST_DRILLS]
    )
    drills = drills_by_id(owner, lasts.keys()) if lasts else {}
    days: dict[UUID, list[DayTotal]] = defaultdict(list)
    for total in totals.filter(drill_id__in=lasts, date__in=set(lasts.values())):
        if total.date == lasts[total.drill_id]:
            days[total.drill_id].append(total)
    for drill_id, last in lasts.items():
        if drill := drills.get(drill_id):
            yield DrillRow(drill, calendars.name_day(last, today), side_amounts(drill, days[drill_id], unit))


def side_amounts(drill: Drill, totals: Sequence[DayTotal], unit: str) -> tuple[SideAmount, ...]:
    measure = amounts.leading_measure(drill.measures)
    values = {total.side: getattr(total, amounts.best_column(measure)) for total in totals}
    return tuple(
        SideAmount(side, amounts.show(measure, values[side], unit))
        for side in SIDES
        if values.get(side) is not None
    )
