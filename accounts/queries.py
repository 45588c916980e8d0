from typing import Any

from accounts.models import Preference, User
from accounts.preferences import UNDERSTOOD, Preferences


def preferences_of(user: User) -> Preferences:
    """A key that this version does not know, or a value that it does not understand, is passed over."""
    rows = Preference.objects.filter(owner=user, deleted=False).values_list("id", "value")
    chosen: dict[str, Any] = {
        key: value for key, value in rows if key in UNDERSTOOD and UNDERSTOOD[key](value)
    }
    return Preferences(**{"time_zone": user.guessed_time_zone, **chosen})
