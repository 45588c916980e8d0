"""What lies deleted for long is blanked: docs/offline.md, "Deleting"."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models import Record, User
from workouts.models import Set
from workouts.services import store
from workouts.services.checks import clean_value, field_of
from workouts.services.records import DELETED, RECORD_TYPES, RecordType

KEPT_FOR = timedelta(days=90)
# A deleted drill and a deleted band still give old sets their names. A setting says nothing of what was trained.
LEFT_ALONE = {"own_drill": {"about"}, "band": {"look"}, "preference": {"value"}}
# For fields that must hold something: the first that the field's own rules accept.
STAND_INS: tuple[Any, ...] = ("–", [0])
KEEP = object()


@transaction.atomic
def forget_deleted(*, owner: User, at: datetime) -> int:
    """Blank what nobody can bring back any more; how many records that were.

    The stamps stay, so nothing older comes back; the revision counts up, so that phones blank their copies: on equal
    stamps the server's copy counts."""
    head = store.lock(owner)
    before = int((at - KEPT_FOR).timestamp() * 1000)
    revision = head.revision
    for kind in RECORD_TYPES.values():
        blanked = []
        blanks = blanks_of(kind, at)
        for row in forgettable(owner, kind, before):
            if any(getattr(row, name) != blank for name, blank in blanks.items()):
                revision += 1
                row.revision = revision
                vars(row).update(blanks)
                blanked.append(row)
        store.upsert_rows(kind, blanked)
    if revision > head.revision:
        User.objects.filter(pk=owner.pk).update(revision=revision)
    return revision - head.revision


def forgettable(owner: User, kind: RecordType, before: int) -> Iterator[Record]:
    """Deleted, untouched since, and not in sight: a deleted parent shows while any child is live."""
    shown: set[Any] = set()
    for child in RECORD_TYPES.values():
        if child.parent == kind.name:
            shown |= set(
                child.model.objects.filter(owner=owner, deleted=False).values_list(
                    child.parent_field, flat=True
                )
            )
    if kind.name == "workout":
        sets = Set.objects.filter(owner=owner, deleted=False)
        shown |= set(sets.values_list("workout_id", flat=True))
    for row in kind.model.objects.filter(owner=owner, deleted=True):
        if row.id not in shown and all(stamp[0] < before for stamp in row.stamps.values()):
            yield row


def blanks_of(kind: RecordType, at: datetime) -> dict[str, Any]:
    """What each field of a type is blanked to. The day and the drill stay: their columns can't be empty."""
    left = LEFT_ALONE.get(kind.name, set()) | {DELETED}
    fields = [each for register, names in kind.registers.items() if register not in left for each in names]
    found = {each: blank_of(field_of(kind, each), at) for each in fields}
    return {each: blank for each, blank in found.items() if blank is not KEEP}


def blank_of(field: "models.Field[Any, Any]", at: datetime) -> Any:
    """Only what a phone could send as well: it pushes its blanked copies back after a restored backup."""
    for blank in (field.get_default(), *STAND_INS):
        try:
            return clean_value(field, blank, at=at)
        except ValidationError:
            continue
    return KEEP
