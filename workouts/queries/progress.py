"""Which drills a person trains, and how often. Reads totals by day, not sets: docs/offline.md."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef

from accounts.models import User
from workouts import amounts, calendars
from workouts.models import DayTotal, Set, Workout
from workouts.queries.drills import Drill, drills_by_id
from workouts.queries.sets import SIDES

# Until goals can be set: what a week is measured against.
SESSIONS_A_WEEK = 2
MOST_DRILLS = 100
# Few streaks are longer: only for those are all years read.
FIRST_LOOK = timedelta(weeks=80)


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
    since = today - FIRST_LOOK
    sessions = session_dates(owner, since)
    weeks = calendars.streak(sessions, today, week_start, SESSIONS_A_WEEK)
    if weeks * calendars.WEEK > FIRST_LOOK - 2 * calendars.WEEK:
        sessions = session_dates(owner, date.min)
        weeks = calendars.streak(sessions, today, week_start, SESSIONS_A_WEEK)
    this_week = calendars.week_of(today, week_start)
    return Overview(
        sessions=sum(1 for day in sessions if this_week <= day < this_week + calendars.WEEK),
        goal=SESSIONS_A_WEEK,
        weeks=weeks,
        drills=tuple(drill_rows(owner, today, unit)),
    )


def session_dates(owner: User, since: date) -> list[date]:
    """The day of each workout from `since` on that holds a set."""
    sets = Set.objects.filter(owner=owner, workout_id=OuterRef("id"), deleted=False)
    workouts = Workout.objects.owned_by(owner).filter(Exists(sets), date__gte=since)
    return list(workouts.values_list("date", flat=True))


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
