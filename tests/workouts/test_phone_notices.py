"""Reminders on phones: what reaches them and when, and whose they are."""

import json
from datetime import UTC, date, datetime, time, timedelta
from smtplib import SMTPDataError
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.builders import NOON
from tests.people import make_person
from tests.workouts.receivers import Phone, push_service, text_of
from tests.workouts.reminding import ClosedMailServer, plan, two_senders
from workouts import reminders, services
from workouts.models import PushSubscription, ReminderLetter, ReminderPlan
from workouts.queries import reminders as queries
from workouts.reminders import Quiet

PAGE = "/you/reminders/"
ON = reverse("workouts:remind_on_phone")
OFF = reverse("workouts:forget_phone")

pytestmark = pytest.mark.usefixtures("push_key")


def remind(owner: User, *phones: Phone, at: datetime = NOON, **changes: Any) -> None:
    plan(owner, **{"by_mail": False, **changes})
    for phone in phones:
        services.remind_on_phone(owner=owner, at=at, **phone.subscription)


def sent(now: datetime = NOON) -> tuple[int, int, int]:
    outcome = services.send_reminders(now=now)
    return outcome.letters, outcome.notices, outcome.failed


def test_a_phone_shows_what_is_due_once_a_day_and_nothing_of_the_person(alice, receiver, push_key):
    phone = receiver.phone("hers")
    remind(alice, phone)
    assert sent(NOON - timedelta(minutes=1)) == (0, 0, 0)
    assert [sent(NOON + timedelta(minutes=15 * n)) for n in range(3)] == [(0, 1, 0), (0, 0, 0), (0, 0, 0)]
    [arrived] = receiver.arrived
    words = json.loads(phone.read(arrived.body))
    assert words == {"title": "Time to train", "body": "A few minutes for your hips.", "tag": "reminder"}
    headers = arrived.headers
    assert (headers["content-encoding"], headers["ttl"], headers["topic"]) == (
        "aes128gcm",
        "14400",
        "reminder",
    )
    assert b"hips" not in arrived.body
    assert sent(NOON + timedelta(days=7)) == (0, 1, 0)
    assert mail.outbox == []


def test_the_push_service_learns_which_site_sends_and_until_when_it_may(alice, receiver, push_key):
    remind(alice, receiver.phone("hers"))
    sent()
    [arrived] = receiver.arrived
    claims = arrived.claims(push_key)
    assert claims["aud"] == receiver.url
    assert claims["sub"] == "mailto:coach@swivel.example"
    assert NOON < datetime.fromtimestamp(claims["exp"], UTC) <= NOON + timedelta(hours=24)


def test_who_chose_both_gets_a_letter_and_a_notice_of_one_day(alice, receiver):
    remind(alice, receiver.phone("one"), receiver.phone("two"), by_mail=True)
    assert sent() == (1, 2, 0)
    assert sent() == (0, 0, 0)
    assert receiver.paths() == ["/one", "/two"]
    assert ReminderLetter.objects.count() == len(mail.outbox) == 1


def test_a_phone_needs_no_proven_address(alice, receiver):
    alice.emailaddress_set.update(verified=False)
    remind(alice, receiver.phone("hers"), by_mail=True)
    assert sent() == (0, 1, 0)


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_is_gone_is_forgotten_and_the_others_are_not(alice, receiver, status):
    receiver.answers["gone"] = status
    remind(alice, receiver.phone("gone"), receiver.phone("here"))
    assert sent() == (0, 1, 1)
    assert [phone.endpoint for phone in PushSubscription.objects.all()] == [f"{receiver.url}/here"]


@pytest.mark.parametrize("status", [307, 403, 429, 500])
def test_any_other_failure_is_kept_and_tried_at_the_next_reminder(alice, receiver, status, caplog):
    receiver.answers["hers"] = status
    remind(alice, receiver.phone("hers"))
    assert sent() == (0, 0, 1)
    # The day is taken: it is not tried again, and no redirect is followed.
    assert sent(NOON + timedelta(minutes=15)) == (0, 0, 0)
    assert receiver.paths() == ["/hers"]
    kept = PushSubscription.objects.get()
    assert (kept.failed_at, kept.error) == (NOON, str(status))
    assert receiver.url not in caplog.text
    receiver.answers.clear()
    assert sent(NOON + timedelta(days=7)) == (0, 1, 0)
    kept.refresh_from_db()
    assert (kept.failed_at, kept.error) == (None, "")


def test_a_push_service_that_is_away_or_speaks_nonsense_stops_nobody(alice, bob, receiver):
    with push_service() as other:
        away = other.phone("away")
    receiver.answers["odd"] = b"What?\r\n\r\n"
    remind(alice, away, receiver.phone("odd"))
    remind(bob, receiver.phone("his"))
    assert sent() == (0, 1, 2)
    assert set(PushSubscription.objects.filter(owner=alice).values_list("error", flat=True)) == {
        "ConnectionRefusedError",
        "BadStatusLine",
    }


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_phone_once(receiver, monkeypatch):
    people = [make_person(f"{name}@example.com") for name in ("alice", "bob", "charlie")]
    for person in people:
        remind(person, receiver.phone(person.email))
    outcomes = two_senders(sent, monkeypatch)
    assert sum(notices for _letters, notices, _failed in outcomes) == 3
    assert receiver.paths() == sorted(f"/{person.email}" for person in people)


def test_a_mail_server_that_is_away_keeps_no_phone_waiting(alice, bob, receiver, monkeypatch, at_noon):
    remind(alice, receiver.phone("alone"))
    remind(bob, receiver.phone("both"), by_mail=True)
    with monkeypatch.context() as patch:
        patch.setattr(mail, "get_connection", ClosedMailServer)
        with pytest.raises(CommandError):
            call_command("send_reminders")
    assert receiver.paths() == ["/alone"]
    assert sent() == (1, 1, 0)
    assert receiver.paths() == ["/alone", "/both"]


class PuttingOff(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise SMTPDataError(451, b"later")


def test_whose_letter_is_put_off_has_had_their_reminder_on_the_phone(alice, receiver, monkeypatch):
    remind(alice, receiver.phone("hers"), by_mail=True)
    with monkeypatch.context() as patch:
        patch.setattr(mail, "get_connection", PuttingOff)
        assert sent() == (0, 1, 1)
    assert sent() == (0, 0, 0)
    assert receiver.paths() == ["/hers"]


def test_the_command_counts_letters_and_notices(alice, receiver, at_noon, capsys):
    remind(alice, receiver.phone("hers"), by_mail=True)
    call_command("send_reminders")
    assert capsys.readouterr().out == "2 reminders sent, 0 failed.\n"


@pytest.mark.parametrize(
    ("quiet", "hours"),
    [(None, 4), (Quiet(time(14), time(15)), 2), (Quiet(time(17), time(7)), 4), (Quiet(time(1), time(2)), 4)],
)
def test_no_notice_arrives_late_or_in_quiet_hours(quiet, hours):
    asked: dict[str, Any] = {"time_of_day": time(12), "quiet": quiet, "zone": ZoneInfo("UTC")}
    assert reminders.good_until(NOON.date(), NOON, **asked) == NOON + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("planned", "now", "quiet", "until"),
    [
        (time(22), datetime(2026, 11, 12, 23, tzinfo=UTC), None, datetime(2026, 11, 13, 0, tzinfo=UTC)),
        (
            time(23, 50),
            datetime(2026, 11, 13, 0, tzinfo=UTC),
            None,
            datetime(2026, 11, 13, 0, 20, tzinfo=UTC),
        ),
        (
            time(23, 50),
            datetime(2026, 11, 12, 23, 55, tzinfo=UTC),
            Quiet(time(0, 10), time(7)),
            datetime(2026, 11, 13, 0, 10, tzinfo=UTC),
        ),
    ],
)
def test_a_notice_of_a_late_hour_ends_with_the_night(planned, now, quiet, until):
    asked: dict[str, Any] = {"time_of_day": planned, "quiet": quiet, "zone": ZoneInfo("UTC")}
    assert reminders.due_day(now, **asked) == date(2026, 11, 12)
    assert reminders.good_until(date(2026, 11, 12), now, **asked) == until


def test_a_phone_is_added_and_taken_away_by_its_owner_alone(her, client_for, alice, bob, receiver):
    phone = receiver.phone("hers")
    assert her.post(ON, phone.subscription).status_code == 204
    assert her.post(ON, phone.subscription).status_code == 204
    assert PushSubscription.objects.get().owner == alice
    # Days may be chosen later; the routines' own count at once.
    assert ReminderPlan.objects.get().with_routines
    his = client_for(bob)
    assert his.post(OFF, {"endpoint": phone.endpoint}).status_code == 204
    assert his.post(OFF).status_code == 302
    assert PushSubscription.objects.filter(owner=alice).count() == 1
    assert her.post(OFF, {"endpoint": "https://push.example/\0"}).status_code == 204
    assert her.post(OFF, {"endpoint": phone.endpoint}).status_code == 204
    assert not PushSubscription.objects.exists()


def test_all_phones_go_with_one_button(her, alice, bob, receiver):
    remind(alice, receiver.phone("one"), receiver.phone("two"))
    remind(bob, receiver.phone("his"))
    assert "2 phones remind you" in her.get(PAGE).text
    answer = her.post(OFF, follow=True)
    assert "No phone shows reminders now." in answer.text
    assert [phone.owner for phone in PushSubscription.objects.all()] == [bob]


def test_adding_a_phone_needs_the_pages_token(alice, receiver):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(ON, receiver.phone("hers").subscription).status_code == 403
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"p256dh": ""},
        {"p256dh": "AAAA"},
        {"p256dh": text_of(b"\x04" + b"\x01" * 64)},
        {"auth": text_of(b"short")},
        {"auth": "ü" * 22},
        {"endpoint": "https://push.example/" + "a" * 2000},
    ],
)
def test_what_is_no_phone_is_refused(her, receiver, change):
    assert her.post(ON, {**receiver.phone("hers").subscription, **change}).status_code == 422
    assert not PushSubscription.objects.exists()


def test_the_eleventh_phone_takes_the_place_of_the_oldest(alice, receiver):
    for number in range(11):
        remind(alice, receiver.phone(str(number)), at=NOON + timedelta(minutes=number))
    kept = {phone.endpoint.rpartition("/")[2] for phone in PushSubscription.objects.all()}
    assert kept == {str(number) for number in range(1, 11)}


def test_the_page_knows_a_phone_without_its_address(her, alice, receiver, push_key):
    phone = receiver.phone("hers")
    remind(alice, phone)
    text = her.get(PAGE).text
    assert f'data-key="{push_key}"' in text
    assert f'data-phones="{queries.digest_of(phone.endpoint)}"' in text
    assert phone.endpoint not in text


def test_who_has_no_days_is_told_so(her, alice):
    told = "No days are chosen yet"
    assert told in her.get(PAGE).text
    remind(alice)
    assert told not in her.get(PAGE).text


def test_without_the_key_nothing_of_it_is_there(her, alice, receiver, settings):
    phone = receiver.phone("hers")
    remind(alice, phone)
    settings.WEB_PUSH_PRIVATE_KEY = ""
    text = her.get(PAGE).text
    assert "push-here" not in text
    assert "this phone reminds" not in text.lower()
    assert her.post(ON, phone.subscription).status_code == 404
    assert her.post(OFF, {"endpoint": phone.endpoint}).status_code == 404
    assert sent() == (0, 0, 0)
    assert receiver.arrived == []


def test_quiet_hours_matter_to_a_phone_and_say_so_where_it_came_after_them(her, alice, receiver):
    told = "Your quiet hours hold the time above"
    remind(alice)
    assert told not in her.get(PAGE).text
    remind(alice, quiet_from=time(12, 10), quiet_until=time(14))
    assert told in her.get(PAGE).text
    form = {"weekdays": ["3"], "time_of_day": "12:00", "quiet_from": "11:00", "quiet_until": "14:00"}
    assert her.post(PAGE, form).status_code == 302
    remind(alice, receiver.phone("hers"))
    assert her.post(PAGE, form).status_code == 422
