"""What one drill came to over the years. Reads totals by day, not sets: docs/offline.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, TextField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from exercises.models import Measure
from workouts import amounts, calendars, charts
from workouts.models import DayTotal, Favourite, PinnedNote, Set
from workouts.queries.drills import Drill
from workouts.queries.progress import SideAmount
from workouts.queries.sessions import Sessions, sessions
from workouts.queries.sets import SIDES

# Where the chart begins, by its name in the address.
RANGES: Mapping[str, tuple[str | Promise, timedelta | None]] = {
    "4w": (gettext_lazy("4 weeks"), timedelta(weeks=4)),
    "3m": (gettext_lazy("3 months"), timedelta(days=91)),
    "1y": (gettext_lazy("Year"), timedelta(days=365)),
    "all": (gettext_lazy("All"), None),
}
DEFAULT_RANGE = "3m"

Days = dict[str, list[tuple[date, float]]]


@dataclass(frozen=True)
class Best:
    name: str
    # The dates on which the sides' bests were first reached.
    dates: str
    amounts: tuple[SideAmount, ...]


@dataclass(frozen=True)
class TableRow:
    day: str
    amounts: tuple[str, ...]


@dataclass(frozen=True)
class DrillProgress:
    drill: Drill
    heading: str
    # (name in the address, label, whether it is shown)
    ranges: tuple[tuple[str, str, bool], ...]
    chart: charts.Chart | None
    # The chart in a sentence, and as a table: what is drawn, newest first.
    sentence: str
    table_sides: tuple[str, ...]
    table: tuple[TableRow, ...]
    bests: tuple[Best, ...]
    sessions: Sessions
    favourite: bool
    pinned_note: str


def drill_progress(
    owner: User, drill: Drill, *, today: date, chosen: str, before: date | None, unit: str
) -> DrillProgress:
    measure = amounts.leading_measure(drill.measures)
    listed = sessions(owner, drill, before=before, today=today, unit=unit)
    name = range_of(chosen, listed.days, before, today)
    days = {
        side: line for side, line in days_since(owner, drill, first_day(name, today), unit).items() if line
    }
    favourite, pinned_note = keepsakes(owner, drill)
    drawn = charts.chart(
        days,
        show=lambda value: show_value(measure, value),
        steps=(1, 2, 5, 10, 15, 30, 60, 120, 300, 600) if measure in amounts.SECONDS else (1, 2, 5),
        letters={Set.Side.LEFT: _("L"), Set.Side.RIGHT: _("R"), Set.Side.BOTH: ""},
    )
    return DrillProgress(
        drill=drill,
        heading=name_best(measure) if measure != Measure.LOAD else f"{name_best(measure)}, {unit}",
        ranges=tuple((key, str(label), key == name) for key, (label, _length) in RANGES.items()),
        chart=drawn,
        sentence=sentence_of(days, measure, today),
        table_sides=tuple(days),
        table=tuple(table_rows(drawn, days, measure, today)),
        bests=tuple(bests(owner, drill, today=today, unit=unit)),
        sessions=listed,
        favourite=favourite,
        pinned_note=pinned_note,
    )


def keepsakes(owner: User, drill: Drill) -> tuple[bool, str]:
    """Whether it is a favourite, and the note pinned to it; in one query."""
    notes, favourites = (
        kept.objects.owned_by(owner).kept().filter(id=drill.id) for kept in (PinnedNote, Favourite)
    )
    words = Value("", output_field=TextField())
    found = dict(
        notes.values_list(Value("note"), "note").union(
            favourites.values_list(Value("favourite"), words), all=True
        )
    )
    return "favourite" in found, found.get("note", "")


def show_value(measure: str, value: float) -> str:
    return amounts.show_seconds(round(value)) if measure in amounts.SECONDS else f"{value:g}"


def sentence_of(days: Days, measure: str, today: date) -> str:
    """Most reps in a set, 24 Aug to 12 Nov. Left: from 7 to 12. Right: from 6 to 10."""
    if not days:
        return ""
    every = [day for line in days.values() for day, _value in line]
    first, last = (calendars.name_day(day, today) for day in (min(every), max(every)))
    ends = [
        (side, show_value(measure, line[0][1]), show_value(measure, line[-1][1]))
        for side, line in days.items()
    ]
    template = {
        Set.Side.LEFT: _("Left: from %(first)s to %(last)s."),
        Set.Side.RIGHT: _("Right: from %(first)s to %(last)s."),
        Set.Side.BOTH: _("Both sides together: from %(first)s to %(last)s."),
    }
    words = [template[Set.Side(side)] % {"first": start, "last": end} for side, start, end in ends]
    span = _("%(what)s, %(first)s to %(last)s.") % {"what": name_best(measure), "first": first, "last": last}
    return " ".join([span, *words])


def table_rows(drawn: charts.Chart | None, days: Days, measure: str, today: date) -> Iterable[TableRow]:
    if drawn is None:
        return
    values = {side: dict(line) for side, line in days.items()}
    for day in sorted({day for line in drawn.lines for day in line.drawn}, reverse=True):
        shown = tuple(show_value(measure, held[day]) if day in held else "–" for held in values.values())
        yield TableRow(calendars.name_day(day, today), shown)


def range_of(chosen: str, trained: Sequence[date], before: date | None, today: date) -> str:
    """Without a choice: everything, where the last days trained leave too little to draw in the usual range."""
    if chosen in RANGES:
        return chosen
    first = first_day(DEFAULT_RANGE, today)
    enough = before or (first and sum(day >= first for day in trained) > 1)
    return DEFAULT_RANGE if enough else "all"


def first_day(name: str, today: date) -> date | None:
    length = RANGES[name][1]
    return today - length if length else None


def days_since(owner: User, drill: Drill, first: date | None, unit: str) -> Days:
    measure = amounts.leading_measure(drill.measures)
    column = amounts.best_column(measure)
    totals = DayTotal.objects.filter(owner=owner, drill_id=drill.id, **{f"{column}__isnull": False})
    if first:
        totals = totals.filter(date__gte=first)
    lines: Days = {side: [] for side in SIDES}
    for side, day, value in totals.order_by("date").values_list("side", "date", column):
        lines[side].append((day, float(amounts.in_unit(measure, value, unit))))
    return lines


def bests(owner: User, drill: Drill, *, today: date, unit: str) -> Iterable[Best]:
    """The best set and the most in a day by the main measure, and the heaviest load, each side apart."""
    measure = amounts.leading_measure(drill.measures)
    wanted = [(name_best(measure), amounts.best_column(measure), measure)]
    if measure in amounts.COUNTED:
        wanted.append((_("Most in a day"), amounts.COLUMNS[measure], measure))
    if measure != Measure.LOAD:
        wanted.append((_("Heaviest load"), "best_load_kg", Measure.LOAD))
    totals = DayTotal.objects.filter(owner=owner, drill_id=drill.id)
    highest = highest_values(totals, [column for _name, column, _measure in wanted])
    days = first_days(totals, highest)
    for name, column, of in wanted:
        held = [(side, highest[side, column]) for side in SIDES if (side, column) in highest]
        if held:
            when = sorted({days[side, column] for side, _value in held})
            shown = tuple(SideAmount(side, amounts.show(of, value, unit)) for side, value in held)
            yield Best(name, " · ".join(calendars.name_day(day, today) for day in when), shown)


def highest_values(totals: QuerySet[DayTotal], columns: Sequence[str]) -> dict[tuple[str, str], Any]:
    """By side and column; nothing where nothing was ever more than zero."""
    tops: Iterable[Any] = totals.values_list("side").annotate(
        **{f"top_{column}": Max(column) for column in columns}
    )
    return {
        (side, column): value
        for side, *values in tops
        for column, value in zip(columns, values, strict=True)
        if value
    }


def first_days(
    totals: QuerySet[DayTotal], highest: Mapping[tuple[str, str], Any]
) -> dict[tuple[str, str], date]:
    """When each value was there first: ties keep the first."""
    if not highest:
        return {}
    picked = {
        f"{side}_{column}_day": Min("date", filter=Q(side=side, **{column: value}))
        for (side, column), value in highest.items()
    }
    found = totals.aggregate(**picked)
    return {(side, column): found[f"{side}_{column}_day"] for side, column in highest}


def name_best(measure: str) -> str:
    names: dict[str, str] = {
        Measure.REPS: _("Most reps in a set"),
        Measure.HOLD: _("Longest hold"),
        Measure.DURATION: _("Longest time"),
        Measure.BREATHS: _("Most breaths in a set"),
        Measure.CYCLES: _("Most cycles in a set"),
        Measure.LOAD: _("Heaviest load"),
    }
    return names.get(measure, _("Most sets in a day"))
