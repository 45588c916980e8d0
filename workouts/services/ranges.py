"""Range checks written down on the server's pages; the phone's come through the sync."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from workouts.services import store
from workouts.services.edits import Edit, save


@transaction.atomic
def record_range_check(
    *, owner: User, at: datetime, fields: Mapping[str, Any], check_id: UUID | None = None
) -> UUID:
    """One side's reading. An id that is there already is the same form sent twice."""
    known = check_id or uuid.uuid4()
    check = Edit("range_check", known, fields, make=True)
    save(owner=owner, head=store.lock(owner), edits=[check], at=at)
    return known


@transaction.atomic
def change_range_check(*, owner: User, at: datetime, check_id: UUID, fields: Mapping[str, Any]) -> None:
    save(owner=owner, head=store.lock(owner), edits=[Edit("range_check", check_id, fields)], at=at)


@transaction.atomic
def delete_range_check(*, owner: User, at: datetime, check_id: UUID) -> int:
    """The answer is the stamp that undoing asks for."""
    gone = Edit("range_check", check_id, {"deleted": True})
    return save(owner=owner, head=store.lock(owner), edits=[gone], at=at)
