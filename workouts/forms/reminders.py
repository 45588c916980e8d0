from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from workouts import calendars, push_delivery, web_push
from workouts.models import ReminderPlan
from workouts.reminders import Quiet, at_latest

TIME_IS_WRONG = {"invalid": _("Write a time like 18:30.")}
A_MONDAY = date(2024, 1, 1)


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RemindersForm(forms.Form):
    by_mail = forms.BooleanField(label=_("Remind me by e-mail"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    with_routines = forms.BooleanField(
        label=_("The days of my routines, too"),
        required=False,
        help_text=_("Routines get their days in the log."),
    )
    time_of_day = forms.TimeField(
        label=_("Time"),
        widget=time_input(),
        error_messages={**TIME_IS_WRONG, "required": _("Choose a time, like 18:00.")},
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=time_input(), error_messages=TIME_IS_WRONG
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), required=False, widget=time_input(), error_messages=TIME_IS_WRONG
    )

    def __init__(
        self, data: Any = None, *, plan: ReminderPlan, week_start: int, by_phone: bool, unsaved: Any = None
    ) -> None:
        """`unsaved` is what was posted by another button than the one that saves: shown again, not judged."""
        initial: dict[str, Any] = {name: getattr(plan, name) for name in self.base_fields}
        if unsaved:
            initial = {name: unsaved.get(name) for name in self.base_fields}
            initial["weekdays"] = unsaved.getlist("weekdays")
        super().__init__(data, initial=initial)
        self.by_phone = by_phone
        field = self.fields["weekdays"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        first = calendars.week_of(A_MONDAY, week_start)
        days = [first + timedelta(days=number) for number in range(7)]
        field.choices = [(day.weekday(), date_format(day, "D")) for day in days]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("by_mail") and not cleaned.get("weekdays") and not cleaned.get("with_routines"):
            self.add_error("weekdays", _("Choose a day, or the days of your routines."))
        # Where nothing is sent, a time in quiet hours keeps nobody from a reminder.
        planned = cleaned.get("time_of_day") if cleaned.get("by_mail") or self.by_phone else None
        if "quiet_from" not in self.errors and "quiet_until" not in self.errors:
            self.check_quiet(cleaned["quiet_from"], cleaned["quiet_until"], planned)
        return cleaned

    def check_quiet(self, first: time | None, until: time | None, planned: time | None) -> None:
        if first is None and until is None:
            return
        if first is None or until is None:
            missing = "quiet_until" if until is None else "quiet_from"
            self.add_error(missing, _("Quiet hours have a beginning and an end."))
        elif first == until:
            self.add_error("quiet_until", _("Quiet hours can't begin and end at the same time."))
        elif planned is not None and Quiet(first, until).holds(planned):
            self.add_error("time_of_day", _("This time lies in your quiet hours."))
        elif planned is not None and Quiet(first, until).holds(at_latest(planned)):
            self.add_error(
                "time_of_day", _("Choose a time at least 15 minutes before your quiet hours begin.")
            )


class PhoneForm(forms.Form):
    """What a browser's PushSubscription holds."""

    endpoint = forms.CharField(max_length=2000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=30)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if push_delivery.fault_of(cleaned["endpoint"]):
            self.add_error("endpoint", _("Nothing can be sent there."))
        try:
            web_push.phone_keys(cleaned["p256dh"], cleaned["auth"])
        except ValueError:
            self.add_error("p256dh", _("These are no keys of a phone."))
        return cleaned
