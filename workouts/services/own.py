"""What a person arranges for themselves: own drills, favourites, pinned notes, bands, preferences."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.preferences import UNDERSTOOD
from workouts.bands import BandChoice
from workouts.models import Band
from workouts.services import store
from workouts.services.edits import Edit, save


@transaction.atomic
def save_own_drill(
    *,
    owner: User,
    at: datetime,
    name: str,
    measures: Sequence[str],
    sides: str,
    note: str = "",
    drill_id: UUID | None = None,
) -> UUID:
    fields = {"name": name, "measures": list(measures), "sides": sides, "note": note}
    drill = Edit("own_drill", drill_id or uuid.uuid4(), fields, make=drill_id is None)
    save(owner=owner, head=store.lock(owner), edits=[drill], at=at)
    return drill.id


@transaction.atomic
def archive_own_drill(*, owner: User, at: datetime, drill_id: UUID, archived: bool = True) -> None:
    save(
        owner=owner,
        head=store.lock(owner),
        edits=[Edit("own_drill", drill_id, {"archived": archived})],
        at=at,
    )


@transaction.atomic
def delete_own_drill(*, owner: User, at: datetime, drill_id: UUID) -> int:
    """Its logged sets stay and keep its name. The answer is the stamp that undoing asks for."""
    return save(
        owner=owner, head=store.lock(owner), edits=[Edit("own_drill", drill_id, {"deleted": True})], at=at
    )


@transaction.atomic
def keep_favourite(*, owner: User, at: datetime, drill_id: UUID, favourite: bool) -> None:
    save(
        owner=owner,
        head=store.lock(owner),
        edits=[Edit("favourite", drill_id, {"deleted": not favourite}, make=True)],
        at=at,
    )


@transaction.atomic
def pin_note(*, owner: User, at: datetime, drill_id: UUID, note: str) -> None:
    save(
        owner=owner,
        head=store.lock(owner),
        edits=[Edit("pinned_note", drill_id, {"note": note}, make=True)],
        at=at,
    )


@transaction.atomic
def save_band(
    *,
    owner: User,
    at: datetime,
    band_id: UUID,
    name: str,
    colour: str,
    level: int,
    pull_kg: Decimal | None = None,
) -> None:
    """A band of the person's own, or a default one under its well-known id."""
    fields = {"name": name, "colour": colour, "level": level, "pull_kg": pull_kg}
    save(owner=owner, head=store.lock(owner), edits=[Edit("band", band_id, fields, make=True)], at=at)


@transaction.atomic
def archive_band(*, owner: User, at: datetime, band: BandChoice, archived: bool = True) -> None:
    """A default one becomes a record with this."""
    head = store.lock(owner)
    fields: dict[str, Any] = {"archived": archived}
    if not Band.objects.filter(owner=owner, id=band.id).exists():
        look = {"name": str(band.name), "colour": band.colour, "level": band.level, "pull_kg": band.pull_kg}
        fields |= look
    save(owner=owner, head=head, edits=[Edit("band", band.id, fields, make=True)], at=at)


@transaction.atomic
def save_preferences(*, owner: User, at: datetime, **values: Any) -> None:
    unknown = set(values) - set(UNDERSTOOD)
    if unknown:
        raise TypeError(f"no preference is called {', '.join(sorted(unknown))}")
    edits = [Edit("preference", key, {"value": value}, make=True) for key, value in values.items()]
    save(owner=owner, head=store.lock(owner), edits=edits, at=at)
