"""Sides, and counting sets, as all training pages do."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.models import User
from workouts.models import Set

LEFT, RIGHT, BOTH = Set.Side.LEFT.value, Set.Side.RIGHT.value, Set.Side.BOTH.value
# Left stands left of right everywhere.
SIDES = (LEFT, RIGHT, BOTH)
# From here on the pages say when to stop.
PAIN_TO_HEED = 4


@dataclass(frozen=True)
class SideAmount:
    side: str
    amount: str


def count_sets(rows: Iterable[Mapping[str, Any]]) -> int:
    """The left and the right of one round are a pair and count as one set."""
    rounds: dict[tuple[UUID, int], Counter[str]] = {}
    for row in rows:
        rounds.setdefault((row["entry_id"], row["round"]), Counter())[row["side"]] += 1
    return sum(max(sides[LEFT], sides[RIGHT]) + sides[BOTH] for sides in rounds.values())


def counts_by_workout(owner: User, workout_ids: Collection[UUID]) -> Counter[UUID]:
    rows: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    kept = Set.objects.owned_by(owner).kept().filter(workout_id__in=workout_ids)
    for row in kept.values("workout_id", "entry_id", "round", "side"):
        rows[row["workout_id"]].append(row)
    return Counter({workout_id: count_sets(held) for workout_id, held in rows.items()})


def worst_pain(rows: Iterable[Mapping[str, Any]]) -> int | None:
    return max((row["pain"] for row in rows if row["pain"] is not None), default=None)
