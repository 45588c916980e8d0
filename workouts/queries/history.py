"""The list of workouts, a month at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from workouts import amounts, calendars
from workouts.models import Entry, Set, Workout
from workouts.queries.drills import drills_by_id
from workouts.queries.sets import count_sets, worst_pain
from workouts.queries.shown import shown_workouts

MINUTE = timedelta(minutes=1)
LONGEST = timedelta(days=1)
MOST_NAMES = 2


@dataclass(frozen=True)
class WorkoutRow:
    id: UUID
    date: date
    title: str
    # 19 min, 7 sets, pain 2
    facts: tuple[str, ...]
    sets: int


@dataclass(frozen=True)
class Week:
    first: date
    name: str
    sessions: str
    rows: tuple[WorkoutRow, ...]
    # Workouts of this week that stand in the month before or after: (the month, in words how many).
    elsewhere: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class HistoryPage:
    month: date
    name: str
    # The nearest months that have workouts.
    earlier: date | None
    later: date | None
    weeks: tuple[Week, ...]
    # No workout in any month.
    empty: bool


def history_page(owner: User, *, month: date | None, today: date, week_start: int) -> HistoryPage:
    """Without a month, the newest that has workouts."""
    shown = shown_workouts(owner)
    if month is None:
        newest = shown.order_by("-date").values_list("date", flat=True).first()
        month = calendars.month_of(newest or today)
    following = calendars.following_month(month)
    earlier = shown.filter(date__lt=month).order_by("-date").values_list("date", flat=True).first()
    later = shown.filter(date__gte=following).order_by("date").values_list("date", flat=True).first()
    rows = workout_rows(owner, weeks_over(shown, month, following, week_start))
    weeks = tuple(weeks_in(rows, month, following, today, week_start))
    return HistoryPage(
        month=month,
        name=date_format(month, "F Y"),
        earlier=calendars.month_of(earlier) if earlier else None,
        later=calendars.month_of(later) if later else None,
        weeks=weeks,
        empty=not (weeks or earlier or later),
    )


def weeks_over(shown: QuerySet[Workout], month: date, following: date, week_start: int) -> list[Workout]:
    """The workouts of all weeks that have a day in the month, newest first."""
    first = calendars.week_of(month, week_start)
    last = calendars.week_of(following - timedelta(days=1), week_start) + timedelta(days=6)
    found = shown.filter(date__range=(first, last)).defer("stamps", "note")
    return list(found.order_by("-date", F("started_at").desc(nulls_last=True), "-revision"))


def workout_rows(owner: User, workouts: Sequence[Workout]) -> list[WorkoutRow]:
    ids = [workout.id for workout in workouts]
    if not ids:
        return []
    sets = by_workout(
        Set.objects.owned_by(owner)
        .kept()
        .filter(workout_id__in=ids)
        .values("workout_id", "entry_id", "drill_id", "round", "side", "pain")
    )
    entries = by_workout(
        Entry.objects.owned_by(owner)
        .filter(workout_id__in=ids)
        .order_by("order", "id")
        .values("id", "workout_id", "drill_id", "deleted", "skipped")
    )
    untitled = {workout.id for workout in workouts if not workout.title}
    drills = {row["drill_id"] for each in untitled for row in entries[each]}
    names = {key: drill.name for key, drill in drills_by_id(owner, drills).items()} if drills else {}
    return [
        WorkoutRow(
            id=workout.id,
            date=workout.date,
            title=workout.title or title_of(entries[workout.id], sets[workout.id], names),
            facts=tuple(facts_of(workout, sets[workout.id])),
            sets=count_sets(sets[workout.id]),
        )
        for workout in workouts
    ]


def by_workout(rows: Iterable[Any]) -> dict[UUID, list[Mapping[str, Any]]]:
    groups: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["workout_id"]].append(row)
    return groups


def title_of(
    entries: Sequence[Mapping[str, Any]], sets: Sequence[Mapping[str, Any]], names: Mapping[UUID, str]
) -> str:
    """The drills that were done, each once; of a workout that has no sets yet, those it plans."""
    done = {row["entry_id"] for row in sets}
    planned = [row for row in entries if not row["deleted"] and not row["skipped"]]
    shown = [row for row in entries if row["id"] in done] or planned
    return name_untitled([names[row["drill_id"]] for row in shown if row["drill_id"] in names])


def name_untitled(drills: Sequence[str]) -> str:
    """By its drills, each once: two, or the first and how many more."""
    names = list(dict.fromkeys(drills))
    if len(names) > MOST_NAMES:
        more = _("%(count)s more") % {"count": len(names) - 1}
        return _("%(first)s and %(last)s") % {"first": names[0], "last": more}
    if len(names) == MOST_NAMES:
        return _("%(first)s and %(last)s") % {"first": names[0], "last": names[1]}
    return names[0] if names else _("Workout")


def facts_of(workout: Workout, sets: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    if minutes := minutes_of(workout):
        yield amounts.name_minutes(minutes)
    yield amounts.name_sets(count_sets(sets)) if sets else _("No sets yet")
    if pain := worst_pain(sets):
        yield _("pain %(pain)s") % {"pain": pain}


def minutes_of(workout: Workout) -> int | None:
    return length_in_minutes(workout.started_at, workout.finished_at)


def length_in_minutes(started_at: datetime | None, finished_at: datetime | None) -> int | None:
    """Unknown without both ends, and when the end was forgotten for a day."""
    if started_at is None or finished_at is None:
        return None
    length = finished_at - started_at
    return max(round(length / MINUTE), 1) if timedelta(0) <= length <= LONGEST else None


def weeks_in(
    rows: Sequence[WorkoutRow], month: date, following: date, today: date, week_start: int
) -> Iterable[Week]:
    weeks: dict[date, list[WorkoutRow]] = defaultdict(list)
    for row in rows:
        weeks[calendars.week_of(row.date, week_start)].append(row)
    for first, held in weeks.items():
        here = tuple(row for row in held if month <= row.date < following)
        if not here:
            continue
        sessions = sum(1 for row in held if row.sets)
        yield Week(
            first=first,
            name=calendars.name_week(first, today, week_start),
            sessions=ngettext("%(count)s session", "%(count)s sessions", sessions) % {"count": sessions},
            rows=here,
            elsewhere=tuple(neighbours(held, month, following)),
        )


def neighbours(held: Sequence[WorkoutRow], month: date, following: date) -> Iterable[tuple[date, str]]:
    for outside in (
        [row for row in held if row.date >= following],
        [row for row in held if row.date < month],
    ):
        if outside:
            there = calendars.month_of(outside[0].date)
            yield (
                there,
                _("%(count)s more in %(month)s") % {"count": len(outside), "month": date_format(there, "F")},
            )
