from collections.abc import Iterator
from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

# Names of this machine's files rather than of places.
NO_PLACES = {"localtime", "Factory"}
REGIONS = {
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}


@cache
def known_time_zones() -> frozenset[str]:
    """Kept in memory: each look at the zone files of the machine takes some 80 ms."""
    return frozenset(available_timezones() - NO_PLACES)


def is_known(name: str) -> bool:
    return name in known_time_zones()


def by_region() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(region, [(zone, city)]): the zones that a person would look for, without the old names of the same."""
    zones = sorted(zone for zone in known_time_zones() if zone.partition("/")[0] in REGIONS)
    for region, names in groupby(zones, key=lambda zone: zone.partition("/")[0]):
        yield region, [(name, place(name)) for name in names]


def place(zone: str) -> str:
    """The zone America/Argentina/Buenos_Aires reads “Argentina, Buenos Aires” in the list of America."""
    return ", ".join(zone.split("/")[1:]).replace("_", " ") or zone
