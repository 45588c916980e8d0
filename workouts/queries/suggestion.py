"""One thing to do next, with its reason: the first of these that holds (docs/progress.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workouts import calendars, review
from workouts.queries.drills import Drill
from workouts.queries.sets import PAIN_TO_HEED

# Pain that is older than this has had its answer.
PAIN_STAYS = timedelta(days=7)


@dataclass(frozen=True)
class Suggestion:
    title: str
    reason: str
    # None: a session, whatever is in it.
    drill: Drill | None = None


def suggestion(
    *,
    today: date,
    days: Sequence[review.Day],
    gaps: Sequence[review.Gap],
    missed: Drill | None,
    missed_since: date | None,
    drills: Mapping[UUID, Drill],
    sessions_to_go: int,
    days_left: int,
    weeks: int,
) -> Suggestion | None:
    """`days_left` counts today; `weeks` is the streak."""
    hurt = latest_pain(days, today)
    if hurt:
        return Suggestion(
            _("Go gently with %(drill)s") % {"drill": drills[hurt.drill_id].name},
            _(
                "Pain %(pain)s on %(day)s. Shorten the arc or take an easier variant; if it stays, see a clinician."
            )
            % {"pain": hurt.pain, "day": calendars.name_day(hurt.date, today)},
            drills[hurt.drill_id],
        )
    if sessions_to_go > 0 and days_left <= sessions_to_go + 1:
        return Suggestion(
            ngettext("%(count)s more session this week", "%(count)s more sessions this week", sessions_to_go)
            % {"count": sessions_to_go},
            week_reason(days_left, weeks),
        )
    gap = next((gap for gap in gaps if gap.stronger), None)
    if gap:
        return Suggestion(
            gap_title(gap) % {"drill": drills[gap.drill_id].name},
            gap_reason(gap) % {"percent": gap.percent},
            drills[gap.drill_id],
        )
    if missed and missed_since:
        return Suggestion(
            _("Bring back %(drill)s") % {"drill": missed.name},
            _("You last did it on %(day)s.") % {"day": calendars.name_day(missed_since, today)},
            missed,
        )
    if sessions_to_go:
        return Suggestion(
            ngettext("%(count)s more session this week", "%(count)s more sessions this week", sessions_to_go)
            % {"count": sessions_to_go},
            week_reason(days_left, weeks),
        )
    return None


def latest_pain(days: Sequence[review.Day], today: date) -> review.Day | None:
    sore = [day for day in days if (day.pain or 0) >= PAIN_TO_HEED and today - PAIN_STAYS < day.date <= today]
    return max(sore, key=lambda day: (day.date, day.pain or 0), default=None)


def week_reason(days_left: int, weeks: int) -> str:
    left = ngettext("%(days)s day is left.", "%(days)s days are left.", days_left) % {"days": days_left}
    if not weeks:
        return left
    kept = ngettext("It keeps %(weeks)s week.", "It keeps %(weeks)s weeks in a row.", weeks) % {
        "weeks": weeks
    }
    return f"{left} {kept}"


def gap_title(gap: review.Gap) -> str:
    if gap.weaker == review.LEFT:
        return _("%(drill)s: let the left set the count")
    return _("%(drill)s: let the right set the count")


def gap_reason(gap: review.Gap) -> str:
    if gap.weaker == review.LEFT:
        return _("The left did %(percent)s %% less over 28 days. Match it with the right.")
    return _("The right did %(percent)s %% less over 28 days. Match it with the left.")
