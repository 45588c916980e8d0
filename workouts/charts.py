"""From days and values to the lines of a chart. Pure arithmetic: no database, no request, no words but the dates'."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

Point = tuple[float, float]
Day = tuple[date, float]

# The widest chart has about two dots of the screen for each.
MOST_POINTS = 80
# Beyond this many, marks would run together; then the last of a line alone has one.
MOST_MARKS = 32
MOST_DATE_LABELS = 4

WIDTH, HEIGHT = 350.0, 232.0
TOP, BOTTOM, LEFT = 14.0, 196.0, 34.0
# Room for "L 10" beside the last marks.
END_LABEL_ROOM = 52.0
END_LABEL_APART = 21.0
# Of the words under the chart.
LETTER, LABELS_APART = 7.0, 6.0


@dataclass(frozen=True)
class Tick:
    at: float
    label: str
    # Where the words hang: start, middle or end.
    anchor: str = "end"


@dataclass(frozen=True)
class Line:
    # A side; of a variant's line, with its number: left-1.
    name: str
    path: str
    marks: tuple[Point, ...]
    # Where a record was broken.
    records: tuple[Point, ...]
    end_label: str
    end_label_at: float
    # The days that are drawn, and how many the line stands for.
    drawn: tuple[date, ...]
    days: int

    @property
    def side(self) -> str:
        return self.name.partition("-")[0]

    @property
    def variant(self) -> str:
        return self.name.partition("-")[2]

    @property
    def dense(self) -> bool:
        return len(self.drawn) > 2 * MOST_MARKS


@dataclass(frozen=True)
class Chart:
    lines: tuple[Line, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    # Every day that is drawn, and how far across.
    days: Mapping[date, float]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - END_LABEL_ROOM
    top: float = TOP
    base: float = BOTTOM

    @property
    def has_records(self) -> bool:
        return any(line.records for line in self.lines)

    @property
    def is_one_day(self) -> bool:
        return len({day for line in self.lines for day in line.drawn}) == 1

    @property
    def thinned(self) -> bool:
        return any(len(line.drawn) < line.days for line in self.lines)


def chart(
    days: Mapping[str, Sequence[Day]],
    *,
    show: Callable[[float], str],
    steps: Sequence[int] = (1, 2, 5),
    letters: Mapping[str, str],
    records: Mapping[str, Collection[date]] | None = None,
    most: int = MOST_POINTS,
) -> Chart | None:
    """One line for each name of `days` that has any, on common axes. Each line's days are in order. `show` words a
    value, `steps` are the round numbers of its scale, `letters` name the lines that end in their value, `records`
    are days that stay and are marked; of the others at most `most` a line are drawn."""
    special = records or {}
    kept = {name: thinned(line, most, special.get(name, ())) for name, line in days.items() if line}
    if not kept:
        return None
    everything = [day for line in days.values() for day in line]
    first, last = min(day for day, _ in everything), max(day for day, _ in everything)
    values = [value for _, value in everything]
    ticks = nice_ticks(min(values), max(values), steps=steps)
    # A single day stands where the latest day of every chart stands: beside its value.
    begins = first - timedelta(days=1) if first == last else first
    across = scale_of(begins.toordinal(), last.toordinal(), LEFT, WIDTH - END_LABEL_ROOM)
    up = scale_of(ticks[0], ticks[-1], BOTTOM, TOP)
    points = {
        name: [(across(day.toordinal()), up(value)) for day, value in line] for name, line in kept.items()
    }
    labelled = [name for name in kept if name in letters]
    ends = spread([points[name][-1][1] for name in labelled], apart=END_LABEL_APART)
    end_at = dict(zip(labelled, ends, strict=True))
    lines = tuple(
        Line(
            name=name,
            path=path_of(points[name]),
            marks=tuple(points[name] if len(points[name]) <= MOST_MARKS else points[name][-1:]),
            records=tuple(
                point
                for point, (day, _value) in zip(points[name], line, strict=True)
                if day in special.get(name, ())
            ),
            end_label=f"{letters[name]} {show(line[-1][1])}".strip() if name in letters else "",
            end_label_at=end_at.get(name, 0),
            drawn=tuple(day for day, _value in line),
            days=len(days[name]),
        )
        for name, line in kept.items()
    )
    rows = tuple(Tick(round(up(value), 1), show(value)) for value in ticks)
    drawn = sorted({day for line in kept.values() for day, _value in line})
    across_at = {day: round(across(day.toordinal()), 1) for day in drawn}
    return Chart(lines, rows, tuple(date_ticks(first, last, across)), across_at)


def thinned(days: Sequence[Day], most: int = MOST_POINTS, keep: Collection[date] = ()) -> list[Day]:
    """At most `most` of the days, chosen so that the line keeps its shape; and those to `keep`."""
    chosen = set(largest_triangles([(day.toordinal(), value) for day, value in days], most))
    return [each for place, each in enumerate(days) if place in chosen or each[0] in keep]


def largest_triangles(points: Sequence[Point], most: int) -> list[int]:
    """Largest-triangle-three-buckets: the places of `most` points, first and last among them. Of each bucket stays
    the point that spans the largest triangle with the one kept before it and the middle of the next bucket
    (Steinarsson, Downsampling Time Series for Visual Representation, 2013)."""
    count = len(points)
    if most < 3 or count <= most:
        return list(range(count)) if count <= most else [0, count - 1][:most]
    width = (count - 2) / (most - 2)
    edges = [1 + math.floor(bucket * width) for bucket in range(most - 1)] + [count]
    edges[most - 2] = count - 1
    chosen = [0]
    for bucket in range(most - 2):
        following = points[edges[bucket + 1] : edges[bucket + 2]]
        middle = (
            sum(x for x, _ in following) / len(following),
            sum(y for _, y in following) / len(following),
        )
        areas = [
            triangle(points[chosen[-1]], point, middle) for point in points[edges[bucket] : edges[bucket + 1]]
        ]
        chosen.append(edges[bucket] + areas.index(max(areas)))
    return [*chosen, count - 1]


def triangle(a: Point, b: Point, c: Point) -> float:
    """Twice its area."""
    return abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1]))


def nice_ticks(low: float, high: float, *, steps: Sequence[int] = (1, 2, 5), most: int = 5) -> list[float]:
    """Two to `most` round numbers, evenly apart and whole, that enclose low..high and are not below zero."""
    span = max(high - low, 1)
    for step in round_steps(steps):
        if span > step * most:
            continue
        start = max(math.floor(low / step) * step, 0)
        end = max(math.ceil(high / step) * step, start + step)
        if (end - start) / step <= most - 1:
            return [start + step * place for place in range(round((end - start) / step) + 1)]
    raise AssertionError("round_steps does not end")


def round_steps(steps: Sequence[int]) -> Iterator[int]:
    """`steps`, then ten times as far with 1, 2 and 5, without end."""
    yield from steps
    size = 10
    while True:
        for digit in (1, 2, 5):
            if digit * size > steps[-1]:
                yield digit * size
        size *= 10


def scale_of(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """A single value lies in the middle."""
    if high == low:
        return lambda value: (start + end) / 2
    return lambda value: start + (value - low) / (high - low) * (end - start)


def path_of(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def spread(places: Sequence[float], *, apart: float) -> list[float]:
    """The same places, moved just so far that no two lie closer than `apart`; order is kept."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [places[index] for index in order]
    for index in range(1, len(moved)):
        moved[index] = max(moved[index], moved[index - 1] + apart)
    if moved:
        # Half of what the last was pushed down, all move up.
        shift = max(moved[-1] - places[order[-1]], 0) / 2
        shift = max(shift, moved[-1] - BOTTOM)
        moved = [place - max(shift, 0) for place in moved]
    answer = [0.0] * len(places)
    for index, place in zip(order, moved, strict=True):
        answer[index] = round(place, 1)
    return answer


def date_ticks(first: date, last: date, across: Callable[[float], float]) -> list[Tick]:
    days = round_dates(first, last)
    years = first.year != last.year
    months = all(day.day == 1 for day in days) and len(days) > 1
    if months and all(day.month == 1 for day in days):
        form = "Y"
    else:
        form = ("M Y" if years else "M") if months else ("j M Y" if years else "j M")
    return apart(
        Tick(round(across(day.toordinal()), 1), date_format(day, form), anchor(day, first, last))
        for day in days
    )


def apart(ticks: Iterable[Tick]) -> list[Tick]:
    """Without those whose words would run into the ones before."""
    kept: list[Tick] = []
    for tick in ticks:
        if not kept or span_of(kept[-1])[1] + LABELS_APART <= span_of(tick)[0]:
            kept.append(tick)
    return kept


def span_of(tick: Tick) -> tuple[float, float]:
    """From where to where its words reach, roughly."""
    width = len(tick.label) * LETTER
    before = {"start": 0.0, "middle": width / 2, "end": width}[tick.anchor]
    return tick.at - before, tick.at - before + width


def anchor(day: date, first: date, last: date) -> str:
    if first == last:
        return "end"
    place = (day - first) / (last - first)
    return "start" if place < 0.05 else "end" if place > 0.92 else "middle"


def round_dates(first: date, last: date) -> list[date]:
    """Two to four days from first to last: the first of years, quarters or months where enough of them lie between,
    else evenly spaced days with both ends."""
    for months in (1, 2, 3, 6, 12, 24, 36, 60, 120):
        days = month_starts(first, last, months)
        if len(days) < 2:
            break
        if len(days) <= MOST_DATE_LABELS:
            return days if len(days) > 2 else ends(first, last)
    return ends(first, last)


def month_starts(first: date, last: date, months: int) -> list[date]:
    """The first day of every `months`-th month, counted from a January."""
    place = first.year * 12 + first.month - 1
    if first.day > 1:
        place += 1
    place += -place % months
    days = []
    while (day := date(place // 12, place % 12 + 1, 1)) <= last:
        days.append(day)
        place += months
    return days


def ends(first: date, last: date) -> list[date]:
    """Both ends and, where there is room, the middle."""
    if first == last:
        return [first]
    apart = (last - first).days
    return [first, first + timedelta(days=apart // 2), last] if apart >= 4 else [first, last]
