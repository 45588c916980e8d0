"""Reminders by mail and by calendar. The server's own rows, not records: no phone needs them, and two hold secrets."""

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
