"""The summary on paper: the same numbers as the sets, in the words of a period."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, make_exercise, make_workout
from workouts import queries, services
from workouts.models import Goal
from workouts.queries.summary import SummaryPage

TODAY = date(2026, 11, 12)  # a Thursday


def log(owner: User, drill: Exercise, day: date, left: int, right: int, **more: Any) -> None:
    sides = [
        {"side": side, "reps": reps, "round": 1, **more} for side, reps in (("left", left), ("right", right))
    ]
    make_workout(owner, day=day, drills=[drill], sets=sides)


def summary(owner: User, period: str = "4w", today: date = TODAY) -> SummaryPage:
    return queries.summary_page(owner, today=today, week_start=0, unit="kg", chosen=period)


def test_each_half_of_the_period_has_its_best_left_and_right(alice: User) -> None:
    drill = make_exercise()
    for day, left, right in ((20, 8, 5), (27, 9, 6)):
        log(alice, drill, date(2026, 10, day), left, right)
    log(alice, drill, date(2026, 11, 10), 12, 10)
    log(alice, drill, date(2026, 10, 18), 50, 50)  # the Sunday before the first week
    page = summary(alice)
    (line,) = page.drills
    assert (page.first, page.last) == (date(2026, 10, 19), TODAY)
    assert (line.days, line.sets, line.measured) == (3, 3, "Most reps in a set")
    assert [(side.side, side.first, side.last) for side in line.sides] == [
        ("left", "9", "12"),
        ("right", "6", "10"),
    ]


def test_weeks_are_whole_and_a_pause_is_not_held_against_anyone(alice: User) -> None:
    drill = make_exercise()
    services.save_goal(owner=alice, at=NOON, goal_id=uuid4(), **goal(date(2026, 10, 26), date(2026, 11, 1)))
    for day in (date(2026, 10, 20), date(2026, 10, 21), date(2026, 11, 3), date(2026, 11, 10)):
        log(alice, drill, day, 5, 5)
    seen = summary(alice).adherence
    assert (seen.weeks_met, seen.weeks_counted, seen.weeks_paused) == (1, 2, 1)
    assert seen.words == "2, 0, 1, 1"
    assert [bar.met for bar in seen.bars] == [True, False, False, False]
    # On Sunday the running week is whole.
    assert summary(alice, today=date(2026, 11, 15)).adherence.weeks_counted == 3


def goal(paused_from: date, paused_until: date) -> dict[str, Any]:
    return {
        "period": Goal.Period.WEEK,
        "counts": Goal.Counts.SESSIONS,
        "amount": 2,
        "paused_from": paused_from,
        "paused_until": paused_until,
    }


def test_pain_is_listed_newest_first_with_its_side(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, TODAY - timedelta(days=9), 5, 5, pain=2)
    log(alice, drill, TODAY, 5, 5, pain=0)
    page = summary(alice)
    assert page.days_with_pain == 1
    assert [(line.day, line.side, line.pain) for line in page.pains] == [
        ("3 Nov 2026", "left", 2),
        ("3 Nov 2026", "right", 2),
    ]


@pytest.mark.parametrize("period", ["4w", "12w", "26w", "52w", "nonsense"])
@pytest.mark.parametrize("days", [0, 3, 30])
def test_the_page_answers_within_twelve_queries(
    alice: User, client_for: Callable[[User], Client], period: str, days: int
) -> None:
    drill = make_exercise()
    for place in range(days):
        log(alice, drill, TODAY - timedelta(days=place), 5, 5)
    client = client_for(alice)
    client.get("/progress/summary/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/progress/summary/?period={period}").status_code == 200
    assert len(captured) <= 12
