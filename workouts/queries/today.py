from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import User
from accounts.preferences import Preferences
from accounts.queries import preferences_of
from exercises.queries import News, news_for
from workouts import calendars, goals
from workouts.models import Workout
from workouts.queries.choosing import last_used_drills
from workouts.queries.drills import Drill
from workouts.queries.goals import Calendar, GoalLine, today_lines
from workouts.queries.history import minutes_of
from workouts.queries.own_routines import RoutineChoice, own_routines
from workouts.queries.sets import counts_by_workout
from workouts.queries.starting import (
    WorkoutLine,
    different,
    is_open,
    published_routines,
    recent_workouts,
    workout_lines,
)
from workouts.queries.week_goals import current_goals, main_week_goal


@dataclass(frozen=True)
class Day:
    date: date
    sessions: int
    is_today: bool
    is_later: bool


@dataclass(frozen=True)
class TodayPage:
    today: date
    preferences: Preferences
    days: tuple[Day, ...]
    sessions: int
    sessions_aimed: int
    habits: tuple[GoalLine, ...]
    # Of minutes and of sets.
    aims: tuple[GoalLine, ...]
    sets: int
    minutes: int
    news: tuple[News, ...]
    open: WorkoutLine | None
    last: WorkoutLine | None
    drills: tuple[Drill, ...]
    planned: tuple[RoutineChoice, ...]
    own_routines: tuple[RoutineChoice, ...]
    routines: tuple[RoutineChoice, ...]

    @property
    def is_new(self) -> bool:
        return self.open is None and self.last is None


def today_page(owner: User, *, now: datetime) -> TodayPage:
    preferences = preferences_of(owner)
    today = calendars.local_date(now, preferences.time_zone)
    first = calendars.week_of(today, preferences.week_start)
    rows = recent_workouts(owner)
    lines = {line.id: line for line in workout_lines(owner, rows)}
    week = workouts_between(owner, first, first + timedelta(days=6))
    counts = counts_by_workout(owner, [row.id for row in week])
    trained = [row for row in week if counts[row.id]]
    own = own_routines(owner, today=today)
    current = current_goals(owner)
    aimed = main_week_goal(current)
    goal_lines = today_lines(owner, current, Calendar(today, preferences.week_start))
    return TodayPage(
        today=today,
        preferences=preferences,
        days=tuple(day_of(first + timedelta(days=n), trained, today) for n in range(7)),
        sessions=len(trained),
        sessions_aimed=aimed.amount if aimed else goals.SESSIONS_A_WEEK,
        habits=tuple(line for line in goal_lines if line.habit),
        aims=tuple(line for line in goal_lines if not line.habit),
        sets=sum(counts.values()),
        minutes=sum(minutes_of(row) or 0 for row in trained),
        news=news_for(owner),
        open=next((lines[row.id] for row in rows if is_open(row, today)), None),
        last=next(iter(different([lines[row.id] for row in rows if not is_open(row, today)])), None),
        drills=tuple(last_used_drills(owner)),
        planned=tuple(choice for choice in own if choice.planned),
        own_routines=tuple(choice for choice in own if not choice.planned),
        routines=tuple(published_routines()),
    )


def workouts_between(owner: User, first: date, last: date) -> list[Workout]:
    return list(Workout.objects.owned_by(owner).filter(date__range=(first, last)))


def day_of(day: date, trained: list[Workout], today: date) -> Day:
    sessions = sum(row.date == day for row in trained)
    return Day(date=day, sessions=sessions, is_today=day == today, is_later=day > today)
