"""Reminding people by mail and on their phones, and the secret address of their calendar."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from smtplib import SMTPRecipientsRefused
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

    The row that forbids a second one is committed before anything goes: what fails on the way is lost, since
    nobody can tell whether it arrived. Where the mail server does not answer at all, nothing is written for those whom
    it should have written to; who is reminded on a phone alone does not wait for it."""
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
    """And which of them were claimed here, whether or not their letter went."""
    letters, failed = 0, sent.failed
    taken = []
    with mail.get_connection() as connection:
        for reminder in due:
            if not claim(reminder.owner, reminder.day):
                continue
            taken.append(reminder)
            try:
                letter_of(reminder, connection).send()
                letters += 1
            except OSError as error:  # what smtplib raises is one, too
                failed += 1
                # The words of a mail server name the address.
                logger.warning("a reminder was not sent", extra={"error": type(error).__name__})
                if not isinstance(error, SMTPRecipientsRefused):
                    # The others are due when cron comes again.
                    break
    return replace(sent, letters=letters, failed=failed), taken


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
