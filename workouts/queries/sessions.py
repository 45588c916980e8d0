"""Every time a drill was done, as the numbers of its sets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from exercises.models import Measure
from workouts import amounts, calendars
from workouts.models import Set
from workouts.queries.drills import Drill
from workouts.queries.sets import SIDES, worst_pain

PAGE_OF_SESSIONS = 30
Row = Mapping[str, Any]
COLUMNS = ("workout_id", "date", "side", "pain", *amounts.COLUMNS.values())


@dataclass(frozen=True)
class SideSets:
    side: str
    sets: tuple[str, ...]


@dataclass(frozen=True)
class Session:
    workout_id: UUID
    date: str
    sides: tuple[SideSets, ...]
    pain: int | None


@dataclass(frozen=True)
class Sessions:
    """A page of them, newest first. `older` and `newer` are the day before which that page's sessions lie."""

    rows: tuple[Session, ...]
    days: tuple[date, ...]
    older: date | None
    newer: date | None
    # Whether this is the page of the newest.
    first: bool


def sessions(owner: User, drill: Drill, *, before: date | None, today: date, unit: str) -> Sessions:
    """Every workout in which the drill has a set, warm-ups too; a page is cut by days."""
    sets = Set.objects.owned_by(owner).kept().filter(drill_id=drill.id)
    found = next_days(sets.filter(date__lt=before) if before else sets, "-date")
    newer = next_days(sets.filter(date__gte=before), "date") if before else []
    days = found[:PAGE_OF_SESSIONS]
    rows = (
        sets.filter(date__range=(days[-1], days[0]))
        .order_by("-date", "workout_id", "round", "order", "id")
        .values(*COLUMNS)
        if days
        else ()
    )
    return Sessions(
        rows=tuple(sessions_in(rows, drill, today, unit)),
        days=tuple(days),
        older=days[-1] if len(found) > PAGE_OF_SESSIONS else None,
        newer=newer[PAGE_OF_SESSIONS] if len(newer) > PAGE_OF_SESSIONS else None,
        first=not newer,
    )


def next_days(sets: QuerySet[Set], order: str) -> list[date]:
    """A page of days with sets, and the one after it."""
    return list(sets.order_by(order).values_list("date", flat=True).distinct()[: PAGE_OF_SESSIONS + 1])


def sessions_in(rows: Iterable[Row], drill: Drill, today: date, unit: str) -> Iterable[Session]:
    workouts: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        workouts[row["workout_id"]].append(row)
    for workout_id, held in workouts.items():
        yield Session(
            workout_id=workout_id,
            date=calendars.name_day(held[0]["date"], today),
            sides=side_sets(held, drill, unit),
            pain=worst_pain(held) or None,
        )


def side_sets(rows: Sequence[Row], drill: Drill, unit: str) -> tuple[SideSets, ...]:
    """10, 10, 9: one number a set, in the drill's main measure or the first that the set holds."""
    return tuple(
        SideSets(side, tuple(lead_amount(row, drill, unit) for row in rows if row["side"] == side))
        for side in SIDES
        if any(row["side"] == side for row in rows)
    )


def lead_amount(row: Row, drill: Drill, unit: str) -> str:
    main = amounts.leading_measure(drill.measures)
    for measure in (main, *amounts.COUNTED, Measure.LOAD):
        value = row[amounts.COLUMNS[measure]] if measure else None
        if value is not None:
            return (
                amounts.show(measure, value, unit)
                if measure == main
                else amounts.name_amount(measure, value, unit)
            )
    return "–"


def last_time(owner: User, drill: Drill, *, today: date, unit: str) -> Session | None:
    """The latest workout in which the drill has a set."""
    sets = Set.objects.owned_by(owner).kept().filter(drill_id=drill.id)
    newest = sets.order_by("-date").values_list("date", flat=True).first()
    if newest is None:
        return None
    rows = list(sets.filter(date=newest).order_by("round", "order", "id").values("revision", *COLUMNS))
    latest = max(rows, key=lambda row: row["revision"])["workout_id"]
    return next(iter(sessions_in([row for row in rows if row["workout_id"] == latest], drill, today, unit)))
