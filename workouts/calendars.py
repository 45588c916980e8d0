"""Weeks and months as a person counts them: their week may start on a Monday, a Saturday or a Sunday."""

from datetime import MAXYEAR, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WEEK = timedelta(days=7)


def zone(name: str) -> ZoneInfo:
    """A zone this machine does not know, or no longer, reads as UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_date(now: datetime, time_zone: str) -> date:
    return now.astimezone(zone(time_zone)).date()


@lru_cache(maxsize=10_000)
def week_of(day: date, week_start: int) -> date:
    """The first day of its week. Kept, as a page of ten years asks for each day of them."""
    return date.fromordinal(max(day.toordinal() - (day.weekday() - week_start) % 7, 1))


def name_week(first: date, today: date, week_start: int) -> str:
    """This week, 9 to 15 November, 30 November to 6 December, 29 December 2025 to 4 January 2026."""
    this_week = week_of(today, week_start)
    if first == this_week:
        return _("This week")
    if first == this_week - WEEK:
        return _("Last week")
    last = first + timedelta(days=6)
    if first.year != last.year:
        names = (date_format(first, "j F Y"), date_format(last, "j F Y"))
    elif first.month != last.month:
        names = (date_format(first, "j F"), date_format(last, "j F"))
    else:
        names = (str(first.day), date_format(last, "j F"))
    return _("%(first)s to %(last)s") % {"first": names[0], "last": names[1]}


def name_day(day: date, today: date) -> str:
    """12 Nov, or 12 Nov 2025 in another year."""
    return worded(day, "j M" if day.year == today.year else "j M Y", get_language() or "")


@lru_cache(maxsize=8192)
def worded(day: date, form: str, language: str) -> str:
    """A page about ten years names hundreds of days; `language` keeps those of two languages apart."""
    return date_format(day, form)


def month_of(day: date) -> date:
    return day.replace(day=1)


def following_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def parse_month(text: str) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if month.year < MAXYEAR else None
