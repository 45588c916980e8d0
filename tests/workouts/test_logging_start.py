"""Starting a session and choosing its drills, by forms alone."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.builders import NOON, TODAY, make_exercise, make_workout
from tests.taps import PAIR, YESTERDAY, edit_page, entry_of, start
from workouts import services
from workouts.models import CuratedItem, CuratedRoutine, Entry, Favourite, Set, Workout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


# --- starting ------------------------------------------------------------------------------------


def test_nobody_is_sent_to_sign_in_and_comes_back_with_the_same_drill(drill):
    response = Client().get(reverse("workouts:new") + "?drill=band-lying")
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=/workouts/new/%3Fdrill%3Dband-lying"


def test_looking_at_the_start_page_starts_nothing(her, alice, drill):
    response = her.get(reverse("workouts:new") + "?drill=band-lying")
    assert "Start with Band Lying" in response.content.decode()
    assert not Workout.objects.exists()
    assert User.objects.get(pk=alice.pk).revision == 0


def test_starting_now_leads_to_choosing_a_drill(her, alice):
    response = start(her)
    workout = Workout.objects.get()
    assert (workout.date, workout.started_at, workout.finished_at) == (TODAY, NOON, None)
    assert response["Location"] == reverse("workouts:add_drill", args=[workout.id])


def test_starting_with_a_drill_is_one_tap(her, alice, drill):
    response = start(her, drill="band-lying")
    assert entry_of(alice).drill_id == drill.id
    assert f"?entry={entry_of(alice).id}#entry-" in response["Location"]


def test_a_double_tap_on_start_starts_one_workout_with_one_drill(her, alice, drill):
    for _tap in range(2):
        her.post(reverse("workouts:new"), {"id": uuid.UUID(int=7), "when": "now", "drill": "band-lying"})
    assert Workout.objects.count() == 1
    assert Entry.objects.count() == 1


def test_a_routine_brings_its_drills_and_targets(her, alice, drill):
    routine = CuratedRoutine.objects.create(
        slug="three", title="Three", summary="Three drills.", minutes=9, status="published", published_at=NOON
    )
    CuratedItem.objects.create(routine=routine, drill=drill, sets=2, amount_min=9, amount_max=11)
    assert "Start Three" in her.get(reverse("workouts:new") + "?routine=three").content.decode()
    start(her, routine="three")
    assert Workout.objects.get().title == "Three"
    page = edit_page(her, entry_of(alice)).content.decode()
    assert "2 × 9–11 reps" in page
    assert "Set 1 of 2" in page
    assert 'name="left_reps" value="9"' in page


def test_doing_a_workout_again_copies_its_drills_and_no_set(her, alice, drill):
    before = make_workout(alice, day=YESTERDAY, drills=[drill, make_exercise()], sets=PAIR, finished_at=NOON)
    assert str(before) in her.get(reverse("workouts:new")).content.decode()
    start(her, repeat=str(before))
    again = Workout.objects.exclude(id=before).get()
    assert Entry.objects.filter(workout_id=again.id).count() == 2
    assert not Set.objects.filter(workout_id=again.id).exists()


def test_an_open_workout_is_offered_before_a_new_one(her, alice, drill):
    workout = make_workout(alice, title="Legs", drills=[drill])
    page = her.get(reverse("workouts:new")).content.decode()
    assert page.count("button--primary") == 1
    assert f"{reverse('workouts:edit', args=[workout])}#now" in page


def test_one_left_open_days_ago_is_not_offered_to_go_on_with(her, alice, drill):
    make_workout(alice, day=TODAY - timedelta(days=3), drills=[drill])
    assert "Continue" not in her.get(reverse("workouts:new")).content.decode()


def test_a_session_of_an_earlier_day_has_the_clock_of_that_day(her, alice):
    alice.guessed_time_zone = "Pacific/Auckland"
    alice.save()
    start(her, when="earlier", date="2026-11-10", started="23:30", finished="00:10")
    workout = Workout.objects.get()
    assert workout.time_zone == "Pacific/Auckland"
    assert workout.date == date(2026, 11, 10)
    assert workout.started_at == datetime(2026, 11, 10, 10, 30, tzinfo=UTC)
    assert workout.finished_at == datetime(2026, 11, 10, 11, 10, tzinfo=UTC)


def test_in_auckland_half_an_hour_before_midnight_it_is_still_today_there(her, alice):
    alice.guessed_time_zone = "Pacific/Auckland"
    alice.save()
    with time_machine.travel(datetime(2026, 11, 12, 10, 30, tzinfo=UTC), tick=False):
        start(her)
    with time_machine.travel(datetime(2026, 11, 12, 11, 30, tzinfo=UTC), tick=False):
        start(her)
    assert list(Workout.objects.order_by("date").values_list("date", flat=True)) == [
        date(2026, 11, 12),
        date(2026, 11, 13),
    ]


def test_tomorrow_can_be_logged_and_the_day_after_cannot(her, alice):
    tomorrow, later = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    assert start(her, when="earlier", date=tomorrow).status_code == 302
    response = start(her, when="earlier", date=later)
    assert response.status_code == 422
    page = response.content.decode()
    assert "This day is still to come." in page
    assert f'value="{later}"' in page
    assert Workout.objects.count() == 1


@pytest.mark.parametrize("chosen", [{"drill": "nothing"}, {"routine": "nothing"}, {"repeat": "nothing"}])
def test_starting_with_what_is_not_there_is_404_and_starts_nothing(her, alice, chosen):
    assert start(her, **chosen).status_code == 404
    assert not Workout.objects.exists()


# --- choosing a drill ----------------------------------------------------------------------------


def test_drills_are_found_by_name_alias_and_muscle_and_own_ones_too(her, alice, drill):
    make_exercise(name="Clamshell").aliases.create(name="Oyster")
    services.save_own_drill(owner=alice, at=NOON, name="Oyster stretch", measures=["hold"], sides="each_side")
    workout = make_workout(alice)
    page = her.get(reverse("workouts:add_drill", args=[workout]) + "?q=oyster").content.decode()
    assert "Clamshell" in page
    assert "Oyster stretch" in page
    assert "Band Lying" not in page


def test_a_word_that_finds_nothing_offers_to_make_the_drill(her, alice, drill):
    workout = make_workout(alice)
    page = her.get(reverse("workouts:add_drill", args=[workout]) + "?q=zzz").content.decode()
    assert "No drill for “zzz”" in page
    assert f"{reverse('workouts:new_drill')}?workout={workout}&amp;name=zzz" in page


def test_one_tap_adds_a_drill_and_a_double_tap_adds_it_once(her, alice, drill):
    workout = make_workout(alice)
    for _tap in range(2):
        response = her.post(
            reverse("workouts:add_drill", args=[workout]), {"id": uuid.UUID(int=5), "drill": "band-lying"}
        )
    assert Entry.objects.count() == 1
    assert response["Location"].endswith(f"?entry={entry_of(alice).id}#entry-{entry_of(alice).id}")


def test_a_star_keeps_a_favourite_and_another_takes_it_away(her, alice, drill):
    workout = make_workout(alice)
    here = reverse("workouts:add_drill", args=[workout])
    response = her.post(f"{reverse('workouts:favourites')}?next={here}", {"keep": drill.id})
    assert response["Location"] == here
    assert "Favourites" in her.get(here).content.decode()
    her.post(f"{reverse('workouts:favourites')}?next={here}", {"drop": drill.id})
    assert Favourite.objects.get().deleted
    assert "Favourites" not in her.get(here).content.decode()


def test_next_leads_nowhere_but_to_this_site(her, alice, drill):
    response = her.post(f"{reverse('workouts:favourites')}?next=//elsewhere.example/", {"keep": drill.id})
    assert response["Location"] == reverse("workouts:today")


def test_the_last_used_drills_come_before_the_rest(her, alice, drill):
    make_exercise(name="Aaa")
    make_workout(alice, drills=[drill], sets=PAIR)
    workout = make_workout(alice)
    page = her.get(reverse("workouts:add_drill", args=[workout])).content.decode()
    assert page.index("Last used") < page.index("Band Lying") < page.index("All drills") < page.index("Aaa")


def test_a_time_outside_of_what_can_be_kept_is_a_sentence_and_starts_nothing(her, alice):
    services.save_preferences(owner=alice, at=NOON, time_zone="Asia/Kolkata")
    answers = {"when": "earlier", "date": "1900-01-01", "started": "00:10", "finished": "01:00"}
    response = start(her, **answers)
    assert response.status_code == 422
    assert "Write a date from 1900 on." in response.content.decode()
    assert not Workout.objects.exists()


def test_a_session_written_down_later_is_one_change_with_its_end(her, alice):
    start(her, when="earlier", date=YESTERDAY.isoformat(), started="10:00", finished="10:30")
    workout = Workout.objects.get()
    assert workout.started_at is not None
    assert workout.finished_at == workout.started_at + timedelta(minutes=30)
    assert workout.stamps["times"] == workout.stamps["name"]
    assert User.objects.get(pk=alice.pk).revision == 1


@pytest.mark.parametrize(
    ("day", "started", "finished", "minutes"),
    [
        ("2026-10-25", "02:30", "02:10", 40),  # the hour from two to three is there twice
        ("2026-10-25", "01:00", "03:00", 180),
        ("2026-03-29", "01:50", "03:10", 20),  # and here it is not there at all
        ("2026-03-28", "23:30", "00:20", 50),
    ],
)
def test_a_session_over_the_change_of_the_clocks_has_its_true_length(
    her, alice, day, started, finished, minutes
):
    services.save_preferences(owner=alice, at=NOON, time_zone="Europe/Berlin")
    start(her, when="earlier", date=day, started=started, finished=finished)
    workout = Workout.objects.get()
    assert workout.started_at
    assert workout.finished_at == workout.started_at + timedelta(minutes=minutes)


def test_a_time_that_the_clocks_skipped_cannot_end_before_it_began(her, alice):
    services.save_preferences(owner=alice, at=NOON, time_zone="Europe/Berlin")
    answers = {"when": "earlier", "date": "2026-03-29", "started": "02:30", "finished": "03:10"}
    assert start(her, **answers).status_code == 422
    assert not Workout.objects.exists()
