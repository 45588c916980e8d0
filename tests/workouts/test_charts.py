import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts import charts

values = st.floats(min_value=0, max_value=10_000, allow_nan=False)
lines = st.lists(values, min_size=1, max_size=600)
FIRST = date(2025, 12, 30)


def days_of(line: list[float]) -> list[charts.Day]:
    return [(FIRST + timedelta(days=place), value) for place, value in enumerate(line)]


@given(lines, st.integers(min_value=3, max_value=250))
def test_thinning_keeps_both_ends_the_order_and_only_what_was_there(line: list[float], most: int) -> None:
    days = days_of(line)

    kept = charts.thinned(days, most)

    assert kept[0] == days[0]
    assert kept[-1] == days[-1]
    assert kept == sorted(set(kept))
    assert set(kept) <= set(days)
    assert len(kept) == min(len(days), most)


def test_thinning_keeps_the_one_day_that_stands_out() -> None:
    line = [10.0] * 1000
    line[617] = 25

    assert (FIRST + timedelta(days=617), 25) in charts.thinned(days_of(line), 50)


@given(values, values, st.sampled_from([(1, 2, 5), (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)]))
def test_ticks_enclose_the_values_evenly_in_whole_numbers(a: float, b: float, steps: tuple[int, ...]) -> None:
    low, high = min(a, b), max(a, b)

    ticks = charts.nice_ticks(low, high, steps=steps)

    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 5
    assert len({after - before for before, after in itertools.pairwise(ticks)}) == 1
    assert all(tick >= 0 and tick == int(tick) for tick in ticks)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (6, 12, [6, 8, 10, 12]),
        (10, 10, [10, 11]),
        (0, 0, [0, 1]),
        (3, 48, [0, 20, 40, 60]),
        (0, 3, [0, 1, 2, 3]),
    ],
)
def test_ticks_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert charts.nice_ticks(low, high) == ticks


def test_ticks_of_seconds_are_round_in_minutes() -> None:
    assert charts.nice_ticks(35, 170, steps=(1, 2, 5, 10, 15, 30, 60, 120)) == [0, 60, 120, 180]


@given(st.integers(min_value=0, max_value=9000), st.integers(min_value=0, max_value=20_000))
def test_date_labels_lie_in_the_chart_and_in_order(start: int, length: int) -> None:
    first = date(1990, 1, 1) + timedelta(days=start)
    last = first + timedelta(days=length)

    days = charts.round_dates(first, last)

    assert 1 <= len(days) <= charts.MOST_DATE_LABELS
    assert days == sorted(set(days))
    assert first <= days[0]
    assert days[-1] <= last


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2026, 11, 12), date(2026, 11, 12), ["12 Nov"]),
        (date(2026, 10, 15), date(2026, 11, 12), ["15 Oct", "29 Oct", "12 Nov"]),
        (date(2026, 8, 24), date(2026, 11, 12), ["Sep", "Oct", "Nov"]),
        (date(2025, 11, 12), date(2026, 11, 12), ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]),
        (date(2016, 11, 1), date(2026, 11, 12), ["2019", "2022", "2025"]),
    ],
)
def test_date_labels_are_round(first: date, last: date, labels: list[str]) -> None:
    assert [tick.label for tick in charts.date_ticks(first, last, lambda day: 10 * day)] == labels


@given(st.lists(st.floats(min_value=charts.TOP, max_value=charts.BOTTOM), max_size=3))
def test_end_labels_keep_their_order_and_never_touch(places: list[float]) -> None:
    spread = charts.spread(places, apart=charts.END_LABEL_APART)

    pairs = sorted(zip(places, spread, strict=True))
    moved = sorted(spread)
    assert [place for _, place in pairs] == pytest.approx(moved) or len(set(places)) < len(places)
    assert all(after - before >= charts.END_LABEL_APART - 0.2 for before, after in itertools.pairwise(moved))
    assert all(-charts.END_LABEL_APART * 2 <= place <= charts.BOTTOM + 0.1 for place in spread)


def chart_of(**days: list[charts.Day]) -> charts.Chart:
    made = charts.chart(
        days, show=lambda value: f"{value:g}", letters={"left": "L", "right": "R", "both": ""}
    )
    assert made is not None
    return made


def test_left_and_right_share_their_axes() -> None:
    chart = chart_of(left=days_of([7, 12]), right=days_of([6, 10]))

    assert [tick.label for tick in chart.rows] == ["6", "8", "10", "12"]
    left, right = chart.lines
    assert left.path == f"M{charts.LEFT:.1f} 165.7L298.0 {charts.TOP:.1f}"
    assert right.path == f"M{charts.LEFT:.1f} {charts.BOTTOM:.1f}L298.0 74.7"
    assert (left.end_label, right.end_label) == ("L 12", "R 10")
    assert not chart.thinned


def test_a_line_of_many_days_is_thinned_and_marks_its_end_alone() -> None:
    chart = chart_of(left=days_of([float(place % 17) for place in range(3000)]), right=days_of([4.0, 5.0]))

    left, right = chart.lines
    assert len(left.drawn) == charts.MOST_POINTS
    assert left.path.count("L") == charts.MOST_POINTS - 1
    assert len(left.marks) == 1
    assert len(right.marks) == 2
    assert chart.thinned


def test_one_day_stands_beside_its_value() -> None:
    chart = chart_of(both=days_of([30.0]))

    ((across, up),) = chart.lines[0].marks
    assert across == pytest.approx(chart.right)
    assert up == charts.BOTTOM
    assert chart.is_one_day
    assert [tick.anchor for tick in chart.columns] == ["end"]


def test_nothing_gives_no_chart() -> None:
    assert charts.chart({"left": []}, show=str, letters={"left": "L"}) is None


@given(st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.integers(1, 4000))
def test_date_labels_never_run_into_each_other(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    across = charts.scale_of(
        first.toordinal(), last.toordinal(), charts.LEFT, charts.WIDTH - charts.END_LABEL_ROOM
    )
    spans = [charts.span_of(tick) for tick in charts.date_ticks(first, last, across)]
    assert spans
    assert all(left[1] < right[0] for left, right in itertools.pairwise(spans))
