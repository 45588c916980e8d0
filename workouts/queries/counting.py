"""What counts for goals, by day: sessions, minutes, sets, check-ins. Read once for all goals of a page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, Max, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast

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


# Thousands of dates are read in half the time as text.
DAY_AS_TEXT = Cast("date", CharField())


def sessions_by_day(owner: User, since: date | None) -> ByDay:
    days = from_day(trained_workouts(owner), since).order_by().values(day=DAY_AS_TEXT)
    counted = days.annotate(held=Count("id")).values_list("day", "held")
    return {date.fromisoformat(day): held for day, held in counted}


def sessions_and_minutes(
    owner: User, since: date | None, *, minutes_since: date = date.min
) -> tuple[ByDay, ByDay]:
    """Moments are slow to read: minutes that nobody looks at are left out."""
    timed = Q(date__gte=minutes_since)
    workouts = from_day(trained_workouts(owner), since).annotate(
        began=Case(When(timed, then=F("started_at"))), ended=Case(When(timed, then=F("finished_at")))
    )
    rows = list(workouts.values_list("date", "began", "ended"))
    minutes = ((day, length_in_minutes(started, finished) or 0) for day, started, finished in rows)
    return goals.by_day((day, 1) for day, _, _ in rows), goals.by_day(minutes)


def trained_days(owner: User) -> list[date]:
    """Days with a set that is no warm-up, from an index alone: each held a session at least."""
    days = DayTotal.objects.filter(owner=owner).order_by().values("date")
    # As text only once they are few.
    told = days.annotate(day=Cast(Max("date"), CharField())).values_list("day", flat=True)
    return [date.fromisoformat(day) for day in told]


@dataclass
class Amounts:
    """What goals count, by day. What no goal at hand counts may be missing."""

    sessions: ByDay = field(default_factory=dict)
    minutes: ByDay = field(default_factory=dict)
    # Rounds of each drill; and each drill's category.
    sets: Mapping[tuple[UUID, date], int] = field(default_factory=dict)
    categories: Mapping[UUID, str] = field(default_factory=dict)
    check_ins: Mapping[UUID, Sequence[CheckIn]] = field(default_factory=dict)

    def of(self, goal: Goal) -> ByDay:
        if goal.counts == Goal.Counts.MINUTES:
            return self.minutes
        if goal.counts == Goal.Counts.SETS:
            return goals.by_day((day, n) for (drill, day), n in self.sets.items() if self.counts(goal, drill))
        if goal.counts == Goal.Counts.TIMES:
            rows = self.check_ins.get(goal.id, ())
            return goals.by_day((row.date, (row.value or 0) if goal.unit else 1) for row in rows)
        return self.sessions

    def counts(self, goal: Goal, drill_id: UUID) -> bool:
        if goal.drill_id:
            return drill_id == goal.drill_id
        return not goal.category or self.categories.get(drill_id) == goal.category


def read_amounts(owner: User, found: Sequence[Goal], since: date | None) -> Amounts:
    """From a day on or from the beginning; only what these goals count is read."""
    counted = {goal.counts for goal in found}
    amounts = Amounts()
    if Goal.Counts.MINUTES in counted:
        amounts.sessions, amounts.minutes = sessions_and_minutes(owner, since)
    elif Goal.Counts.SESSIONS in counted:
        amounts.sessions = sessions_by_day(owner, since)
    if Goal.Counts.SETS in counted:
        of_sets = [goal for goal in found if goal.counts == Goal.Counts.SETS]
        amounts.sets = read_sets(owner, of_sets, since)
        if any(goal.category for goal in of_sets):
            amounts.categories = dict(Exercise.objects.values_list("id", "category"))
    if Goal.Counts.TIMES in counted:
        amounts.check_ins = read_check_ins(owner, found, since)
    return amounts


def read_sets(owner: User, found: Sequence[Goal], since: date | None) -> dict[tuple[UUID, date], int]:
    totals = from_day(DayTotal.objects.filter(owner=owner), since)
    if all(goal.drill_id for goal in found):
        totals = totals.filter(drill_id__in={goal.drill_id for goal in found})
    sets: dict[tuple[UUID, date], int] = defaultdict(int)
    for drill_id, day, rounds in totals.values_list("drill_id", "date", "rounds"):
        sets[drill_id, day] += rounds
    return sets


def read_check_ins(owner: User, found: Sequence[Goal], since: date | None) -> dict[UUID, list[CheckIn]]:
    ids = [goal.id for goal in found if goal.counts == Goal.Counts.TIMES]
    check_ins: dict[UUID, list[CheckIn]] = defaultdict(list)
    for row in from_day(CheckIn.objects.owned_by(owner).kept().filter(goal_id__in=ids), since):
        check_ins[row.goal_id].append(row)
    return check_ins


def from_day(rows: Any, since: date | None) -> Any:
    return rows.filter(date__gte=since) if since else rows
