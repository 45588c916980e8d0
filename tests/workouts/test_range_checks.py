"""What may be said of readings, held to the cases that the phone is held to as well."""

import json
from dataclasses import replace
from datetime import date, timedelta
from statistics import median as slow_median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record_table import CASES
from workouts import range_checks
from workouts.models import RangeCheck
from workouts.queries import ranges
from workouts.range_checks import Line, Reading, Said, Way
from workouts.words_range import RANGE

SHARED = json.loads((CASES / "range.json").read_text())
DAY = date(2026, 11, 1)
SEATED = Way("internal_rotation", "seated", True, "phone")
DEGREES = st.floats(0, 120).map(range_checks.tenth)


def reading(degrees: float, side: str = "left", way: Way = SEATED, **fields: Any) -> Reading:
    return Reading("", way, side, **{"date": DAY, "trials_degrees": (degrees,), **fields})


def read(case: dict[str, Any]) -> Reading:
    way = Way(*(case[name] for name in Way._fields))
    day = date.fromisoformat(case["date"])
    return Reading("", way, case["side"], day, tuple(case["trials_degrees"]), case["pain"])


def wire(said: Said) -> dict[str, Any]:
    parts = {"degrees": said.degrees, "side": said.side, "day": said.day and said.day.isoformat()}
    return {"key": said.key, **{name: part for name, part in parts.items() if part not in (None, "")}}


@pytest.mark.parametrize(("trials", "expected"), SHARED["medians"])
def test_medians_are_those_of_the_shared_cases(trials, expected):
    assert range_checks.median(trials) == expected


@pytest.mark.parametrize("case", SHARED["lines"], ids=[case["name"] for case in SHARED["lines"]])
def test_what_is_said_is_what_the_shared_cases_say(case):
    [line] = range_checks.lines(map(read, case["readings"]))
    assert wire(range_checks.gap_of(line)) == case["gap"]
    for side in ("left", "right"):
        assert [wire(said) for said in range_checks.changes_of(line, side)] == case[side]
    assert range_checks.asks_for_a_clinician(line) == case["clinician"]


def test_every_sentence_is_said_in_some_case():
    said = {each["key"] for case in SHARED["lines"] for each in (case["gap"], *case["left"], *case["right"])}
    assert said == {key for key in RANGE if key.startswith(("range.gap.", "range.change."))}


@given(st.lists(DEGREES, min_size=1, max_size=3))
def test_the_median_is_a_median_whatever_the_order(trials):
    assert range_checks.median(trials) == pytest.approx(slow_median(trials), abs=0.0501)
    assert range_checks.median(trials) == range_checks.median(trials[::-1])


@given(DEGREES, DEGREES)
def test_a_gap_is_as_large_seen_from_either_side(left, right):
    [here] = range_checks.lines([reading(left), reading(right, "right")])
    [there] = range_checks.lines([reading(right), reading(left, "right")])
    one, other = range_checks.gap_of(here), range_checks.gap_of(there)
    assert one.degrees == other.degrees
    mirror = {"left": "right", "right": "left", "": ""}
    assert other.side == mirror[one.side]
    assert one.key.startswith("range.gap.real") == (range_checks.tenth(abs(left - right)) >= 10)


@pytest.mark.parametrize(
    "other",
    [
        {"movement": "external_rotation"},
        {"position": "prone"},
        {"active": False},
        {"device": "goniometer"},
        {"measured_by": "trained"},
    ],
)
def test_what_was_taken_in_another_way_is_never_compared(other):
    way = SEATED._replace(**other)
    found = range_checks.lines(
        [reading(20), reading(50, "right", way), reading(60, way=way, date=DAY + timedelta(days=1))]
    )
    assert len(found) == 2
    for line in found:
        assert "real" not in range_checks.gap_of(line).key or line.way == way
        assert {each.way for taken in line.sides.values() for each in taken} == {line.way}


def test_the_last_used_way_comes_first():
    later = reading(30, way=SEATED._replace(position="prone"), date=DAY + timedelta(days=1))
    assert [line.way.position for line in range_checks.lines([reading(30), later])] == ["prone", "seated"]


def test_most_adults_is_said_of_internal_rotation_seated_alone():
    known = [
        (movement, position)
        for movement in RangeCheck.Movement.values
        for position in RangeCheck.Position.values
        if Way(movement, position, True, "phone").usual_degrees
    ]
    assert known == [("internal_rotation", "seated")]


def line_of(*readings: Reading) -> Line:
    [line] = range_checks.lines(readings)
    return line


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            line_of(reading(34)),
            "Only the left side so far. Measure the other one the same way to compare.",
        ),
        (
            line_of(reading(34), reading(29, "right")),
            "5° between the sides. Measuring alone can differ by that much.",
        ),
        (
            line_of(reading(29), reading(41.5, "right")),
            "Right turns 12.5° further, more than measuring alone explains. Sides differ in many healthy hips.",
        ),
        (
            line_of(reading(24), reading(36, date=DAY + timedelta(days=90)), reading(33, "right", date=DAY)),
            "Left: 12° more than the time before, on 1 Nov 2026. That is more than measuring alone explains.",
        ),
        (line_of(reading(34), reading(34, "right")), "Left and right read the same."),
    ],
)
def test_an_overview_has_room_for_the_most_telling_sentence(line, sentence):
    assert ranges.write(range_checks.most_telling(line)) == sentence


def test_no_sentence_calls_a_gap_an_imbalance_or_praises():
    words = " ".join(map(str, RANGE.values())).lower()
    for word in ("imbalance", "asymmetry", "normal", "good", "bad", "great", "!", "should"):
        assert word not in words


def test_every_word_of_a_reading_has_its_sentence():
    kinds = (RangeCheck.Movement, RangeCheck.Position, RangeCheck.Device)
    assert {f"range.{value}" for kind in kinds for value in kind.values} <= set(RANGE)


def test_a_change_keeps_its_own_sides_first_day():
    first = reading(20, date=DAY - timedelta(days=60))
    line = line_of(first, replace(first, side="right", date=DAY), reading(31))
    assert range_checks.changes_of(line, "left") == [
        Said("range.change.before.more", degrees=11, side="left", day=first.date)
    ]
