from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests.builders import NOON, make_exercise, make_workout
from workouts import calendars, queries, services
from workouts.models import Entry, Workout
from workouts.queries.history import HistoryPage

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
TODAY = date(2026, 11, 12)
URL = "/workouts/"
LEFT: dict[str, Any] = {"side": "left", "reps": 10, "round": 1}
RIGHT: dict[str, Any] = {"side": "right", "reps": 9, "round": 1}


def page_of(
    owner: User, month: date | None = None, *, today: date = TODAY, week_start: int = MONDAY
) -> HistoryPage:
    return queries.history_page(owner, month=month, today=today, week_start=week_start)


def titles(page: HistoryPage) -> list[list[str]]:
    return [[row.title for row in week.rows] for week in page.weeks]


def test_weeks_and_workouts_come_newest_first(alice: User) -> None:
    for day in (2, 5, 9, 10, 12):
        make_workout(alice, day=date(2026, 11, day), title=f"On the {day}th")

    page = page_of(alice)

    assert page.name == "November 2026"
    assert [week.name for week in page.weeks] == ["This week", "Last week"]
    assert titles(page) == [["On the 12th", "On the 10th", "On the 9th"], ["On the 5th", "On the 2th"]]


def test_older_weeks_are_named_by_their_days(alice: User) -> None:
    make_workout(alice, day=date(2026, 11, 12))

    page = page_of(alice, today=date(2026, 12, 30))

    assert page.weeks[0].name == "9 to 15 November"


@pytest.mark.parametrize(
    ("first", "name"),
    [
        (date(2026, 11, 9), "9 to 15 November"),
        (date(2026, 11, 30), "30 November to 6 December"),
        (date(2025, 12, 29), "29 December 2025 to 4 January 2026"),
    ],
)
def test_a_week_names_its_month_and_at_the_turn_of_the_year_both_years(first: date, name: str) -> None:
    assert calendars.name_week(first, today=date(2027, 1, 1), week_start=MONDAY) == name


@pytest.mark.parametrize(
    ("week_start", "groups"),
    [
        (MONDAY, [["Mon"], ["Sun", "Sat"]]),
        (SUNDAY, [["Mon", "Sun"], ["Sat"]]),
        (SATURDAY, [["Mon", "Sun", "Sat"]]),
    ],
)
def test_the_week_starts_where_the_person_starts_it(
    alice: User, week_start: int, groups: list[list[str]]
) -> None:
    for day, title in ((7, "Sat"), (8, "Sun"), (9, "Mon")):
        make_workout(alice, day=date(2026, 11, day), title=title)

    assert titles(page_of(alice, week_start=week_start)) == groups


def test_a_week_across_two_months_counts_whole_and_points_to_the_rest(alice: User) -> None:
    drill = make_exercise()
    for day in (date(2025, 12, 30), date(2026, 1, 1), date(2026, 1, 3)):
        make_workout(alice, day=day, title=str(day), drills=[drill], sets=[LEFT])

    december, january = page_of(alice, date(2025, 12, 1)), page_of(alice, date(2026, 1, 1))

    assert titles(december) == [["2025-12-30"]]
    assert titles(january) == [["2026-01-03", "2026-01-01"]]
    assert december.weeks[0].sessions == january.weeks[0].sessions == "3 sessions"
    assert december.weeks[0].elsewhere == ((date(2026, 1, 1), "2 more in January"),)
    assert january.weeks[0].elsewhere == ((date(2025, 12, 1), "1 more in December"),)


def test_the_pager_skips_months_without_workouts(alice: User) -> None:
    for day in (date(2025, 12, 31), date(2026, 3, 1), date(2026, 11, 1)):
        make_workout(alice, day=day)

    march = page_of(alice, date(2026, 3, 1))

    assert (march.earlier, march.later) == (date(2025, 12, 1), date(2026, 11, 1))
    assert page_of(alice).month == date(2026, 11, 1)
    assert page_of(alice).later is None
    assert page_of(alice, date(2025, 12, 1)).earlier is None


def test_a_pair_counts_as_one_set_and_pain_is_the_worst(alice: User) -> None:
    drill = make_exercise()
    sets = [
        LEFT,
        {**RIGHT, "pain": 2},
        {"side": "left", "reps": 8, "round": 2, "pain": 3},
        {"reps": 5, "round": 3},
    ]
    make_workout(alice, drills=[drill], sets=sets)

    row = page_of(alice).weeks[0].rows[0]

    assert row.facts == ("3 sets", "pain 3")


def test_two_left_sets_of_one_round_are_two(alice: User) -> None:
    make_workout(alice, drills=[make_exercise()], sets=[LEFT, LEFT, RIGHT])

    assert page_of(alice).weeks[0].rows[0].facts == ("2 sets",)


def test_minutes_are_real_ones_through_a_clock_change(alice: User) -> None:
    """In Berlin, 2026-10-25 has two hours between 2 and 3: 01:50 to 03:10 were 140 minutes."""
    workout = make_workout(alice, day=date(2026, 10, 25))
    zone = calendars.zone("Europe/Berlin")
    start, end = datetime(2026, 10, 25, 1, 50, tzinfo=zone), datetime(2026, 10, 25, 3, 10, tzinfo=zone)
    services.change_workout(
        owner=alice,
        at=NOON,
        workout_id=workout,
        started_at=start.astimezone(UTC),
        finished_at=end.astimezone(UTC),
    )

    assert page_of(alice).weeks[0].rows[0].facts == ("140 min", "No sets yet")


def test_a_forgotten_end_gives_no_minutes(alice: User) -> None:
    workout = make_workout(alice)
    services.change_workout(
        owner=alice, at=NOON, workout_id=workout, started_at=NOON - timedelta(days=3), finished_at=NOON
    )

    assert page_of(alice).weeks[0].rows[0].facts == ("No sets yet",)


def test_an_untitled_workout_is_named_by_its_drills(alice: User) -> None:
    first, second, third = (make_exercise(name=name) for name in ("Clamshell", "Foot lift", "Hinge"))
    make_workout(alice, day=date(2026, 11, 1), drills=[first], sets=[LEFT])
    make_workout(alice, day=date(2026, 11, 2), drills=[first, first, second], sets=[LEFT])
    make_workout(alice, day=date(2026, 11, 3), drills=[first, second, third], sets=[LEFT])
    make_workout(alice, day=date(2026, 11, 4))

    rows = [row.title for week in page_of(alice).weeks for row in week.rows]

    assert rows == ["Workout", "Clamshell and 2 more", "Clamshell and Foot lift", "Clamshell"]


def test_a_deleted_workout_is_gone_and_an_undone_one_is_back(alice: User) -> None:
    workout = make_workout(alice, drills=[make_exercise()], sets=[LEFT])

    stamp = services.delete_workout(owner=alice, at=NOON, workout_id=workout)
    assert page_of(alice).empty
    services.undo_deletion(owner=alice, at=NOON, stamp=stamp)

    assert page_of(alice).weeks[0].rows[0].facts == ("1 set",)


def test_a_deleted_workout_shows_while_one_of_its_sets_is_live(alice: User) -> None:
    workout = make_workout(alice, drills=[make_exercise(name="Clamshell")], sets=[LEFT])
    Workout.objects.filter(owner=alice).update(deleted=True)
    Entry.objects.filter(owner=alice).update(deleted=True)

    page = page_of(alice)

    assert [row.id for row in page.weeks[0].rows] == [workout]
    assert titles(page) == [["Clamshell"]]


def test_sessions_count_workouts_that_hold_sets(alice: User) -> None:
    make_workout(alice, drills=[make_exercise()], sets=[LEFT])
    make_workout(alice, title="Opened, nothing done")

    week = page_of(alice).weeks[0]

    assert (len(week.rows), week.sessions) == (2, "1 session")


def test_bob_sees_nothing_of_alices(alice: User, bob: User) -> None:
    make_workout(alice, title="Hers")

    assert page_of(bob).empty


def test_the_page_says_so_when_nothing_is_logged(alice: User, client_for: Callable[[User], Client]) -> None:
    response = client_for(alice).get(URL)

    assert response.status_code == 200
    assert "Nothing logged yet" in response.content.decode()


def test_the_page_lists_the_month_in_the_address(alice: User, client_for: Callable[[User], Client]) -> None:
    make_workout(alice, day=date(2026, 3, 5), title="In March <b>")
    make_workout(alice, day=date(2026, 11, 5), title="In November")

    text = client_for(alice).get(URL, {"month": "2026-03"}).content.decode()

    assert "In March &lt;b&gt;" in text
    assert "In November" not in text
    assert f'href="{URL}?month=2026-11"' in text


@pytest.mark.parametrize(
    "month", ["", "2026-13", "9999-12", "March", "2026-11-12", "\x00", "0001-01", "٢٠٢٦-11"]
)
def test_an_odd_month_is_no_error(alice: User, client_for: Callable[[User], Client], month: str) -> None:
    make_workout(alice)

    assert client_for(alice).get(URL, {"month": month}).status_code == 200


def test_a_month_without_workouts_says_so(alice: User, client_for: Callable[[User], Client]) -> None:
    make_workout(alice)

    assert "No workouts in May 2026." in client_for(alice).get(URL, {"month": "2026-05"}).content.decode()


def test_the_persons_today_decides_which_week_is_this_one(
    alice: User, client_for: Callable[[User], Client], time_machine: Any
) -> None:
    """Sunday evening in London is Monday in Auckland."""
    make_workout(alice, day=date(2026, 11, 12))
    time_machine.move_to(datetime(2026, 11, 15, 20, 0, tzinfo=UTC))
    client = client_for(alice)
    assert "This week" in client.get(URL).content.decode()

    services.save_preferences(owner=alice, at=NOON, time_zone="Pacific/Auckland")

    assert "Last week" in client.get(URL).content.decode()


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    response = client.get(URL)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("workouts", [2, 20])
def test_queries_do_not_grow_with_the_history(
    alice: User, client_for: Callable[[User], Client], workouts: int
) -> None:
    own = services.save_own_drill(owner=alice, at=NOON, name="Mine", measures=["reps"], sides="each_side")
    drill = make_exercise()
    for number in range(workouts):
        workout = make_workout(alice, day=date(2026, 10, 1 + number), drills=[drill], sets=[LEFT, RIGHT])
        services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=own)
    make_workout(alice, day=date(2026, 9, 1))
    client = client_for(alice)
    # The first request of a day renews the session.
    client.get(URL)

    with CaptureQueriesContext(connection) as captured:
        client.get(URL, {"month": "2026-10"})

    assert len(captured) <= 12
