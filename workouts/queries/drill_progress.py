"""What one drill came to over the years. Reads totals and bests by day, not sets: docs/progress.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Sum, TextField, Value
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from exercises.models import Measure
from workouts import amounts, bests, calendars, charts, review
from workouts.models import DayTotal, Favourite, PinnedNote, Set
from workouts.queries.drill_days import Day, Held, by_name, days_of, joined, records_held, variants_trained
from workouts.queries.drills import Drill
from workouts.queries.gaps import GapRow, gap_rows
from workouts.queries.gauges import (
    Asked,
    Choice,
    Gauge,
    against_choices,
    gauges_of,
    measure_choices,
    variant_choices,
)
from workouts.queries.held_rows import HeldRow, held_rows, plain_words
from workouts.queries.record_rows import Words, words_for
from workouts.queries.sessions import Sessions, sessions

# Where the chart begins, by its name in the address.
RANGES: Mapping[str, tuple[str | Promise, timedelta | None]] = {
    "4w": (gettext_lazy("4 weeks"), timedelta(weeks=4)),
    "3m": (gettext_lazy("3 months"), timedelta(days=91)),
    "1y": (gettext_lazy("Year"), timedelta(days=365)),
    "all": (gettext_lazy("All"), None),
}
DEFAULT_RANGE = "3m"
# More lines than these nobody tells apart.
MOST_VARIANTS = 2
# As many as a thumb finds at a glance; the rest folds away.
FIRST_RECORDS = 6
# Of loads and bands to choose from, the ones with the latest records.
MOST_AGAINST = 8


@dataclass(frozen=True)
class Cell:
    amount: str
    record: bool


@dataclass(frozen=True)
class Column:
    side: str
    # The drill, where several are drawn apart.
    drill: str
    variant: str


@dataclass(frozen=True)
class TableRow:
    day: str
    # How far across the chart.
    at: float
    # The same in a sentence: 12 Nov: left 10, a record, right 9
    reading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class DrillProgress:
    drill: Drill
    heading: str
    # The address of what is shown, without the place in the list of sessions.
    query: str
    measures: tuple[Choice, ...]
    against: tuple[Choice, ...]
    variants: tuple[Choice, ...]
    # Variants apart, or all in one line.
    lines: tuple[Choice, ...]
    ranges: tuple[Choice, ...]
    chart: charts.Chart | None
    # The chart in a sentence, and as a table: what is drawn, newest first.
    sentence: str
    columns: tuple[Column, ...]
    table: tuple[TableRow, ...]
    # A day's best set, or what a session or day came to.
    of_sets: bool
    # Left against right in the drill's leading measure, which `gap_measure` names.
    gap: GapRow | None
    gap_measure: str
    records: tuple[HeldRow, ...]
    more_records: tuple[HeldRow, ...]
    sessions: Sessions
    favourite: bool
    pinned_note: str


def drill_progress(
    owner: User, drill: Drill, *, asked: Asked, today: date, before: date | None, unit: str
) -> DrillProgress:
    listed = sessions(owner, drill, before=before, today=today, unit=unit)
    span = range_of(asked.range, listed.days, before, today)
    gauges = gauges_of(drill)
    gauge = next((each for each in gauges if each.key == asked.measure), gauges[0])
    near = [] if drill.own else variants_trained(owner, drill.id, [gauge.measure])
    shown = [each for each in near if each.slug in asked.variants][:MOST_VARIANTS]
    drills = {drill.id: drill.name, **{each.id: each.name for each in shown}}
    held = records_held(owner, drills, first=first_day(span, today))
    mine = [each for each in held if each.drill_id == drill.id]
    words = words_for(owner, (each.band_id for each in mine), unit)
    keys = against_keys(mine, gauge, words)
    asked = replace(
        asked,
        against=asked.against if asked.against in dict(keys) and len(keys) > 1 else None,
        variants=tuple(each.slug for each in shown),
    )
    lines = days_of(
        owner,
        drills,
        gauge,
        against=asked.against,
        first=first_day(span, today),
        held=held,
        unit=unit,
    )
    days = by_name(joined(lines, drill.id) if asked.together else lines, drills)
    apart = bool(shown) and not asked.together
    columns = tuple(column_of(name, tuple(drills.values()) if apart else ()) for name in days)
    drawn = drawing(days, gauge, most=charts.MOST_POINTS // (len(drills) if apart else 1))
    rows = tuple(held_rows(mine, words, today))
    favourite, pinned_note = keepsakes(owner, drill)
    return DrillProgress(
        drill=drill,
        heading=f"{gauge.heading}, {unit}" if gauge.measure == Measure.LOAD else gauge.heading,
        query=asked.query(),
        measures=measure_choices(gauges, gauge, asked),
        against=against_choices(keys, asked, plain=capfirst(plain_words(mine, gauge.what, gauge.column))),
        variants=variant_choices([(each.slug, each.name) for each in near], asked.variants, asked),
        lines=line_choices(asked),
        ranges=tuple(
            Choice(replace(asked, range=key).query(), str(label), key == span)
            for key, (label, _length) in RANGES.items()
        ),
        chart=drawn,
        sentence=sentence_of(days, columns, gauge, today),
        columns=columns,
        table=tuple(table_rows(drawn, days, columns, gauge, today)),
        of_sets=gauge.what not in ("", bests.SESSION),
        # Not beside older sessions, which are what is looked for there.
        gap=None if before else gap_of(owner, drill, today),
        gap_measure=gap_measure(drill),
        records=rows[:FIRST_RECORDS],
        more_records=rows[FIRST_RECORDS:],
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


def gap_of(owner: User, drill: Drill, today: date) -> GapRow | None:
    """As the overview reckons it (workouts/review.py); nothing for a drill of both sides together."""
    measure = amounts.leading_measure(drill.measures)
    if not measure or not drill.logs_sides_apart:
        return None
    column = "volume_kg" if measure == Measure.LOAD else amounts.COLUMNS[measure]
    days = DayTotal.objects.filter(
        owner=owner, drill_id=drill.id, date__gt=today - review.WINDOW, date__lte=today
    )
    sums = dict(days.order_by().values_list("side").annotate(Sum(column)))
    gap = review.Gap(drill.id, float(sums.get(review.LEFT, 0)), float(sums.get(review.RIGHT, 0)))
    return next(iter(gap_rows([gap], {drill.id: drill})), None) if gap.left or gap.right else None


def gap_measure(drill: Drill) -> str:
    measure = amounts.leading_measure(drill.measures)
    return _("Load × reps") if measure == Measure.LOAD else str(Measure(measure).label) if measure else ""


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


def line_choices(asked: Asked) -> tuple[Choice, ...]:
    if not asked.variants:
        return ()
    return (
        Choice(replace(asked, together=False).query(), _("Apart"), not asked.together),
        Choice(replace(asked, together=True).query(), _("As one"), asked.together),
    )


def against_keys(held: Iterable[Held], gauge: Gauge, words: Words) -> list[tuple[str, str]]:
    """What the drill was done against, each with its words; the latest records first."""
    if not gauge.splits:
        return []
    of_gauge = [each for each in held if (each.what, each.measure) == (gauge.what, gauge.column)]
    of_gauge.sort(key=lambda each: each.date, reverse=True)
    named = {each.against: words.against(each.load_kg, each.band_id) for each in of_gauge}
    return list(named.items())[:MOST_AGAINST]


def drawing(days: Mapping[str, Mapping[date, Day]], gauge: Gauge, *, most: int) -> charts.Chart | None:
    return charts.chart(
        {name: [(day, each.value) for day, each in line.items()] for name, line in days.items()},
        show=lambda value: show_value(gauge.measure, value),
        steps=(1, 2, 5, 10, 15, 30, 60, 120, 300, 600) if gauge.measure in amounts.SECONDS else (1, 2, 5),
        letters={name: letter_of(name) for name in days},
        records={name: {day for day, each in line.items() if each.record} for name, line in days.items()},
        most=most,
    )


def letter_of(name: str) -> str:
    """L; of the first variant 1 L."""
    side, _dash, variant = name.partition("-")
    letters = {Set.Side.LEFT: _("L"), Set.Side.RIGHT: _("R"), Set.Side.BOTH: ""}
    return f"{variant} {letters[Set.Side(side)]}".strip()


def show_value(measure: str, value: float) -> str:
    return amounts.show_seconds(round(value)) if measure in amounts.SECONDS else f"{round(value, 2):g}"


def column_of(name: str, drills: Sequence[str]) -> Column:
    side, _dash, variant = name.partition("-")
    return Column(side, drills[int(variant or 0)] if drills else "", variant)


def sentence_of(
    days: Mapping[str, Mapping[date, Day]], columns: Sequence[Column], gauge: Gauge, today: date
) -> str:
    """Most reps in a set, 24 Aug to 12 Nov. Left: from 7 to 12. Right: from 6 to 10."""
    if not days:
        return ""
    every = [day for line in days.values() for day in line]
    first, last = (calendars.name_day(day, today) for day in (min(every), max(every)))
    template = {
        Set.Side.LEFT: _("Left: from %(first)s to %(last)s."),
        Set.Side.RIGHT: _("Right: from %(first)s to %(last)s."),
        Set.Side.BOTH: _("Both sides together: from %(first)s to %(last)s."),
    }
    words = [_("%(what)s, %(first)s to %(last)s.") % {"what": gauge.heading, "first": first, "last": last}]
    for column, line in zip(columns, days.values(), strict=True):
        values = [show_value(gauge.measure, each.value) for each in line.values()]
        said = template[Set.Side(column.side)] % {"first": values[0], "last": values[-1]}
        words.append(f"{column.drill}. {said}" if column.drill else said)
    return " ".join(words)


def table_rows(
    drawn: charts.Chart | None,
    days: Mapping[str, Mapping[date, Day]],
    columns: Sequence[Column],
    gauge: Gauge,
    today: date,
) -> Iterable[TableRow]:
    if drawn is None:
        return
    names = [name_line(column) for column in columns]
    record = _("%(value)s, a record")
    for day in sorted(drawn.days, reverse=True):
        held = [line.get(day) for line in days.values()]
        cells = tuple(
            Cell(show_value(gauge.measure, each.value), each.record) if each else Cell("–", False)
            for each in held
        )
        said = [
            record % {"value": f"{name}{cell.amount}"} if cell.record else f"{name}{cell.amount}"
            for name, cell, each in zip(names, cells, held, strict=True)
            if each
        ]
        named = calendars.name_day(day, today)
        yield TableRow(named, drawn.days[day], f"{named}: {', '.join(said)}", cells)


def name_line(column: Column) -> str:
    """What stands before a value: “Side clam left ”."""
    sides = {Set.Side.LEFT: _("left"), Set.Side.RIGHT: _("right"), Set.Side.BOTH: ""}
    return "".join(f"{part} " for part in (column.drill, sides[Set.Side(column.side)]) if part)
