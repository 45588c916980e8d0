"""Whether a goal was met in its periods, and how many in a row: docs/progress.md, "Goals"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workouts import calendars
from workouts.models import Goal

DAY = timedelta(days=1)
# What a week is measured against until a goal says otherwise.
SESSIONS_A_WEEK = 2
# A word from a later version is drawn grey.
COLOURS = (
    ("blue", gettext_lazy("Blue")),
    ("green", gettext_lazy("Green")),
    ("yellow", gettext_lazy("Yellow")),
    ("purple", gettext_lazy("Purple")),
    ("pink", gettext_lazy("Pink")),
    ("grey", gettext_lazy("Grey")),
)

Amount = int | Decimal


class Pause(NamedTuple):
    first: date
    # Without a last day it lasts until it is ended.
    last: date | None

    def overlaps(self, first: date, last: date) -> bool:
        return self.first <= last and (self.last is None or (first <= self.last and self.first <= self.last))


@dataclass(frozen=True)
class Aim:
    period: str
    amount: int
    pauses: tuple[Pause, ...] = ()

    def is_paused(self, first: date, last: date) -> bool:
        return self.pause_over(first, last) is not None

    def pause_over(self, first: date, last: date) -> Pause | None:
        return next((pause for pause in self.pauses if pause.overlaps(first, last)), None)


@dataclass(frozen=True)
class Standing:
    """How a goal stands on one day."""

    done: Amount
    met: bool
    # Periods in a row, the running one when it is met.
    streak: int
    # Whether today lies in a pause.
    paused: bool
    # Nothing broke the streak as far as was looked: earlier days may make it longer.
    may_be_longer: bool


def aim_of(goal: Goal) -> Aim:
    return Aim(goal.period, goal.amount, tuple(pauses_of(goal)))


def pauses_of(goal: Goal) -> Iterator[Pause]:
    for first, last in goal.pauses:
        yield Pause(date.fromisoformat(first), date.fromisoformat(last))
    if goal.paused_from:
        yield Pause(goal.paused_from, goal.paused_until)


def first_day(day: date, period: str, week_start: int) -> date:
    if period == Goal.Period.WEEK:
        return calendars.week_of(day, week_start)
    return calendars.month_of(day) if period == Goal.Period.MONTH else day


def last_day(first: date, period: str) -> date:
    if period == Goal.Period.WEEK:
        return first + 6 * DAY
    return calendars.following_month(first) - DAY if period == Goal.Period.MONTH else first


def by_day(amounts: Iterable[tuple[date, Any]]) -> dict[date, Any]:
    found: dict[date, Any] = defaultdict(int)
    for day, amount in amounts:
        found[day] += amount
    return dict(found)


def standing(
    amounts: Mapping[date, Amount], aim: Aim, *, today: date, week_start: int, since: date | None = None
) -> Standing:
    """`amounts` by day; `since` is the day before which they are not known (None: all are).

    The running period counts once it is met and never breaks a streak. A period that a pause touches neither counts
    nor breaks."""
    held: dict[date, Amount] = defaultdict(int)
    for day, amount in amounts.items():
        held[first_day(day, aim.period, week_start)] += amount
    running = first_day(today, aim.period, week_start)
    done = held.get(running, 0)
    met = done >= aim.amount
    streak = int(met and not aim.is_paused(running, last_day(running, aim.period)))
    earliest = min([since] if since else [*held, running])
    first = running
    while first > date.min:
        first = first_day(first - DAY, aim.period, week_start)
        if first < earliest:
            break
        if pause := aim.pause_over(first, last_day(first, aim.period)):
            # On from its beginning: one since the year 1 would be walked through day by day.
            first = min(first, first_day(pause.first, aim.period, week_start))
            continue
        if held.get(first, 0) < aim.amount:
            return Standing(done, met, streak, aim.is_paused(today, today), False)
        streak += 1
    return Standing(done, met, streak, aim.is_paused(today, today), since is not None)


def name_aim(goal: Goal, subject: str = "") -> str:
    """2 sessions a week, 12 sets of Clamshell a month, 20 min a day; `subject` is the drill or category."""
    amount = name_amount(goal.counts, goal.amount, goal.unit)
    if goal.counts == Goal.Counts.SETS and subject:
        amount = _("%(amount)s of %(subject)s") % {"amount": amount, "subject": subject}
    words = {
        Goal.Period.DAY: _("%(amount)s a day"),
        Goal.Period.WEEK: _("%(amount)s a week"),
        Goal.Period.MONTH: _("%(amount)s a month"),
    }
    return words[Goal.Period(goal.period)] % {"amount": amount}


def name_amount(counts: str, amount: int, unit: str = "") -> str:
    if counts == Goal.Counts.SESSIONS:
        return ngettext("%(n)s session", "%(n)s sessions", amount) % {"n": amount}
    if counts == Goal.Counts.MINUTES:
        return ngettext("%(n)s minute", "%(n)s minutes", amount) % {"n": amount}
    if counts == Goal.Counts.SETS:
        return ngettext("%(n)s set", "%(n)s sets", amount) % {"n": amount}
    if unit:
        return f"{amount} {unit}"
    return ngettext("once", "%(n)s times", amount) % {"n": amount}


def name_streak(period: str, count: int) -> str:
    """Empty for none: nothing is in a row then."""
    if not count:
        return ""
    if period == Goal.Period.DAY:
        return ngettext("%(n)s day in a row", "%(n)s days in a row", count) % {"n": count}
    if period == Goal.Period.WEEK:
        return ngettext("%(n)s week in a row", "%(n)s weeks in a row", count) % {"n": count}
    return ngettext("%(n)s month in a row", "%(n)s months in a row", count) % {"n": count}


def name_period(period: str) -> str:
    words = {
        Goal.Period.DAY: _("today"),
        Goal.Period.WEEK: _("this week"),
        Goal.Period.MONTH: _("this month"),
    }
    return words[Goal.Period(period)]
