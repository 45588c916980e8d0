from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from workouts import amounts, calendars
from workouts.bands import BandChoice
from workouts.forms.fields import BandField, EffortField, PainField, field_of
from workouts.forms.workouts import TimeInput, moment
from workouts.models import Set, Workout
from workouts.models.limits import NOTE_LENGTH
from workouts.queries.drills import Drill
from workouts.queries.sets import BOTH, LEFT, RIGHT

MOST_ALIKE = 10
NOTHING = _("Write down at least one number, or choose another drill.")
OUT_OF_DATE = _("This page is out of date. Check the numbers and send it again.")
KIND_LABEL = _("Kind of set")


@dataclass(frozen=True)
class SideField:
    side: str
    bound: forms.BoundField


@dataclass(frozen=True)
class MeasureRow:
    """The fields of one measure, left beside right."""

    measure: str
    label: str
    unit: str
    is_main: bool
    is_clock: bool
    fields: tuple[SideField, ...]


def set_id(base: UUID, place: int, side: str) -> UUID:
    """The same form makes the same ids, so that sending it twice makes its sets once."""
    return uuid5(base, f"{place} {side}")


def name_side(field: forms.Field, side: str) -> None:
    """The mark beside the field is drawn; its buttons for less and more, and ears, need the words."""
    if isinstance(field.widget, forms.MultiWidget):
        for part in field.widget.widgets:
            part.attrs["aria-label"] = f"{part.attrs['aria-label']}, {side}"
    else:
        field.widget.attrs["aria-label"] = f"{field.label}, {side}"


class AlikeForm(forms.Form):
    """What every form that adds sets carries."""

    id = forms.UUIDField(widget=forms.HiddenInput)


class RoundForm(AlikeForm):
    """The next round of a drill: its measures and nothing else, a column a side."""

    round = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1000)
    count = forms.TypedChoiceField(
        label=_("How many alike"),
        coerce=int,
        initial=1,
        required=False,
        empty_value="1",
        # It stands in the dock, outside of the form's element.
        widget=forms.Select({"form": "add-set"}),
        choices=[(number, f"{number}×") for number in range(1, MOST_ALIKE + 1)],
        error_messages={"invalid_choice": _("Add 1 to 10 sets at once.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        drill: Drill,
        sides: Sequence[str],
        bands: Sequence[BandChoice],
        unit: str,
        values: Mapping[str, Mapping[str, Any]] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.drill, self.sides, self.unit = drill, tuple(sides), unit
        started = dict(initial or {})
        for side, fields in (values or {}).items():
            started |= {
                f"{side}_{measure}": fields.get(amounts.FIELD_OF[measure]) for measure in drill.measures
            }
        started["band"] = next((fields.get("band_id") for fields in (values or {}).values()), None)
        super().__init__(data, initial=started)
        for measure in self.own_measures:
            for side in self.sides:
                field = field_of(measure, unit=unit)
                if side != BOTH:
                    name_side(field, str(Set.Side(side).label).lower())
                self.fields[f"{side}_{measure}"] = field
        if Measure.BAND in drill.measures:
            self.fields["band"] = BandField(bands)
        self.fields["effort"] = EffortField()
        for side in self.sides:
            self.fields[f"{side}_pain"] = PainField()
        self.fields["note"] = forms.CharField(
            label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 2})
        )
        self.fields["kind"] = forms.ChoiceField(
            label=KIND_LABEL, choices=Set.Kind.choices, initial=Set.Kind.WORKING, required=False
        )

    @property
    def own_measures(self) -> list[str]:
        """Those a side has of its own; one band is used for both."""
        return [measure for measure in self.drill.measures if measure != Measure.BAND]

    @property
    def rows(self) -> Iterator[MeasureRow]:
        for measure in self.own_measures:
            yield MeasureRow(
                measure=measure,
                label=str(Measure(measure).label),
                unit=amounts.unit_of(measure, self.unit),
                is_main=measure == self.own_measures[0] and measure != Measure.LOAD,
                is_clock=measure == Measure.DURATION,
                fields=tuple(SideField(side, self[f"{side}_{measure}"]) for side in self.sides),
            )

    @property
    def pains(self) -> tuple[SideField, ...]:
        return tuple(SideField(side, self[f"{side}_pain"]) for side in self.sides)

    @property
    def shows_more(self) -> bool:
        """Something folded away is wrong or was typed: it is not hidden from who has to mend it."""
        names = ("effort", "note", "kind", *(f"{side}_pain" for side in self.sides))
        return self.is_bound and any(
            name in self.errors or self.data.get(name) for name in names if name != "kind"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "id" in self.errors or "round" in self.errors:
            self.add_error(None, OUT_OF_DATE)
        if not self.errors and not self.done_sides(cleaned):
            first = f"{self.sides[0]}_{self.own_measures[0]}" if self.own_measures else "band"
            self.add_error(first, NOTHING)
        return cleaned

    def done_sides(self, cleaned: Mapping[str, Any]) -> list[str]:
        """A side is done when something was counted on it; a load or a band alone was only held."""
        counting = [measure for measure in self.own_measures if measure != Measure.LOAD] or self.own_measures
        if not counting:
            return list(self.sides) if cleaned.get("band") else []
        return [
            side for side in self.sides if any(cleaned.get(f"{side}_{each}") is not None for each in counting)
        ]

    def drafts(self, done_at: datetime | None) -> list[dict[str, Any]]:
        cleaned = self.cleaned_data
        drafts = []
        for place in range(int(cleaned["count"])):
            sides = self.done_sides(cleaned)
            for side in sides:
                drafts.append(
                    self.measured(side)
                    | {
                        "id": set_id(cleaned["id"], place, side),
                        "round": cleaned["round"] + place,
                        "side": side,
                        "done_at": done_at,
                        "kind": cleaned["kind"] or Set.Kind.WORKING,
                        "effort": cleaned["effort"],
                        "pain": cleaned[f"{side}_pain"],
                        # One note for what was one moment: it stays with the first set.
                        "note": cleaned["note"] if side == sides[0] and place == 0 else "",
                    }
                )
        return drafts

    def measured(self, side: str) -> dict[str, Any]:
        values = {amounts.FIELD_OF[each]: self.cleaned_data[f"{side}_{each}"] for each in self.own_measures}
        if "band" in self.fields:
            values["band_id"] = self.cleaned_data["band"]
        return {**values, "load_unit": self.unit}


class SetForm(forms.Form):
    """Everything about one set. Offers the drill's measures, and what the set has of others."""

    side = forms.ChoiceField(label=_("Side"), choices=Set.Side.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=KIND_LABEL, choices=Set.Kind.choices)
    round = forms.IntegerField(
        label=_("Set number"),
        min_value=1,
        max_value=1000,
        help_text=_("The left and the right of one number are a pair."),
        error_messages={
            "invalid": _("Write the set's number, like 2."),
            "required": _("Write the set's number, like 2."),
            "min_value": _("Sets are numbered from 1."),
            "max_value": _("Sets are numbered up to 1,000."),
        },
        widget=forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    done = forms.TimeField(
        label=_("Done at"),
        required=False,
        widget=TimeInput,
        error_messages={"invalid": _("Write a time, like 17:40.")},
    )
    effort = EffortField()
    pain = PainField()
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self,
        data: Any = None,
        *,
        row: Set,
        drill: Drill,
        workout: Workout,
        bands: Sequence[BandChoice],
        unit: str,
    ) -> None:
        self.zone, self.workout = calendars.zone(workout.time_zone), workout
        self.unit = row.load_unit if row.load_kg is not None else unit
        measures = [*drill.measures, *(each for each in amounts.FIELD_OF if each not in drill.measures)]
        self.measures = [
            each
            for each in measures
            if each in drill.measures or getattr(row, amounts.FIELD_OF[each]) is not None
        ]
        initial = {each: getattr(row, amounts.FIELD_OF[each]) for each in self.measures}
        initial |= {name: getattr(row, name) for name in ("side", "kind", "round", "effort", "pain", "note")}
        if row.done_at is not None:
            initial["done"] = row.done_at.astimezone(self.zone).time().replace(second=0, microsecond=0)
        super().__init__(data, initial=initial)
        for each in self.measures:
            if each == Measure.BAND:
                self.fields[each] = BandField(bands, row.band_id)
            else:
                self.fields[each] = field_of(each, unit=self.unit)
        if drill.logs_sides_apart and row.side != BOTH:
            side = self.fields["side"]
            assert isinstance(side, forms.ChoiceField)
            side.choices = [(LEFT, Set.Side.LEFT.label), (RIGHT, Set.Side.RIGHT.label)]
        self.order_fields([*self.measures, "side", "pain", "effort", "note", "kind", "round", "done"])

    @property
    def rows(self) -> Iterator[tuple[forms.BoundField, str, bool]]:
        """Each measure's field, its unit, and whether it gets buttons for less and more."""
        for each in self.measures:
            stepped = each not in (Measure.LOAD, Measure.BAND, Measure.DURATION)
            yield self[each], amounts.unit_of(each, self.unit), stepped

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and all(cleaned.get(each) is None for each in self.measures):
            self.add_error(self.measures[0], _("Write down at least one number, or delete the set."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Only what was changed, so that a merge keeps what another phone changed meanwhile."""
        cleaned = self.cleaned_data
        changed = set(self.changed_data)
        values = {amounts.FIELD_OF[each]: cleaned[each] for each in self.measures if each in changed}
        if "load_kg" in values:
            values["load_unit"] = self.unit
        values |= {
            name: cleaned[name]
            for name in ("side", "kind", "round", "effort", "pain", "note")
            if name in changed
        }
        if "done" in changed:
            values["done_at"] = moment(self.workout.date, cleaned["done"], self.zone)
        return values
