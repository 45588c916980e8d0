"""What a session can start from: /log/."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.models import User
from accounts.preferences import Preferences
from accounts.queries import preferences_of
from workouts import calendars
from workouts.models import CuratedRoutine, Entry, Workout
from workouts.queries.drills import Drill, drills_by_id, find_drill, is_slug
from workouts.queries.history import name_untitled
from workouts.queries.own_routines import RoutineChoice, curated_choice, find_own_routine, own_routines
from workouts.queries.sets import counts_by_workout

RECENT = 12
OFFERED = 3


@dataclass(frozen=True)
class WorkoutLine:
    id: UUID
    title: str
    date: date
    drills: tuple[Drill, ...]
    sets: int

    @property
    def name(self) -> str:
        return self.title or name_untitled([drill.name for drill in self.drills])

    @property
    def names(self) -> str:
        return ", ".join(dict.fromkeys(drill.name for drill in self.drills))


@dataclass(frozen=True)
class LogPage:
    today: date
    preferences: Preferences
    drill: Drill | None
    routine: RoutineChoice | None
    open: WorkoutLine | None
    own_routines: tuple[RoutineChoice, ...]
    routines: tuple[RoutineChoice, ...]
    recent: tuple[WorkoutLine, ...]


def log_page(owner: User, *, now: datetime, drill_key: str = "", routine_key: str = "") -> LogPage:
    preferences = preferences_of(owner)
    today = calendars.local_date(now, preferences.time_zone)
    rows = recent_workouts(owner)
    lines = {line.id: line for line in workout_lines(owner, rows)}
    return LogPage(
        today=today,
        preferences=preferences,
        drill=find_drill(owner, drill_key) if drill_key else None,
        routine=find_choice(owner, routine_key, today=today) if routine_key else None,
        open=next((lines[row.id] for row in rows if is_open(row, today)), None),
        own_routines=tuple(own_routines(owner, today=today)),
        routines=tuple(published_routines()),
        recent=different(tuple(lines[row.id] for row in rows if not is_open(row, today))),
    )


def recent_workouts(owner: User) -> list[Workout]:
    rows = Workout.objects.owned_by(owner).kept().order_by("-date", "-revision")
    return list(rows[:RECENT])


def is_open(workout: Workout, today: date) -> bool:
    """One that was left open days ago is not what somebody wants to go on with."""
    return workout.finished_at is None and workout.date >= today - timedelta(days=1)


def workout_lines(owner: User, rows: Sequence[Workout]) -> list[WorkoutLine]:
    ids = [row.id for row in rows]
    entries = list(Entry.objects.owned_by(owner).kept().filter(workout_id__in=ids).order_by("order", "id"))
    drills = drills_by_id(owner, {entry.drill_id for entry in entries})
    counts = counts_by_workout(owner, ids)
    return [
        WorkoutLine(
            id=row.id,
            title=row.title,
            date=row.date,
            drills=tuple(drills[entry.drill_id] for entry in entries if entry.workout_id == row.id),
            sets=counts[row.id],
        )
        for row in rows
    ]


def different(lines: Sequence[WorkoutLine]) -> tuple[WorkoutLine, ...]:
    """The latest of each: the same drills in the same order are offered once."""
    kinds: dict[tuple[UUID, ...], WorkoutLine] = {}
    for line in lines:
        if line.drills:
            kinds.setdefault(tuple(drill.id for drill in line.drills), line)
    return tuple(kinds.values())[:OFFERED]


def find_choice(owner: User, key: str, *, today: date) -> RoutineChoice | None:
    try:
        return find_own_routine(owner, UUID(key), today=today)
    except ValueError:
        routine = find_routine(key)
        return curated_choice(routine) if routine else None


def find_routine(slug: str) -> CuratedRoutine | None:
    if not is_slug(slug):
        return None
    return CuratedRoutine.objects.published().filter(slug=slug).first()


def published_routines() -> list[RoutineChoice]:
    return [curated_choice(routine) for routine in CuratedRoutine.objects.published()]
