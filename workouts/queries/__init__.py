from workouts.queries.bands import bands_of
from workouts.queries.drill_progress import DrillProgress, drill_progress
from workouts.queries.drills import Drill, drills_by_id, find_drill, own_drills
from workouts.queries.history import HistoryPage, history_page
from workouts.queries.progress import Overview, overview
from workouts.queries.sessions import Session, last_time
from workouts.queries.workout import WorkoutPage, find_workout, workout_page

__all__ = [
    "Drill",
    "DrillProgress",
    "HistoryPage",
    "Overview",
    "Session",
    "WorkoutPage",
    "bands_of",
    "drill_progress",
    "drills_by_id",
    "find_drill",
    "find_workout",
    "history_page",
    "last_time",
    "overview",
    "own_drills",
    "workout_page",
]
