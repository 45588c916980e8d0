"""What days of training come to: docs/progress.md, "The review". Pure: no database, no request, no words."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID

Word = TypeVar("Word", bound=Hashable)
LEFT, RIGHT = "left", "right"
# Left against right, and what lags, is asked of this many days.
WINDOW = timedelta(days=28)
# Under this many percent a gap is not called one.
GAP_TO_NAME = 10
# From so many sets on, a day is drawn stronger: a short one, a usual one, a long one.
HEAT = (1, 9, 18)
# A drill that was part of the training (its day totals: a day with two sides has two), and has been left for as long.
TIMES_TO_BE_MISSED = 6
NEGLECTED_AFTER, FORGOTTEN_AFTER = timedelta(days=21), timedelta(days=365)


class Day(NamedTuple):
    """What one drill and side came to on one day (DayTotal)."""

    drill_id: UUID
    date: date
    side: str
    # A left and a right of one round are one.
    rounds: int
    # In the measure by which this drill is compared.
    amount: float
    pain: int | None


@dataclass(frozen=True)
class Gap:
    drill_id: UUID
    left: float
    right: float

    @property
    def share(self) -> float:
        """What the weaker side lacks, in percent of the stronger."""
        more, less = max(self.left, self.right), min(self.left, self.right)
        return 100 * (more - less) / more if more else 0

    @property
    def percent(self) -> int:
        return int(self.share + 0.5)

    @property
    def stronger(self) -> str:
        """Empty where the gap is not called one."""
        if self.share < GAP_TO_NAME:
            return ""
        return LEFT if self.left > self.right else RIGHT

    @property
    def weaker(self) -> str:
        return {LEFT: RIGHT, RIGHT: LEFT}.get(self.stronger, "")


def gaps(days: Iterable[Day], *, last: date) -> list[Gap]:
    """Of every drill that has a side in the 28 days that end with `last`, the widest first."""
    sums: dict[UUID, dict[str, float]] = defaultdict(lambda: {LEFT: 0, RIGHT: 0})
    for day in days:
        if last - WINDOW < day.date <= last and day.side in (LEFT, RIGHT):
            sums[day.drill_id][day.side] += day.amount
    found = [Gap(drill_id, sides[LEFT], sides[RIGHT]) for drill_id, sides in sums.items()]
    return sorted(
        (gap for gap in found if gap.left or gap.right), key=lambda gap: (-gap.share, str(gap.drill_id))
    )


def rounds_by_day(days: Iterable[Day]) -> Counter[date]:
    counts: Counter[date] = Counter()
    for day in days:
        counts[day.date] += day.rounds
    return counts


def rounds_by_drill_and_day(days: Iterable[Day]) -> Counter[tuple[UUID, date]]:
    counts: Counter[tuple[UUID, date]] = Counter()
    for day in days:
        counts[day.drill_id, day.date] += day.rounds
    return counts


def rounds_by_drill(days: Iterable[Day], first: date, last: date) -> Counter[UUID]:
    counts: Counter[UUID] = Counter()
    for day in days:
        if first <= day.date <= last:
            counts[day.drill_id] += day.rounds
    return counts


def heat(rounds: int) -> int:
    """0 (nothing) to 3."""
    return sum(rounds >= least for least in HEAT)


def shared(rounds: Mapping[UUID, int], words: Mapping[UUID, Sequence[Word]]) -> Counter[Word]:
    """The sets of each word (a category, a muscle): a drill with two of them counts whole for both."""
    counts: Counter[Word] = Counter()
    for drill_id, count in rounds.items():
        for word in words.get(drill_id, ()):
            counts[word] += count
    return counts


@dataclass(frozen=True)
class WeekOfPain:
    first: date
    # None: trained without writing pain down, or not trained.
    worst: int | None
    drill_id: UUID | None


def pain_by_week(days: Iterable[Day], firsts: Sequence[date]) -> list[WeekOfPain]:
    """The worst of each of the weeks that begin on `firsts`, and the drill it came with; ties keep the latest day."""
    worst: dict[date, Day] = {}
    for day in days:
        begin = max(
            (first for first in firsts if first <= day.date < first + timedelta(days=7)), default=None
        )
        if begin is None or day.pain is None:
            continue
        kept = worst.get(begin)
        if kept is None or (day.pain, day.date) > (kept.pain or 0, kept.date):
            worst[begin] = day
    return [
        WeekOfPain(first, worst[first].pain, worst[first].drill_id)
        if first in worst
        else WeekOfPain(first, None, None)
        for first in firsts
    ]


def neglected(lasts: Mapping[UUID, date], *, today: date) -> UUID | None:
    """Of drills that were part of the training, by their last days: the one that has been left for longest."""
    candidates = [
        (last, str(drill_id), drill_id)
        for drill_id, last in lasts.items()
        if NEGLECTED_AFTER <= today - last <= FORGOTTEN_AFTER
    ]
    return min(candidates)[2] if candidates else None
