"""The page on which one chooses reminders."""

import html
from datetime import time

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.workouts.reminding import plan
from workouts.models import ReminderPlan

ADDRESS = "/you/reminders/"

FORM = {"by_mail": "on", "weekdays": ["1", "3"], "with_routines": "on", "time_of_day": "07:15"}


def test_the_page_keeps_what_is_chosen(her, alice):
    answer = her.post(
        ADDRESS, {**FORM, "weekdays": ["3", "1", "3"], "quiet_from": "07:30", "quiet_until": "06:30"}
    )
    assert answer["Location"] == ADDRESS
    kept = ReminderPlan.objects.get()
    assert (kept.by_mail, kept.weekdays, kept.time_of_day) == (True, [1, 3], time(7, 15))
    assert (kept.quiet_from, kept.quiet_until) == (time(7, 30), time(6, 30))
    assert 'value="07:15"' in her.get(ADDRESS).content.decode()


def test_looking_at_the_page_writes_nothing(her):
    assert her.get(ADDRESS).status_code == 200
    assert not ReminderPlan.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"weekdays": [], "with_routines": ""}, "Choose a day, or the days of your routines."),
        ({"time_of_day": ""}, "Choose a time, like 18:00."),
        ({"time_of_day": "seven"}, "Write a time like 18:30."),
        ({"weekdays": ["7"]}, "Select a valid choice"),
        ({"quiet_from": "22:00"}, "Quiet hours have a beginning and an end."),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "begin and end at the same time"),
        ({"quiet_from": "06:00", "quiet_until": "08:00"}, "This time lies in your quiet hours."),
        # Sent at 7:30, when cron comes next: never.
        ({"quiet_from": "07:25", "quiet_until": "08:00"}, "at least 15 minutes before your quiet hours"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(her, change, sentence):
    answer = her.post(ADDRESS, {**FORM, **change})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ReminderPlan.objects.exists()


def test_an_unproven_address_is_named_on_the_page(her, alice):
    assert "Nothing is sent to" not in her.get(ADDRESS).content.decode()
    EmailAddress.objects.update(verified=False)
    assert "Nothing is sent to alice@example.com" in her.get(ADDRESS).content.decode()


@pytest.mark.parametrize("button", ["make_calendar", "close_calendar"])
def test_an_address_made_or_closed_keeps_what_is_not_saved_yet_and_saves_nothing(her, alice, button):
    plan(alice, weekdays=[2])
    changed = {"weekdays": ["1", "3"], "time_of_day": "07:15", "quiet_from": "7pm", "quiet_until": ""}
    answer = her.post(reverse(f"workouts:{button}"), changed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="07:15"' in page
    assert 'value="7pm"' in page
    # Nothing was asked to be saved, so nothing is wrong.
    assert "field__error" not in page
    form = answer.context["form"]
    chosen = [box.data["value"] for box in form["weekdays"] if box.data["selected"]]
    assert [int(day) for day in chosen] == [1, 3]
    assert not form["by_mail"].value()
    kept = ReminderPlan.objects.get()
    assert (kept.by_mail, kept.weekdays, kept.time_of_day) == (True, [2], time(12))


def test_closing_the_address_says_so_and_offers_a_new_one(her, alice):
    her.post(reverse("workouts:make_calendar"))
    page = her.post(reverse("workouts:close_calendar")).content.decode()
    assert "The calendar's address leads nowhere now." in html.unescape(page)
    assert "Make an address" in page
    assert "Turn the address off" not in page


def test_making_an_address_alone_shows_what_is_saved(her, alice):
    plan(alice, time_of_day=time(6, 45))
    assert 'value="06:45"' in her.post(reverse("workouts:make_calendar")).content.decode()


QUIET = {"quiet_from": "06:00", "quiet_until": "08:00"}


def test_quiet_hours_do_not_matter_where_nothing_is_sent(her, alice):
    assert her.post(ADDRESS, {**FORM, **QUIET, "by_mail": ""}).status_code == 302
    assert her.post(ADDRESS, {**FORM, **QUIET}).status_code == 422
    assert not ReminderPlan.objects.get().by_mail


@pytest.mark.parametrize(
    "change", [{"quiet_from": "22:00"}, {"quiet_from": "22:00", "quiet_until": "22:00"}, {"quiet_from": "x"}]
)
def test_quiet_hours_that_are_none_are_refused_all_the_same(her, change):
    assert her.post(ADDRESS, {**FORM, **change, "by_mail": ""}).status_code == 422
