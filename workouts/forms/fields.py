"""Fields that say in a sentence what is wrong with a number."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from workouts import units
from workouts.bands import BandChoice
from workouts.models.limits import MOST_KG, MOST_REPS, MOST_SECONDS

BELOW_ZERO = {
    Measure.REPS: _("Reps can't be below zero."),
    Measure.HOLD: _("A hold can't be below zero seconds."),
    Measure.DURATION: _("Time can't be below zero."),
    Measure.LOAD: _("Load can't be below zero."),
    Measure.BREATHS: _("Breaths can't be below zero."),
    Measure.CYCLES: _("Cycles can't be below zero."),
}
NOT_WHOLE = {
    Measure.REPS: _("Write reps as a whole number, like 10."),
    Measure.HOLD: _("Write the hold in whole seconds, like 30."),
    Measure.DURATION: _("Write minutes and seconds as whole numbers, like 2 and 30."),
    Measure.BREATHS: _("Write breaths as a whole number, like 6."),
    Measure.CYCLES: _("Write cycles as a whole number, like 3."),
}
TOO_MUCH = {
    Measure.REPS: _("That is more reps than fit here: 10,000 at most."),
    Measure.HOLD: _("A hold is a day long at most."),
    Measure.DURATION: _("A set is a day long at most."),
    Measure.LOAD: _("That is more than fits here: 9,999 kg at most."),
    Measure.BREATHS: _("That is more breaths than fit here: 10,000 at most."),
    Measure.CYCLES: _("That is more cycles than fit here: 10,000 at most."),
}


class CountField(forms.IntegerField):
    def __init__(self, measure: Measure, **kwargs: Any) -> None:
        most = MOST_SECONDS if measure == Measure.HOLD else MOST_REPS
        super().__init__(
            label=measure.label,
            required=False,
            min_value=0,
            max_value=most,
            error_messages={
                "invalid": NOT_WHOLE[measure],
                "min_value": BELOW_ZERO[measure],
                "max_value": TOO_MUCH[measure],
            },
            **kwargs,
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}


class ClockWidget(forms.MultiWidget):
    """Minutes and seconds, each with a keyboard of digits."""

    template_name = "workouts/widgets/clock.html"

    def __init__(self) -> None:
        attrs = {"min": 0, "inputmode": "numeric", "autocomplete": "off"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "min": forms.NumberInput({**attrs, "aria-label": _("Minutes")}),
            "s": forms.NumberInput({**attrs, "aria-label": _("Seconds")}),
        }
        super().__init__(parts)

    def decompress(self, value: int | None) -> list[int | None]:
        return list(divmod(value, 60)) if value is not None else [None, None]


class ClockField(forms.MultiValueField):
    def __init__(self, **kwargs: Any) -> None:
        message = NOT_WHOLE[Measure.DURATION]
        numbers = [
            forms.IntegerField(required=False, error_messages={"invalid": message}) for _part in range(2)
        ]
        super().__init__(
            numbers,
            widget=ClockWidget(),
            label=Measure.DURATION.label,
            required=False,
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, values: list[int | None]) -> int | None:
        if not values or values == [None, None]:
            return None
        minutes, seconds = (value or 0 for value in values)
        if minutes < 0 or seconds < 0:
            raise forms.ValidationError(BELOW_ZERO[Measure.DURATION], code="min_value")
        if minutes * 60 + seconds > MOST_SECONDS:
            raise forms.ValidationError(TOO_MUCH[Measure.DURATION], code="max_value")
        return minutes * 60 + seconds


class LoadField(forms.CharField):
    """Typed in the person's unit, with a point or a comma; cleaned to exact kilograms."""

    def __init__(self, unit: str, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(label=Measure.LOAD.label, required=False, max_length=20, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return units.show_number(units.load_in(value, self.unit)) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return typed_differs(self, initial, data)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).replace(",", ".")
        if not text:
            return None
        try:
            typed = Decimal(text)
        except InvalidOperation:
            typed = Decimal("NaN")
        if not typed.is_finite():
            raise forms.ValidationError(_("Write the load as a number, like 12.5."), code="invalid")
        if typed < 0:
            raise forms.ValidationError(BELOW_ZERO[Measure.LOAD], code="min_value")
        if typed > MOST_KG * 3 or units.kg_from(typed, self.unit) > MOST_KG:
            raise forms.ValidationError(TOO_MUCH[Measure.LOAD], code="max_value")
        return units.kg_from(typed, self.unit)


class BandField(forms.TypedChoiceField):
    def __init__(self, bands: Sequence[BandChoice], chosen: UUID | None = None, **kwargs: Any) -> None:
        offered = [band for band in bands if not band.archived or band.id == chosen]
        super().__init__(
            label=Measure.BAND.label,
            required=False,
            coerce=UUID,
            empty_value=None,
            choices=[("", _("No band")), *((str(band.id), band.name) for band in offered)],
            error_messages={"invalid_choice": _("Choose one of your bands.")},
            **kwargs,
        )


class EffortField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Effort, 1 to 10"), required=False, max_length=10, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return units.show_number(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return typed_differs(self, initial, data)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).replace(",", ".")
        if not text:
            return None
        try:
            effort = Decimal(text)
        except InvalidOperation:
            effort = Decimal(0)
        if not (effort.is_finite() and 1 <= effort <= 10 and effort * 2 % 1 == 0):
            raise forms.ValidationError(_("Effort goes from 1 to 10, in halves: 7 or 7.5."), code="invalid")
        return effort


class PainField(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        numbers: list[tuple[str, Any]] = [(str(pain), str(pain)) for pain in range(11)]
        numbers[0], numbers[-1] = ("0", _("0, none")), ("10", _("10, the worst"))
        super().__init__(
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", "–"), *numbers],
            error_messages={"invalid_choice": _("Pain goes from 0 to 10.")},
            **{"label": _("Pain, 0 to 10"), **kwargs},
        )


def typed_differs(field: forms.Field, initial: Any, data: Any) -> bool:
    """12.500 in the database and 12,5 in the field are the same number."""
    shown = field.prepare_value(initial)
    return ("" if shown is None else str(shown)) != (data or "").strip().replace(",", ".")


def field_of(measure: str, *, unit: str, **kwargs: Any) -> forms.Field:
    if measure == Measure.LOAD:
        return LoadField(unit, **kwargs)
    if measure == Measure.DURATION:
        return ClockField(**kwargs)
    return CountField(Measure(measure), **kwargs)


def focus_on_error(form: forms.BaseForm) -> None:
    """The cursor goes to the first field that is wrong."""
    wrong = next((name for name in form.fields if name in form.errors), None)
    if wrong is not None:
        form.fields[wrong].widget.attrs["autofocus"] = True
