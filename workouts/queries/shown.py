"""What is in sight: a deleted parent stays as long as any child in it is live."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from workouts.models import Entry, Set, Workout


def shown_workouts(owner: User) -> QuerySet[Workout]:
    children = {"owner": owner, "workout_id": OuterRef("id"), "deleted": False}
    return Workout.objects.owned_by(owner).filter(
        Q(deleted=False) | Exists(Entry.objects.filter(**children)) | Exists(Set.objects.filter(**children))
    )


def find_workout(owner: User, workout_id: UUID) -> Workout | None:
    """None when it is another's, or deleted with all that was in it."""
    return shown_workouts(owner).filter(id=workout_id).first()


def shown_entries(owner: User, workout_id: UUID, *, begun: Collection[UUID]) -> list[Entry]:
    """In their order. `begun` are the entries that hold a live set."""
    entries = Entry.objects.owned_by(owner).filter(workout_id=workout_id).order_by("order", "id")
    return [entry for entry in entries if not entry.deleted or entry.id in begun]
