"""Records broken: the queries against the pure arithmetic, and the pages that show them."""

import re
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, make_exercise, make_workout
from tests.people import make_person
from workouts import bests, queries, services
from workouts.bands import DEFAULT_BANDS
from workouts.models import DayBest, Set
from workouts.queries.record_rows import RecordsPage
from workouts.services import day_bests

TODAY = date(2026, 11, 12)
LIGHT, MEDIUM = DEFAULT_BANDS[1].id, DEFAULT_BANDS[2].id
FIRST = date(2026, 10, 1)
DRILLS = [uuid.UUID(int=number) for number in (1, 2)]


def log(owner: User, drill: Exercise, day: date, *sets: dict[str, Any]) -> uuid.UUID:
    return make_workout(owner, day=day, drills=[drill], sets=sets)


def broken(owner: User, first: date = date.min, last: date = date.max) -> list[tuple[Any, ...]]:
    return [
        (str(record.date), record.side, record.what, record.value, record.beat_value, str(record.beat_date))
        for record in queries.records_between(owner, first, last)
        if record.what != bests.SESSION
    ]


def test_more_than_on_any_day_before_breaks_the_record(alice: User) -> None:
    drill = make_exercise()
    for day, reps in enumerate((9, 7, 8, 10, 10, 12), start=1):
        log(alice, drill, date(2026, 11, day), {"side": "left", "reps": reps})

    assert broken(alice) == [
        ("2026-11-06", "left", "most", 12, 10, "2026-11-04"),
        ("2026-11-04", "left", "most", 10, 9, "2026-11-01"),
    ]


def test_days_outside_are_looked_at_and_not_told(alice: User) -> None:
    drill = make_exercise()
    for day, reps in ((1, 5), (2, 6), (3, 7)):
        log(alice, drill, date(2026, 11, day), {"side": "both", "reps": reps})
    second = date(2026, 11, 2)

    assert broken(alice, second, second) == [("2026-11-02", "both", "most", 6, 5, "2026-11-01")]
    assert len(queries.records_between(alice, date.min, date.max, limit=1)) == 1
    assert queries.records_between(alice, date.min, date.max, limit=1)[0].date == date(2026, 11, 3)


def test_sides_bands_and_loads_have_records_of_their_own(alice: User) -> None:
    drill = make_exercise(measures=["reps", "load", "band"])
    log(alice, drill, FIRST, {"side": "left", "reps": 10}, {"side": "left", "reps": 10, "band_id": LIGHT})
    log(alice, drill, TODAY, {"side": "right", "reps": 12}, {"side": "left", "reps": 11, "band_id": MEDIUM})
    log(alice, drill, TODAY, {"side": "left", "reps": 12, "load_kg": Decimal("2.5")})
    assert broken(alice) == []

    log(alice, drill, TODAY + timedelta(1), {"side": "left", "reps": 11, "band_id": LIGHT})
    [record] = queries.records_between(alice, TODAY + timedelta(1), TODAY + timedelta(1), drills=[drill.id])
    assert (record.band_id, record.value, record.beat_value) == (LIGHT, 11, 10)


def test_another_persons_sets_are_nothing_to_beat(alice: User, bob: User) -> None:
    drill = make_exercise()
    log(alice, drill, FIRST, {"side": "left", "reps": 20})
    log(bob, drill, TODAY, {"side": "left", "reps": 21})

    assert broken(bob) == broken(alice) == []


def test_two_workouts_on_one_day_break_one_record(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, FIRST, {"side": "left", "reps": 8})
    first = log(alice, drill, TODAY, {"side": "left", "reps": 9, "done_at": NOON})
    second = log(alice, drill, TODAY, {"side": "left", "reps": 11, "done_at": NOON + timedelta(hours=3)})
    log(alice, drill, TODAY, {"side": "left", "reps": 11, "done_at": NOON + timedelta(hours=5)})

    assert broken(alice) == [("2026-11-12", "left", "most", 11, 8, "2026-10-01")]
    assert {record.workout_id for record in queries.records_between(alice, TODAY, TODAY)} == {second}
    assert queries.records_between(alice, TODAY, TODAY, workout_id=first) == []


def test_a_correction_and_a_deletion_unmake_a_record(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, FIRST, {"side": "left", "reps": 8})
    log(alice, drill, TODAY, {"side": "left", "reps": 9})
    row = Set.objects.get(date=TODAY)

    services.change_set(owner=alice, at=NOON, set_id=row.id, reps=8)
    assert broken(alice) == []
    services.change_set(owner=alice, at=NOON, set_id=row.id, reps=10)
    assert len(broken(alice)) == 1
    services.delete_set(owner=alice, at=NOON, set_id=row.id)
    assert broken(alice) == []


# --- against the pure arithmetic -----------------------------------------------------------------

a_set = st.fixed_dictionaries(
    {
        "drill_id": st.sampled_from(DRILLS),
        "date": st.integers(0, 6).map(lambda day: FIRST + timedelta(day)),
        # Of that day: up to two workouts.
        "workout": st.integers(0, 1),
        # Few keys and few values: so that they meet again, and tie.
        "side": st.sampled_from(["left", "left", "right", "both"]),
        "done_at": st.none() | st.integers(0, 9).map(lambda hour: datetime(2026, 10, 1, hour, tzinfo=UTC)),
        "reps": st.none() | st.integers(0, 4),
        "hold_seconds": st.none() | st.integers(0, 5),
        "load_kg": st.sampled_from([None, None, None, Decimal("0.000"), Decimal("2.500"), Decimal("5.670")]),
        "band_id": st.sampled_from([None, None, None, LIGHT, MEDIUM]),
        "kind": st.sampled_from(["working", "working", "drop", "warm_up"]),
    }
)


def stored_as(row: dict[str, Any]) -> dict[str, Any]:
    rest = dict.fromkeys(("cycles", "breaths", "duration_seconds"))
    return {**rest, **row, "workout_id": uuid.uuid5(row["drill_id"], f"{row['date']} {row['workout']}")}


def slowly(sets: Sequence[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """Day by day, from the sets themselves: the best of the day against the best of all days before."""
    found = set()
    for drill in DRILLS:
        mine = [row for row in sets if row["drill_id"] == drill]
        for day in {row["date"] for row in mine}:
            before = {key_of(best): best for best in bests.bests(r for r in mine if r["date"] < day)}
            for best in bests.bests(row for row in mine if row["date"] == day):
                former = before.get(key_of(best))
                if former and best.value > former.value:
                    found.add((drill, day, *key_of(best), best.value, former.value))
    return found


def key_of(best: Any) -> tuple[Any, ...]:
    return (best.side, best.what, best.measure, best.load_kg, best.band_id)


class TestAgainstTheArithmetic(TestCase):
    """A class, so that each example has a transaction of its own."""

    @given(st.lists(a_set, max_size=30).map(lambda rows: [stored_as(row) for row in rows]))
    @settings(max_examples=40)
    def test_records_are_those_of_the_sets_day_by_day(self, sets: list[dict[str, Any]]) -> None:
        owner = make_person("carol@example.com")
        counted = [row for row in sets if row["kind"] != "warm_up"]
        DayBest.objects.bulk_create(day_bests.bests_of(owner, counted))

        found = queries.records_between(owner, FIRST, TODAY)

        assert len(found) == len(set(found))
        assert {
            (each.drill_id, each.date, *key_of(each), each.value, each.beat_value) for each in found
        } == slowly(sets)
        for each in found:
            assert earliest(sets, each) == each.beat_date

    @given(st.lists(a_set, min_size=2, max_size=25))
    @settings(max_examples=25)
    def test_a_workout_that_is_alone_on_its_day_breaks_what_the_phone_says(
        self, rows: list[dict[str, Any]]
    ) -> None:
        owner = make_person("carol@example.com")
        sets = [stored_as({**row, "workout": 0, "drill_id": DRILLS[0], "done_at": None}) for row in rows]
        sets.sort(key=lambda row: row["date"])
        DayBest.objects.bulk_create(
            day_bests.bests_of(owner, [row for row in sets if row["kind"] != "warm_up"])
        )

        for day in {row["date"] for row in sets}:
            workout = next(row["workout_id"] for row in sets if row["date"] == day)
            said = bests.records_broken(sets, workout)
            found = queries.records_between(owner, day, day, workout_id=workout)
            assert {(*key_of(each), each.beat_date) for each in found} == {
                (*key_of(each.best), each.beat.date) for each in said
            }


def earliest(sets: Sequence[dict[str, Any]], record: Any) -> date:
    """The first day on which what was beaten was there."""
    days = sorted({row["date"] for row in sets if row["date"] < record.date})
    for day in days:
        held = bests.bests(row for row in sets if row["date"] == day and row["drill_id"] == record.drill_id)
        if any(key_of(best) == key_of(record) and best.value == record.beat_value for best in held):
            return day
    raise AssertionError("What was beaten was never there.")


# --- the pages -----------------------------------------------------------------------------------


def page_of(owner: User, month: date | None = None, unit: str = "kg") -> RecordsPage:
    return queries.records_page(owner, month=month, today=TODAY, unit=unit)


def lines(page: RecordsPage) -> list[tuple[Any, ...]]:
    return [
        (day.day, row.name, row.before, *(f"{cell.side} {cell.amount}" for cell in row.cells))
        for day in page.days
        for row in day.rows
        if "session" not in row.name
    ]


def test_the_feed_says_what_was_beaten_and_when(alice: User) -> None:
    drill = make_exercise(measures=["reps", "load", "band"])
    sets = [{"side": side, "band_id": LIGHT, "round": 1} for side in ("left", "right")]
    log(alice, drill, date(2025, 12, 1), *({**row, "reps": 9} for row in sets))
    log(alice, drill, date(2026, 11, 3), {**sets[0], "reps": 8}, {**sets[1], "reps": 10})
    log(alice, drill, TODAY, *({**row, "reps": 11} for row in sets))

    assert lines(page_of(alice)) == [
        (
            "Thursday 12 November",
            "Most reps, Light",
            "Before: left 9 on 1 Dec 2025, right 10 on 3 Nov",
            "left 11",
            "right 11",
        ),
        (
            "Tuesday 3 November",
            "Most reps, Light",
            "Before: right 9 on 1 Dec 2025",
            "right 10",
        ),
    ]


def test_loads_and_times_are_in_the_persons_words(alice: User) -> None:
    drill = make_exercise(measures=["hold", "load"])
    for day, load, hold in ((FIRST, "5.670", 50), (TODAY, "6.804", 95)):
        log(
            alice,
            drill,
            day,
            {"side": "both", "load_kg": Decimal(load), "hold_seconds": hold, "load_unit": "lb"},
        )

    assert lines(page_of(alice, unit="lb")) == [
        ("Thursday 12 November", "Heaviest load", "Before: 12.5 lb on 1 Oct", "both 15 lb"),
        ("Thursday 12 November", "Longest hold", "Before: 50 s on 1 Oct", "both 1:35"),
    ]


def test_the_feed_opens_at_the_newest_record_and_leads_to_months_with_some(alice: User) -> None:
    drill = make_exercise()
    months = [(2026, 2, 5), (2026, 3, 6), (2026, 4, 4), (2026, 5, 7), (2026, 6, 1)]
    for year, month, reps in months:
        log(alice, drill, date(year, month, 3), {"side": "left", "reps": reps})

    newest = page_of(alice)
    assert (newest.name, newest.earlier, newest.later) == ("May 2026", date(2026, 3, 1), date(2026, 6, 1))
    assert page_of(alice, date(2026, 3, 1)).later == date(2026, 5, 1)
    quiet = page_of(alice, date(2026, 6, 1))
    assert (quiet.days, quiet.empty, quiet.earlier) == ((), False, date(2026, 5, 1))


def test_without_a_set_the_feed_says_how_to_begin(her: Client, at_noon: None) -> None:
    page = her.get("/progress/records/").content.decode()

    assert "No records yet" in page
    assert "Log a session" in page


@pytest.mark.parametrize("month", ["2026-13", "x", "0001-01", "9998-12"])
def test_any_month_in_the_address_is_answered(her: Client, alice: User, at_noon: None, month: str) -> None:
    log(alice, make_exercise(), TODAY, {"side": "left", "reps": 8})

    assert her.get("/progress/records/", {"month": month}).status_code == 200


def test_a_record_leads_to_its_workout_and_the_workout_names_it(
    her: Client, alice: User, at_noon: None
) -> None:
    drill = make_exercise(name="Side clam")
    log(alice, drill, FIRST, {"side": "left", "reps": 8})
    workout = log(alice, drill, TODAY, {"side": "left", "reps": 11})

    feed = her.get("/progress/records/").content.decode()
    assert f'href="/workouts/{workout}/"' in feed
    page = re.sub(r"<[^>]+>|\s+", " ", her.get(f"/workouts/{workout}/").content.decode())
    assert re.search(r"Records.*Side clam.*Most reps\s+Before: left 8 on 1 Oct", page)


def test_a_first_workout_names_no_records(her: Client, alice: User, at_noon: None) -> None:
    workout = log(alice, make_exercise(), TODAY, {"side": "left", "reps": 11})

    assert 'id="records"' not in her.get(f"/workouts/{workout}/").content.decode()


def test_the_feed_does_not_show_another_persons_records(
    client_for: Callable[[User], Client], alice: User, bob: User, at_noon: None
) -> None:
    drill = make_exercise(name="Side clam")
    for day, reps in ((FIRST, 8), (TODAY, 9)):
        log(alice, drill, day, {"side": "left", "reps": reps})

    assert "Side clam" not in client_for(bob).get("/progress/records/").content.decode()


@pytest.mark.parametrize("drills", [2, 12])
def test_the_feed_takes_a_fixed_number_of_queries(
    her: Client, alice: User, at_noon: None, drills: int
) -> None:
    made = [make_exercise() for _ in range(drills)]
    for day in range(1, 6):
        make_workout(
            alice,
            day=date(2026, 11, day),
            drills=made,
            sets=[{"side": "left", "reps": day, "band_id": LIGHT}],
        )
    her.get("/progress/records/")
    with CaptureQueriesContext(connection) as captured:
        page = her.get("/progress/records/").content.decode()

    assert page.count("record__name") == 2 * 4 * drills
    assert len(captured) == 9


def test_how_we_count_is_a_page_to_read(her: Client) -> None:
    page = her.get("/progress/how/").content.decode()

    for anchor in ("records", "volume", "sides", "streak", "dates", "sets"):
        assert f'id="{anchor}"' in page
