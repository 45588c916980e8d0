from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from workouts import units
from workouts.bands import DEFAULT_BANDS, BandChoice
from workouts.models import Band


def bands_of(owner: User) -> list[BandChoice]:
    """The person's bands over the five defaults, lightest first. A deleted one stays as archived: old sets name it."""
    bands: dict[UUID, BandChoice] = {band.id: band for band in DEFAULT_BANDS}
    for row in Band.objects.filter(owner=owner):
        archived = row.archived or row.deleted
        bands[row.id] = BandChoice(row.id, row.name, row.colour, row.level, row.pull_kg, archived)
    return sorted(bands.values(), key=lambda band: (band.level, str(band.name)))


@dataclass(frozen=True)
class BandLine:
    id: UUID
    name: str
    colour: str
    level: int
    pull: str  # "4 kg", in the person's unit


@dataclass(frozen=True)
class BandsPage:
    current: tuple[BandLine, ...]
    archived: tuple[BandLine, ...]


def bands_page(owner: User, *, unit: str) -> BandsPage:
    bands = bands_of(owner)
    return BandsPage(
        current=tuple(line_of(band, unit) for band in bands if not band.archived),
        archived=tuple(line_of(band, unit) for band in bands if band.archived),
    )


def line_of(band: BandChoice, unit: str) -> BandLine:
    pull = units.show_load(band.pull_kg, unit) if band.pull_kg is not None else ""
    return BandLine(band.id, str(band.name), band.colour, band.level, pull)


def find_band(owner: User, band_id: UUID) -> BandChoice | None:
    """One of the five, or of the owner's own."""
    return next((band for band in bands_of(owner) if band.id == band_id), None)
