from workouts.services.checks import Refused
from workouts.services.curated import routine_content, write_curated_routine
from workouts.services.deletion import delete_account
from workouts.services.forgetting import forget_deleted
from workouts.services.own import (
    archive_band,
    archive_own_drill,
    delete_own_drill,
    keep_favourite,
    pin_note,
    save_band,
    save_own_drill,
    save_preferences,
)
from workouts.services.store import apply_changes
from workouts.services.sync import exchange, rows_named
from workouts.services.training import (
    add_drill,
    change_entry,
    change_set,
    change_workout,
    delete_entry,
    delete_set,
    delete_workout,
    finish_workout,
    move_entry,
    record_sets,
    repeat_workout,
    start_own_routine,
    start_routine,
    start_workout,
    undo_deletion,
)

__all__ = [
    "Refused",
    "add_drill",
    "apply_changes",
    "archive_band",
    "archive_own_drill",
    "change_entry",
    "change_set",
    "change_workout",
    "delete_account",
    "delete_entry",
    "delete_own_drill",
    "delete_set",
    "delete_workout",
    "exchange",
    "finish_workout",
    "forget_deleted",
    "keep_favourite",
    "move_entry",
    "pin_note",
    "record_sets",
    "repeat_workout",
    "routine_content",
    "rows_named",
    "save_band",
    "save_own_drill",
    "save_preferences",
    "start_own_routine",
    "start_routine",
    "start_workout",
    "undo_deletion",
    "write_curated_routine",
]
