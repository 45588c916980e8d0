"""Reminders on phones: what reaches them, how it travels, and where nothing is ever sent."""

import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from smtplib import SMTPDataError
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from config import environment
from tests.builders import NOON
from tests.people import make_person
from tests.workouts.receivers import Phone, PushService, make_certificate, plain, push_service, text_of
from workouts import push_delivery, reminders, services, web_push
from workouts.models import PushSubscription, ReminderLetter, ReminderPlan
from workouts.queries import reminders as queries
from workouts.reminders import Quiet

PAGE = "/you/reminders/"
ON = reverse("workouts:remind_on_phone")
OFF = reverse("workouts:forget_phone")
# NOON is a Thursday.
PLAN: dict[str, Any] = {
    "by_mail": False,
    "weekdays": [3],
    "with_routines": True,
    "time_of_day": time(12),
    "quiet_from": None,
    "quiet_until": None,
}


@pytest.fixture(autouse=True)
def push_key(settings: Any) -> str:
    settings.WEB_PUSH_PRIVATE_KEY = web_push.new_private_key()
    settings.WEB_PUSH_TO_LOOPBACK = True
    settings.DEFAULT_FROM_EMAIL = "Swivel <coach@swivel.example>"
    return web_push.public_key()


@pytest.fixture
def receiver() -> Iterator[PushService]:
    with push_service() as service:
        yield service


def remind(owner: User, *phones: Phone, at: datetime = NOON, **plan: Any) -> None:
    services.save_reminders(owner=owner, **{**PLAN, **plan})
    for phone in phones:
        services.remind_on_phone(owner=owner, at=at, **phone.subscription)


def sent(now: datetime = NOON) -> tuple[int, int, int]:
    outcome = services.send_reminders(now=now)
    return outcome.letters, outcome.notices, outcome.failed


# The example of RFC 8291, section 5.
MESSAGE = b"When I grow up, I want to be a watermelon"
RFC = {
    "phone": "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
    "phone_public": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    "site": "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
    "salt": "DGv6ra1nlYgDCS1FRnbzlw",
    "body": "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocIn"
    "mYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
}


def test_the_example_of_the_standard_comes_out_byte_for_byte():
    keys = web_push.phone_keys(RFC["phone_public"], RFC["auth"])
    once = web_push.private_key(RFC["site"])
    body = web_push.encrypt(MESSAGE, keys, once=once, salt=plain(RFC["salt"]))
    assert text_of(body) == RFC["body"]


def test_each_message_is_for_one_phone_and_looks_different_each_time():
    phone, other = Phone("https://push.example/a"), Phone("https://push.example/b")
    keys = web_push.phone_keys(phone.subscription["p256dh"], phone.subscription["auth"])
    first, second = web_push.encrypt(b"now", keys), web_push.encrypt(b"now", keys)
    assert first != second
    assert phone.read(first) == phone.read(second) == b"now"
    with pytest.raises(InvalidTag):
        other.read(first)


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


def test_one_that_answers_a_byte_at_a_time_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(push_delivery, "WHOLE_SECONDS", 0.1)
    ended = threading.Event()

    def drip(server: socket.socket) -> None:
        wire, _address = server.accept()
        with wire:
            wire.sendall(b"HTTP/1.1 2")
            # Until the other side hangs up, whenever that is.
            while wire.recv(4096):
                pass
        ended.set()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=[server])
        thread.start()
        # Not the limit of a single step, which each byte begins anew.
        with pytest.raises(push_delivery.Undelivered, match="BadStatusLine"):
            push_delivery.deliver(f"http://127.0.0.1:{server.getsockname()[1]}/", b"", {})
        thread.join()
    assert ended.is_set()


def test_a_push_service_has_to_prove_its_name(tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path)
    with push_service(certificate) as service:
        phone = service.phone("hers")
        with pytest.raises(push_delivery.Undelivered, match="SSLCertVerificationError"):
            push_delivery.deliver(phone.endpoint, b"sealed", {})
        assert service.arrived == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert push_delivery.deliver(phone.endpoint, b"sealed", {"TTL": "60"}) == 201
    [arrived] = service.arrived
    assert (arrived.path, arrived.body, arrived.headers["ttl"]) == ("/hers", b"sealed", "60")


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_phone_once(receiver, monkeypatch):
    people = [make_person(f"{name}@example.com") for name in ("alice", "bob", "charlie")]
    for person in people:
        remind(person, receiver.phone(person.email))
    both_chose = threading.Barrier(2)
    choose = queries.due_reminders

    def chosen(*, now: datetime) -> list[Any]:
        due = list(choose(now=now))
        both_chose.wait(timeout=60)
        return due

    monkeypatch.setattr(queries, "due_reminders", chosen)
    outcomes = []

    def run() -> None:
        outcomes.append(sent())
        connection.close()

    threads = [threading.Thread(target=run) for _sender in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(notices for _letters, notices, _failed in outcomes) == 3
    assert receiver.paths() == sorted(f"/{person.email}" for person in people)


class Closed(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError


def test_a_mail_server_that_is_away_keeps_no_phone_waiting(alice, bob, receiver, monkeypatch, at_noon):
    remind(alice, receiver.phone("alone"))
    remind(bob, receiver.phone("both"), by_mail=True)
    with monkeypatch.context() as patch:
        patch.setattr(mail, "get_connection", Closed)
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


INSIDE = (
    *("https://10.0.0.5/a", "https://127.0.0.1/a", "https://169.254.169.254/latest", "https://[::1]/a"),
    *("https://[::ffff:10.0.0.5]/a", "https://[64:ff9b::a00:5]/a", "https://[2002:a00:5::]/a"),
    *("https://[fe80::1]/a", "https://[fd00::1]/a", "https://100.64.0.1/", "https://0.0.0.0/"),
    *("https://224.0.0.1/", "https://localhost/a", "https://db/a", "https://2130706433/"),
    *("https://db.internal/a", "https://a.localhost./a"),
)
NO_PLACE = (
    *(
        "http://push.example/a",
        "https://push.example:8080/a",
        "https://me:pw@push.example/a",
        "push.example/a",
    ),
    *("ftp://push.example/a", "https://push.example/a b", "https://push.example/ü", "https://[::1/a", ""),
    *("https://push.example/a\nb", "file:///etc/passwd"),
)


@pytest.mark.parametrize("endpoint", [*INSIDE, *NO_PLACE])
def test_nothing_is_sent_inside_nor_in_plain(settings, her, endpoint, monkeypatch):
    settings.WEB_PUSH_TO_LOOPBACK = False
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("it was reached"))
    answer = her.post(ON, {**Phone("").subscription, "endpoint": endpoint})
    assert answer.status_code == 422
    assert not PushSubscription.objects.exists()
    with pytest.raises(push_delivery.Undelivered):
        push_delivery.deliver(endpoint, b"", {})


@pytest.mark.parametrize("found", ["127.0.0.1", "192.168.1.1", "::1"])
def test_a_name_that_leads_inside_is_not_followed(settings, found, monkeypatch):
    settings.WEB_PUSH_TO_LOOPBACK = False
    family = socket.AF_INET6 if ":" in found else socket.AF_INET
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    private = (family, socket.SOCK_STREAM, 6, "", (found, 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [public, private])
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("it was reached"))
    with pytest.raises(push_delivery.Undelivered, match="inside"):
        push_delivery.deliver("https://push.example/a", b"", {})


def test_a_name_is_asked_for_once_and_the_number_reached(settings, monkeypatch):
    settings.WEB_PUSH_TO_LOOPBACK = False
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [public])
    reached = []

    def refuse(address: tuple[str, int], timeout: float) -> None:
        reached.append((address, timeout))
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(push_delivery.Undelivered, match="ConnectionRefusedError"):
        push_delivery.deliver("https://push.example/a", b"", {})
    assert reached == [(("93.184.216.34", 443), push_delivery.STEP_SECONDS)]


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


def test_the_key_that_the_command_prints_is_one_that_the_site_takes(capsys, monkeypatch, settings):
    call_command("make_push_key")
    name, _equals, value = capsys.readouterr().out.strip().partition("=")
    monkeypatch.setenv(name, value)
    assert environment.key(name) == value
    settings.WEB_PUSH_PRIVATE_KEY = value
    assert len(plain(web_push.public_key())) == 65


@pytest.mark.parametrize("wrong", ["x", "not a key", text_of(b"\0" * 32), text_of(b"\xff" * 32), "ü"])
def test_a_wrong_key_stops_the_start_with_a_sentence(monkeypatch, wrong):
    monkeypatch.setenv("WEB_PUSH_PRIVATE_KEY", wrong)
    with pytest.raises(SystemExit, match="WEB_PUSH_PRIVATE_KEY is no key"):
        environment.key("WEB_PUSH_PRIVATE_KEY")


def test_a_key_read_back_is_the_same():
    key = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    assert web_push.private_key(text_of(key.to_bytes(32, "big"))).private_numbers().private_value == key


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
