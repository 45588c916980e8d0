"""What a mail server may do to one letter, and that it costs nobody else theirs."""

from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.builders import NOON
from tests.people import make_person
from tests.workouts.reminding import ClosedMailServer, plan
from workouts import services


@pytest.fixture
def reminded(alice: User) -> User:
    plan(alice)
    return alice


def sent() -> int:
    return services.send_reminders(now=NOON).letters


class Refusing(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        if "alice@example.com" in messages[0].to:
            raise SMTPRecipientsRefused({"alice@example.com": (550, b"no such box")})
        return super().send_messages(messages)


def test_one_refused_address_keeps_nobody_else_waiting_and_is_not_written_down(
    reminded, bob, monkeypatch, caplog
):
    plan(bob)
    monkeypatch.setattr(mail, "get_connection", Refusing)
    outcome = services.send_reminders(now=NOON)
    assert (outcome.letters, outcome.failed) == (1, 1)
    assert "alice" not in caplog.text
    # It may have arrived all the same: there is no second one.
    assert services.send_reminders(now=NOON).letters == 0


class Failing(EmailBackend):
    """Fails for who is in `faults`; a line that broke once has to be opened anew, as smtplib's."""

    faults: ClassVar[dict[str, Exception]] = {}
    broken = False

    def open(self) -> bool:
        self.broken = False
        return True

    def close(self) -> None:
        if self.broken:
            raise SMTPException("the line is gone")

    def send_messages(self, messages: Any) -> int:
        if self.broken:
            raise SMTPServerDisconnected("please run connect() first")
        if fault := self.faults.get(messages[0].to[0]):
            self.broken = True
            raise fault
        return super().send_messages(messages)


REFUSED = SMTPRecipientsRefused({"alice@example.com": (550, b"no such box")})
PUT_OFF = SMTPRecipientsRefused({"alice@example.com": (451, b"greylisted")})


@pytest.mark.parametrize(
    ("fault", "again"),
    [
        (REFUSED, 0),
        (SMTPDataError(554, b"no spam here"), 0),
        (SMTPSenderRefused(550, b"who are you", "swivel@example.com"), 0),
        # Nobody knows whether these arrived.
        (SMTPServerDisconnected("gone"), 0),
        (TimeoutError("alice@example.com"), 0),
        (ValueError("Invalid address alice@example.com"), 0),
        # The server said that it took nothing and that it may later.
        (PUT_OFF, 1),
        (SMTPDataError(452, b"no room"), 1),
        (SMTPResponseException(421, b"closing"), 1),
    ],
)
def test_a_letter_that_fails_stops_nobody_elses(reminded, bob, monkeypatch, caplog, fault, again):
    plan(bob)
    monkeypatch.setattr(Failing, "faults", {"alice@example.com": fault})
    monkeypatch.setattr(mail, "get_connection", Failing)
    outcome = services.send_reminders(now=NOON)
    assert (outcome.letters, outcome.failed) == (1, 1)
    assert [letter.to for letter in mail.outbox] == [["bob@example.com"]]
    assert "a reminder was not sent" in caplog.text
    assert "alice" not in caplog.text
    monkeypatch.setattr(Failing, "faults", {})
    assert [sent(), sent()] == [again, 0]


def test_a_mail_server_that_fails_for_everybody_loses_no_more_than_three(db, monkeypatch):
    people = [make_person(f"person{number}@example.com") for number in range(5)]
    for person in people:
        plan(person)
    monkeypatch.setattr(Failing, "faults", {person.email: TimeoutError() for person in people})
    monkeypatch.setattr(mail, "get_connection", Failing)
    outcome = services.send_reminders(now=NOON)
    assert (outcome.letters, outcome.failed) == (0, 3)
    monkeypatch.undo()
    assert sent() == 2


def test_a_mail_server_that_goes_away_in_the_middle_loses_only_who_it_was_writing_to(
    reminded, bob, monkeypatch
):
    class Gone(Failing):
        def open(self) -> bool:
            if self.broken:
                raise ConnectionRefusedError
            return super().open()

    plan(bob)
    monkeypatch.setattr(Failing, "faults", {"alice@example.com": SMTPServerDisconnected("gone")})
    monkeypatch.setattr(mail, "get_connection", Gone)
    assert services.send_reminders(now=NOON).letters == 0
    monkeypatch.undo()
    assert sent() == 1
    assert mail.outbox[0].to == ["bob@example.com"]


def test_a_mail_server_that_does_not_answer_loses_nothing(reminded, monkeypatch, at_noon):
    monkeypatch.setattr(mail, "get_connection", ClosedMailServer)
    with pytest.raises(CommandError, match="ConnectionRefusedError") as refused:
        call_command("send_reminders")
    assert "alice" not in str(refused.value)
    monkeypatch.undo()
    assert sent() == 1
