from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from workouts.goals import COLOURS
from workouts.models import Goal
from workouts.models.limits import NOTE_LENGTH, TITLE_LENGTH
from workouts.units import show_number

MOST = 10_000
MOST_VALUE = 100_000
CATEGORY, DRILL = "category:", "drill:"
DAY_IS_WRONG = {"invalid": _("Choose a day, or write it like 2026-11-22.")}


class ValueField(forms.CharField):
    """A number with a point or a comma; up to three places are kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=20, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return show_number(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise forms.ValidationError(_("Write a number, like 20 or 1.5."), code="invalid")
        if not 0 <= number <= MOST_VALUE:
            raise forms.ValidationError(_("Write a number from 0 to 100,000."), code="out_of_range")
        return number.quantize(Decimal("0.001"))


class GoalForm(forms.Form):
    # Chosen when the page is made, so that a form sent twice makes one goal.
    id = forms.UUIDField(widget=forms.HiddenInput)
    counts = forms.ChoiceField(
        label=_("What counts"),
        choices=[
            (Goal.Counts.SESSIONS.value, _("Sessions")),
            (Goal.Counts.MINUTES.value, _("Minutes trained")),
            (Goal.Counts.SETS.value, _("Sets")),
            (Goal.Counts.TIMES.value, _("A habit you check off")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what counts.")},
    )
    about = forms.ChoiceField(
        label=_("Sets of"),
        required=False,
        error_messages={"invalid_choice": _("Choose a category or a drill of the list.")},
    )
    title = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=TITLE_LENGTH,
        help_text=_("A habit needs one. Other goals are called by what they ask for."),
    )
    amount = forms.IntegerField(
        label=_("How much"),
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": "1"}),
        error_messages={
            "required": _("Write how much, like 3."),
            "invalid": _("Write a whole number, like 3."),
            "min_value": _("Write 1 or more."),
            "max_value": _("Write 10,000 at most."),
        },
    )
    unit = forms.CharField(
        label=_("Unit"),
        required=False,
        max_length=20,
        help_text=_("Like min or km: then the numbers you note are added up. Empty: each check counts once."),
    )
    # Of a habit, where it only tells what the habit is for; sets name theirs in `about`.
    category = forms.ChoiceField(
        label=_("Category"),
        required=False,
        choices=[("", _("None")), *Exercise.Category.choices],
        error_messages={"invalid_choice": _("Choose a category of the list.")},
    )
    period = forms.ChoiceField(
        label=_("In"),
        choices=Goal.Period.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a day, a week or a month.")},
    )
    colour = forms.ChoiceField(
        label=_("Colour"),
        choices=COLOURS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the colours.")},
    )

    def __init__(
        self, data: Any = None, *, goal: Goal, drills: Sequence[tuple[UUID, str]], called: str = ""
    ) -> None:
        """`called` is the name of the drill that the goal is about, offered even when it is archived."""
        about = f"{DRILL}{goal.drill_id}" if goal.drill_id else f"{CATEGORY}{goal.category}"
        initial = {name: getattr(goal, name) for name in self.base_fields if name != "about"}
        initial["colour"] = goal.colour or "grey"
        super().__init__(data, initial={**initial, "about": about if goal.drill_id or goal.category else ""})
        offered = list(drills)
        if goal.drill_id and goal.drill_id not in dict(offered):
            offered.append((goal.drill_id, called))
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Any drill")),
            (_("Categories"), [(f"{CATEGORY}{key}", label) for key, label in Exercise.Category.choices]),
            (_("Drills"), [(f"{DRILL}{drill_id}", name) for drill_id, name in offered]),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        habit = cleaned.get("counts") == Goal.Counts.TIMES
        if habit and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Give the habit a name."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What does not belong to what is counted is left out, whatever was chosen before."""
        counts, about = self.cleaned_data["counts"], self.cleaned_data["about"]
        habit = counts == Goal.Counts.TIMES
        if counts != Goal.Counts.SETS:
            about = f"{CATEGORY}{self.cleaned_data['category']}" if habit else ""
        return {
            **{name: self.cleaned_data[name] for name in ("title", "colour", "period", "counts", "amount")},
            "category": about.removeprefix(CATEGORY) if about.startswith(CATEGORY) else "",
            "drill_id": UUID(about.removeprefix(DRILL)) if about.startswith(DRILL) else None,
            "unit": self.cleaned_data["unit"] if habit else "",
        }


class CheckInForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # Left out by the button on Today, which means today.
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_IS_WRONG,
    )
    value = ValueField(label=_("How much"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, unit: str, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today
        if unit:
            self.fields["value"].label = _("How many %(unit)s") % {"unit": unit}
            self.fields["value"].required = True
            self.fields["value"].error_messages["required"] = _("Write how many %(unit)s.") % {"unit": unit}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"] or self.today
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."), code="ahead")
        return day


class PauseForm(forms.Form):
    first = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={**DAY_IS_WRONG, "required": _("Choose the first day of the pause.")},
    )
    last = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The last day of the pause. Empty: until you end it."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_IS_WRONG,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return cleaned
