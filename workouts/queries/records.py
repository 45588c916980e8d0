"""Records that were broken. Reads the best of each day (DayBest), never sets: docs/progress.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from accounts.models import User
from workouts.models import Band, DayBest

KEY = ("drill_id", "side", "what", "measure", "against")
ORDER = ("drill_id", "what", "measure", "against", "side")


@dataclass(frozen=True)
class BrokenRecord:
    """`what` and `measure` as workouts/bests.py has them; values are counts, seconds or kilograms."""

    drill_id: UUID
    side: str
    what: str
    measure: str
    load_kg: Decimal | None
    band_id: UUID | None
    # As the person calls it; None of one of the five that was never changed.
    band_name: str | None
    value: Decimal
    workout_id: UUID
    beat_value: Decimal
    beat_date: date
    date: date


def records_between(
    owner: User,
    first: date,
    last: date,
    *,
    limit: int | None = None,
    drills: Iterable[UUID] | None = None,
    workout_id: UUID | None = None,
) -> list[BrokenRecord]:
    """Broken from `first` to `last`, newest first. A day that is the first of its key breaks nothing, nor does a tie.
    Two workouts on one day break one record: the better of them, and of equals the earlier."""
    days = DayBest.objects.filter(owner=owner, date__range=(first, last))
    if drills is not None:
        days = days.filter(drill_id__in=list(drills))
    if workout_id is not None:
        days = days.filter(workout_id=workout_id)
    band = Band.objects.filter(owner=owner, id=OuterRef("band_id")).values("name")
    found = broken(owner, days).annotate(band_name=Subquery(band[:1])).order_by("-date", *ORDER)
    return [BrokenRecord(**row) for row in found.values(*BrokenRecord.__annotations__)[:limit]]


def nearest_record(owner: User, first: date, last: date, *, newest: bool) -> date | None:
    """The day of the newest or oldest record in these days. Stops at the first it finds."""
    found = broken(owner, DayBest.objects.filter(owner=owner, date__range=(first, last)))
    return found.order_by("-date" if newest else "date").values_list("date", flat=True).first()


def broken(owner: User, days: QuerySet[DayBest]) -> QuerySet[DayBest]:
    """Each with what it beat. The index `daybest_to_beat` has that as the first of its key, or as one of the next
    few: a look at it costs the same after ten years as after one."""
    same = {name: OuterRef(name) for name in KEY}
    earlier = DayBest.objects.filter(owner=owner, date__lt=OuterRef("date"), **same).order_by(
        "-value", "date"
    )
    return (
        days.annotate(beat_value=Subquery(earlier.values("value")[:1]))
        .filter(value__gt=F("beat_value"))
        .annotate(beat_date=Subquery(earlier.values("date")[:1]))
    )
