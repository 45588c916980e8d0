from workouts.queries.bands import bands_of
from workouts.queries.drills import Drill, drills_by_id, find_drill, own_drills

__all__ = ["Drill", "bands_of", "drills_by_id", "find_drill", "own_drills"]
