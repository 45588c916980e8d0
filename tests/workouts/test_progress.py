from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from exercises.models import Exercise
from exercises.models.exercises import OldSlug
from tests.builders import NOON, make_exercise, make_workout
from workouts import calendars, queries, services
from workouts.models import Set
from workouts.queries.drill_progress import DrillProgress

TODAY = date(2026, 11, 12)


def log(owner: User, drill: Exercise, day: date, *sets: dict[str, Any]) -> Any:
    return make_workout(owner, day=day, drills=[drill], sets=sets)


def pair(left: int, right: int, measure: str = "reps", **fields: Any) -> list[dict[str, Any]]:
    return [
        {"side": "left", measure: left, "round": 1, **fields},
        {"side": "right", measure: right, "round": 1, **fields},
    ]


def page_of(
    owner: User,
    drill: Exercise,
    chosen: str = "",
    *,
    before: date | None = None,
    unit: str = "kg",
    today: date = TODAY,
    **asked: Any,
) -> DrillProgress:
    found = queries.find_drill(owner, drill.slug)
    assert found is not None
    return queries.drill_progress(
        owner, found, today=today, asked=queries.Asked(range=chosen, **asked), before=before, unit=unit
    )


def bests(page: DrillProgress) -> dict[str, tuple[str, dict[str, str]]]:
    return {
        row.name: (row.dates, {each.side: each.amount for each in row.amounts})
        for row in (*page.records, *page.more_records)
    }


def table(page: DrillProgress) -> list[tuple[str, ...]]:
    return [(row.day, *(cell.amount for cell in row.cells)) for row in page.table]


def shown_range(page: DrillProgress) -> list[str]:
    return [parse_qs(choice.query)["range"][0] for choice in page.ranges if choice.current]


def test_the_chart_has_the_best_set_of_each_day_left_and_right(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, date(2026, 11, 5), *pair(7, 6), *pair(9, 5))
    log(alice, drill, date(2026, 11, 12), *pair(10, 8))

    page = page_of(alice, drill)

    assert page.heading == "Most reps in a set"
    assert [column.side for column in page.columns] == ["left", "right"]
    assert table(page) == [("12 Nov", "10", "8"), ("5 Nov", "9", "6")]
    assert page.sentence == "Most reps in a set, 5 Nov to 12 Nov. Left: from 9 to 10. Right: from 6 to 8."


def test_warm_ups_and_deleted_sets_count_nowhere_in_the_chart(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, date(2026, 11, 5), *pair(7, 6), *pair(20, 20, kind="warm_up"))
    log(alice, drill, date(2026, 11, 6), *pair(30, 30))
    for row in Set.objects.filter(owner=alice, date=date(2026, 11, 6)):
        services.delete_set(owner=alice, at=NOON, set_id=row.id)

    assert table(page_of(alice, drill)) == [("5 Nov", "7", "6")]


def test_seconds_and_loads_are_worded(alice: User) -> None:
    hold, load = make_exercise(measures=["hold"]), make_exercise(measures=["load", "reps"])
    log(alice, hold, TODAY, *pair(45, 95, "hold_seconds"))
    log(alice, load, TODAY, {"load_kg": Decimal("5.670"), "load_unit": "lb", "reps": 5})

    assert table(page_of(alice, hold)) == [("12 Nov", "45 s", "1:35")]
    assert table(page_of(alice, load, unit="lb")) == [("12 Nov", "12.5")]
    assert table(page_of(alice, load, unit="kg")) == [("12 Nov", "5.67")]
    assert page_of(alice, load, unit="lb").heading == "Heaviest load, lb"
    assert bests(page_of(alice, load, unit="lb")) == {
        "Heaviest load": ("12 Nov", {"both": "12.5 lb"}),
        "Estimated one-rep max": ("12 Nov", {"both": "14.55 lb"}),
        "Most reps in a session": ("12 Nov", {"both": "5"}),
        "Most reps, 12.5 lb": ("12 Nov", {"both": "5"}),
    }


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        ("4w", ["12 Nov"]),
        ("3m", ["12 Nov", "1 Oct"]),
        ("1y", ["12 Nov", "1 Oct", "1 Jan"]),
        ("all", ["12 Nov", "1 Oct", "1 Jan", "1 Jan 2020"]),
    ],
)
def test_the_range_is_the_one_in_the_address(alice: User, chosen: str, days: list[str]) -> None:
    drill = make_exercise()
    for day in (date(2020, 1, 1), date(2026, 1, 1), date(2026, 10, 1), TODAY):
        log(alice, drill, day, *pair(5, 5))

    page = page_of(alice, drill, chosen)

    assert [row[0] for row in table(page)] == days
    assert shown_range(page) == [chosen]


def test_without_a_choice_the_range_holds_enough_to_draw(alice: User) -> None:
    drill, rare = make_exercise(), make_exercise()
    for day in (date(2020, 1, 1), date(2026, 10, 1), TODAY):
        log(alice, drill, day, *pair(5, 5))
    for day in (date(2020, 1, 1), TODAY):
        log(alice, rare, day, *pair(5, 5))

    assert shown_range(page_of(alice, drill)) == ["3m"]
    assert shown_range(page_of(alice, drill, "nonsense")) == ["3m"]
    assert shown_range(page_of(alice, rare)) == ["all"]


def test_bests_name_each_side_apart_and_ties_keep_the_first_day(alice: User) -> None:
    drill = make_exercise(measures=["reps", "load"])
    log(alice, drill, date(2025, 3, 1), *pair(8, 9, load_kg=Decimal(20)))
    log(alice, drill, date(2026, 10, 5), *pair(12, 7), *pair(11, 7))
    log(alice, drill, date(2026, 11, 12), *pair(12, 9))

    assert bests(page_of(alice, drill)) == {
        "Most reps, no load": ("5 Oct · 12 Nov", {"left": "12", "right": "9"}),
        "Most reps, 20 kg": ("1 Mar 2025", {"left": "8", "right": "9"}),
        "Most reps in a session": ("5 Oct", {"left": "23", "right": "14"}),
        "Heaviest load": ("1 Mar 2025", {"left": "20 kg", "right": "20 kg"}),
        "Estimated one-rep max": ("1 Mar 2025", {"left": "25.3 kg", "right": "26 kg"}),
    }


def test_every_session_is_listed_with_its_sets_and_thirty_days_a_page(alice: User) -> None:
    drill = make_exercise()
    days = [TODAY - timedelta(days=3 * place) for place in range(65)]
    for place, day in enumerate(days):
        log(alice, drill, day, *pair(place, place))
    log(
        alice,
        drill,
        TODAY,
        *pair(70, 71),
        {"side": "left", "reps": 3, "round": 2, "pain": 2, "kind": "warm_up"},
    )

    first = page_of(alice, drill).sessions
    second = page_of(alice, drill, before=first.older).sessions
    third = page_of(alice, drill, before=second.older).sessions

    assert [len(page.rows) for page in (first, second, third)] == [31, 30, 5]
    assert {row.sides[0].sets for row in first.rows[:2]} == {("0",), ("70", "3")}
    assert {row.pain for row in first.rows[:2]} == {None, 2}
    assert (first.first, second.first, third.first) == (True, False, False)
    assert (second.newer, third.older) == (None, None)
    assert page_of(alice, drill, before=third.newer).sessions.rows == second.rows
    seen = [row.workout_id for page in (first, second, third) for row in page.rows]
    assert len(set(seen)) == len(seen) == 66


def test_a_favourite_and_a_pinned_note_are_shown(alice: User) -> None:
    drill = make_exercise()
    assert (page_of(alice, drill).favourite, page_of(alice, drill).pinned_note) == (False, "")

    services.keep_favourite(owner=alice, at=NOON, drill_id=drill.id, favourite=True)
    services.pin_note(owner=alice, at=NOON, drill_id=drill.id, note="Block under the hip")

    assert (page_of(alice, drill).favourite, page_of(alice, drill).pinned_note) == (
        True,
        "Block under the hip",
    )


def test_the_overview_has_each_drill_with_its_last_day(alice: User) -> None:
    hip, own = (
        make_exercise(name="Hip turn"),
        make_exercise(name="Both", sides="both_together", measures=["hold"]),
    )
    log(alice, hip, date(2026, 11, 5), *pair(20, 20))
    log(alice, hip, date(2026, 11, 12), *pair(9, 8), *pair(10, 7))
    log(alice, own, date(2026, 11, 1), {"hold_seconds": 70})

    page = queries.overview(alice, today=TODAY, week_start=0, unit="kg")

    assert [(row.drill.name, row.last) for row in page.drills] == [("Hip turn", "12 Nov"), ("Both", "1 Nov")]


def test_the_streak_counts_weeks_and_the_running_one_never_breaks_it(alice: User) -> None:
    drill = make_exercise()
    for day in (2, 5, 9, 11, 12):
        log(alice, drill, date(2026, 11, day), *pair(5, 5))
    make_workout(alice, day=date(2026, 11, 3), title="Opened, nothing done")

    goal = queries.overview(alice, today=TODAY, week_start=0, unit="kg").goal

    assert (goal.sessions, goal.amount, goal.weeks) == (3, 2, 2)


def test_the_pages_say_so_when_nothing_is_logged(alice: User, client_for: Callable[[User], Client]) -> None:
    drill = make_exercise()
    client = client_for(alice)

    assert "No sets yet" in client.get("/progress/").content.decode()
    assert "You have not logged this drill yet." in client.get(f"/progress/{drill.slug}/").content.decode()


def test_a_drill_is_found_by_slug_old_slug_and_id_at_one_address(
    alice: User, client_for: Callable[[User], Client]
) -> None:
    drill = make_exercise(slug="new-name")
    OldSlug.objects.create(exercise=drill, slug="old-name")
    client = client_for(alice)

    assert client.get("/progress/new-name/").status_code == 200
    for key in ("old-name", str(drill.id)):
        assert client.get(f"/progress/{key}/")["Location"] == "/progress/new-name/"


@pytest.mark.parametrize(
    "key", ["no-such-drill", "00000000-0000-4000-8000-000000000000", "a%00b", "%F0%9F%A6%B5"]
)
def test_an_unknown_drill_is_404(alice: User, client_for: Callable[[User], Client], key: str) -> None:
    assert client_for(alice).get(f"/progress/{key}/").status_code == 404
    assert client_for(alice).get(f"/progress/{key}/last/").status_code == 404


def test_a_drill_never_published_is_404(alice: User, client_for: Callable[[User], Client]) -> None:
    drill = make_exercise(status="draft", published_at=None)

    assert client_for(alice).get(f"/progress/{drill.slug}/").status_code == 404


def test_bob_sees_nothing_of_alices(alice: User, bob: User, client_for: Callable[[User], Client]) -> None:
    drill = make_exercise()
    log(alice, drill, TODAY, *pair(77, 66))
    own = services.save_own_drill(owner=alice, at=NOON, name="Mine", measures=["reps"], sides="each_side")
    client = client_for(bob)

    assert client_for(alice).get(f"/progress/{own}/").status_code == 200
    assert client.get(f"/progress/{own}/").status_code == 404
    assert client.get(f"/progress/{own}/last/").status_code == 404
    # Of what she did there is no word; a form's token can hold any two digits.
    shown = client.get(f"/progress/{drill.slug}/").content.decode()
    assert "You have not logged this drill yet." in shown
    assert "Nothing logged in this time." in shown
    assert client.get(f"/progress/{drill.slug}/last/").status_code == 204


def test_last_time_is_a_fragment_for_its_owner_alone(
    alice: User, client_for: Callable[[User], Client]
) -> None:
    drill = make_exercise()
    log(alice, drill, date(2026, 11, 5), *pair(5, 5))
    workout = log(alice, drill, date(2026, 11, 12), *pair(10, 9), {"side": "left", "reps": 8, "round": 2})

    response = client_for(alice).get(f"/progress/{drill.slug}/last/")

    text = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "<html" not in text
    assert "Last time, 12 Nov" in text
    assert "10 8" in text
    assert reverse("workouts:workout", args=[workout]) in text
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_nobody_has_no_last_time(db: None, client: Client) -> None:
    response = client.get(f"/progress/{make_exercise().slug}/last/")

    assert (response.status_code, response.content) == (204, b"")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "query", ["range=all", "range=%00", "before=2026-13-45", "before=tomorrow", "before=0001-01-01"]
)
def test_an_odd_address_is_no_error(alice: User, client_for: Callable[[User], Client], query: str) -> None:
    drill = make_exercise()
    log(alice, drill, TODAY, *pair(5, 5))

    assert client_for(alice).get(f"/progress/{drill.slug}/?{query}").status_code == 200


def test_the_chart_is_a_picture_with_a_sentence_and_a_table(
    alice: User, client_for: Callable[[User], Client]
) -> None:
    drill = make_exercise()
    first, last = date(2026, 11, 5), date(2026, 11, 12)
    log(alice, drill, first, *pair(7, 6))
    log(alice, drill, last, *pair(10, 8))

    text = client_for(alice).get(f"/progress/{drill.slug}/?range=all").content.decode()

    # The page's today is the real one, and another year is named.
    today = timezone.localdate()
    span = f"{calendars.name_day(first, today)} to {calendars.name_day(last, today)}"
    assert f'role="img" aria-label="Most reps in a set, {span}. Left: from 7 to 10.' in text
    assert '<path class="chart__left" d="M34.0' in text
    assert '<th scope="col">Left</th><th scope="col">Right</th>' in text


@pytest.mark.parametrize("days", [2, 40])
@pytest.mark.parametrize(
    "address",
    [
        "/progress/",
        "/progress/?period=all",
        "/progress/{own}/?range=all",
        "/progress/{slug}/?before=2026-11-10",
    ],
)
def test_queries_do_not_grow_with_the_years(
    alice: User, client_for: Callable[[User], Client], days: int, address: str
) -> None:
    drill = make_exercise()
    own = services.save_own_drill(owner=alice, at=NOON, name="Mine", measures=["reps"], sides="each_side")
    for place in range(days):
        workout = log(alice, drill, TODAY - timedelta(days=place), *pair(5, 5))
        entry = services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=own)
        services.record_sets(owner=alice, at=NOON, entry_id=entry, drafts=pair(5, 5))
    client = client_for(alice)
    # The first request of a day renews the session.
    client.get(address.format(own=own, slug=drill.slug))

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address.format(own=own, slug=drill.slug)).status_code == 200

    assert len(captured) <= 12
