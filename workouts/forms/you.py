from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import time_zones
from accounts.forms import ConfirmPasswordForm
from accounts.models import User
from accounts.preferences import MONDAY, MOST_REST_SECONDS, SATURDAY, SUNDAY, Preferences


class PreferencesForm(forms.Form):
    units = forms.ChoiceField(
        label=_("Load in"), choices=[("kg", _("Kilograms")), ("lb", _("Pounds"))], widget=forms.RadioSelect
    )
    rest_seconds = forms.IntegerField(
        label=_("Rest between sets, in seconds"),
        min_value=0,
        max_value=MOST_REST_SECONDS,
        help_text=_("For drills that do not say how long to rest."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": "1"}),
        error_messages={
            "required": _("Write a number of seconds, like 60."),
            "invalid": _("Write a whole number of seconds, like 60."),
            "min_value": _("Rest cannot be below zero."),
            "max_value": _("Write %(limit_value)s seconds at most."),
        },
    )
    first_side = forms.ChoiceField(
        label=_("Side to start with"),
        choices=[("left", _("Left")), ("right", _("Right"))],
        widget=forms.RadioSelect,
    )
    sound = forms.TypedChoiceField(
        label=_("Timers"),
        coerce=lambda value: str(value) == "True",
        choices=[(True, _("With sound")), (False, _("Silent"))],
        widget=forms.RadioSelect,
    )
    week_start = forms.TypedChoiceField(
        label=_("Weeks start on"),
        coerce=int,
        choices=[(MONDAY, _("Monday")), (SATURDAY, _("Saturday")), (SUNDAY, _("Sunday"))],
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Decides which day a session belongs to.")
    )
    theme = forms.ChoiceField(
        label=_("Appearance"),
        choices=[("system", _("Automatic")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, current: Preferences) -> None:
        super().__init__(data, initial=asdict(current))
        groups: list[Any] = [("UTC", "UTC"), *time_zones.by_region()]
        listed = {zone for _region, zones in groups[1:] for zone, _place in zones} | {"UTC"}
        if current.time_zone not in listed:
            groups.insert(0, (current.time_zone, current.time_zone))
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = groups

    def changed(self) -> dict[str, Any]:
        """What to save: a default that nobody touched is not written."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class DeleteAccountForm(ConfirmPasswordForm):
    def __init__(self, *args: Any, user: User, confirmed: bool, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.confirmed = confirmed
        if confirmed or not user.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        if not self.confirmed and "password" not in self.fields:
            raise ValidationError(_("Confirm that it is you first."))
        return super().clean() or {}
