"""What a person can set, what it is until they do, and which values are understood."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts import time_zones

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
UNITS = ("kg", "lb")
THEMES = ("system", "light", "dark")
FIRST_SIDES = ("left", "right")
WEEK_STARTS = (MONDAY, SATURDAY, SUNDAY)
MOST_REST_SECONDS = 1800


@dataclass(frozen=True)
class Preferences:
    time_zone: str
    units: str = "kg"
    week_start: int = MONDAY
    theme: str = "system"
    rest_seconds: int = 60
    # Drills of each side ask for this one first.
    first_side: str = "left"
    # Whether timers are heard.
    sound: bool = True


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


UNDERSTOOD: dict[str, Callable[[Any], bool]] = {
    "time_zone": lambda value: isinstance(value, str) and time_zones.is_known(value),
    "units": lambda value: value in UNITS,
    "week_start": lambda value: is_whole(value) and value in WEEK_STARTS,
    "theme": lambda value: value in THEMES,
    "rest_seconds": lambda value: is_whole(value) and 0 <= value <= MOST_REST_SECONDS,
    "first_side": lambda value: value in FIRST_SIDES,
    "sound": lambda value: isinstance(value, bool),
}
