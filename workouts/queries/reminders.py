"""Which days are planned, whom to remind now, and whose calendar an address is."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypedDict
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.core import signing
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts import time_zones
from accounts.models import Preference, User
from accounts.queries import preferences_of
from workouts import calendars, goals, reminders, web_push
from workouts.icalendar import Event
from workouts.models import CalendarAddress, Goal, PushSubscription, ReminderLetter, ReminderPlan
from workouts.queries.counting import trained_workouts
from workouts.queries.own_routines import RoutineChoice, own_routines
from workouts.queries.week_goals import current_goals

AT_ONCE = 500
# How much of the past and of what is to come a calendar shows.
DAYS_BACK, DAYS_AHEAD = 7, 56
USUAL_MINUTES = 20
STOP = signing.Signer(salt="workouts.reminders.stop")


class Times(TypedDict):
    time_of_day: time
    quiet: reminders.Quiet | None
    zone: ZoneInfo


@dataclass(frozen=True)
class Reminder:
    """What is due now, by the ways that the person chose. `routines` are those planned for the day."""

    owner: User
    day: date
    routines: tuple[RoutineChoice, ...]
    by_mail: bool
    by_phone: bool
    # Past this moment nobody wants it any more.
    until: datetime


@dataclass(frozen=True)
class RemindersPage:
    plan: ReminderPlan
    place: str
    email: str
    email_confirmed: bool
    # Titles of the routines that have days.
    routines: tuple[str, ...]
    has_days: bool
    # The quiet hours hold the time: kept while nothing was sent, and nothing would be.
    never_due: bool
    calendar_made: datetime | None
    # What a phone subscribes with; empty where the site sends no notices.
    push_key: str
    # By which a phone knows itself, without its address being written into a page.
    phones: tuple[str, ...]


def reminders_page(owner: User, *, now: datetime) -> RemindersPage:
    preferences = preferences_of(owner)
    today = calendars.local_date(now, preferences.time_zone)
    plan = plan_of(owner)
    routines = tuple(choice.title for choice in own_routines(owner, today=today) if choice.weekdays)
    made = CalendarAddress.objects.filter(owner=owner).values_list("made_at", flat=True).first()
    return RemindersPage(
        plan=plan,
        place=time_zones.place(preferences.time_zone),
        email=owner.email,
        email_confirmed=has_confirmed_address(owner),
        routines=routines,
        has_days=bool(plan.weekdays or (plan.with_routines and routines)),
        never_due=reminders.is_never_due(plan.time_of_day, quiet_of(plan)),
        calendar_made=made,
        push_key=web_push.public_key(),
        phones=phones_of(owner) if web_push.is_on() else (),
    )


def phones_of(owner: User) -> tuple[str, ...]:
    endpoints = PushSubscription.objects.filter(owner=owner).values_list("endpoint", flat=True)
    return tuple(digest_of(endpoint) for endpoint in endpoints)


def plan_of(owner: User) -> ReminderPlan:
    """Unsaved until the person asks for something."""
    saved = ReminderPlan.objects.filter(owner=owner).first()
    return saved or ReminderPlan(owner=owner, time_of_day=reminders.USUAL_TIME)


def quiet_of(plan: ReminderPlan) -> reminders.Quiet | None:
    if plan.quiet_from is None or plan.quiet_until is None:
        return None
    return reminders.Quiet(plan.quiet_from, plan.quiet_until)


def due_reminders(*, now: datetime) -> Iterator[Reminder]:
    """Whom to remind now. Who is asked for too early costs a share of a query; who is due costs a few."""
    phones = Exists(PushSubscription.objects.filter(owner=OuterRef("owner")))
    plans = ReminderPlan.objects.filter(owner__is_active=True).annotate(
        mails=Case(When(by_mail=True, then=confirmed("owner")), default=False),
        notices=phones if web_push.is_on() else Value(False),
    )
    plans = plans.filter(Q(mails=True) | Q(notices=True))
    for some in chunks(plans.select_related("owner").order_by("owner_id").iterator()):
        zones = zones_of([plan.owner for plan in some])
        for plan in some:
            times: Times = {
                "time_of_day": plan.time_of_day,
                "quiet": quiet_of(plan),
                "zone": zones[plan.owner_id],
            }
            day = reminders.due_day(now, **times)
            if day is not None and (routines := planned_for(plan, day)) is not None:
                until = reminders.good_until(day, now, **times)
                yield Reminder(plan.owner, day, routines, plan.mails, plan.notices, until)


def planned_for(plan: ReminderPlan, day: date) -> tuple[RoutineChoice, ...] | None:
    """None when nothing is planned, the day has its letter, its training, or a pause."""
    owner = plan.owner
    if ReminderLetter.objects.filter(owner=owner, date=day).exists():
        return None
    planned = [choice for choice in routines_of(plan, day) if day.weekday() in choice.weekdays]
    if not planned and day.weekday() not in plan.weekdays:
        return None
    if trained_workouts(owner).filter(date=day).exists() or is_paused(current_goals(owner), day):
        return None
    return tuple(planned)


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


def chunks(plans: Iterator[Any]) -> Iterator[list[Any]]:
    # With what was annotated, which the model does not name.
    while some := list(islice(plans, AT_ONCE)):
        yield some


def reminders_of(owner: User) -> dict[str, Any]:
    """For the export; neither the calendar's address nor a phone's, which are secrets."""
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
        "phones": [
            {
                "added": phone.created_at,
                "push_service": urlsplit(phone.endpoint).hostname,
                "failed": phone.failed_at,
                "error": phone.error,
            }
            for phone in PushSubscription.objects.filter(owner=owner).order_by("created_at", "pk")
        ],
    }
