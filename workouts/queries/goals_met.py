"""The running period of each goal, from what the overview has read already. Habits have their place on Today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from workouts import goals
from workouts.models import Goal
from workouts.queries.counting import Amounts
from workouts.queries.drills import Drill
from workouts.queries.goals import subject_of


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
    current: Iterable[Goal], amounts: Amounts, drills: Mapping[UUID, Drill], *, today: date, week_start: int
) -> Iterable[GoalMark]:
    """`amounts` reach back a month at least."""
    for goal in current:
        if goal.counts == Goal.Counts.TIMES:
            continue
        aim = goals.aim_of(goal)
        now = goals.standing(amounts.of(goal), aim, today=today, week_start=week_start)
        yield GoalMark(
            id=goal.id,
            title=goal.title or goals.name_aim(goal, subject_of(goal, drills)),
            done=int(now.done),
            amount=goal.amount,
            period=goals.name_period(goal.period),
            paused=now.paused,
        )
