"""DayBest: what one day came to, for each key of records. The arithmetic is that of workouts/bests.py."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from workouts import bests
from workouts.models import DayBest
from workouts.services import row_values

Row = Mapping[str, Any]
# What it needs of a set beyond what a day's total needs.
COLUMNS = ("workout_id", "band_id", "done_at")
KEY = ("owner", "drill_id", "date", "side", "what", "measure", "against")
LATER = datetime.max.replace(tzinfo=UTC)


def replace(owner: User, sets: Sequence[Row], *, left: Collection[tuple[UUID, date]]) -> None:
    """`sets` are all of some drills' days; of these days, `left` are the ones a set may have left or changed in."""
    row_values.delete(DayBest, owner, ("drill_id", "date"), left)
    if rows := bests_of(owner, sets):
        DayBest.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=KEY, update_fields=["value", "workout_id"]
        )


def bests_of(owner: User, sets: Iterable[Row]) -> list[DayBest]:
    days: dict[tuple[UUID, date], list[Row]] = defaultdict(list)
    for row in sets:
        days[row["drill_id"], row["date"]].append(row)
    return [
        DayBest(
            owner=owner,
            drill_id=drill_id,
            date=day,
            side=best.side,
            what=best.what,
            measure=best.measure,
            against=against(best),
            load_kg=best.load_kg,
            band_id=best.band_id,
            value=best.value,
            workout_id=best.workout_id,
        )
        for (drill_id, day), rows in days.items()
        for best in bests.held(sorted(rows, key=moment)).values()
    ]


def moment(row: Row) -> tuple[datetime, str]:
    """Ties keep the first; without a time of day, the same one each time."""
    return (row["done_at"] or LATER, str(row["workout_id"]))


def against(best: bests.Best) -> str:
    """“12.500|” and the band's id; nothing against nothing."""
    if best.load_kg is None and best.band_id is None:
        return ""
    return f"{best.load_kg or ''}|{best.band_id or ''}"
