"""What follows from sets: their derived columns, DayTotal and DayBest."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import User
from workouts.models import DayBest, DayTotal, Entry, Set, Workout
from workouts.services import day_bests, row_values

DrillDay = tuple[UUID, date]
BESTS = {
    "best_reps": "reps",
    "best_hold_seconds": "hold_seconds",
    "best_duration_seconds": "duration_seconds",
    "best_breaths": "breaths",
    "best_cycles": "cycles",
    "best_load_kg": "load_kg",
}
SUMS = ("reps", "hold_seconds", "duration_seconds", "breaths", "cycles")
COLUMNS = (
    "drill_id",
    "date",
    "side",
    "kind",
    "entry_id",
    "round",
    "load_kg",
    "pain",
    *SUMS,
    *day_bests.COLUMNS,
)
BATCH = 2000


def drill_day(row: Set) -> DrillDay:
    """(None, None) for a set that is only being made."""
    return (row.drill_id, row.date)


def sets_in(owner: User, workouts: Collection[UUID]) -> list[Set]:
    return list(Set.objects.filter(owner=owner, workout_id__in=workouts)) if workouts else []


def entries_with_day(owner: User, ids: Collection[Any]) -> "QuerySet[Entry]":
    """Each with `day`, its workout's date, in the same query."""
    workout = Workout.objects.filter(owner=owner, id=OuterRef("workout_id"))
    return Entry.objects.filter(owner=owner, id__in=ids).annotate(day=Subquery(workout.values("date")))


class Parents:
    """The entries and workouts that stand over some sets: those at hand, and what is missing read in two queries."""

    def __init__(self, owner: User, known: Mapping[tuple[str, Any], Any], sets: Iterable[Set]) -> None:
        self.entries = {each: row for (name, each), row in known.items() if name == "entry"}
        self.days = {each: row.date for (name, each), row in known.items() if name == "workout"}
        absent = {row.entry_id for row in sets} - set(self.entries)
        if absent:
            self.entries |= {entry.id: entry for entry in entries_with_day(owner, absent)}
        # A workout at hand may have moved to another day in this very batch.
        self.days = {
            entry.workout_id: entry.day for entry in self.entries.values() if getattr(entry, "day", None)
        } | self.days
        absent = {self.entries[row.entry_id].workout_id for row in sets} - set(self.days)
        if absent:
            self.days |= dict(Workout.objects.filter(owner=owner, id__in=absent).values_list("id", "date"))

    def stand_over(self, row: Set) -> None:
        entry = self.entries[row.entry_id]
        row.workout_id = entry.workout_id
        row.drill_id = entry.drill_id
        row.date = self.days[entry.workout_id]


def compute_again(
    owner: User, days: Collection[DrillDay], *, left: Collection[DrillDay] | None = None
) -> None:
    """`left` are those of `days` where the last set of a side may be gone (default: all of them)."""
    if not days:
        return
    scope = {
        "owner": owner,
        "drill_id__in": {drill for drill, _ in days},
        "date__in": {day for _, day in days},
    }
    read = Set.objects.filter(deleted=False, **scope).exclude(kind=Set.Kind.WARM_UP).values(*COLUMNS)
    sets = [row for row in read if (row["drill_id"], row["date"]) in days]
    totals = totals_of(owner, sets)
    if left is None or left:
        kept = {(total.drill_id, total.date, total.side) for total in totals}
        stored = DayTotal.objects.filter(**scope).values_list("drill_id", "date", "side")
        gone = [key for key in stored if key[:2] in days and key not in kept]
        row_values.delete(DayTotal, owner, ("drill_id", "date", "side"), gone)
    if totals:
        DayTotal.objects.bulk_create(
            totals,
            update_conflicts=True,
            unique_fields=["owner", "drill_id", "date", "side"],
            update_fields=["sets", "rounds", "volume_kg", "worst_pain", *SUMS, *BESTS],
        )
    day_bests.replace(owner, sets, left=days if left is None else left)


def totals_of(owner: User, sets: Iterable[Mapping[str, Any]]) -> list[DayTotal]:
    groups: dict[tuple[UUID, date, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in sets:
        groups[row["drill_id"], row["date"], row["side"]].append(row)
    lefts = {key[:2]: rounds_of(rows) for key, rows in groups.items() if key[2] == Set.Side.LEFT}
    return [
        DayTotal(
            owner=owner,
            drill_id=drill_id,
            date=day,
            side=side,
            sets=len(rows),
            rounds=(
                (rounds_of(rows) - lefts.get((drill_id, day), Counter())).total()
                if side == Set.Side.RIGHT
                else len(rows)
            ),
            volume_kg=sum(((row["reps"] or 0) * (row["load_kg"] or Decimal(0)) for row in rows), Decimal(0)),
            worst_pain=best(rows, "pain"),
            **{column: sum(row[column] or 0 for row in rows) for column in SUMS},
            **{column: best(rows, measure) for column, measure in BESTS.items()},
        )
        for (drill_id, day, side), rows in groups.items()
    ]


def rounds_of(rows: list[Mapping[str, Any]]) -> Counter[tuple[UUID, int]]:
    return Counter((row["entry_id"], row["round"]) for row in rows)


def best(rows: list[Mapping[str, Any]], measure: str) -> Any:
    return max((row[measure] for row in rows if row[measure] is not None), default=None)


@transaction.atomic
def rebuild(owner: User) -> int:
    """All of a person's totals and bests anew; for how many drills and days."""
    User.objects.select_for_update().get(pk=owner.pk)
    DayTotal.objects.filter(owner=owner).delete()
    DayBest.objects.filter(owner=owner).delete()
    live = Set.objects.filter(owner=owner, deleted=False).exclude(kind=Set.Kind.WARM_UP)
    sets = list(live.values(*COLUMNS))
    rows = totals_of(owner, sets)
    DayTotal.objects.bulk_create(rows, batch_size=BATCH)
    DayBest.objects.bulk_create(day_bests.bests_of(owner, sets), batch_size=BATCH)
    return len({(row.drill_id, row.date) for row in rows})
