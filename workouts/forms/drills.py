from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, Measure
from workouts.models import OwnDrill
from workouts.models.limits import NOTE_LENGTH

COUNTED = [(each.value, each.label) for each in Measure if each not in (Measure.LOAD, Measure.BAND)]


class OwnDrillForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Give the drill a name.")}
    )
    main = forms.ChoiceField(
        label=_("What you count first"),
        choices=COUNTED,
        initial=Measure.REPS,
        widget=forms.RadioSelect,
        help_text=_("Progress is drawn from it."),
    )
    measures = forms.MultipleChoiceField(
        label=_("Also write down"),
        choices=Measure.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sides = forms.ChoiceField(
        label=_("Sides"),
        choices=Exercise.Sides.choices,
        initial=Exercise.Sides.EACH_SIDE,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any = None, *, drill: OwnDrill | None = None, name: str = "") -> None:
        initial: dict[str, Any] = {"name": name}
        if drill is not None:
            main, *others = drill.measures
            initial = {
                "name": drill.name,
                "main": main,
                "measures": others,
                "sides": drill.sides,
                "note": drill.note,
            }
        super().__init__(data, initial=initial)
        if drill is not None and drill.main_measure in (Measure.LOAD, Measure.BAND):
            # Made elsewhere, where it may lead; it stays possible to keep it so.
            field = self.fields["main"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*COUNTED, (main, Measure(main).label)]

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        others = [each for each in cleaned["measures"] if each != cleaned["main"]]
        return {
            "name": cleaned["name"],
            "measures": [cleaned["main"], *others],
            "sides": cleaned["sides"],
            "note": cleaned["note"],
        }


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 3})
    )


class NotesForm(NoteForm):
    """What is noted today, and what shows every time."""

    note = forms.CharField(
        label=_("On this day"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 3})
    )
    pinned = forms.CharField(
        label=_("Pinned to the drill"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Shows every time you log this drill."),
    )
