from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workouts.models import RangeCheck
from workouts.models.limits import NOTE_LENGTH
from workouts.range_checks import show

DEGREES = _("Write degrees from 0 to 120, like 34.")
PAIN = _("Write pain as a whole number from 0 to 10.")
ACTIVE = (("yes", _("Active")), ("no", _("Passive")))


class DegreesField(forms.FloatField):
    """With a point or a comma: a field for text, since browsers drop what their own number field does not read."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            min_value=0,
            max_value=120,
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "required": DEGREES,
                "invalid": DEGREES,
                "min_value": DEGREES,
                "max_value": DEGREES,
            },
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        return super().clean(value.replace(",", ".") if isinstance(value, str) else value)


class RangeCheckForm(forms.Form):
    # Chosen when the page is made, so that a form sent twice makes one reading.
    id = forms.UUIDField(widget=forms.HiddenInput)
    movement = forms.ChoiceField(label=_("Movement"), choices=RangeCheck.Movement, widget=forms.RadioSelect)
    side = forms.ChoiceField(label=_("Side"), choices=RangeCheck.Side, widget=forms.RadioSelect)
    position = forms.ChoiceField(label=_("Position"), choices=RangeCheck.Position, widget=forms.RadioSelect)
    active = forms.ChoiceField(label=_("How"), choices=ACTIVE, widget=forms.RadioSelect)
    device = forms.ChoiceField(
        label=_("With"),
        choices=RangeCheck.Device,
        error_messages={"required": _("Choose what you measured with.")},
    )
    measured_by = forms.ChoiceField(label=_("Measured by"), choices=RangeCheck.MeasuredBy)
    first = DegreesField(_("Try 1"))
    second = DegreesField(_("Try 2"), required=False)
    third = DegreesField(_("Try 3"), required=False)
    date = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Write the day."), "invalid": _("Write the day as a date.")},
    )
    pain = forms.IntegerField(
        label=_("Pain"),
        required=False,
        min_value=0,
        max_value=10,
        help_text=_("0 is none, 10 is the worst."),
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={"invalid": PAIN, "min_value": PAIN, "max_value": PAIN},
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["device"]
        if not initial["device"]:
            # Devices read differently, so none is guessed.
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Choose one")), *RangeCheck.Device.choices]

    def values(self) -> dict[str, Any]:
        """The fields of a record, as the store takes them."""
        kept = ("movement", "side", "position", "device", "measured_by", "date", "pain", "note")
        trials = [self.cleaned_data[name] for name in ("first", "second", "third")]
        return {
            **{name: self.cleaned_data[name] for name in kept},
            "active": self.cleaned_data["active"] == "yes",
            "trials_degrees": [whole(trial) for trial in trials if trial is not None],
        }


def whole(degrees: float) -> float:
    """34, not 34.0: as the phone writes it."""
    tenths = round(degrees, 1)
    return int(tenths) if tenths.is_integer() else tenths


def initial_of(check: RangeCheck) -> dict[str, Any]:
    names = ("id", "movement", "side", "position", "device", "measured_by", "date", "pain", "note")
    trials = dict(zip(("first", "second", "third"), map(show, check.trials_degrees), strict=False))
    return {
        **{name: getattr(check, name) for name in names},
        **trials,
        "active": "yes" if check.active else "no",
    }


def initial_for_new(check_id: Any, today: date, device: str) -> dict[str, Any]:
    return {
        "id": check_id,
        "movement": RangeCheck.Movement.INTERNAL_ROTATION,
        "side": RangeCheck.Side.LEFT,
        "position": RangeCheck.Position.SEATED,
        "active": "yes",
        "device": device,
        "measured_by": RangeCheck.MeasuredBy.SELF,
        "date": today,
    }
