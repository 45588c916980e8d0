"""How much of each measure a set holds, in figures and words: pure, for pages, fragments and exports alike."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Measure
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
# The field of a set for every measure; a band is no number.
FIELD_OF: Mapping[str, str] = {**COLUMNS, Measure.BAND: "band_id"}
# What a set is made of; load and band only say against what.
COUNTED = (Measure.REPS, Measure.HOLD, Measure.DURATION, Measure.BREATHS, Measure.CYCLES)
SECONDS = (Measure.HOLD, Measure.DURATION)
COUNTS = (Measure.REPS, Measure.CYCLES, Measure.BREATHS)
# From here on, seconds are read more easily as minutes.
MOST_PLAIN_SECONDS = 60


class Done(Protocol):
    reps: int | None
    hold_seconds: int | None
    duration_seconds: int | None
    load_kg: Decimal | None
    band_id: UUID | None
    breaths: int | None
    cycles: int | None


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
    if seconds < MOST_PLAIN_SECONDS:
        return _("%(seconds)s s") % {"seconds": seconds}
    return show_clock(seconds)


def show_clock(seconds: int) -> str:
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


def unit_of(measure: str, load_unit: str) -> str:
    """What stands behind the number in a field."""
    return {
        Measure.REPS: _("reps"),
        Measure.CYCLES: _("cycles"),
        Measure.BREATHS: _("breaths"),
        Measure.HOLD: _("s"),
        Measure.LOAD: load_unit,
    }.get(Measure(measure), "")


def show_done(done: Done, main_measure: str, load_unit: str) -> tuple[str, str]:
    """What leads and what stands smaller beside it: “10”, “× 12.5 kg”; “30 s”; “3”, “6 breaths”."""
    parts = [*counted(done, main_measure), *timed(done)]
    load = units.show_load(done.load_kg, load_unit) if done.load_kg is not None else ""
    if load and parts:
        parts.insert(1, f"× {load}")
    elif load:
        parts.append(load)
    return (parts[0], " · ".join(parts[1:])) if parts else ("–", "")


def say_done(done: Done, load_unit: str) -> str:
    """The same in full, for ears and for confirmations: “10 reps, 12.5 kg”."""
    parts = [*counted(done, ""), *timed(done)]
    if done.load_kg is not None:
        parts.append(units.show_load(done.load_kg, load_unit))
    return ", ".join(parts)


def counted(done: Done, main_measure: str) -> list[str]:
    order: Sequence[str] = sorted(COUNTS, key=lambda measure: measure != main_measure)
    numbers = [(measure, getattr(done, measure)) for measure in order if getattr(done, measure) is not None]
    return [
        str(number) if measure == main_measure else name_amount(measure, number)
        for measure, number in numbers
    ]


def timed(done: Done) -> list[str]:
    parts = []
    if done.hold_seconds is not None:
        parts.append(show_seconds(done.hold_seconds))
    if done.duration_seconds is not None:
        parts.append(show_clock(done.duration_seconds))
    return parts
