"""What counts for a goal, and its streak, held to a slow and obvious reference."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from tests.builders import NOON, make_exercise, make_workout
from workouts import calendars, goals, queries
from workouts.goals import Aim, Pause, standing
from workouts.models import Goal
from workouts.queries import week_goals
from workouts.services import store
from workouts.services.edits import Edit, save

TODAY = date(2026, 11, 12)
DAY = timedelta(days=1)
SET = [{"side": "left", "reps": 10}, {"side": "right", "reps": 10}]
TWICE_A_WEEK = Aim("week", 2)


def streak(days: Sequence[date], today: date, week_start: int = 0, aim: Aim = TWICE_A_WEEK) -> int:
    held = goals.by_day((day, 1) for day in days)
    return standing(held, aim, today=today, week_start=week_start).streak


@pytest.mark.parametrize(
    ("sessions", "today", "week_start", "weeks"),
    [
        ([], TODAY, 0, 0),
        # Across the turn of the year: 28 and 29 December, 4 and 5 January.
        (
            [date(2026, 12, 28), date(2026, 12, 29), date(2027, 1, 4), date(2027, 1, 5)],
            date(2027, 1, 6),
            0,
            2,
        ),
        # The running week has one; the two before have two each; then one.
        (
            [date(2026, 11, day) for day in (9, 2, 3)]
            + [date(2026, 10, 26), date(2026, 10, 27), date(2026, 10, 20)],
            TODAY,
            0,
            2,
        ),
        # Sunday and Monday are one week for who starts on Sunday, two for who starts on Monday.
        ([date(2026, 11, 8), date(2026, 11, 9)], TODAY, 6, 1),
        ([date(2026, 11, 8), date(2026, 11, 9)], TODAY, 0, 0),
        ([date(2026, 11, 2), date(2026, 11, 3)], date(2026, 11, 20), 0, 0),
    ],
)
def test_streaks_of_weeks(sessions: Sequence[date], today: date, week_start: int, weeks: int) -> None:
    assert streak(sessions, today, week_start) == weeks


def test_a_month_is_a_calendar_month_and_a_day_a_day():
    assert streak([date(2026, 10, 31), date(2026, 10, 1), date(2026, 11, 2)], TODAY, aim=Aim("month", 2)) == 1
    assert streak([TODAY - DAY, TODAY - 2 * DAY, TODAY - 4 * DAY], TODAY, aim=Aim("day", 1)) == 2


def test_a_pause_neither_counts_nor_breaks():
    days = [date(2026, 10, 12), date(2026, 10, 13), date(2026, 11, 2), date(2026, 11, 3)]
    assert streak(days, TODAY) == 1
    holiday = Pause(date(2026, 10, 19), date(2026, 11, 1))
    assert streak(days, TODAY, aim=Aim("week", 2, (holiday,))) == 2
    # It touches the week of the 12th by one day: that week no longer counts.
    longer = Pause(date(2026, 10, 18), date(2026, 11, 1))
    assert streak(days, TODAY, aim=Aim("week", 2, (longer,))) == 1
    # Until it is ended: the running week and those since are passed over.
    assert streak(days, TODAY, aim=Aim("week", 2, (holiday, Pause(date(2026, 11, 9), None)))) == 2
    assert standing({}, Aim("week", 2, (Pause(TODAY, None),)), today=TODAY, week_start=0).paused


def test_a_pause_that_ends_before_it_begins_is_none():
    assert not Pause(TODAY, TODAY - DAY).overlaps(TODAY - 9 * DAY, TODAY + 9 * DAY)


FIRST = date(2025, 12, 20)
DAYS = st.integers(0, 90).map(lambda number: FIRST + number * DAY)
PAUSES = st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)).map(lambda ends: Pause(*ends)), max_size=3)


def obvious(days: dict[date, int], aim: Aim, today: date, week_start: int) -> tuple[int, int]:
    """Every day since long ago, put into its period by comparing it with its neighbour."""
    periods: list[list[date]] = []
    day = FIRST - 400 * DAY
    end = today + 40 * DAY
    while day <= end:
        begins = {"day": True, "week": day.weekday() == week_start, "month": day.day == 1}[aim.period]
        if begins:
            periods.append([])
        if periods:
            periods[-1].append(day)
        day += DAY
    past = [period for period in periods if period[0] <= today]
    count = 0
    for number, period in enumerate(reversed(past)):
        if any(
            pause.first <= day and (pause.last is None or day <= pause.last)
            for pause in aim.pauses
            for day in period
        ):
            continue
        if sum(days.get(day, 0) for day in period) >= aim.amount:
            count += 1
        elif number:
            break
    return sum(days.get(day, 0) for day in past[-1]), count


@given(
    days=st.dictionaries(DAYS, st.integers(1, 40), max_size=60),
    pauses=PAUSES,
    today=DAYS,
    week_start=st.sampled_from([0, 5, 6]),
    period=st.sampled_from(["day", "week", "month"]),
    amount=st.integers(1, 60),
)
def test_it_is_what_the_obvious_reference_says(days, pauses, today, week_start, period, amount):
    aim = Aim(period, amount, tuple(pauses))
    now = standing(days, aim, today=today, week_start=week_start)
    assert (now.done, now.streak) == obvious(days, aim, today, week_start)
    # Knowing less than everything gives the same, or says that it may be longer.
    since = today - 30 * DAY
    part = {day: amount for day, amount in days.items() if day >= since}
    short = standing(part, aim, today=today, week_start=week_start, since=since)
    assert short.may_be_longer or short.streak == now.streak


def make_goal(owner: User, **fields: object) -> Goal:
    goal_id = uuid4()
    with transaction.atomic():
        save(owner=owner, head=store.lock(owner), edits=[Edit("goal", goal_id, fields, make=True)], at=NOON)
    return Goal.objects.get(owner=owner, id=goal_id)


def week_of(owner: User, today: date = TODAY) -> queries.WeekGoal:
    return queries.week_goal(owner, today=today, week_start=0)


def test_without_a_goal_it_is_two_sessions_a_week_and_nothing_is_written(alice, django_assert_num_queries):
    make_workout(alice, drills=[make_exercise()], sets=SET)
    with django_assert_num_queries(2):
        week = week_of(alice)
    assert (week.id, week.amount, week.sessions, week.met, week.weeks) == (None, 2, 1, False, 0)
    assert not Goal.objects.exists()


def test_the_greatest_weekly_goal_of_sessions_is_the_weeks(alice, bob):
    make_goal(alice, counts="sessions", period="week", amount=1)
    mine = make_goal(alice, counts="sessions", period="week", amount=3)
    make_goal(alice, counts="sessions", period="month", amount=9)
    make_goal(alice, counts="minutes", period="week", amount=60)
    make_goal(alice, counts="sessions", period="week", amount=5, archived=True)
    make_goal(bob, counts="sessions", period="week", amount=7)
    assert (week_of(alice).id, week_of(alice).amount) == (mine.id, 3)


def test_a_paused_goal_says_so(alice):
    until = TODAY + 9 * DAY
    make_goal(alice, amount=3, paused_from=TODAY - DAY, paused_until=until)
    week = week_of(alice)
    assert (week.paused, week.paused_until) == (True, until)
    assert not week_of(alice, until + DAY).paused


def test_a_streak_longer_than_the_first_look_is_counted_to_its_end(alice, monkeypatch):
    monkeypatch.setattr(week_goals, "FIRST_LOOK", timedelta(weeks=4))
    drill = make_exercise()
    monday = calendars.week_of(TODAY, 0)
    for week in range(1, 8):
        for day in (0, 2):
            make_workout(alice, day=monday - timedelta(weeks=week) + day * DAY, drills=[drill], sets=SET)
    with CaptureQueriesContext(connection) as captured:
        assert week_of(alice).weeks == 7
    assert len(captured) == 3
