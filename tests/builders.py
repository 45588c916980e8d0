"""Rows for tests, as short as the test's point allows. One function a noun."""

import itertools
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from accounts.models import User
from exercises import services as catalogue
from exercises.models import Exercise
from workouts import services

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
numbers = itertools.count(1)


def make_exercise(**fields: Any) -> Exercise:
    """A published drill that logs reps and a band, each side."""
    number = next(numbers)
    defaults = {
        "name": f"Hip turn {number}",
        "slug": f"hip-turn-{number}",
        "summary": "Turn the thigh in, slowly.",
        "joint_action": "internal_rotation",
        "position": "prone",
        "category": "strength",
        "level": "beginner",
        "sides": "each_side",
        "measures": ["reps", "band"],
        "status": "published",
        "published_at": NOON,
    }
    exercise = Exercise.objects.create(**{**defaults, **fields})
    catalogue.catalogue_changed()
    return exercise


def make_workout(
    owner: User,
    *,
    day: date = TODAY,
    title: str = "",
    finished_at: datetime | None = None,
    drills: Sequence[Exercise] = (),
    sets: Sequence[dict[str, Any]] = (),
    at: datetime = NOON,
) -> uuid.UUID:
    """A workout in which each of `drills` was done with `sets` (as record_sets takes them)."""
    workout = services.start_workout(owner=owner, at=at, begins=services.Beginning(day, "UTC"), title=title)
    for drill in drills:
        entry = services.add_drill(owner=owner, at=at, workout_id=workout, drill_id=drill.id)
        if sets:
            services.record_sets(owner=owner, at=at, entry_id=entry, drafts=sets)
    if finished_at:
        services.finish_workout(owner=owner, at=finished_at, workout_id=workout)
    return workout
