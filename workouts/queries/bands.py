from uuid import UUID

from accounts.models import User
from workouts.bands import DEFAULT_BANDS, BandChoice
from workouts.models import Band


def bands_of(owner: User) -> list[BandChoice]:
    """The person's bands over the five defaults, lightest first. A deleted one stays as archived: old sets name it."""
    bands: dict[UUID, BandChoice] = {band.id: band for band in DEFAULT_BANDS}
    for row in Band.objects.filter(owner=owner):
        archived = row.archived or row.deleted
        bands[row.id] = BandChoice(row.id, row.name, row.colour, row.level, row.pull_kg, archived)
    return sorted(bands.values(), key=lambda band: (band.level, str(band.name)))
