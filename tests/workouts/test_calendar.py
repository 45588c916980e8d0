"""The calendar behind a secret address: RFC 5545, and who may read it."""

import json
import logging
import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.models import User
from config.logs import JsonFormatter
from tests.builders import NOON, TODAY
from tests.workouts.reminding import plan
from tests.workouts.test_reminders import make_routine
from workouts import icalendar, queries, services
from workouts.icalendar import Event
from workouts.models import CalendarAddress

MAKE = "/you/reminders/calendar/"


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


@given(st.text(max_size=300))
@example("a" * 300)
@example("Hüfte " * 60)
@example("€" * 120)
def test_any_text_comes_back_and_no_line_is_too_long(text):
    event = Event("1@swivel", NOON, 10, text, "")
    written = icalendar.calendar_text("Swivel", [event], at=NOON)
    for line in written.split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line
        assert "\r" not in line
    summary = next(line for line in unfolded(written) if line.startswith("SUMMARY:"))
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in plain if each == "\n" or each.isprintable())
    assert unescaped(summary.removeprefix("SUMMARY:")) == kept


def test_an_event_is_written_as_the_standard_has_it():
    event = Event("1@swivel", datetime(2026, 7, 1, 16, tzinfo=UTC), 12, "Legs; slow, easy", "a\\b\nc")
    lines = unfolded(icalendar.calendar_text("Swivel", [event], at=NOON))
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Swivel//Training//EN"]
    assert lines[lines.index("BEGIN:VEVENT") : lines.index("BEGIN:VALARM")] == [
        "BEGIN:VEVENT",
        "UID:1@swivel",
        "DTSTAMP:20261112T120000Z",
        "DTSTART:20260701T160000Z",
        "DURATION:PT12M",
        r"SUMMARY:Legs\; slow\, easy",
        r"DESCRIPTION:a\\b\nc",
        "TRANSP:TRANSPARENT",
    ]
    assert lines[-1] == "END:VCALENDAR"


def starts(owner: User, now: datetime = NOON) -> list[datetime]:
    return [event.starts_at for event in queries.calendar_events(owner, now=now)]


def test_planned_days_stay_at_their_hour_over_a_change_of_the_clock(alice):
    services.save_preferences(owner=alice, at=NOON, time_zone="Europe/Berlin")
    plan(alice, weekdays=[6], time_of_day=time(18))
    # Summer time ends on Sunday, 25 October 2026.
    around = [moment for moment in starts(alice, datetime(2026, 10, 20, tzinfo=UTC)) if moment.month == 10]
    assert around == [datetime(2026, 10, 18, 16, tzinfo=UTC), datetime(2026, 10, 25, 17, tzinfo=UTC)]


def test_routines_and_chosen_days_are_in_it_and_pauses_are_not(alice):
    make_routine(alice, "Evening", weekdays=(3,))
    plan(alice, weekdays=[3, 5])
    events = queries.calendar_events(alice, now=NOON)
    assert {(event.starts_at.weekday(), event.summary) for event in events} == {
        (3, "Evening"),
        (5, "Train your hips"),
    }
    assert len({event.uid for event in events}) == len(events)
    assert [event.uid for event in queries.calendar_events(alice, now=NOON)] == [e.uid for e in events]
    goal_id = uuid4()
    services.save_goal(owner=alice, at=NOON, goal_id=goal_id, amount=2)
    last = TODAY + timedelta(days=6)
    services.pause_goal(owner=alice, at=NOON, goal_id=goal_id, first=TODAY, last=last, today=TODAY)
    assert not [moment for moment in starts(alice) if TODAY <= moment.date() <= last]
    assert len(starts(alice)) == len(events) - 2


def address_on(page: str) -> str:
    found = re.search(r'value="[^"]*(/calendar/[^"]+\.ics)"', page)
    assert found
    return found[1]


def test_the_address_is_shown_once_and_kept_as_a_hash(her, alice):
    page = her.post(MAKE)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    path = address_on(page.content.decode())
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 43
    assert token not in her.get("/you/reminders/").content.decode()
    row = CalendarAddress.objects.get()
    assert token not in row.digest
    assert token not in her.get(reverse("workouts:export")).getvalue().decode()
    answer = Client().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert not answer.cookies
    assert Client().get(path.replace(token, row.digest)).status_code == 404


def test_a_new_address_and_turning_it_off_end_the_old_one(her, alice):
    first = address_on(her.post(MAKE).content.decode())
    second = address_on(her.post(MAKE).content.decode())
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]
    her.post(f"{MAKE}off/")
    assert Client().get(second).status_code == 404


def test_it_holds_its_owners_days_alone_and_none_of_somebody_inactive(her, alice, bob):
    make_routine(alice, "Hers")
    make_routine(bob, "His")
    path = address_on(her.post(MAKE).content.decode())
    text = Client().get(path).content.decode()
    assert "SUMMARY:Hers" in text
    assert "His" not in text
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_neither_secret_is_written_down(her, alice, caplog):
    path = address_on(her.post(MAKE).content.decode())
    stop = reverse("workouts:stop_reminders", args=["wrong-secret"])
    with caplog.at_level(logging.DEBUG):
        for address in (path, path.replace(".ics", "x.ics"), stop):
            Client().get(address)
    lines = [JsonFormatter().format(record) for record in caplog.records]
    routes = {json.loads(line).get("route") for line in lines}
    assert "calendar/<slug:token>.ics" in routes
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert not [line for line in lines if token in line or "wrong-secret" in line]


def test_a_day_is_the_persons(alice):
    services.save_preferences(owner=alice, at=NOON, time_zone="Pacific/Auckland")
    plan(alice, weekdays=[0], time_of_day=time(7))
    assert starts(alice)[0] == datetime(2026, 11, 8, 18, tzinfo=UTC)
    assert starts(alice)[0].date() == date(2026, 11, 8)
