"""The running period of each goal, from what the overview has read already. Habits have their place on Today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from exercises.models import Exercise
from workouts import goals
from workouts.models import Goal
from workouts.queries.drills import Drill
from workouts.queries.review import Session
from workouts.review import Day


@dataclass(frozen=True)
class GoalMark:
    id: UUID
    # As the person called it, or 20 minutes a day
    title: str
    done: int
    amount: int
    # today, this week, this month
    period: str
    paused: bool

    @property
    def met(self) -> bool:
        return self.done >= self.amount


def goal_marks(
    current: Iterable[Goal],
    *,
    sessions: Sequence[Session],
    days: Sequence[Day],
    drills: Mapping[UUID, Drill],
    today: date,
    week_start: int,
) -> Iterable[GoalMark]:
    """`sessions` and `days` reach back a month at least."""
    for goal in current:
        if goal.counts == Goal.Counts.TIMES:
            continue
        first = goals.first_day(today, goal.period, week_start)
        yield GoalMark(
            id=goal.id,
            title=goal.title or goals.name_aim(goal, subject(goal, drills)),
            done=done_since(goal, first, sessions, days, drills, today),
            amount=goal.amount,
            period=goals.name_period(goal.period),
            paused=goals.aim_of(goal).is_paused(today, today),
        )


def subject(goal: Goal, drills: Mapping[UUID, Drill]) -> str:
    if goal.drill_id:
        drill = drills.get(goal.drill_id)
        return drill.name if drill else ""
    return str(dict(Exercise.Category.choices).get(goal.category, ""))


def done_since(
    goal: Goal,
    first: date,
    sessions: Sequence[Session],
    days: Sequence[Day],
    drills: Mapping[UUID, Drill],
    today: date,
) -> int:
    inside = [session for session in sessions if first <= session.date <= today]
    if goal.counts == Goal.Counts.SESSIONS:
        return len(inside)
    if goal.counts == Goal.Counts.MINUTES:
        return sum(session.minutes for session in inside)
    return sum(
        day.rounds
        for day in days
        if first <= day.date <= today
        and (not goal.drill_id or day.drill_id == goal.drill_id)
        and (goal.drill_id or not goal.category or drills[day.drill_id].category == goal.category)
    )
