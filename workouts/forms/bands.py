from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workouts.bands import COLOURS, MOST_LEVEL, BandChoice
from workouts.forms.fields import LoadField


class BandForm(forms.Form):
    # Chosen when the page is made, so that a form sent twice makes one band.
    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"), max_length=60, error_messages={"required": _("Give the band a name.")}
    )
    colour = forms.ChoiceField(label=_("Colour"), choices=COLOURS, widget=forms.RadioSelect)
    level = forms.IntegerField(
        label=_("Level"),
        min_value=1,
        max_value=MOST_LEVEL,
        help_text=_("1 is the lightest. Bands are listed by it."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": "1"}),
        error_messages={
            "required": _("Write a level, like 2."),
            "invalid": _("Write the level as a whole number, like 2."),
            "min_value": _("The lightest level is 1."),
            "max_value": _("The highest level is %(limit_value)s."),
        },
    )

    def __init__(self, data: Any = None, *, band: BandChoice, unit: str) -> None:
        initial = {
            "id": band.id,
            "name": str(band.name),
            "colour": band.colour,
            "level": band.level,
            "pull_kg": band.pull_kg,
        }
        super().__init__(data, initial=initial)
        pull = LoadField(unit)
        pull.label = _("Pull in %(unit)s") % {"unit": unit}
        pull.help_text = _("As the maker says, at about twice its length.")
        self.fields["pull_kg"] = pull

    def clean_colour(self) -> str:
        return str(self.cleaned_data["colour"])

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "colour", "level", "pull_kg")}
