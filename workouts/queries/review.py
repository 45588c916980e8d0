"""The rows that the review is made of: totals by day, sessions, and what each drill trains."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, F, OuterRef, Q, Subquery, Sum, Value

from accounts.models import User
from exercises.models import Exercise, Measure
from workouts import amounts
from workouts.models import DayTotal, OwnDrill
from workouts.queries.drills import CATALOGUE, OWN, Drill, drill_of
from workouts.queries.drills import Row as DrillColumns
from workouts.review import TIMES_TO_BE_MISSED, Day

# What is compared side by side: what was done on a day, all its sets added. Lifted loads count by their volume.
SUMS = ("reps", "hold_seconds", "duration_seconds", "breaths", "cycles", "volume_kg", "sets")


class Row(NamedTuple):
    drill_id: UUID
    date: date
    side: str
    rounds: int
    pain: int | None
    reps: int
    hold_seconds: int
    duration_seconds: int
    breaths: int
    cycles: int
    volume_kg: float
    sets: int


class Trained(NamedTuple):
    """Of one drill, over all years."""

    last: date
    # A part of the training: review.TIMES_TO_BE_MISSED day totals at least.
    often: bool
    # Sets, where they were asked for.
    rounds: int


def rows_since(owner: User, since: date) -> list[Row]:
    totals = DayTotal.objects.filter(owner=owner, date__gte=since).order_by("date", "drill_id", "side")
    columns = ("drill_id", "date", "side", "rounds", "worst_pain", *SUMS)
    return [Row(*row) for row in totals.values_list(*columns)]


def rounds_since(owner: User, since: date) -> Counter[date]:
    """The sets of each day."""
    days = DayTotal.objects.filter(owner=owner, date__gte=since).values("date").order_by()
    return Counter(dict(days.annotate(all=Sum("rounds")).values_list("date", "all")))


def trained_drills(
    owner: User, *, also: Collection[UUID] = (), counted: bool = False
) -> tuple[dict[UUID, Drill], dict[UUID, Trained]]:
    """Every drill that was ever trained, and others; `counted` adds up the sets of all years. Each is looked up in the
    index `daytotal_by_drill`: to find the last day, ten years of totals are not read."""
    totals = DayTotal.objects.filter(owner=owner, drill_id=OuterRef("id"))
    days = totals.order_by("-date").values("date")
    rounds = totals.order_by().values("owner").annotate(all=Sum("rounds")).values("all")
    trained: dict[str, Any] = {
        "last": Subquery(days[:1]),
        "often": Subquery(days[TIMES_TO_BE_MISSED - 1 : TIMES_TO_BE_MISSED]),
        "rounds": Subquery(rounds) if counted else Value(0),
    }
    wanted = Q(last__isnull=False) | Q(id__in=also)
    first, second = (
        rows.annotate(**trained).filter(wanted).order_by().values_list(*columns, *trained)
        for rows, columns in (
            (Exercise.objects.ever_published(), CATALOGUE),
            (OwnDrill.objects.owned_by(owner), OWN),
        )
    )
    drills, ever = {}, {}
    for *row, last, often, sets in first.union(second, all=True):
        drill = drill_of(DrillColumns(*row))
        drills[drill.id] = drill
        if last:
            ever[drill.id] = Trained(last, bool(often), sets)
    return drills, ever


def days_of(rows: Iterable[Row], drills: Mapping[UUID, Drill]) -> list[Day]:
    columns = {drill_id: summed_column(drill) for drill_id, drill in drills.items()}
    return [
        Day(row.drill_id, row.date, row.side, row.rounds, float(getattr(row, column)), row.pain)
        for row in rows
        if (column := columns.get(row.drill_id))
    ]


def summed_column(drill: Drill) -> str:
    """By what two sides of a drill are compared: its leading measure; of loads the volume; of a band alone the sets."""
    measure = amounts.leading_measure(drill.measures)
    if measure == Measure.LOAD:
        return "volume_kg"
    return amounts.COLUMNS[measure] if measure else "sets"


def muscles_of(drills: Collection[UUID]) -> dict[str, dict[UUID, list[tuple[str, str]]]]:
    """The (slug, name) of the muscles that drills train: {"main": …, "helping": …}."""
    links = (
        (Exercise.primary_muscles.through, "main"),
        (Exercise.secondary_muscles.through, "helping"),
    )
    first, second = (
        through.objects.filter(exercise_id__in=drills).values_list(
            Value(role, output_field=CharField()), "exercise_id", "muscle__slug", F("muscle__name")
        )
        for through, role in links
    )
    found: dict[str, dict[UUID, list[tuple[str, str]]]] = {
        "main": defaultdict(list),
        "helping": defaultdict(list),
    }
    for role, drill_id, slug, name in first.union(second, all=True):
        found[role][drill_id].append((slug, name))
    return found
