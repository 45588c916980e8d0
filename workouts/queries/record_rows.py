"""Records in words: the feed of those that were broken, and the ones of one workout."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from workouts import amounts, calendars
from workouts.bands import DEFAULT_BANDS
from workouts.models import DayBest
from workouts.queries.bands import bands_of
from workouts.queries.drills import Drill, drills_by_id
from workouts.queries.records import BrokenRecord, nearest_record, records_between
from workouts.queries.sets import SIDES, SideAmount
from workouts.words_finish import FINISH

MEASURES = {column: measure for measure, column in amounts.COLUMNS.items()}
A_YEAR = timedelta(days=366)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class RecordRow:
    """The sides of one record in one row, as the phone's summary shows them (static/js/elements/record-rows.js)."""

    drill: Drill | None
    # Most reps, Light
    name: str
    # Before: left 10, right 9 on 12 Nov
    before: str
    cells: tuple[SideAmount, ...]
    workout_id: UUID


@dataclass(frozen=True)
class RecordDay:
    day: str
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True)
class RecordsPage:
    name: str
    # The nearest months with a record; further than a year away, with any training.
    earlier: date | None
    later: date | None
    days: tuple[RecordDay, ...]
    # Nothing was ever logged.
    empty: bool


@dataclass(frozen=True)
class Words:
    bands: Mapping[UUID, str]
    unit: str

    def amount(self, measure: str, value: Decimal) -> str:
        name = MEASURES[measure]
        return amounts.show(name, value if measure == "load_kg" else int(value), self.unit)

    def name(self, what: str, measure: str, load_kg: Decimal | None, band_id: UUID | None) -> str:
        """Most reps, 12.5 kg, Light"""
        words = [str(FINISH[f"record.{what}.{MEASURES[measure]}"]), self.against(load_kg, band_id)]
        return ", ".join(filter(None, words))

    def against(self, load_kg: Decimal | None, band_id: UUID | None) -> str:
        load = "" if load_kg is None else self.amount("load_kg", load_kg)
        band = "" if band_id is None else self.bands.get(band_id, _("Unknown band"))
        return ", ".join(filter(None, (load, band)))


def words_for(owner: User, held: Iterable[UUID | None], unit: str) -> Words:
    """Without a query where no band is named."""
    return Words({band.id: str(band.name) for band in bands_of(owner)} if any(held) else {}, unit)


def words_of(found: Iterable[BrokenRecord], unit: str) -> Words:
    """They bring the names of their bands."""
    named = {record.band_id: record.band_name for record in found if record.band_id and record.band_name}
    return Words({band.id: str(band.name) for band in DEFAULT_BANDS} | named, unit)


def records_page(owner: User, *, month: date | None, today: date, unit: str) -> RecordsPage:
    """Without a month, the newest that has a record."""
    first = month or calendars.month_of(month_before(owner, date.max) or today)
    following = calendars.following_month(first)
    found = records_between(owner, first, following - DAY)
    earlier, later = month_before(owner, first), month_after(owner, following)
    return RecordsPage(
        name=date_format(first, "F Y"),
        earlier=calendars.month_of(earlier) if earlier else None,
        later=calendars.month_of(later) if later else None,
        days=tuple(days_of(owner, found, today, unit)),
        empty=not (found or earlier or later) and not DayBest.objects.filter(owner=owner).exists(),
    )


def month_before(owner: User, day: date) -> date | None:
    """A day of the nearest earlier month to show."""
    days = DayBest.objects.filter(owner=owner, date__lt=day)
    newest = days.order_by("-date").values_list("date", flat=True).first()
    return newest and (nearest_record(owner, newest - A_YEAR, newest, newest=True) or newest)


def month_after(owner: User, day: date) -> date | None:
    days = DayBest.objects.filter(owner=owner, date__gte=day)
    oldest = days.order_by("date").values_list("date", flat=True).first()
    return oldest and (nearest_record(owner, oldest, oldest + A_YEAR, newest=False) or oldest)


def days_of(owner: User, found: Sequence[BrokenRecord], today: date, unit: str) -> Iterable[RecordDay]:
    words = words_of(found, unit)
    drills = drills_by_id(owner, {record.drill_id for record in found}) if found else {}
    days: dict[date, list[BrokenRecord]] = defaultdict(list)
    for record in found:
        days[record.date].append(record)
    for day, held in days.items():
        yield RecordDay(date_format(day, "l j F"), tuple(rows_of(held, drills, words, today)))


def rows_of(
    found: Iterable[BrokenRecord], drills: Mapping[UUID, Drill], words: Words, today: date
) -> Iterable[RecordRow]:
    """Of one day."""
    alike: dict[tuple[object, ...], list[BrokenRecord]] = defaultdict(list)
    for record in found:
        alike[record.drill_id, record.what, record.measure, record.load_kg, record.band_id].append(record)
    for sides in alike.values():
        sides.sort(key=lambda record: SIDES.index(record.side))
        one = sides[0]
        yield RecordRow(
            drill=drills.get(one.drill_id),
            name=words.name(one.what, one.measure, one.load_kg, one.band_id),
            before=before_words(sides, words, today),
            cells=tuple(SideAmount(each.side, words.amount(each.measure, each.value)) for each in sides),
            workout_id=one.workout_id,
        )


def before_words(sides: Sequence[BrokenRecord], words: Words, today: date) -> str:
    """“Before: left 10, right 9 on 12 Nov”, or each with its own day."""
    days = {record.beat_date for record in sides}

    def said(record: BrokenRecord) -> str:
        value = words.amount(record.measure, record.beat_value)
        named = {"left": _("left"), "right": _("right")}.get(record.side)
        what = str(FINISH["record.side"]).format(side=named, value=value) if named else value
        return on(what, record.beat_date, today) if len(days) > 1 else what

    whole = ", ".join(said(record) for record in sides)
    if len(days) == 1:
        whole = on(whole, sides[0].beat_date, today)
    return str(FINISH["record.before"]).format(what=whole)


def on(what: str, day: date, today: date) -> str:
    return str(FINISH["record.on"]).format(what=what, date=calendars.name_day(day, today))
