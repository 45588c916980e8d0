"""A person's goals as pages show them: docs/progress.md, "Goals"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Exercise
from workouts import calendars, goals
from workouts.models import CheckIn, Goal, OwnDrill
from workouts.queries.counting import read_amounts
from workouts.queries.drills import Drill, drills_by_id
from workouts.queries.week_goals import FIRST_LOOK, shown_goals
from workouts.units import show_number

CHECK_INS_SHOWN = 30


@dataclass(frozen=True)
class GoalLine:
    """A goal as pages list it. Without an id it is the default that nobody set."""

    id: UUID | None
    title: str
    # 2 sessions a week; empty where the title says it already.
    aim: str
    colour: str
    # Counted by check-ins.
    habit: bool
    # What a habit is for.
    category: str
    unit: str
    done: str
    amount: int
    # For the bar: at most the amount.
    filled: float
    period: str
    met: bool
    streak: str
    paused: bool
    # Paused until 4 December.
    pause: str
    # The latest check-in of today, and what was noted with the one before a next.
    checked_today: UUID | None
    last_value: str
    # The id that a check-in made from this page takes: a form sent twice makes one.
    next_check: UUID
    archived: bool


@dataclass(frozen=True)
class CheckInLine:
    id: UUID
    day: str
    value: str
    note: str


@dataclass(frozen=True)
class GoalsPage:
    habits: tuple[GoalLine, ...]
    others: tuple[GoalLine, ...]
    archived: tuple[GoalLine, ...]
    # What holds as long as there is no goal.
    default: GoalLine | None


@dataclass(frozen=True)
class GoalPage:
    goal: Goal
    line: GoalLine
    today: date
    check_ins: tuple[CheckInLine, ...]
    more: int


@dataclass(frozen=True)
class Calendar:
    """A person's day, and where their weeks start."""

    today: date
    week_start: int


def goals_page(owner: User, *, calendar: Calendar) -> GoalsPage:
    every = list(shown_goals(owner))
    lines = goal_lines(owner, [goal for goal in every if not goal.archived], calendar)
    archived = goal_lines(owner, [goal for goal in every if goal.archived], calendar)
    return GoalsPage(
        habits=tuple(line for line in lines if line.habit),
        others=tuple(line for line in lines if not line.habit),
        archived=tuple(archived),
        default=None if lines else default_line(owner, calendar),
    )


def goal_page(owner: User, goal: Goal, *, calendar: Calendar) -> GoalPage:
    [line] = goal_lines(owner, [goal], calendar)
    rows = list(CheckIn.objects.owned_by(owner).kept().filter(goal_id=goal.id).order_by("-date", "-revision"))
    return GoalPage(
        goal=goal,
        line=line,
        today=calendar.today,
        check_ins=tuple(
            CheckInLine(
                id=row.id,
                day=calendars.name_day(row.date, calendar.today),
                value=name_value(row.value, goal.unit),
                note=row.note,
            )
            for row in rows[:CHECK_INS_SHOWN]
        ),
        more=max(len(rows) - CHECK_INS_SHOWN, 0),
    )


def find_goal(owner: User, goal_id: UUID) -> Goal | None:
    return shown_goals(owner).filter(id=goal_id).first()


def find_check_in(owner: User, goal_id: UUID, check_in_id: UUID) -> CheckIn | None:
    return CheckIn.objects.owned_by(owner).kept().filter(goal_id=goal_id, id=check_in_id).first()


def last_value(owner: User, goal_id: UUID) -> Decimal | None:
    rows = CheckIn.objects.owned_by(owner).kept().filter(goal_id=goal_id, value__isnull=False)
    return rows.order_by("-date", "-revision").values_list("value", flat=True).first()


def today_lines(owner: User, current: Sequence[Goal], calendar: Calendar) -> tuple[GoalLine, ...]:
    """What Today offers to check off, then goals of minutes and sets; sessions have their tile."""
    shown = [goal for goal in current if goal.counts != Goal.Counts.SESSIONS]
    return tuple(line for line in goal_lines(owner, shown, calendar) if not line.paused)


def drills_to_aim_at(owner: User) -> list[tuple[UUID, str]]:
    """By name: those of the catalogue and the person's own."""
    own = OwnDrill.objects.owned_by(owner).kept().filter(archived=False)
    drills = [*Exercise.objects.published().values_list("id", "name"), *own.values_list("id", "name")]
    return sorted(drills, key=lambda drill: drill[1].casefold())


def goal_lines(owner: User, found: Sequence[Goal], calendar: Calendar) -> list[GoalLine]:
    check_ins = latest_check_ins(owner, found, calendar.today)
    drills = drills_by_id(owner, {goal.drill_id for goal in found if goal.drill_id})
    now = standings(owner, found, calendar)
    lines = [
        line_of(goal, now[goal.id], subject_of(goal, drills), check_ins.get(goal.id), calendar.today)
        for goal in found
    ]
    return sorted(lines, key=lambda line: (not line.habit, line.title.casefold(), str(line.id)))


def line_of(goal: Goal, now: goals.Standing, subject: str, latest: CheckIn | None, today: date) -> GoalLine:
    aim = goals.name_aim(goal, subject)
    value = latest.value if latest and goal.unit else None
    return GoalLine(
        id=goal.id,
        title=goal.title or aim,
        aim=aim if goal.title else "",
        colour=goal.colour,
        habit=goal.counts == Goal.Counts.TIMES,
        category=subject if goal.counts == Goal.Counts.TIMES else "",
        unit=goal.unit if goal.counts == Goal.Counts.TIMES else "",
        done=show_number(Decimal(now.done)),
        amount=goal.amount,
        filled=float(min(now.done, goal.amount)),
        period=goals.name_period(goal.period),
        met=now.met,
        streak=goals.name_streak(goal.period, now.streak),
        paused=now.paused,
        pause=name_pause(goal, today),
        checked_today=latest.id if latest and latest.date == today else None,
        last_value=show_number(value) if value is not None else "",
        next_check=uuid4(),
        archived=goal.archived,
    )


def default_line(owner: User, calendar: Calendar) -> GoalLine:
    goal = Goal(amount=goals.SESSIONS_A_WEEK)
    return line_of(goal, standings(owner, [goal], calendar)[None], "", None, calendar.today)


def name_pause(goal: Goal, today: date) -> str:
    first, last = goal.paused_from, goal.paused_until
    if first is None or (last and last < max(first, today)):
        return ""
    if first > today:
        return _("Pause from %(day)s") % {"day": calendars.name_day(first, today)}
    if last is None:
        return _("Paused")
    return _("Paused until %(day)s") % {"day": calendars.name_day(last, today)}


def name_value(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{show_number(value)} {unit}".strip()


def subject_of(goal: Goal, drills: Mapping[UUID, Drill]) -> str:
    if goal.drill_id:
        return drills[goal.drill_id].name if goal.drill_id in drills else ""
    return str(Exercise.Category(goal.category).label) if goal.category else ""


def latest_check_ins(owner: User, found: Sequence[Goal], today: date) -> dict[UUID, CheckIn]:
    """None of a day still to come: whoever flew west has been there already."""
    habits = [goal.id for goal in found if goal.counts == Goal.Counts.TIMES]
    if not habits:
        return {}
    live = CheckIn.objects.owned_by(owner).kept().filter(date__lte=today)
    newest = live.filter(goal_id=OuterRef("goal_id")).order_by("-date", "-revision").values("id")[:1]
    rows = live.filter(goal_id__in=habits, id=Subquery(newest))
    return {row.goal_id: row for row in rows}


def standings(owner: User, found: Sequence[Goal], calendar: Calendar) -> dict[UUID | None, goals.Standing]:
    """How each stands today: one query for each kind of thing that counts, read again to its beginning only for
    a streak that is longer than the first look."""
    since: date | None = calendar.today - FIRST_LOOK
    first = standings_since(owner, found, calendar, since)
    longer = [goal for goal in found if first[goal.id].may_be_longer]
    return first | standings_since(owner, longer, calendar, None) if longer else first


def standings_since(
    owner: User, found: Sequence[Goal], calendar: Calendar, since: date | None
) -> dict[UUID | None, goals.Standing]:
    amounts = read_amounts(owner, found, since)
    return {
        goal.id: goals.standing(
            amounts.of(goal),
            goals.aim_of(goal),
            today=calendar.today,
            week_start=calendar.week_start,
            since=since,
        )
        for goal in found
    }
