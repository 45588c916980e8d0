from workouts.models.curated import CuratedItem, CuratedReference, CuratedRoutine
from workouts.models.logging import Entry, Set, Workout
from workouts.models.own import Band, Favourite, OwnDrill, PinnedNote, Routine, RoutineItem
from workouts.models.progress import CheckIn, DayBest, DayTotal, Goal, RangeCheck

__all__ = [
    "Band",
    "CheckIn",
    "CuratedItem",
    "CuratedReference",
    "CuratedRoutine",
    "DayBest",
    "DayTotal",
    "Entry",
    "Favourite",
    "Goal",
    "OwnDrill",
    "PinnedNote",
    "RangeCheck",
    "Routine",
    "RoutineItem",
    "Set",
    "Workout",
]
