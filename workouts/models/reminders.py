"""Reminders by mail, calendar and phone. The server's own rows, not records: some hold secrets."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workouts.models.own import validate_weekdays


class ReminderPlan(models.Model):
    """When a person wants to be reminded. Who never asked has none."""

    owner = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    by_mail = models.BooleanField(_("by e-mail"), default=False)
    weekdays = models.JSONField(_("days"), default=list, blank=True, validators=[validate_weekdays])
    # The days that the person's own routines are planned for, too.
    with_routines = models.BooleanField(_("with routines"), default=True)
    time_of_day = models.TimeField(_("time"))
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="reminderplan_quiet_has_both_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}"


class ReminderLetter(models.Model):
    """Written before a reminder is sent: the second sender of a day finds it there."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False, related_name="+")
    # The person's day.
    date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "date"], name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.date}"


class CalendarAddress(models.Model):
    """The secret in the address of a person's calendar, as a hash: whoever reads this table cannot read calendars."""

    owner = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.owner_id}"


class PushSubscription(models.Model):
    """A phone that shows reminders: the address of its push service, and the keys that only this phone reads with.

    Whoever knows the address and the keys could write to the phone, were it not for our own key."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False, related_name="+")
    endpoint = models.CharField(max_length=2000)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    created_at = models.DateTimeField()
    # Of the last reminder, where it did not arrive.
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "endpoint"], name="one_subscription_a_phone")]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.pk}"
