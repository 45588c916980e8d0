"""Which days are planned, whom to remind now, and whose calendar an address is."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.core import signing
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts import time_zones
from accounts.models import Preference, User
from accounts.queries import preferences_of
from workouts import calendars, goals, reminders
from workouts.icalendar import Event
from workouts.models import CalendarAddress, Goal, ReminderLetter, ReminderPlan
from workouts.queries.counting import trained_workouts
from workouts.queries.goals import current_goals
from workouts.queries.own_routines import RoutineChoice, own_routines

AT_ONCE = 500
# How much of the past and of what is to come a calendar shows.
DAYS_BACK, DAYS_AHEAD = 7, 56
USUAL_MINUTES = 20
STOP = signing.Signer(salt="workouts.reminders.stop")


@dataclass(frozen=True)
class Reminder:
    """A letter that is due. `routines` are those planned for the day."""

    owner: User
    day: date
    routines: tuple[RoutineChoice, ...]


@dataclass(frozen=True)
class RemindersPage:
    plan: ReminderPlan
    place: str
    email: str
    email_confirmed: bool
    # Titles of the routines that have days.
    routines: tuple[str, ...]
    calendar_made: datetime | None


def reminders_page(owner: User, *, now: datetime) -> RemindersPage:
    preferences = preferences_of(owner)
    today = calendars.local_date(now, preferences.time_zone)
    made = CalendarAddress.objects.filter(owner=owner).values_list("made_at", flat=True).first()
    return RemindersPage(
        plan=plan_of(owner),
        place=time_zones.place(preferences.time_zone),
        email=owner.email,
        email_confirmed=has_confirmed_address(owner),
        routines=tuple(choice.title for choice in own_routines(owner, today=today) if choice.weekdays),
        calendar_made=made,
    )


def plan_of(owner: User) -> ReminderPlan:
    """Unsaved until the person asks for something."""
    saved = ReminderPlan.objects.filter(owner=owner).first()
    return saved or ReminderPlan(owner=owner, time_of_day=reminders.USUAL_TIME)


def quiet_of(plan: ReminderPlan) -> reminders.Quiet | None:
    if plan.quiet_from is None or plan.quiet_until is None:
        return None
    return reminders.Quiet(plan.quiet_from, plan.quiet_until)


def due_reminders(*, now: datetime) -> Iterator[Reminder]:
    """Whom to write to now. Who is asked for too early costs a share of a query; who is due costs a few."""
    plans = ReminderPlan.objects.filter(confirmed("owner"), by_mail=True, owner__is_active=True)
    for some in chunks(plans.select_related("owner").order_by("owner_id").iterator()):
        zones = zones_of([plan.owner for plan in some])
        for plan in some:
            day = reminders.due_day(
                now, time_of_day=plan.time_of_day, quiet=quiet_of(plan), zone=zones[plan.owner_id]
            )
            if day is not None and (reminder := reminder_of(plan, day)):
                yield reminder


def reminder_of(plan: ReminderPlan, day: date) -> Reminder | None:
    """None when nothing is planned, the day has its letter, its training, or a pause."""
    owner = plan.owner
    if ReminderLetter.objects.filter(owner=owner, date=day).exists():
        return None
    planned = [choice for choice in routines_of(plan, day) if day.weekday() in choice.weekdays]
    if not planned and day.weekday() not in plan.weekdays:
        return None
    if trained_workouts(owner).filter(date=day).exists() or is_paused(current_goals(owner), day):
        return None
    return Reminder(owner, day, tuple(planned))


def routines_of(plan: ReminderPlan, day: date) -> list[RoutineChoice]:
    return own_routines(plan.owner, today=day) if plan.with_routines else []


def is_paused(current: Sequence[Goal], day: date) -> bool:
    """Whoever paused all their goals of training pauses training. A habit is no training."""
    aims = [goals.aim_of(goal) for goal in current if goal.counts != Goal.Counts.TIMES]
    return bool(aims) and all(aim.is_paused(day, day) for aim in aims)


def calendar_events(owner: User, *, now: datetime) -> list[Event]:
    zone = calendars.zone(preferences_of(owner).time_zone)
    plan = plan_of(owner)
    today = now.astimezone(zone).date()
    routines, current = routines_of(plan, today), current_goals(owner)
    days = [today + timedelta(days=number) for number in range(-DAYS_BACK, DAYS_AHEAD + 1)]
    return [
        event for day in days if not is_paused(current, day) for event in events_of(plan, routines, day, zone)
    ]


def events_of(
    plan: ReminderPlan, routines: Iterable[RoutineChoice], day: date, zone: ZoneInfo
) -> Iterator[Event]:
    planned = [choice for choice in routines if day.weekday() in choice.weekdays]
    for choice in planned:
        yield event_of(plan, day, zone, choice.key, choice.title, choice.minutes, choice.summary)
    if not planned and day.weekday() in plan.weekdays:
        yield event_of(plan, day, zone, "", _("Train your hips"), USUAL_MINUTES, "")


def event_of(
    plan: ReminderPlan, day: date, zone: ZoneInfo, key: str, title: str, minutes: int, about: str
) -> Event:
    return Event(
        # The same for the same day and routine whenever it is asked for, and it tells nobody whose it is.
        uid=f"{uuid.uuid5(plan.owner.public_id, f'{day} {key}')}@swivel",
        starts_at=reminders.moment_of(day, plan.time_of_day, zone),
        minutes=minutes,
        summary=title,
        description=about,
    )


def owner_of_calendar(token: str) -> User | None:
    rows = CalendarAddress.objects.select_related("owner").filter(owner__is_active=True)
    row = rows.filter(digest=digest_of(token)).first()
    return row.owner if row else None


def digest_of(token: str) -> str:
    """The secret is 256 random bits: nothing slower than this is needed to keep it from being guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def stop_token(owner: User) -> str:
    return STOP.sign(str(owner.public_id))


def owner_of_stop_token(token: str) -> User | None:
    try:
        return User.objects.filter(public_id=UUID(STOP.unsign(token))).first()
    except (signing.BadSignature, ValueError):
        return None


def has_confirmed_address(owner: User) -> bool:
    return User.objects.filter(confirmed("pk"), pk=owner.pk).exists()


def confirmed(owner: str) -> Exists:
    """The address in use is proven: nobody is written to who never asked for it."""
    path = "" if owner == "pk" else f"{owner}__"
    addresses = EmailAddress.objects.filter(user=OuterRef(owner), verified=True)
    return Exists(addresses.annotate(lower=Lower("email")).filter(lower=Lower(OuterRef(f"{path}email"))))


def zones_of(owners: Sequence[User]) -> dict[int, ZoneInfo]:
    chosen: dict[int, Any] = dict(
        Preference.objects.filter(owner__in=owners, id="time_zone", deleted=False).values_list(
            "owner_id", "value"
        )
    )
    names = {owner.pk: chosen.get(owner.pk) for owner in owners}
    guessed = {owner.pk: owner.guessed_time_zone for owner in owners}
    return {
        pk: calendars.zone(name if isinstance(name, str) and time_zones.is_known(name) else guessed[pk])
        for pk, name in names.items()
    }


def chunks(plans: Iterator[ReminderPlan]) -> Iterator[list[ReminderPlan]]:
    while some := list(islice(plans, AT_ONCE)):
        yield some


def reminders_of(owner: User) -> dict[str, Any]:
    """For the export; the calendar's address is not known here, only that there is one."""
    plan = plan_of(owner)
    letters = ReminderLetter.objects.filter(owner=owner).order_by("date")
    made = CalendarAddress.objects.filter(owner=owner).values_list("made_at", flat=True).first()
    return {
        "by_mail": plan.by_mail,
        "weekdays": plan.weekdays,
        "with_routines": plan.with_routines,
        "time_of_day": plan.time_of_day,
        "quiet_from": plan.quiet_from,
        "quiet_until": plan.quiet_until,
        "sent": list(letters.values_list("date", flat=True)),
        "calendar_address_made": made,
    }
