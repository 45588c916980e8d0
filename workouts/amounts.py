"""How much of each measure a set holds, in words short enough for a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models.vocabulary import Measure
from workouts import units

# The column of a set, and the columns of a day's total, that a measure fills.
COLUMNS: Mapping[str, str] = {
    Measure.REPS: "reps",
    Measure.HOLD: "hold_seconds",
    Measure.DURATION: "duration_seconds",
    Measure.BREATHS: "breaths",
    Measure.CYCLES: "cycles",
    Measure.LOAD: "load_kg",
}
# What a set is made of; load and band only say against what.
COUNTED = (Measure.REPS, Measure.HOLD, Measure.DURATION, Measure.BREATHS, Measure.CYCLES)
SECONDS = (Measure.HOLD, Measure.DURATION)


def leading_measure(measures: Sequence[str]) -> str:
    """The first that can be drawn and compared; a drill that records a band alone is counted in sets."""
    return next((measure for measure in measures if measure in COLUMNS), "")


def best_column(measure: str) -> str:
    """Of a day's total: the best of that day."""
    return f"best_{COLUMNS[measure]}" if measure else "sets"


def show(measure: str, value: Any, unit: str = "kg") -> str:
    """As a bare number where the heading names the measure: 10, 45 s, 1:30, 12.5 kg."""
    if measure in SECONDS:
        return show_seconds(value)
    if measure == Measure.LOAD:
        return units.show_load(value, unit)
    return str(value)


def in_unit(measure: str, value: Any, unit: str) -> Any:
    """The stored value as the person counts it."""
    return units.load_in(value, unit) if measure == Measure.LOAD else value


def show_seconds(seconds: int) -> str:
    if seconds < 60:
        return _("%(seconds)s s") % {"seconds": seconds}
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def name_amount(measure: str, value: Any, unit: str = "kg") -> str:
    """With its measure, beside a leading number: 3 breaths, 5 s hold."""
    if measure == Measure.HOLD:
        return _("%(time)s hold") % {"time": show_seconds(value)}
    if measure == Measure.DURATION:
        return show_seconds(value)
    if measure == Measure.BREATHS:
        return ngettext("%(count)s breath", "%(count)s breaths", value) % {"count": value}
    if measure == Measure.CYCLES:
        return ngettext("%(count)s cycle", "%(count)s cycles", value) % {"count": value}
    if measure == Measure.LOAD:
        return show(measure, value, unit)
    return ngettext("%(count)s rep", "%(count)s reps", value) % {"count": value}


def name_minutes(minutes: int) -> str:
    return _("%(minutes)s min") % {"minutes": minutes}


def name_sets(sets: int) -> str:
    return ngettext("%(count)s set", "%(count)s sets", sets) % {"count": sets}
