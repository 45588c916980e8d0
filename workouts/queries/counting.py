"""What counts for goals, by day: sessions, minutes, sets, check-ins. Read once for all goals of a page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import User
from exercises.models import Exercise
from workouts import goals
from workouts.models import CheckIn, DayTotal, Goal, Set, Workout
from workouts.queries.history import length_in_minutes

ByDay = Mapping[date, goals.Amount]


def trained_workouts(owner: User) -> QuerySet[Workout]:
    """Those that hold a set: what counts as a session."""
    sets = Set.objects.filter(owner=owner, workout_id=OuterRef("id"), deleted=False)
    return Workout.objects.owned_by(owner).filter(Exists(sets))


def sessions_by_day(owner: User, since: date | None) -> ByDay:
    days = from_day(trained_workouts(owner), since).order_by().values("date")
    return dict(days.annotate(held=Count("id")).values_list("date", "held"))


def trained_days(owner: User) -> list[date]:
    """Days with a set that is no warm-up, from an index alone: each held a session at least."""
    return list(
        DayTotal.objects.filter(owner=owner).order_by("date").values_list("date", flat=True).distinct()
    )


class Amounts:
    """Of some goals, from a day on or from the beginning; only what these goals count is read."""

    def __init__(self, owner: User, found: Sequence[Goal], since: date | None) -> None:
        self.sessions: ByDay = {}
        self.minutes: ByDay = {}
        self.sets: dict[tuple[UUID, date], int] = defaultdict(int)
        self.check_ins: dict[UUID, list[CheckIn]] = defaultdict(list)
        self.categories: dict[UUID, str] = {}
        counted = {goal.counts for goal in found}
        if Goal.Counts.MINUTES in counted:
            self.read_workouts(from_day(trained_workouts(owner), since))
        elif Goal.Counts.SESSIONS in counted:
            self.sessions = sessions_by_day(owner, since)
        if Goal.Counts.SETS in counted:
            self.read_sets(owner, [goal for goal in found if goal.counts == Goal.Counts.SETS], since)
        if Goal.Counts.TIMES in counted:
            ids = [goal.id for goal in found if goal.counts == Goal.Counts.TIMES]
            rows = CheckIn.objects.owned_by(owner).kept().filter(goal_id__in=ids)
            for row in from_day(rows, since):
                self.check_ins[row.goal_id].append(row)

    def of(self, goal: Goal) -> ByDay:
        if goal.counts == Goal.Counts.MINUTES:
            return self.minutes
        if goal.counts == Goal.Counts.SETS:
            return goals.by_day((day, n) for (drill, day), n in self.sets.items() if self.counts(goal, drill))
        if goal.counts == Goal.Counts.TIMES:
            rows = self.check_ins[goal.id]
            return goals.by_day((row.date, (row.value or 0) if goal.unit else 1) for row in rows)
        return self.sessions

    def counts(self, goal: Goal, drill_id: UUID) -> bool:
        if goal.drill_id:
            return drill_id == goal.drill_id
        return not goal.category or self.categories.get(drill_id) == goal.category

    def read_workouts(self, workouts: QuerySet[Workout]) -> None:
        rows = list(workouts.values_list("date", "started_at", "finished_at"))
        self.sessions = goals.by_day((day, 1) for day, _, _ in rows)
        self.minutes = goals.by_day(
            (day, length_in_minutes(started, finished) or 0) for day, started, finished in rows
        )

    def read_sets(self, owner: User, found: Sequence[Goal], since: date | None) -> None:
        totals = from_day(DayTotal.objects.filter(owner=owner), since)
        if all(goal.drill_id for goal in found):
            totals = totals.filter(drill_id__in={goal.drill_id for goal in found})
        elif any(goal.category for goal in found):
            self.categories = dict(Exercise.objects.values_list("id", "category"))
        for drill_id, day, rounds in totals.values_list("drill_id", "date", "rounds"):
            self.sets[drill_id, day] += rounds


def from_day(rows: Any, since: date | None) -> Any:
    return rows.filter(date__gte=since) if since else rows
