"""Reminders on the lock screen of the phones that asked for them."""

import json
import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from workouts import push_delivery, reminders, web_push
from workouts.models import PushSubscription, ReminderPlan
from workouts.services import store

logger = logging.getLogger("swivel.reminders")
# The oldest gives way: a phone that was lost says nothing.
MOST_PHONES = 10
# The push service says: nobody is there any more.
GONE = (404, 410)


@transaction.atomic
def remind_on_phone(*, owner: User, endpoint: str, p256dh: str, auth: str, at: datetime) -> None:
    """From here on this phone shows what is due, on the days that are planned already or that are chosen later."""
    store.lock(owner)
    ReminderPlan.objects.get_or_create(owner=owner, defaults={"time_of_day": reminders.USUAL_TIME})
    keys = {"p256dh": p256dh, "auth": auth, "created_at": at, "failed_at": None, "error": ""}
    PushSubscription.objects.update_or_create(owner=owner, endpoint=endpoint, defaults=keys)
    phones = PushSubscription.objects.filter(owner=owner).order_by("-created_at", "-pk")
    kept = list(phones.values_list("pk", flat=True)[:MOST_PHONES])
    phones.exclude(pk__in=kept).delete()


def forget_phone(*, owner: User, endpoint: str) -> None:
    PushSubscription.objects.filter(owner=owner, endpoint=endpoint).delete()


def forget_phones(*, owner: User) -> None:
    PushSubscription.objects.filter(owner=owner).delete()


def send_notices(*, owner: User, now: datetime, until: datetime) -> tuple[int, int]:
    """To each phone of a person, whose day is claimed already: how many took it, and how many did not.

    What a phone's push service does not take is not sent again; the phone is tried at the next reminder."""
    outcomes = [
        send_notice(phone, now=now, until=until) for phone in PushSubscription.objects.filter(owner=owner)
    ]
    return outcomes.count(True), outcomes.count(False)


def send_notice(phone: PushSubscription, *, now: datetime, until: datetime) -> bool:
    try:
        keys = web_push.phone_keys(phone.p256dh, phone.auth)
        headers = {
            "Authorization": web_push.authorization(phone.endpoint, now=now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int((until - now).total_seconds())),
            # One that a phone has not fetched yet is replaced by the next.
            "Topic": "reminder",
        }
        status = push_delivery.deliver(phone.endpoint, web_push.encrypt(notice(), keys), headers)
    except push_delivery.Undelivered as failure:
        return failed(phone, str(failure), now)
    rows = PushSubscription.objects.filter(pk=phone.pk)
    if status in GONE:
        rows.delete()
        return False
    if not 200 <= status < 300:
        return failed(phone, str(status), now)
    if phone.failed_at:
        rows.update(failed_at=None, error="")
    return True


def failed(phone: PushSubscription, error: str, now: datetime) -> bool:
    PushSubscription.objects.filter(pk=phone.pk).update(failed_at=now, error=error[:60])
    # The address is a secret of the phone's.
    logger.warning("a reminder did not reach a phone", extra={"error": error})
    return False


def notice() -> bytes:
    """The same for everybody: whoever sees the lock screen learns nothing that was planned or trained."""
    words = {"title": _("Time to train"), "body": _("A few minutes for your hips."), "tag": "reminder"}
    return json.dumps(words, ensure_ascii=False).encode()
