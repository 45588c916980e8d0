"""What the training came to: the page that says whether one keeps at it, whether it gets better, and what is next.

Reads totals by day, not sets: docs/offline.md. What each part means: docs/progress.md, "The review".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import User
from exercises.models import Exercise
from workouts import calendars, review
from workouts.models import Goal
from workouts.queries import review as rows_of
from workouts.queries.calendar_grid import CalendarWeek, Year, calendar_weeks, year_begins, year_of
from workouts.queries.counting import Amounts, ByDay, sessions_and_minutes, sessions_by_day
from workouts.queries.drills import Drill
from workouts.queries.gaps import GapRow, gap_rows, gap_sentence
from workouts.queries.goals_met import GoalMark, goal_marks
from workouts.queries.new_records import NewRecord, most_improved, newest
from workouts.queries.ranges import RangeLine, range_summary
from workouts.queries.records import records_between
from workouts.queries.review import Trained
from workouts.queries.suggestion import Suggestion, suggestion
from workouts.queries.week_goals import FIRST_LOOK, Known, WeekGoal, current_goals, week_goal

WEEKS_SHOWN = 5
WEEKS_OF_PAIN = 8
MOST_DRILLS = 100
DAY = timedelta(days=1)
MOST_MUSCLES = 6
GAPS_SHOWN = 4
RANGES_SHOWN = 2

TODAY, WEEK, MONTH, ALL = "today", "week", "month", "all"
PERIODS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    TODAY: (gettext_lazy("Today"), gettext_lazy("Today")),
    WEEK: (gettext_lazy("Week"), gettext_lazy("This week")),
    MONTH: (gettext_lazy("Month"), gettext_lazy("Last five weeks")),
    ALL: (gettext_lazy("All"), gettext_lazy("All years")),
}


@dataclass(frozen=True)
class Share:
    slug: str
    name: str
    sets: int


class Bar(NamedTuple):
    left: float
    width: float


@dataclass(frozen=True)
class Mix:
    """What was trained: sets by category, and by the muscle that did the work."""

    categories: tuple[tuple[Share, Bar], ...]
    muscles: tuple[Share, ...]
    most: tuple[str, ...]
    some: tuple[str, ...]


@dataclass(frozen=True)
class PainWeek:
    name: str
    worst: int | None
    drill: str


@dataclass(frozen=True)
class DrillRow:
    drill: Drill
    last: str


@dataclass(frozen=True)
class Overview:
    # (name in the address, label, whether it is shown)
    periods: tuple[tuple[str, str, bool], ...]
    period: str
    heading: str
    goal: WeekGoal
    goals: tuple[GoalMark, ...]
    suggestion: Suggestion | None
    sessions: int
    # Of all years only the days are counted: thousands of workouts would have to be read for the minutes.
    minutes: int
    days: int
    sets: int
    weeks: tuple[CalendarWeek, ...]
    year: Year | None
    gaps: tuple[GapRow, ...]
    # The rest of them, folded away.
    more_gaps: tuple[GapRow, ...]
    gap_sentence: str
    # Of the last 28 days.
    records: tuple[NewRecord, ...]
    improved: NewRecord | None
    # The ways of measuring that were used last.
    ranges: tuple[RangeLine, ...]
    pain: tuple[PainWeek, ...]
    mix: Mix
    neglected: DrillRow | None
    drills: tuple[DrillRow, ...]


def overview(owner: User, *, today: date, week_start: int, unit: str, chosen: str = "") -> Overview:
    period = chosen if chosen in PERIODS else MONTH
    read = read_for(owner, period, today, week_start)
    first = first_day(period, today, read.this_week)
    rounds = read.rounds_from(first, today)
    gaps = review.gaps(read.days, last=today)
    missed = review.neglected(
        {each: trained.last for each, trained in read.ever.items() if trained.often},
        today=today,
    )
    broken = records_between(owner, today - review.WINDOW + DAY, today) if read.ever else []
    return Overview(
        periods=tuple((key, str(label), key == period) for key, (label, _) in PERIODS.items()),
        period=period,
        heading=str(PERIODS[period][1]),
        goal=read.goal,
        goals=tuple(goal_marks(read.goals, read.amounts, read.drills, today=today, week_start=week_start)),
        suggestion=suggestion(
            today=today,
            days=read.days,
            gaps=gaps,
            missed=read.drills.get(missed) if missed else None,
            missed_since=read.ever[missed].last if missed else None,
            drills=read.drills,
            sessions_to_go=0 if read.goal.paused else max(0, read.goal.amount - read.goal.sessions),
            days_left=(read.this_week + calendars.WEEK - today).days,
            weeks=read.goal.weeks,
        ),
        sessions=int(within(read.amounts.sessions, first, today)),
        minutes=int(within(read.amounts.minutes, first, today)),
        days=sum(first <= day <= today for day in read.amounts.sessions),
        sets=rounds.total(),
        weeks=tuple(weeks_shown(period, read, today)),
        year=year_of(read.rounds_by_day, read.amounts.sessions, today, week_start) if period == ALL else None,
        gaps=tuple(gap_rows(gaps[:GAPS_SHOWN], read.drills)),
        more_gaps=tuple(gap_rows(gaps[GAPS_SHOWN:], read.drills)),
        gap_sentence=gap_sentence(gaps, review.gaps(read.days, last=today - review.WINDOW)),
        records=newest(broken, read.drills, today, unit),
        improved=most_improved(broken, read.drills, today, unit),
        ranges=range_summary(owner)[:RANGES_SHOWN],
        pain=tuple(pain_weeks(read, today)),
        mix=mix_of(rounds, read.drills),
        neglected=drill_row(missed, read.drills, read.ever, today) if missed else None,
        drills=tuple(drill_rows(read.drills, read.ever, today)),
    )


@dataclass(frozen=True)
class Read:
    """What the page is made of; of all years no more than it shows of them."""

    this_week: date
    ever: Mapping[UUID, Trained]
    drills: Mapping[UUID, Drill]
    # Of the last weeks, as far as gaps and pain reach; and of each day of the calendar or the year.
    days: Sequence[review.Day]
    rounds_by_day: Counter[date]
    # Minutes and sets are those of the last weeks; of all years no minutes are read.
    amounts: Amounts
    # Those whose running period these amounts tell.
    goals: Sequence[Goal]
    goal: WeekGoal

    def rounds_from(self, first: date, last: date) -> Counter[UUID]:
        if first == date.min:
            return Counter({drill_id: trained.rounds for drill_id, trained in self.ever.items()})
        return review.rounds_by_drill(self.days, first, last)


def read_for(owner: User, period: str, today: date, week_start: int) -> Read:
    current = current_goals(owner)
    of_goals = {goal.drill_id for goal in current if goal.drill_id}
    drills, ever = rows_of.trained_drills(owner, also=of_goals, counted=period == ALL)
    this_week = calendars.week_of(today, week_start)
    recent = this_week - (WEEKS_OF_PAIN + 1) * calendars.WEEK
    rows = rows_of.rows_since(owner, recent) if ever else []
    days = rows_of.days_of(rows, drills)
    amounts, since = Amounts(sets=review.rounds_by_drill_and_day(days)), None
    amounts.categories = {drill_id: drill.category for drill_id, drill in drills.items()}
    if period == ALL:
        amounts.sessions = sessions_by_day(owner, None)
        rounds_by_day = rows_of.rounds_since(owner, year_begins(today, week_start))
    else:
        since = today - FIRST_LOOK
        amounts.sessions, amounts.minutes = sessions_and_minutes(owner, since, minutes_since=recent)
        rounds_by_day = review.rounds_by_day(days)
    return Read(
        this_week=this_week,
        ever=ever,
        drills=drills,
        days=days,
        rounds_by_day=rounds_by_day,
        amounts=amounts,
        goals=current if period != ALL else (),
        goal=week_goal(
            owner,
            today=today,
            week_start=week_start,
            known=Known(amounts.sessions, since),
            current=current,
        ),
    )


def within(amounts: ByDay, first: date, last: date) -> Decimal | int:
    return sum(amount for day, amount in amounts.items() if first <= day <= last)


def first_day(period: str, today: date, this_week: date) -> date:
    return {
        TODAY: today,
        WEEK: this_week,
        MONTH: this_week - (WEEKS_SHOWN - 1) * calendars.WEEK,
        ALL: date.min,
    }[period]


def weeks_shown(period: str, read: Read, today: date) -> Iterable[CalendarWeek]:
    shown = {WEEK: 1, MONTH: WEEKS_SHOWN}.get(period, 0)
    firsts = last_weeks(read.this_week, shown)
    return calendar_weeks(
        firsts, read.rounds_by_day, read.amounts.sessions, today=today, goal=read.goal.amount
    )


def last_weeks(this_week: date, count: int) -> list[date]:
    """Their first days, oldest first."""
    return [this_week - back * calendars.WEEK for back in reversed(range(count))]


def pain_weeks(read: Read, today: date) -> Iterable[PainWeek]:
    """Empty where no pain was written down in any of them."""
    weeks = review.pain_by_week(read.days, last_weeks(read.this_week, WEEKS_OF_PAIN))
    if not any(week.worst for week in weeks):
        return
    for week in weeks:
        drill = read.drills.get(week.drill_id) if week.drill_id and week.worst else None
        yield PainWeek(calendars.name_day(week.first, today), week.worst, drill.name if drill else "")


def mix_of(rounds: Counter[UUID], drills: Mapping[UUID, Drill]) -> Mix:
    trained = {drill_id: count for drill_id, count in rounds.items() if count and drill_id in drills}
    labels = dict(Exercise.Category.choices)
    categories = review.shared(
        trained,
        {drill_id: [drills[drill_id].category] for drill_id in trained if drills[drill_id].category},
    )
    shares = [Share(slug, str(labels[slug]), count) for slug, count in categories.most_common()]
    catalogue = [drill_id for drill_id in trained if not drills[drill_id].own]
    muscles = rows_of.muscles_of(catalogue) if catalogue else {"main": {}, "helping": {}}
    main = review.shared(trained, muscles["main"])
    ranked = [Share(slug, name, count) for (slug, name), count in main.most_common()]
    strong = ranked[0].sets / 2 if ranked else 0
    most = tuple(share.slug for share in ranked if share.sets >= strong)
    helping = {slug for pairs in muscles["helping"].values() for slug, _ in pairs}
    return Mix(
        categories=tuple(zip(shares, bars([share.sets for share in shares]), strict=True)),
        muscles=tuple(ranked[:MOST_MUSCLES]),
        most=most,
        some=tuple(({share.slug for share in ranked} | helping) - set(most)),
    )


def bars(amounts: Sequence[int], whole: float = 350.0, between: float = 2.0) -> list[Bar]:
    """Side by side over the whole width, in proportion."""
    room = whole - between * (len(amounts) - 1)
    left, found = 0.0, []
    for amount in amounts:
        width = room * amount / sum(amounts)
        found.append(Bar(round(left, 1), round(width, 1)))
        left += width + between
    return found


def drill_rows(drills: Mapping[UUID, Drill], ever: Mapping[UUID, Trained], today: date) -> Iterable[DrillRow]:
    """Every drill trained, the latest first."""
    known = sorted(
        ever,
        key=lambda drill_id: (-ever[drill_id].last.toordinal(), drills[drill_id].name),
    )
    return (drill_row(drill_id, drills, ever, today) for drill_id in known[:MOST_DRILLS])


def drill_row(
    drill_id: UUID, drills: Mapping[UUID, Drill], ever: Mapping[UUID, Trained], today: date
) -> DrillRow:
    return DrillRow(drills[drill_id], calendars.name_day(ever[drill_id].last, today))
