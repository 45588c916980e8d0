"""Left against right, in words and bars."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from exercises.models import Measure
from workouts import amounts, review
from workouts.queries.drills import Drill

MIDDLE, FULL = 175.0, 172.0


@dataclass(frozen=True)
class GapRow:
    drill: Drill
    left: str
    right: str
    percent: int
    # "left" or "right"; empty where the gap is not called one.
    stronger: str
    even: bool
    # Widths of the two bars, out of 172, and of what the weaker one lacks.
    left_width: float
    right_width: float

    @property
    def left_at(self) -> float:
        return round(MIDDLE - 1 - self.left_width, 1)

    @property
    def missing_left(self) -> float:
        return round(FULL - self.left_width, 1) if self.stronger == review.RIGHT else 0

    @property
    def missing_right(self) -> float:
        return round(FULL - self.right_width, 1) if self.stronger == review.LEFT else 0

    @property
    def missing_right_at(self) -> float:
        return round(MIDDLE + 1 + self.right_width, 1)


def gap_rows(gaps: Iterable[review.Gap], drills: Mapping[UUID, Drill]) -> Iterable[GapRow]:
    for gap in gaps:
        drill = drills[gap.drill_id]
        most = max(gap.left, gap.right)
        yield GapRow(
            drill=drill,
            left=show_sum(drill, gap.left),
            right=show_sum(drill, gap.right),
            percent=gap.percent,
            stronger=gap.stronger,
            even=gap.left == gap.right,
            left_width=round(FULL * gap.left / most, 1),
            right_width=round(FULL * gap.right / most, 1),
        )


def show_sum(drill: Drill, amount: float) -> str:
    measure = amounts.leading_measure(drill.measures)
    if measure in amounts.SECONDS:
        return amounts.show_clock(round(amount))
    if measure == Measure.LOAD:
        return _("%(kilograms)s kg") % {"kilograms": round(amount)}
    return str(round(amount))


def gap_sentence(now: Sequence[review.Gap], before: Sequence[review.Gap]) -> str:
    """What became of the widest gap that is named now, or of the one that was."""
    widest = now[0] if now and now[0].stronger else None
    then = {gap.drill_id: gap for gap in before}
    if widest:
        earlier = then.get(widest.drill_id)
        if earlier is None:
            return _("The widest gap is %(now)s %%.") % {"now": widest.percent}
        return _("The widest gap is %(now)s %%. It was %(then)s %% in the 28 days before.") % {
            "now": widest.percent,
            "then": earlier.percent,
        }
    closed = next(
        (gap for gap in before if gap.stronger and gap.drill_id in {each.drill_id for each in now}), None
    )
    if closed:
        return _("No gap of 10 %% or more. The widest was %(then)s %% in the 28 days before.") % {
            "then": closed.percent
        }
    return _("No gap of 10 % or more.") if now else ""
