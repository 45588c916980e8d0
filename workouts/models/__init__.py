from workouts.models.curated import CuratedItem, CuratedReference, CuratedRoutine
from workouts.models.logging import Entry, Set, Workout
from workouts.models.own import Band, Favourite, OwnDrill, PinnedNote, Routine, RoutineItem
from workouts.models.progress import CheckIn, DayBest, DayTotal, Goal, RangeCheck
from workouts.models.reminders import CalendarAddress, PushSubscription, ReminderLetter, ReminderPlan

__all__ = [
    "Band",
    "CalendarAddress",
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
    "PushSubscription",
    "RangeCheck",
    "ReminderLetter",
    "ReminderPlan",
    "Routine",
    "RoutineItem",
    "Set",
    "Workout",
]
