"""Weeks and years as they are drawn: how much each day held."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workouts import amounts, calendars, review
from workouts.queries.counting import ByDay

WEEKS_OF_YEAR = 53
MONTHS_LISTED = 24
# A week is a column of the drawing.
CELL, APART, HEAD = 5.4, 1.2, 14.0


@dataclass(frozen=True)
class CalendarDay:
    date: date
    heat: int
    is_today: bool
    is_later: bool
    # 19 November: 12 sets
    words: str


@dataclass(frozen=True)
class CalendarWeek:
    name: str
    days: tuple[CalendarDay, ...]
    sessions: int
    goal: int

    @property
    def met(self) -> bool:
        return self.sessions >= self.goal


@dataclass(frozen=True)
class Word:
    left: float
    text: str


@dataclass(frozen=True)
class Month:
    first: date
    name: str
    sessions: int


@dataclass(frozen=True)
class Year:
    """The last 53 weeks as squares, a week a column; its months as words and as a list, the newest first."""

    # One path for each heat from 0 to 3: hundreds of shapes of their own would take most of the page's time.
    squares: tuple[str, ...]
    words: tuple[Word, ...]
    months: tuple[Month, ...]
    days_trained: int
    width: float = WEEKS_OF_YEAR * (CELL + APART)
    height: float = HEAD + 7 * (CELL + APART)


def calendar_weeks(
    firsts: Sequence[date], rounds: Counter[date], sessions: ByDay, *, today: date, goal: int
) -> Iterable[CalendarWeek]:
    held = Counter(sessions)
    for first in firsts:
        week = [first + timedelta(days=place) for place in range(7)]
        yield CalendarWeek(
            name=calendars.name_week(first, today, first.weekday()),
            days=tuple(calendar_day(day, rounds[day], held[day], today) for day in week),
            sessions=sum(held[day] for day in week),
            goal=goal,
        )


def calendar_day(day: date, rounds: int, sessions: int, today: date) -> CalendarDay:
    words = date_format(day, "j F")
    if sessions:
        words = _("%(day)s: %(sets)s") % {"day": words, "sets": amounts.name_sets(rounds)}
    return CalendarDay(
        date=day,
        heat=max(review.heat(rounds), 1 if sessions else 0),
        is_today=day == today,
        is_later=day > today,
        words=words,
    )


def year_begins(today: date, week_start: int) -> date:
    return calendars.week_of(today, week_start) - (WEEKS_OF_YEAR - 1) * calendars.WEEK


def year_of(rounds: Counter[date], sessions: ByDay, today: date, week_start: int) -> Year:
    held = Counter(sessions)
    begin = year_begins(today, week_start)
    every = [begin + timedelta(days=place) for place in range((today - begin).days + 1)]
    return Year(
        squares=tuple(squares(every, rounds, held)),
        words=tuple(month_words(every, begin)),
        months=tuple(months_of(held, today)),
        days_trained=sum(1 for day in every if held[day]),
    )


def squares(every: Iterable[date], rounds: Counter[date], held: Counter[date]) -> Iterable[str]:
    paths: list[list[str]] = [[] for _heat in range(len(review.HEAT) + 1)]
    for place, day in enumerate(every):
        heat = max(review.heat(rounds[day]), 1 if held[day] else 0)
        left, top = place // 7 * (CELL + APART), HEAD + place % 7 * (CELL + APART)
        paths[heat].append(f"M{left:.1f} {top:.1f}h{CELL}v{CELL}h-{CELL}z")
    return ("".join(path) for path in paths)


def month_words(every: Sequence[date], begin: date) -> Iterable[Word]:
    """Every second month over the week in which it begins."""
    for day in every:
        if day.day == 1 and day.month % 2:
            yield Word(round((day - begin).days // 7 * (CELL + APART), 1), date_format(day, "M"))


def months_of(held: Counter[date], today: date) -> Iterable[Month]:
    """Those with a session, the latest first."""
    months = groupby(sorted(held, reverse=True), calendars.month_of)
    begun = ((first, sum(held[day] for day in days)) for first, days in months if first <= today)
    for first, sessions in islice(begun, MONTHS_LISTED):
        yield Month(first, date_format(first, "F Y"), sessions)
