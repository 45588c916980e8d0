import datetime as dates
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from workouts import calendars
from workouts.models import Workout
from workouts.models.limits import NOTE_LENGTH, TITLE_LENGTH

NO_TIME = {"invalid": _("Write a time, like 17:40.")}
NO_DATE = {"invalid": _("Write a date, like 2026-11-19."), "required": _("Choose the day.")}
LONGEST = timedelta(hours=12)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def moment(day: dates.date, clock: time | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, clock, tzinfo=zone) if clock is not None else None


def from_to(
    day: dates.date, started: time | None, finished: time | None, zone: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    """An end before the start is in the hour that the clock repeats, or on the next day: 23:30 to 0:20."""
    start, end = moment(day, started, zone), moment(day, finished, zone)
    if start is None or end is None:
        return start, end
    # In UTC: times of one zone are compared by the clock on the wall, which jumps twice a year.
    ends = (end, end.replace(fold=1), moment(day + timedelta(days=1), finished, zone) or end)
    start = start.astimezone(UTC)
    return start, next((each for each in (end.astimezone(UTC) for end in ends) if each >= start), start)


class TimesForm(forms.Form):
    """The day and the clock times of a session, as they were where it was."""

    date = forms.DateField(label=_("Day"), widget=DateInput, error_messages=NO_DATE)
    started = forms.TimeField(label=_("From"), required=False, widget=TimeInput, error_messages=NO_TIME)
    finished = forms.TimeField(label=_("To"), required=False, widget=TimeInput, error_messages=NO_TIME)

    def __init__(self, *args: Any, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.latest = now.astimezone(zone).date() + timedelta(days=1)
        self.fields["date"].widget.attrs["max"] = self.latest.isoformat()

    def clean_date(self) -> dates.date:
        day: dates.date = self.cleaned_data["date"]
        if day > self.latest:
            raise forms.ValidationError(
                _("This day is still to come. Log it when it is done."), code="future"
            )
        if day.year < 1900:
            raise forms.ValidationError(_("Write a date from 1900 on."), code="past")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            start, end = from_to(cleaned["date"], cleaned["started"], cleaned["finished"], self.zone)
            if start is not None and end is not None and end - start > LONGEST:
                self.add_error("finished", _("The end is before the start."))
            cleaned["started_at"], cleaned["finished_at"] = start, end
        return cleaned


class StartForm(TimesForm):
    NOW, EARLIER = "now", "earlier"
    # A quiet link away from here is `?drill=`: whoever comes without choosing trains now.
    when = forms.ChoiceField(
        label=_("When"),
        choices=[(NOW, _("Now")), (EARLIER, _("Earlier"))],
        widget=forms.RadioSelect,
        initial=NOW,
        required=False,
    )
    id = forms.UUIDField(widget=forms.HiddenInput)
    date = forms.DateField(label=_("Day"), widget=DateInput, required=False, error_messages=NO_DATE)
    field_order = ["when", "date", "started", "finished", "id"]

    @property
    def is_earlier(self) -> bool:
        return self["when"].value() == self.EARLIER

    def clean_date(self) -> dates.date:
        today = self.latest - timedelta(days=1)
        if self.cleaned_data.get("when") != self.EARLIER:
            return today
        if self.cleaned_data.get("date") is None:
            return today
        return super().clean_date()

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("when") != self.EARLIER:
            self.cleaned_data |= {"started": None, "finished": None}
        return super().clean()


class WorkoutForm(TimesForm):
    title = forms.CharField(label=_("Name"), required=False, max_length=TITLE_LENGTH)
    energy = forms.TypedChoiceField(
        label=_("Energy, 1 low to 5 high"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "–"), *((number, str(number)) for number in range(1, 6))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 3})
    )
    field_order = ["title", "date", "started", "finished", "energy", "note"]

    def __init__(self, data: Any = None, *, workout: Workout, now: datetime) -> None:
        zone = calendars.zone(workout.time_zone)
        initial = {
            "title": workout.title,
            "date": workout.date,
            "started": clock_of(workout.started_at, zone),
            "finished": clock_of(workout.finished_at, zone),
            "energy": workout.energy if workout.energy is not None else "",
            "note": workout.note,
        }
        super().__init__(data, zone=zone, now=now, initial=initial)

    def values(self) -> dict[str, Any]:
        """Only what was changed: a merge keeps what another phone changed meanwhile, and seconds stay."""
        changed = set(self.changed_data)
        cleaned = self.cleaned_data
        names = ("title", "energy", "note", "date")
        values: dict[str, Any] = {name: cleaned[name] for name in names if name in changed}
        if changed & {"date", "started", "finished"}:
            values |= {"started_at": cleaned["started_at"], "finished_at": cleaned["finished_at"]}
        return values


def clock_of(moment: datetime | None, zone: ZoneInfo) -> time | None:
    return moment.astimezone(zone).time().replace(second=0, microsecond=0) if moment is not None else None
