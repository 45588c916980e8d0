"""What a drill's page draws: measures, loads and bands, variants, records."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from exercises.models import Exercise, Variant
from tests.builders import make_exercise, make_workout
from workouts import queries
from workouts.bands import DEFAULT_BANDS
from workouts.queries.drill_progress import DrillProgress
from workouts.queries.gauges import Choice

TODAY = date(2026, 11, 12)
LIGHT, HEAVY = DEFAULT_BANDS[1].id, DEFAULT_BANDS[3].id
DAYS = [date(2026, 11, day) for day in range(1, 13)]


def log(owner: User, drill: Exercise, day: date, *sets: dict[str, Any]) -> None:
    make_workout(owner, day=day, drills=[drill], sets=sets)


def page_of(owner: User, drill: Exercise, **asked: Any) -> DrillProgress:
    found = queries.find_drill(owner, drill.slug)
    assert found is not None
    unit = asked.pop("unit", "kg")
    return queries.drill_progress(
        owner, found, asked=queries.Asked(**asked), today=TODAY, before=None, unit=unit
    )


def drawn(page: DrillProgress) -> list[str]:
    return [row.reading for row in page.table]


def current(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.label for choice in choices if choice.current]


def query_of(choices: tuple[Choice, ...], label: str) -> str:
    return next(choice.query for choice in choices if choice.label == label)


def test_each_measure_that_matters_to_the_drill_can_be_drawn(alice: User) -> None:
    drill = make_exercise(measures=["load", "reps"])
    sets = [{"side": "both", "reps": 6, "load_kg": Decimal(20)}, {"side": "both", "reps": 4}]
    log(alice, drill, TODAY, *sets)

    choices = page_of(alice, drill).measures
    assert [choice.label for choice in choices] == [
        "Load",
        "Estimated max",
        "Reps",
        "Reps a session",
        "Load × reps",
    ]
    found = {}
    for choice in choices:
        page = page_of(alice, drill, measure=choice.query.removeprefix("measure="))
        assert current(page.measures) == [choice.label]
        found[page.heading] = drawn(page)
    assert found == {
        "Heaviest load, kg": ["12 Nov: 20"],
        "Estimated one-rep max, kg": ["12 Nov: 24"],
        "Most reps in a set": ["12 Nov: 6"],
        "Most reps in a session": ["12 Nov: 10"],
        "Load times reps in a day, kg": ["12 Nov: 120"],
    }


def test_loads_are_drawn_in_the_persons_unit(alice: User) -> None:
    drill = make_exercise(measures=["load", "reps"])
    log(alice, drill, TODAY, {"side": "both", "reps": 1, "load_kg": Decimal("5.670")})

    assert drawn(page_of(alice, drill, unit="lb")) == ["12 Nov: 12.5"]
    assert drawn(page_of(alice, drill, measure="max", unit="lb")) == ["12 Nov: 12.57"]


def test_a_drill_of_one_measure_offers_its_sessions_beside_it(alice: User) -> None:
    hold, band = make_exercise(measures=["hold"]), make_exercise(measures=["band"])
    log(alice, band, TODAY, {"side": "both", "band_id": LIGHT}, {"side": "both", "band_id": LIGHT})

    assert [each.label for each in page_of(alice, hold).measures] == ["Hold", "Hold a session"]
    assert page_of(alice, band).measures == ()
    assert (page_of(alice, band).heading, drawn(page_of(alice, band))) == (
        "Most sets in a day",
        ["12 Nov: 2"],
    )


def test_reps_are_drawn_against_one_band_or_all(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, DAYS[0], {"side": "left", "reps": 12})
    log(
        alice,
        drill,
        DAYS[1],
        {"side": "left", "reps": 10, "band_id": LIGHT},
        {"side": "left", "reps": 7, "band_id": HEAVY},
    )
    log(alice, drill, DAYS[2], {"side": "left", "reps": 8, "band_id": HEAVY})

    page = page_of(alice, drill)
    assert sorted(choice.label for choice in page.against) == ["All", "Heavy", "Light", "No band"]
    assert current(page.against) == ["All"]
    assert drawn(page) == ["3 Nov: left 8, a record", "2 Nov: left 10", "1 Nov: left 12"]
    heavy = page_of(alice, drill, against=f"|{HEAVY}")
    assert current(heavy.against) == ["Heavy"]
    assert drawn(heavy) == ["3 Nov: left 8, a record", "2 Nov: left 7"]
    assert drawn(page_of(alice, drill, against="")) == ["1 Nov: left 12"]
    assert drawn(page_of(alice, drill, against="nonsense")) == drawn(page)
    assert page_of(alice, drill, measure="session-reps").against == ()


def test_records_are_marked_against_all_that_was_before_the_range_too(alice: User) -> None:
    drill = make_exercise()
    for day, reps in (
        (date(2025, 1, 1), 10),
        (DAYS[0], 9),
        (DAYS[1], 10),
        (DAYS[2], 11),
        (DAYS[3], 11),
        (DAYS[4], 12),
    ):
        log(alice, drill, day, {"side": "left", "reps": reps})

    page = page_of(alice, drill, range="4w")

    assert drawn(page) == [
        "5 Nov: left 12, a record",
        "4 Nov: left 11",
        "3 Nov: left 11, a record",
        "2 Nov: left 10",
        "1 Nov: left 9",
    ]
    assert page.chart is not None
    assert len(page.chart.lines[0].records) == 2


def test_marks_are_the_records_of_the_feed(alice: User) -> None:
    drill = make_exercise()
    for place, (left, right) in enumerate([(5, 9), (6, 9), (6, 8), (4, 10), (9, 11), (9, 3)]):
        log(alice, drill, DAYS[place], {"side": "left", "reps": left}, {"side": "right", "reps": right})

    marked = {
        (column.side, row.day)
        for row in page_of(alice, drill).table
        for column, cell in zip(page_of(alice, drill).columns, row.cells, strict=True)
        if cell.record
    }
    broken = queries.records_between(alice, date.min, date.max, drills=[drill.id])
    assert marked == {(each.side, f"{each.date.day} Nov") for each in broken if each.what == "most"}


def test_left_stands_against_right_over_28_days(alice: User) -> None:
    drill, both = make_exercise(), make_exercise(sides="both_together")
    log(alice, drill, date(2026, 10, 15), {"side": "left", "reps": 50})
    log(alice, drill, date(2026, 10, 16), {"side": "left", "reps": 10}, {"side": "right", "reps": 6})
    log(alice, drill, TODAY, {"side": "left", "reps": 10}, {"side": "right", "reps": 9})
    log(alice, both, TODAY, {"side": "both", "reps": 9})

    page = page_of(alice, drill)

    assert page.gap is not None
    assert (page.gap_measure, page.gap.left, page.gap.right) == ("Reps", "20", "15")
    assert (page.gap.percent, page.gap.stronger) == (25, "left")
    assert page_of(alice, both).gap is None
    assert page_of(alice, make_exercise()).gap is None


def test_a_load_stands_against_the_other_side_as_kilograms_times_reps(alice: User) -> None:
    drill = make_exercise(measures=["load", "reps"])
    log(
        alice,
        drill,
        TODAY,
        {"side": "left", "reps": 10, "load_kg": Decimal(4)},
        {"side": "right", "reps": 10, "load_kg": Decimal(3)},
    )

    page = page_of(alice, drill)

    assert page.gap is not None
    assert (page.gap_measure, page.gap.left, page.gap.right) == ("Load × reps", "40 kg", "30 kg")


def variant(alice: User) -> tuple[Exercise, Exercise]:
    drill, easier = make_exercise(name="Side clam"), make_exercise(name="Wall clam", slug="wall-clam")
    Variant.objects.create(exercise=drill, drill=easier, kind="easier", when="To begin with.")
    log(alice, drill, DAYS[0], {"side": "left", "reps": 5})
    log(alice, drill, DAYS[2], {"side": "left", "reps": 6})
    log(alice, easier, DAYS[0], {"side": "left", "reps": 15})
    log(alice, easier, DAYS[1], {"side": "left", "reps": 16})
    return drill, easier


def test_variants_are_drawn_apart_or_as_one(alice: User) -> None:
    drill, easier = variant(alice)

    assert [choice.label for choice in page_of(alice, drill).variants] == ["Wall clam"]
    apart = page_of(alice, drill, variants=("wall-clam",))
    assert [(column.side, column.drill) for column in apart.columns] == [
        ("left", "Side clam"),
        ("left", "Wall clam"),
    ]
    assert drawn(apart) == [
        "3 Nov: Side clam left 6, a record",
        "2 Nov: Wall clam left 16, a record",
        "1 Nov: Side clam left 5, Wall clam left 15",
    ]
    assert "Wall clam. Left: from 15 to 16." in apart.sentence
    assert apart.chart is not None
    assert [(line.end_label, len(line.marks)) for line in apart.chart.lines] == [("L 6", 2), ("1 L 16", 2)]
    assert (current(apart.variants), current(apart.lines)) == (["Wall clam"], ["Apart"])
    whole = page_of(alice, drill, variants=("wall-clam",), together=True)
    assert drawn(whole) == ["3 Nov: left 6, a record", "2 Nov: left 16, a record", "1 Nov: left 15"]
    assert current(whole.lines) == ["As one"]
    # The other way round it is a variant too; the records listed are the drill's own.
    assert [choice.label for choice in page_of(alice, easier).variants] == ["Side clam"]
    assert [row.amounts[0].amount for row in apart.records] == ["6", "6"]


def test_only_variants_that_were_trained_and_count_alike_are_offered(alice: User, bob: User) -> None:
    drill, _easier = variant(alice)
    for fields in ({}, {"measures": ["hold"]}):
        other = make_exercise(**fields)
        Variant.objects.create(exercise=drill, drill=other, kind="harder", when="Later.")
        log(bob, other, TODAY, {"side": "left", "reps": 3, "hold_seconds": 3})
        if fields:
            log(alice, other, TODAY, {"side": "left", "hold_seconds": 3})

    assert [choice.label for choice in page_of(alice, drill).variants] == ["Wall clam"]
    assert page_of(alice, drill, variants=("no-such", other.slug)).lines == ()


def test_a_choice_keeps_the_others(alice: User) -> None:
    drill, _easier = variant(alice)

    page = page_of(alice, drill, measure="session-reps", range="1y", variants=("wall-clam",), together=True)

    assert page.query == "measure=session-reps&range=1y&with=wall-clam&line=together"
    assert query_of(page.ranges, "All") == "measure=session-reps&range=all&with=wall-clam&line=together"
    assert query_of(page.measures, "Reps") == "measure=reps&range=1y&with=wall-clam&line=together"
    assert query_of(page.variants, "Wall clam") == "measure=session-reps&range=1y"
    assert query_of(page.lines, "Apart") == "measure=session-reps&range=1y&with=wall-clam"


@pytest.mark.parametrize(
    "query",
    [
        "measure=x",
        "measure=%00",
        "against=%00",
        "with=%00&with=a&line=together",
        "with=wall-clam&against=1|2",
    ],
)
def test_an_odd_choice_is_no_error(alice: User, client_for: Callable[[User], Client], query: str) -> None:
    drill, _easier = variant(alice)

    assert client_for(alice).get(f"/progress/{drill.slug}/?{query}").status_code == 200


def test_every_address_on_the_page_answers(alice: User, client_for: Callable[[User], Client]) -> None:
    drill, _easier = variant(alice)
    page = page_of(alice, drill, variants=("wall-clam",))
    client = client_for(alice)

    for choice in (*page.measures, *page.against, *page.ranges, *page.variants, *page.lines):
        assert client.get(f"/progress/{drill.slug}/?{choice.query}").status_code == 200


@pytest.mark.parametrize("days", [2, 30])
@pytest.mark.parametrize("query", ["", "range=all&with=wall-clam&before=2026-11-12", "measure=session-reps"])
def test_the_page_takes_a_bounded_number_of_queries(
    alice: User, client_for: Callable[[User], Client], days: int, query: str
) -> None:
    drill, easier = variant(alice)
    for place in range(days):
        for each in (drill, easier):
            log(
                alice,
                each,
                TODAY - timedelta(days=place),
                {"side": "left", "reps": place + 1, "band_id": LIGHT},
                {"side": "right", "reps": place + 2, "band_id": HEAVY},
            )
    client = client_for(alice)
    client.get(f"/progress/{drill.slug}/?{query}")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/progress/{drill.slug}/?{query}").status_code == 200

    assert len(captured) <= 12
