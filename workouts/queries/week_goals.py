"""What a person's weeks are measured against, and for how many in a row: docs/progress.md, "Goals"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from workouts import calendars, goals
from workouts.models import CheckIn, Goal
from workouts.queries.counting import ByDay, sessions_by_day, trained_days

# Few streaks are longer: only for those are all years read.
FIRST_LOOK = timedelta(weeks=80)


@dataclass(frozen=True)
class WeekGoal:
    """What the person's weeks are measured against."""

    # None: nobody set one, and the default holds.
    id: UUID | None
    amount: int
    # This week's so far.
    sessions: int
    met: bool
    # In a row; pauses neither count nor break.
    weeks: int
    paused: bool
    # The pause's last day, if it has one.
    paused_until: date | None

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.sessions / self.amount))


class Known(NamedTuple):
    """How many sessions each day held, from a day on (None: always)."""

    sessions: ByDay
    since: date | None


def week_goal(
    owner: User,
    *,
    today: date,
    week_start: int,
    known: Known | None = None,
    current: Sequence[Goal] | None = None,
) -> WeekGoal:
    """A query each for what is not given; one more for a streak that is longer than what is known."""
    goal = main_week_goal(current_goals(owner) if current is None else current)
    aim = goals.aim_of(goal) if goal else goals.Aim(Goal.Period.WEEK, goals.SESSIONS_A_WEEK)
    held, since = known or Known(sessions_by_day(owner, today - FIRST_LOOK), today - FIRST_LOOK)
    now = goals.standing(held, aim, today=today, week_start=week_start, since=since)
    if now.may_be_longer:
        now = longer_standing(owner, held, aim, today, week_start)
    return WeekGoal(
        id=goal.id if goal else None,
        amount=aim.amount,
        sessions=int(now.done),
        met=now.met,
        weeks=now.streak,
        paused=now.paused,
        paused_until=goal.paused_until if goal and now.paused else None,
    )


def longer_standing(owner: User, held: ByDay, aim: goals.Aim, today: date, week_start: int) -> goals.Standing:
    """Over all years. Days are read before sessions, as they are quick: where one session a day keeps the streak
    back to the first week, nothing else has to be asked."""
    days = trained_days(owner)
    if days:
        least = {**dict.fromkeys(days, 1), **held}
        first_week = calendars.week_of(min(days), week_start)
        now = goals.standing(least, aim, today=today, week_start=week_start, since=first_week)
        if now.may_be_longer:
            return now
    return goals.standing(sessions_by_day(owner, None), aim, today=today, week_start=week_start)


def shown_goals(owner: User) -> QuerySet[Goal]:
    """A deleted one shows as long as any check-in of it is live."""
    live = CheckIn.objects.filter(owner=owner, goal_id=OuterRef("id"), deleted=False)
    return Goal.objects.owned_by(owner).filter(Q(deleted=False) | Exists(live))


def current_goals(owner: User) -> list[Goal]:
    return list(shown_goals(owner).filter(archived=False))


def main_week_goal(current: Sequence[Goal]) -> Goal | None:
    """Of several the greatest: who meets it meets the others."""
    weekly = [
        goal for goal in current if goal.counts == Goal.Counts.SESSIONS and goal.period == Goal.Period.WEEK
    ]
    return max(weekly, key=lambda goal: (goal.amount, str(goal.id)), default=None)
