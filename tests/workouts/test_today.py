from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import NOON, TODAY, make_exercise, make_workout
from workouts import services
from workouts.models import CuratedRoutine
from workouts.queries import today as queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SET = [{"side": "left", "reps": 10}, {"side": "right", "reps": 10}]


def see(client_for, person):
    return client_for(person).get(reverse("workouts:today")).content.decode()


def test_without_an_account_it_is_a_shell_for_what_the_phone_holds(db):
    answers = [Client().get(reverse("workouts:today")) for _time in range(2)]
    assert answers[0].content == answers[1].content
    assert b"<today-here" in answers[0].content
    assert b"csrfmiddlewaretoken" not in answers[0].content
    assert not answers[0].cookies
    # The same address is a page of one's own a moment later.
    assert {"private", "no-store"} <= set(answers[0]["Cache-Control"].split(", "))


def test_with_an_account_it_is_private(client_for, alice):
    answer = client_for(alice).get(reverse("workouts:today"))
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert b"<today-here" not in answer.content


def test_somebody_new_has_one_thing_to_do(client_for, alice):
    page = see(client_for, alice)
    assert "Log your first session" in page
    assert page.count("button--primary") == 1


def test_an_open_workout_comes_first(client_for, alice):
    workout = make_workout(alice, title="Legs", drills=[make_exercise()], sets=SET)
    page = see(client_for, alice)
    assert "Continue" in page
    assert f"{reverse('workouts:edit', args=[workout])}#now" in page
    assert page.count("button--primary") == 1


def test_without_one_the_last_session_can_be_done_again(client_for, alice):
    day = TODAY - timedelta(days=2)
    workout = make_workout(alice, day=day, title="Legs", drills=[make_exercise()], sets=SET, finished_at=NOON)
    page = see(client_for, alice)
    assert reverse("workouts:repeat_workout", args=[workout]) in page
    assert page.count("button--primary") == 1


def test_the_week_counts_sessions_that_have_a_set(alice):
    drill = make_exercise()
    make_workout(alice, drills=[drill], sets=SET, finished_at=NOON)
    make_workout(alice, day=TODAY - timedelta(days=1), drills=[drill], finished_at=NOON)
    make_workout(alice, day=TODAY - timedelta(days=7), drills=[drill], sets=SET, finished_at=NOON)
    page = queries.today_page(alice, now=NOON)
    assert (page.sessions, page.sets) == (1, 1)
    assert [day.sessions for day in page.days] == [0, 0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize(("week_start", "first"), [(0, 9), (6, 8), (5, 7)])
def test_the_week_starts_on_the_persons_first_day(alice, week_start, first):
    services.save_preferences(owner=alice, at=NOON, week_start=week_start)
    page = queries.today_page(alice, now=NOON)
    assert page.days[0].date.day == first
    assert len(page.days) == 7


def test_today_is_the_persons_day(alice):
    alice.guessed_time_zone = "Pacific/Auckland"
    page = queries.today_page(alice, now=datetime(2026, 11, 12, 11, 30, tzinfo=UTC))
    assert page.today.day == 13


def test_drills_last_used_and_routines_are_there_to_pick_up(client_for, alice):
    drill = make_exercise(name="Band Lying", slug="band-lying")
    CuratedRoutine.objects.create(
        slug="three", title="The three", summary="Three.", minutes=9, status="published", published_at=NOON
    )
    make_workout(alice, drills=[drill], sets=SET, finished_at=NOON)
    page = see(client_for, alice)
    assert f"{reverse('workouts:log')}?drill=band-lying" in page
    assert f"{reverse('workouts:log')}?routine=three" in page


def test_bob_sees_nothing_of_alices_week(client_for, alice, bob):
    make_workout(alice, title="Secret legs", drills=[make_exercise(name="Hidden")], sets=SET)
    page = see(client_for, bob)
    assert "Secret legs" not in page
    assert "Hidden" not in page


@pytest.mark.parametrize("sessions", [2, 30])
def test_today_takes_as_many_queries_for_a_long_history(client_for, alice, sessions):
    drills = [make_exercise() for _number in range(3)]
    for number in range(sessions):
        make_workout(alice, day=TODAY - timedelta(days=number), drills=drills, sets=SET, finished_at=NOON)
    client = client_for(alice)
    client.get(reverse("workouts:today"))  # A day's first page renews the session besides.
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("workouts:today"))
    assert len(captured) <= 15
