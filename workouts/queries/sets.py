"""Counting sets, as training pages do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from workouts.models import Set

# Left stands left of right everywhere.
SIDES = (Set.Side.LEFT, Set.Side.RIGHT, Set.Side.BOTH)


def count_sets(rows: Iterable[Mapping[str, Any]]) -> int:
    """The left and the right of one round are a pair and count as one set."""
    rounds: dict[tuple[UUID, int], Counter[str]] = {}
    for row in rows:
        rounds.setdefault((row["entry_id"], row["round"]), Counter())[row["side"]] += 1
    return sum(
        max(sides[Set.Side.LEFT], sides[Set.Side.RIGHT]) + sides[Set.Side.BOTH] for sides in rounds.values()
    )


def worst_pain(rows: Iterable[Mapping[str, Any]]) -> int | None:
    return max((row["pain"] for row in rows if row["pain"] is not None), default=None)
