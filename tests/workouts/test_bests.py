"""The shared cases: the phone's domain/bests.js passes the same file (tests/js/bests.test.js)."""

import json
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts import bests

CASES = json.loads((Path(__file__).parents[1] / "cases" / "bests.json").read_text())


def plain(best: bests.Best) -> dict[str, Any]:
    """As the cases write it: decimals as text."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(best).items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_bests_are_those_of_the_shared_cases(case: dict[str, Any]) -> None:
    assert [plain(best) for best in bests.bests(case["sets"])] == case["bests"]
    if "workout" in case:
        broken = bests.records_broken(case["sets"], case["workout"])
        assert [
            plain(record.best) | {"beat": {"value": plain(record.beat)["value"], "date": record.beat.date}}
            for record in broken
        ] == case["broken"]


def as_sets(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two sets a workout."""
    return [
        {"workout_id": place // 2, "date": place // 2, "load_kg": None, **row}
        for place, row in enumerate(rows)
    ]


sets_of_a_drill = st.lists(
    st.fixed_dictionaries(
        {"side": st.sampled_from(bests.SIDES), "reps": st.integers(0, 30)},
        optional={
            "load_kg": st.decimals(0, 200, places=3),
            "kind": st.sampled_from(["warm_up", "working"]),
        },
    ),
    max_size=20,
).map(as_sets)


@given(sets_of_a_drill)
def test_each_best_is_reached_by_the_workout_it_names_and_by_none_before_it(
    sets: list[dict[str, Any]],
) -> None:
    for best in bests.bests(sets):
        alone = bests.bests([row for row in sets if row["workout_id"] == best.workout_id])
        assert best in alone
        same = {"what": best.what, "measure": best.measure, "side": best.side, "band_id": best.band_id}
        before = bests.bests([row for row in sets if row["workout_id"] < best.workout_id])
        for earlier in before:
            if asdict(earlier).items() >= same.items() and earlier.load_kg == best.load_kg:
                assert earlier.value < best.value


@given(sets_of_a_drill)
def test_what_the_last_workout_broke_it_now_holds(sets: list[dict[str, Any]]) -> None:
    if not sets:
        return
    held = bests.bests(sets)
    for record in bests.records_broken(sets, sets[-1]["workout_id"]):
        assert record.best in held
        assert record.beat.value < record.best.value
