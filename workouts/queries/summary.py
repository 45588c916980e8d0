"""A period on paper, for a coach or a clinician: docs/progress.md, "The summary"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import User
from workouts import amounts, calendars, goals, review
from workouts.models import DayTotal
from workouts.queries import review as rows_of
from workouts.queries.counting import ByDay, sessions_and_minutes
from workouts.queries.drills import Drill, drills_by_id
from workouts.queries.gauges import name_best
from workouts.queries.ranges import RangeLine, range_summary
from workouts.queries.review import Row
from workouts.queries.sets import SIDES
from workouts.queries.week_goals import current_goals, main_week_goal

PERIODS: Mapping[str, tuple[str | Promise, int]] = {
    "4w": (gettext_lazy("4 weeks"), 4),
    "12w": (gettext_lazy("12 weeks"), 12),
    "26w": (gettext_lazy("Half a year"), 26),
    "52w": (gettext_lazy("A year"), 52),
}
USUAL = "12w"
MOST_PAINS = 30
BESTS = (
    "best_reps",
    "best_hold_seconds",
    "best_duration_seconds",
    "best_breaths",
    "best_cycles",
    "best_load_kg",
    "sets",
)
BARS_WIDTH, BARS_HEIGHT = 350.0, 60.0


@dataclass(frozen=True)
class SideLine:
    side: str
    # The best of the period's first half, and of its second; empty where there was none.
    first: str
    last: str


@dataclass(frozen=True)
class DrillLine:
    drill: Drill
    days: int
    sets: int
    # Most reps in a set
    measured: str
    sides: tuple[SideLine, ...]
    gap: review.Gap | None


@dataclass(frozen=True)
class PainLine:
    day: str
    drill: str
    side: str
    pain: int


class WeekBar(NamedTuple):
    left: float
    top: float
    width: float
    height: float
    met: bool


@dataclass(frozen=True)
class Adherence:
    sessions: int
    minutes: int
    sets: int
    # Of the whole weeks without a pause.
    weeks_met: int
    weeks_counted: int
    weeks_paused: int
    goal: int
    bars: tuple[WeekBar, ...]
    # Sessions of each week, oldest first.
    words: str


@dataclass(frozen=True)
class SummaryPage:
    periods: tuple[tuple[str, str, bool], ...]
    first: date
    last: date
    adherence: Adherence
    drills: tuple[DrillLine, ...]
    ranges: tuple[RangeLine, ...]
    pains: tuple[PainLine, ...]
    days_with_pain: int


def summary_page(owner: User, *, today: date, week_start: int, unit: str, chosen: str = "") -> SummaryPage:
    """Whole weeks, the running one the last of them."""
    name = chosen if chosen in PERIODS else USUAL
    weeks = PERIODS[name][1]
    this_week = calendars.week_of(today, week_start)
    first = this_week - (weeks - 1) * calendars.WEEK
    rows = [row for row in rows_of.rows_since(owner, first) if row.date <= today]
    drills = drills_by_id(owner, {row.drill_id for row in rows}) if rows else {}
    days = rows_of.days_of(rows, drills)
    sessions, minutes = (up_to(today, counted) for counted in sessions_and_minutes(owner, first))
    firsts = [first + place * calendars.WEEK for place in range(weeks)]
    middle = first + weeks * calendars.WEEK / 2
    sore = [day for day in days if day.pain]
    return SummaryPage(
        periods=tuple((key, str(label), key == name) for key, (label, _) in PERIODS.items()),
        first=first,
        last=today,
        adherence=adherence(owner, sessions, minutes, days, firsts, today),
        drills=tuple(drill_lines(owner, rows, days, drills, first, middle, today, unit)),
        ranges=range_summary(owner),
        pains=tuple(pain_lines(sore, drills, today)),
        days_with_pain=len({day.date for day in sore}),
    )


def up_to(last: date, counted: ByDay) -> ByDay:
    return {day: amount for day, amount in counted.items() if day <= last}


def adherence(
    owner: User,
    sessions: ByDay,
    minutes: ByDay,
    days: Sequence[review.Day],
    firsts: Sequence[date],
    today: date,
) -> Adherence:
    goal = main_week_goal(current_goals(owner))
    aim = goals.aim_of(goal) if goal else goals.Aim("week", goals.SESSIONS_A_WEEK)
    held = {
        first: int(sum(amount for day, amount in sessions.items() if first <= day < first + calendars.WEEK))
        for first in firsts
    }
    whole = [first for first in firsts if first + calendars.WEEK <= today + timedelta(days=1)]
    paused = {first for first in firsts if aim.is_paused(first, first + timedelta(days=6))}
    counted = [first for first in whole if first not in paused]
    return Adherence(
        sessions=int(sum(sessions.values())),
        minutes=int(sum(minutes.values())),
        sets=review.rounds_by_day(days).total(),
        weeks_met=sum(held[first] >= aim.amount for first in counted),
        weeks_counted=len(counted),
        weeks_paused=len(paused),
        goal=aim.amount,
        bars=tuple(week_bars([held[first] for first in firsts], aim.amount)),
        words=", ".join(str(held[first]) for first in firsts),
    )


def week_bars(counts: Sequence[int], goal: int) -> Iterable[WeekBar]:
    most = max(*counts, goal)
    step = BARS_WIDTH / len(counts)
    for place, count in enumerate(counts):
        height = round(BARS_HEIGHT * count / most, 1)
        yield WeekBar(
            round(place * step, 1),
            round(BARS_HEIGHT - height, 1),
            round(step * 0.8, 1),
            height,
            count >= goal,
        )


def drill_lines(
    owner: User,
    rows: Sequence[Row],
    days: Sequence[review.Day],
    drills: Mapping[UUID, Drill],
    first: date,
    middle: date,
    today: date,
    unit: str,
) -> Iterable[DrillLine]:
    """Those done most often first."""
    bests = bests_by_half(owner, first, middle, today)
    gaps = {gap.drill_id: gap for gap in review.gaps(days, last=today)}
    trained = Counter(drill_id for drill_id, _ in {(row.drill_id, row.date) for row in rows})
    rounds = review.rounds_by_drill(days, first, today)
    for drill_id, count in sorted(trained.items(), key=lambda each: (-each[1], str(each[0]))):
        drill = drills.get(drill_id)
        if drill is None:
            continue
        measure = amounts.leading_measure(drill.measures)
        found = bests[amounts.best_column(measure)][drill_id]
        yield DrillLine(
            drill=drill,
            days=count,
            sets=rounds[drill_id],
            measured=name_best(measure),
            sides=tuple(
                SideLine(side, *(amounts.show(measure, best, unit) if best else "" for best in found[side]))
                for side in SIDES
                if side in found
            ),
            gap=gaps.get(drill_id),
        )


def bests_by_half(
    owner: User, first: date, middle: date, last: date
) -> dict[str, dict[UUID, dict[str, list[Any]]]]:
    """By column, drill and side: the best of the days before `middle`, and of those from it on; None without any."""
    totals = DayTotal.objects.filter(owner=owner, date__range=(first, last)).order_by()
    sides = totals.annotate(later=Q(date__gte=middle)).values_list("drill_id", "side", "later")
    found: dict[str, dict[UUID, dict[str, list[Any]]]] = {column: defaultdict(dict) for column in BESTS}
    for drill_id, side, later, *values in sides.annotate(*map(Max, BESTS)):
        for column, value in zip(BESTS, values, strict=True):
            if value is not None:
                found[column][drill_id].setdefault(side, [None, None])[later] = value
    return found


def pain_lines(sore: Sequence[review.Day], drills: Mapping[UUID, Drill], today: date) -> Iterable[PainLine]:
    """Newest first, the worst of a day first."""
    newest = sorted(sore, key=lambda day: (-day.date.toordinal(), -(day.pain or 0)))
    for day in newest[:MOST_PAINS]:
        yield PainLine(date_format(day.date, "j M Y"), drills[day.drill_id].name, day.side, day.pain or 0)
