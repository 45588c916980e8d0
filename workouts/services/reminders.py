"""Reminding people by mail and on their phones, and the secret address of their calendar."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from workouts.models import CalendarAddress, ReminderLetter, ReminderPlan
from workouts.queries import reminders as queries
from workouts.services.phone_notices import send_notices

logger = logging.getLogger("swivel.reminders")
LETTERS_KEPT_FOR = timedelta(days=60)
# So many letters one after the other are no accident of one address: the mail server is ill.
GIVE_UP_AFTER = 3


@dataclass(frozen=True)
class Sent:
    letters: int = 0
    notices: int = 0
    failed: int = 0


def save_reminders(
    *,
    owner: User,
    by_mail: bool,
    weekdays: Sequence[int],
    with_routines: bool,
    time_of_day: time,
    quiet_from: time | None,
    quiet_until: time | None,
) -> None:
    ReminderPlan.objects.update_or_create(
        owner=owner,
        defaults={
            "by_mail": by_mail,
            "weekdays": sorted(set(weekdays)),
            "with_routines": with_routines,
            "time_of_day": time_of_day,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
        },
    )


def stop_reminders(*, owner: User) -> None:
    ReminderPlan.objects.filter(owner=owner).update(by_mail=False)


def make_calendar_address(*, owner: User, at: datetime) -> str:
    """The new secret, known to nobody but the caller from here on; a former one leads nowhere now."""
    token = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(
        owner=owner, defaults={"digest": queries.digest_of(token), "made_at": at}
    )
    return token


def close_calendar(*, owner: User) -> None:
    CalendarAddress.objects.filter(owner=owner).delete()


def send_reminders(*, now: datetime) -> Sent:
    """Each due reminder at most once, by mail, on phones or both, whoever else sends at this moment.

    The row that forbids a second one is committed before anything goes: what breaks off on the way is lost, since
    nobody can tell whether it arrived; what the mail server puts off in so many words is due again. Where it does
    not answer at all, nothing is written for those whom it should have written to; who is reminded on a phone alone
    does not wait for it."""
    due = list(queries.due_reminders(now=now))
    sent = Sent()
    for reminder in due:
        if not reminder.by_mail and claim(reminder.owner, reminder.day):
            sent = with_notices(sent, reminder, now)
    letters = [reminder for reminder in due if reminder.by_mail]
    sent, taken = send_letters(letters, sent) if letters else (sent, [])
    # No mail server is kept waiting for a phone.
    for reminder in taken:
        if reminder.by_phone:
            sent = with_notices(sent, reminder, now)
    ReminderLetter.objects.filter(date__lt=(now - LETTERS_KEPT_FOR).date()).delete()
    return sent


def with_notices(sent: Sent, reminder: queries.Reminder, now: datetime) -> Sent:
    notices, failed = send_notices(owner=reminder.owner, now=now, until=reminder.until)
    return replace(sent, notices=sent.notices + notices, failed=sent.failed + failed)


def send_letters(due: Sequence[queries.Reminder], sent: Sent) -> tuple[Sent, list[queries.Reminder]]:
    """And who has a claim from here, whether or not their letter went."""
    letters, failed, in_a_row = 0, sent.failed, 0
    taken = []
    connection = mail.get_connection()
    connection.open()
    for reminder in due:
        if in_a_row == GIVE_UP_AFTER or not is_open(connection):
            # Nobody from here on is claimed: they are due when cron comes again.
            break
        if not claim(reminder.owner, reminder.day):
            continue
        taken.append(reminder)
        try:
            letter_of(reminder, connection).send()
            letters, in_a_row = letters + 1, 0
        except (OSError, ValueError) as error:
            # What smtplib raises is an OSError; an address that fits no header is a ValueError.
            failed += 1
            in_a_row = 0 if isinstance(error, SMTPRecipientsRefused | ValueError) else in_a_row + 1
            log_failure(error)
            if says_later(error) and not reminder.by_phone:
                unclaim(taken.pop())
            # Of a line that failed once nobody knows what it still carries.
            hang_up(connection)
    hang_up(connection)
    return replace(sent, letters=letters, failed=failed), taken


def is_open(connection: Any) -> bool:
    try:
        connection.open()
    except OSError as error:
        log_failure(error)
        return False
    return True


def hang_up(connection: Any) -> None:
    try:
        connection.close()
    except OSError as error:
        # What was taken is taken.
        log_failure(error)


def log_failure(error: Exception) -> None:
    # The words of a mail server name the address.
    logger.warning("a reminder was not sent", extra={"error": type(error).__name__})


def says_later(error: Exception) -> bool:
    """The mail server said that it did not take the letter, and that it may later: no second one can come of that."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
    else:
        codes = [error.smtp_code] if isinstance(error, SMTPResponseException) else []
    return bool(codes) and all(400 <= code < 500 for code in codes)


def unclaim(reminder: queries.Reminder) -> None:
    ReminderLetter.objects.filter(owner=reminder.owner, date=reminder.day).delete()


def claim(owner: User, day: date) -> bool:
    try:
        with transaction.atomic():
            ReminderLetter.objects.create(owner=owner, date=day)
    except IntegrityError:
        return False
    return True


def letter_of(reminder: queries.Reminder, connection: Any) -> mail.EmailMessage:
    first = next(iter(reminder.routines), None)
    stop = address("workouts:stop_reminders", queries.stop_token(reminder.owner))
    context = {
        "routines": reminder.routines,
        "today_url": address("workouts:today"),
        "change_url": address("workouts:reminders"),
        "stop_url": stop,
    }
    # A title is the person's own text: no line of it may begin a header.
    title = " ".join(first.title.split()) if first else ""
    return mail.EmailMessage(
        subject=_("Time to train: %(routine)s") % {"routine": title} if title else _("Time to train"),
        body=render_to_string("workouts/email/reminder.txt", context),
        to=[reminder.owner.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )


def address(name: str, *args: str) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
