"""When a reminder is due. Moments are compared in UTC, so that no change of the clock sends one twice or never."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# What cron was late for by more than this is of no use any more.
LATEST = timedelta(hours=4)
# A time just before midnight is due when cron comes next, which is tomorrow.
AFTER_MIDNIGHT = timedelta(minutes=30)
USUAL_TIME = time(18)


@dataclass(frozen=True)
class Quiet:
    """Hours of the day, often over midnight."""

    first: time
    until: time

    def holds(self, moment: time) -> bool:
        if self.first < self.until:
            return self.first <= moment < self.until
        return moment >= self.first or moment < self.until


def at_latest(planned: time) -> time:
    """Letters go out every quarter of an hour: one planned for 21:50 is sent at 22:00."""
    return (datetime.combine(date.min, planned) + timedelta(minutes=14)).time()


def is_never_due(planned: time, quiet: Quiet | None) -> bool:
    return quiet is not None and (quiet.holds(planned) or quiet.holds(at_latest(planned)))


def moment_of(day: date, time_of_day: time, zone: ZoneInfo) -> datetime:
    """A time that a change of the clock skips is as much later as the clock went forward; of two, the first."""
    return datetime.combine(day, time_of_day, tzinfo=zone).astimezone(UTC)


def due_day(now: datetime, *, time_of_day: time, quiet: Quiet | None, zone: ZoneInfo) -> date | None:
    """The person's day, if its reminder may go out now."""
    local = now.astimezone(zone)
    if quiet and quiet.holds(local.time()):
        return None
    for day, latest in ((local.date(), LATEST), (local.date() - timedelta(days=1), AFTER_MIDNIGHT)):
        begins = moment_of(day, time_of_day, zone)
        if begins <= now < begins + latest:
            return day
    return None


def good_until(
    day: date, now: datetime, *, time_of_day: time, quiet: Quiet | None, zone: ZoneInfo
) -> datetime:
    """Until when one that is due now may still arrive: a phone may be off for hours."""
    begins, next_day = moment_of(day, time_of_day, zone), day + timedelta(days=1)
    ends = [begins + LATEST, max(begins + AFTER_MIDNIGHT, moment_of(next_day, time(0), zone))]
    if quiet:
        ends += [moment_of(each, quiet.first, zone) for each in (day, next_day)]
    return min(end for end in ends if end > now)
