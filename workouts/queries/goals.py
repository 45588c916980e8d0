"""A person's goals and what counts for them. Sets are read as totals by day: docs/progress.md, "Goals"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from workouts import goals
from workouts.models import CheckIn, Goal, Set, Workout

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


def week_goal(owner: User, *, today: date, week_start: int) -> WeekGoal:
    """Two queries; a third for a streak that is longer than the first look."""
    goal = main_week_goal(current_goals(owner))
    aim = goals.aim_of(goal) if goal else goals.Aim(Goal.Period.WEEK, goals.SESSIONS_A_WEEK)
    since: date | None = today - FIRST_LOOK
    now = goals.standing(sessions_by_day(owner, since), aim, today=today, week_start=week_start, since=since)
    if now.may_be_longer:
        now = goals.standing(sessions_by_day(owner, None), aim, today=today, week_start=week_start)
    return WeekGoal(
        id=goal.id if goal else None,
        amount=aim.amount,
        sessions=int(now.done),
        met=now.met,
        weeks=now.streak,
        paused=now.paused,
        paused_until=goal.paused_until if goal and now.paused else None,
    )


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


def trained_workouts(owner: User) -> QuerySet[Workout]:
    """Those that hold a set: what counts as a session."""
    sets = Set.objects.filter(owner=owner, workout_id=OuterRef("id"), deleted=False)
    return Workout.objects.owned_by(owner).filter(Exists(sets))


def sessions_by_day(owner: User, since: date | None) -> dict[date, int]:
    workouts = trained_workouts(owner)
    days = (workouts.filter(date__gte=since) if since else workouts).values_list("date", flat=True)
    return goals.by_day((day, 1) for day in days)
