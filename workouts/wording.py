"""How a set is said in figures and words: pure, for pages, fragments and exports alike."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Measure
from workouts import units

# From here on, seconds are read more easily as minutes.
MOST_PLAIN_SECONDS = 60
COUNTS = ("reps", "cycles", "breaths")


class Done(Protocol):
    reps: int | None
    hold_seconds: int | None
    duration_seconds: int | None
    load_kg: Decimal | None
    load_unit: str
    band_id: UUID | None
    breaths: int | None
    cycles: int | None


def show_seconds(seconds: int) -> str:
    if seconds < MOST_PLAIN_SECONDS:
        return _("%(seconds)s s") % {"seconds": seconds}
    return show_clock(seconds)


def show_clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def count_of(measure: str, number: int) -> str:
    if measure == Measure.BREATHS:
        return ngettext("%(n)s breath", "%(n)s breaths", number) % {"n": number}
    if measure == Measure.CYCLES:
        return ngettext("%(n)s cycle", "%(n)s cycles", number) % {"n": number}
    return ngettext("%(n)s rep", "%(n)s reps", number) % {"n": number}


def unit_of(measure: str, load_unit: str) -> str:
    """What stands behind the number in a field."""
    return {
        Measure.REPS: _("reps"),
        Measure.CYCLES: _("cycles"),
        Measure.BREATHS: _("breaths"),
        Measure.HOLD: _("s"),
        Measure.LOAD: load_unit,
    }.get(Measure(measure), "")


def show_done(done: Done, main_measure: str) -> tuple[str, str]:
    """What leads and what stands smaller beside it: “10”, “× 12.5 kg”; “30 s”; “3”, “6 breaths”."""
    parts = [*counted(done, main_measure), *timed(done)]
    load = units.show_load(done.load_kg, done.load_unit) if done.load_kg is not None else ""
    if load and parts:
        parts.insert(1, f"× {load}")
    elif load:
        parts.append(load)
    return (parts[0], " · ".join(parts[1:])) if parts else ("–", "")


def say_done(done: Done) -> str:
    """The same in full, for ears and for confirmations: “10 reps, 12.5 kg”."""
    parts = [*counted(done, ""), *timed(done)]
    if done.load_kg is not None:
        parts.append(units.show_load(done.load_kg, done.load_unit))
    return ", ".join(parts)


def counted(done: Done, main_measure: str) -> list[str]:
    order: Sequence[str] = sorted(COUNTS, key=lambda measure: measure != main_measure)
    numbers = [(measure, getattr(done, measure)) for measure in order if getattr(done, measure) is not None]
    return [
        str(number) if measure == main_measure else count_of(measure, number) for measure, number in numbers
    ]


def timed(done: Done) -> list[str]:
    parts = []
    if done.hold_seconds is not None:
        parts.append(show_seconds(done.hold_seconds))
    if done.duration_seconds is not None:
        parts.append(show_clock(done.duration_seconds))
    return parts
