"""Range checks as pages show them: one line a way of measuring, never joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from workouts import calendars, charts, range_checks
from workouts.models import RangeCheck
from workouts.range_checks import Line, Reading, Said, Way
from workouts.words_range import RANGE

SIDES = ("left", "right")
# Newest first; some forty years of checks every week.
MOST_READINGS = 4000
COLUMNS = (
    "id",
    "movement",
    "position",
    "active",
    "device",
    "measured_by",
    "side",
    "date",
    "trials_degrees",
    "pain",
    "note",
)
CHART_STEPS = (5, 10, 15, 20, 30)


@dataclass(frozen=True)
class SideReading:
    side: str
    # "34", without the sign; "" where this side was not measured.
    degrees: str
    day: str


@dataclass(frozen=True)
class RangeLine:
    """The latest of one way of measuring: for an overview, and the head of its own section."""

    movement: str
    # Seated · Active · Phone
    way: str
    last_day: date
    sides: tuple[SideReading, ...]
    sentence: str


@dataclass(frozen=True)
class ReadingRow:
    id: str
    day: str
    side: str
    degrees: str
    trials: str
    pain: int | None
    note: str


@dataclass(frozen=True)
class Band:
    """The part of the chart in which most adults are."""

    top: float
    height: float


@dataclass(frozen=True)
class RangeSection:
    line: RangeLine
    sentences: tuple[str, ...]
    usual: str
    chart: charts.Chart | None
    chart_sentence: str
    band: Band | None
    rows: tuple[ReadingRow, ...]


@dataclass(frozen=True)
class RangePage:
    sections: tuple[RangeSection, ...]
    clinician: str
    limit: str


def range_summary(owner: User) -> tuple[RangeLine, ...]:
    """Each way of measuring with its latest reading a side and one sentence, the last used first."""
    return tuple(
        range_line(line, write(range_checks.most_telling(line)))
        for line in range_checks.lines(readings(owner))
    )


def range_page(owner: User, *, today: date) -> RangePage:
    lines = range_checks.lines(readings(owner))
    clinician = any(range_checks.asks_for_a_clinician(line) for line in lines)
    return RangePage(
        sections=tuple(section(line, today) for line in lines),
        clinician=str(RANGE["range.clinician"]) if clinician else "",
        limit=write(Said("range.limit", degrees=range_checks.LIMIT_DEGREES)),
    )


def find_range_check(owner: User, check_id: UUID) -> RangeCheck | None:
    return RangeCheck.objects.owned_by(owner).kept().filter(id=check_id).first()


def last_device(owner: User) -> str:
    """What a reading was last written down with; "" before the first. The phone's own check writes down nothing."""
    checks = RangeCheck.objects.owned_by(owner).kept()
    typed = checks.exclude(device=RangeCheck.Device.PHONE, done_at__isnull=False)
    return typed.order_by("-date", "-revision").values_list("device", flat=True).first() or ""


def readings(owner: User) -> list[Reading]:
    """Oldest first."""
    newest = RangeCheck.objects.owned_by(owner).kept().order_by("-date", "-id").values(*COLUMNS, "done_at")
    return [reading(row) for row in sorted(newest[:MOST_READINGS], key=when)]


def when(row: Mapping[str, Any]) -> tuple[date, float, str]:
    """Databases disagree on where nothing sorts: a reading without a time comes first in its day."""
    return row["date"], row["done_at"].timestamp() if row["done_at"] else 0.0, str(row["id"])


def reading(row: Mapping[str, Any]) -> Reading:
    way = Way(row["movement"], row["position"], row["active"], row["device"], row["measured_by"])
    trials = tuple(row["trials_degrees"])
    return Reading(str(row["id"]), way, row["side"], row["date"], trials, row["pain"], row["note"])


def section(line: Line, today: date) -> RangeSection:
    said = [range_checks.gap_of(line), *chain(*(range_checks.changes_of(line, side) for side in SIDES))]
    days = {side: by_day(line.sides[side]) for side in SIDES if side in line.sides}
    drawn = drawing(days)
    usual = line.way.usual_degrees
    newest = [each for side in SIDES for each in reversed(line.sides.get(side, ()))]
    newest.sort(key=lambda each: each.date, reverse=True)
    return RangeSection(
        line=range_line(line, ""),
        sentences=tuple(map(write, said)),
        usual=_("Grey: most adults, %(low)d to %(high)d° seated.") % {"low": usual[0], "high": usual[1]}
        if usual
        else "",
        chart=drawn,
        chart_sentence=chart_sentence(days),
        band=band_of(drawn, usual) if drawn and usual else None,
        rows=tuple(reading_row(each, today) for each in newest),
    )


def drawing(days: Mapping[str, Sequence[charts.Day]]) -> charts.Chart | None:
    """A single day draws no line: its numbers stand above."""
    if len({day for taken in days.values() for day, _degrees in taken}) < 2:
        return None
    return charts.chart(
        days,
        show=lambda value: f"{value:g}°",
        steps=CHART_STEPS,
        letters={"left": _("L"), "right": _("R")},
    )


def range_line(line: Line, sentence: str) -> RangeLine:
    latest = ((side, line.latest(side)) for side in SIDES)
    return RangeLine(
        movement=str(RANGE[f"range.{line.way.movement}"]),
        way=name_way(line.way),
        last_day=line.last_day,
        sides=tuple(
            SideReading(side, range_checks.show(each.degrees), day_of(each.date))
            if each
            else SideReading(side, "", "")
            for side, each in latest
        ),
        sentence=sentence,
    )


def name_way(way: Way) -> str:
    """Seated · Active · Phone"""
    parts = [way.position, "active" if way.active else "passive", way.device]
    if way.measured_by == RangeCheck.MeasuredBy.TRAINED:
        parts.append(way.measured_by)
    return " · ".join(str(RANGE[f"range.{part}"]) for part in parts)


def write(said: Said) -> str:
    return str(RANGE[said.key]).format(
        degrees="" if said.degrees is None else range_checks.show(said.degrees),
        side=name_side(said),
        day=day_of(said.day) if said.day else "",
    )


def name_side(said: Said) -> str:
    if not said.side:
        return ""
    name = str(RangeCheck.Side(said.side).label)
    return name.lower() if said.key == "range.gap.one" else name


def day_of(day: date) -> str:
    """With its year: readings lie months apart."""
    return date_format(day, "j M Y")


def by_day(taken: Sequence[Reading]) -> list[charts.Day]:
    """The last reading of each day."""
    return list({each.date: each.degrees for each in taken}.items())


def chart_sentence(days: Mapping[str, Sequence[charts.Day]]) -> str:
    template = {
        "left": _("Left: from %(first)s to %(last)s degrees."),
        "right": _("Right: from %(first)s to %(last)s degrees."),
    }
    return " ".join(
        template[side] % {"first": range_checks.show(line[0][1]), "last": range_checks.show(line[-1][1])}
        for side, line in days.items()
    )


def band_of(chart: charts.Chart, usual: tuple[int, int]) -> Band | None:
    """What of the band lies within the chart's rows."""
    low, high = (float(chart.rows[place].label.rstrip("°")) for place in (0, -1))
    bottom, top = max(usual[0], low), min(usual[1], high)
    if bottom >= top:
        return None
    up = charts.scale_of(low, high, chart.rows[0].at, chart.rows[-1].at)
    return Band(round(up(top), 1), round(up(bottom) - up(top), 1))


def reading_row(each: Reading, today: date) -> ReadingRow:
    return ReadingRow(
        id=each.id,
        day=calendars.name_day(each.date, today),
        side=each.side,
        degrees=range_checks.show(each.degrees),
        trials=" · ".join(f"{range_checks.show(trial)}°" for trial in each.trials_degrees),
        pain=each.pain,
        note=each.note,
    )
