from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts import time_zones
from accounts.models import User
from accounts.preferences import Preferences
from accounts.queries import preferences_of
from workouts.models import Goal, OwnDrill, RangeCheck, Routine, Set, Workout


@dataclass(frozen=True)
class YouPage:
    email: str
    email_confirmed: bool
    # The address that waits for its confirmation, when it is to replace a confirmed one.
    next_email: str
    joined: datetime
    preferences: Preferences
    # The person's time zone as a place.
    place: str
    passkeys: int
    recovery_codes_left: int
    own_drills: int
    is_staff: bool


def you_page(user: User) -> YouPage:
    addresses = {row.email: row.verified for row in EmailAddress.objects.filter(user=user)}
    email = user.email.lower()
    waiting = [address for address, confirmed in addresses.items() if not confirmed and address != email]
    keys = list(Authenticator.objects.filter(user=user))
    codes = [key for key in keys if key.type == Authenticator.Type.RECOVERY_CODES]
    preferences = preferences_of(user)
    return YouPage(
        email=user.email,
        email_confirmed=addresses.get(email, False),
        next_email=waiting[0] if waiting else "",
        joined=user.date_joined,
        preferences=preferences,
        place=time_zones.place(preferences.time_zone),
        passkeys=len(keys) - len(codes),
        recovery_codes_left=sum(len(key.wrap().get_unused_codes()) for key in codes),
        own_drills=OwnDrill.objects.filter(owner=user, deleted=False, archived=False).count(),
        is_staff=user.is_staff,
    )


@dataclass(frozen=True)
class Belongings:
    """How much goes with an account."""

    workouts: int
    sets: int
    own_drills: int
    routines: int
    goals: int
    range_checks: int


def belongings_of(user: User) -> Belongings:
    def count(model: type[Workout | Set | OwnDrill | Routine | Goal | RangeCheck]) -> int:
        kept: int = model.objects.filter(owner=user, deleted=False).count()
        return kept

    return Belongings(
        count(Workout), count(Set), count(OwnDrill), count(Routine), count(Goal), count(RangeCheck)
    )
