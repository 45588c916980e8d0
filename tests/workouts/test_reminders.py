"""Letters: when they are due, and that nobody gets two."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.builders import NOON, TODAY, make_exercise, make_workout
from tests.people import make_person
from tests.workouts.reminding import THURSDAY, plan, two_senders
from workouts import reminders, services
from workouts.models import ReminderLetter, ReminderPlan
from workouts.queries import reminders as queries
from workouts.reminders import Quiet
from workouts.services import store
from workouts.services.edits import Edit, save


@pytest.fixture
def reminded(alice: User) -> User:
    plan(alice)
    return alice


def make_routine(owner: User, title: str = "Evening", weekdays: tuple[int, ...] = (THURSDAY,)) -> None:
    routine, drill = uuid4(), make_exercise()
    edits = [
        Edit("routine", routine, {"title": title, "weekdays": list(weekdays)}, make=True),
        Edit("item", uuid4(), {"drill_id": drill.id, "target": {"sets": 2}}, parent=routine, make=True),
    ]
    with transaction.atomic():
        save(owner=owner, head=store.lock(owner), edits=edits, at=NOON)


def sent(now: datetime = NOON) -> int:
    return services.send_reminders(now=now).letters


BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("time_of_day", "zone", "day", "moment"),
    [
        (time(18), BERLIN, date(2026, 7, 1), datetime(2026, 7, 1, 16, tzinfo=UTC)),
        (time(18), BERLIN, date(2026, 12, 1), datetime(2026, 12, 1, 17, tzinfo=UTC)),
        # 02:30 is skipped on 29 March: an hour later. It comes twice on 25 October: the first.
        (time(2, 30), BERLIN, date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (time(2, 30), BERLIN, date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (time(20), NEW_YORK, date(2026, 11, 12), datetime(2026, 11, 13, 1, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_the_persons_whatever_the_clock_does(time_of_day, zone, day, moment):
    assert reminders.moment_of(day, time_of_day, zone) == moment
    asked = {"time_of_day": time_of_day, "quiet": None, "zone": zone}
    assert reminders.due_day(moment, **asked) == day
    assert reminders.due_day(moment - timedelta(seconds=1), **asked) is None
    assert reminders.due_day(moment + reminders.LATEST, **asked) is None


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_an_hour_that_is_skipped_or_doubled_is_due_in_one_stretch(day):
    quarters = [datetime.combine(day, time(0), UTC) + timedelta(minutes=15 * n) for n in range(-8, 100)]
    due = [
        now
        for now in quarters
        if reminders.due_day(now, time_of_day=time(2, 30), quiet=None, zone=BERLIN) == day
    ]
    assert len(due) == 16
    assert due[-1] - due[0] == timedelta(hours=3, minutes=45)


def test_quiet_hours_go_over_midnight():
    night = Quiet(time(22), time(7))
    assert [night.holds(time(hour)) for hour in (21, 22, 3, 7)] == [False, True, True, False]
    assert [Quiet(time(13), time(15)).holds(time(hour)) for hour in (12, 13, 15)] == [False, True, False]
    late = NOON.replace(hour=22)
    asked: dict[str, Any] = {"time_of_day": time(20), "zone": ZoneInfo("UTC")}
    assert reminders.due_day(late, quiet=None, **asked) == TODAY
    assert reminders.due_day(late, quiet=night, **asked) is None


def test_a_letter_goes_on_a_planned_day_and_never_twice(reminded):
    assert sent(NOON - timedelta(minutes=1)) == 0
    assert [sent(NOON + timedelta(minutes=15 * n)) for n in range(4)] == [1, 0, 0, 0]
    assert sent(NOON + timedelta(days=1)) == 0
    assert sent(NOON + timedelta(days=7)) == 1
    assert mail.outbox[0].to == ["alice@example.com"]


def test_it_can_be_stopped_with_one_tap_by_the_mail_program(reminded, settings):
    settings.SITE_URL = "https://swivel.example"
    sent()
    [letter] = mail.outbox
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://swivel.example/reminders/stop/")
    assert address in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = address.removeprefix("https://swivel.example")
    stranger = Client(enforce_csrf_checks=True)
    # Looking changes nothing: programs that check links look, too.
    assert "Stop the reminders?" in stranger.get(path).content.decode()
    assert ReminderPlan.objects.get().by_mail
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not ReminderPlan.objects.get().by_mail
    assert sent(NOON + timedelta(days=7)) == 0


def test_a_link_that_was_changed_stops_nobody(reminded, bob):
    token = queries.stop_token(reminded)
    forged = token.replace(str(reminded.public_id), str(bob.public_id))
    for wrong in (forged, token[:-1], "wrong", str(reminded.public_id)):
        assert Client().post(reverse("workouts:stop_reminders", args=[wrong])).status_code == 404
    assert ReminderPlan.objects.get().by_mail


def test_the_routine_of_the_day_is_named(reminded):
    plan(reminded, weekdays=[])
    assert sent() == 0
    make_routine(reminded, "Evening\nBcc: all@example.com")
    assert sent() == 1
    [letter] = mail.outbox
    assert letter.subject == "Time to train: Evening Bcc: all@example.com"
    assert letter.recipients() == ["alice@example.com"]
    letter.message()
    assert "about 5 minutes" in letter.body


def test_routines_count_only_where_they_are_wanted(reminded):
    plan(reminded, weekdays=[], with_routines=False)
    make_routine(reminded)
    assert sent() == 0


def test_nothing_goes_to_who_has_trained_today(reminded):
    make_workout(reminded, drills=[make_exercise()], sets=[{"reps": 5}])
    assert sent() == 0


def test_an_empty_workout_is_no_training(reminded):
    make_workout(reminded, drills=[make_exercise()])
    assert sent() == 1


def test_nothing_goes_while_all_training_is_paused(reminded):
    def goal(**fields: Any) -> Any:
        goal_id = uuid4()
        services.save_goal(owner=reminded, at=NOON, goal_id=goal_id, **fields)
        return goal_id

    goal(counts="times", title="Foam roll")
    sessions, sets = goal(counts="sessions", amount=2), goal(counts="sets", amount=9)
    pause = {"owner": reminded, "at": NOON, "first": TODAY, "last": TODAY, "today": TODAY}
    services.pause_goal(goal_id=sessions, **pause)
    services.pause_goal(goal_id=sets, **pause)
    assert sent() == 0
    services.resume_goal(owner=reminded, at=NOON, goal_id=sets, today=TODAY)
    assert sent() == 1


@pytest.mark.parametrize("change", ["unproven", "another address", "inactive", "off"])
def test_nothing_goes_to_an_address_nobody_proved_or_who_is_gone(reminded, change):
    if change == "unproven":
        EmailAddress.objects.update(verified=False)
    elif change == "another address":
        User.objects.update(email="elsewhere@example.com")
    elif change == "inactive":
        User.objects.update(is_active=False)
    else:
        plan(reminded, by_mail=False)
    assert sent() == 0


def test_the_time_is_that_of_the_persons_zone(reminded):
    services.save_preferences(owner=reminded, at=NOON, time_zone="Asia/Tokyo")
    plan(reminded, time_of_day=time(7), weekdays=[4])
    # 22:00 on Thursday in London is 7:00 on Friday in Tokyo.
    assert sent(datetime(2026, 11, 12, 22, tzinfo=UTC)) == 1
    assert ReminderLetter.objects.get().date == date(2026, 11, 13)


def test_a_second_sender_in_the_middle_of_the_first_finds_the_letter_taken(reminded, monkeypatch):
    seconds = []

    class Slow(EmailBackend):
        def send_messages(self, messages: Any) -> int:
            monkeypatch.setattr(mail, "get_connection", EmailBackend)
            seconds.append(services.send_reminders(now=NOON).letters)
            return super().send_messages(messages)

    monkeypatch.setattr(mail, "get_connection", Slow)
    assert sent() == 1
    assert seconds == [0]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_senders_that_chose_the_same_letters_send_each_once(monkeypatch):
    people = [make_person(f"{name}@example.com") for name in ("alice", "bob", "charlie")]
    for person in people:
        plan(person)
    letters = two_senders(sent, monkeypatch)
    assert sum(letters) == 3
    assert sorted(message.to[0] for message in mail.outbox) == [person.email for person in people]


def test_the_command_says_how_many(reminded, at_noon, capsys):
    call_command("send_reminders")
    assert capsys.readouterr().out == "1 reminders sent, 0 failed.\n"


def test_old_letters_are_forgotten(reminded):
    sent()
    sent(NOON + timedelta(days=70))
    assert list(ReminderLetter.objects.values_list("date", flat=True)) == [TODAY + timedelta(days=70)]


@pytest.mark.parametrize("people", [2, 9])
def test_who_is_not_due_costs_no_query_of_their_own(django_assert_max_num_queries, db, people):
    for number in range(people):
        plan(make_person(f"person{number}@example.com"), time_of_day=time(20))
    with django_assert_max_num_queries(4):
        assert sent() == 0
