from workouts.services.checks import Refused
from workouts.services.curated import reckon_minutes, routine_content, write_curated_routine
from workouts.services.deletion import delete_account
from workouts.services.forgetting import forget_deleted
from workouts.services.goals import (
    archive_goal,
    check_off,
    delete_check_in,
    delete_goal,
    pause_goal,
    resume_goal,
    save_goal,
)
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
from workouts.services.phone_notices import forget_phone, forget_phones, remind_on_phone
from workouts.services.ranges import change_range_check, delete_range_check, record_range_check
from workouts.services.reminders import (
    close_calendar,
    make_calendar_address,
    save_reminders,
    send_reminders,
    stop_reminders,
)
from workouts.services.routines import start_own_routine, start_routine
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
    start_workout,
    undo_deletion,
)

__all__ = [
    "Refused",
    "add_drill",
    "apply_changes",
    "archive_band",
    "archive_goal",
    "archive_own_drill",
    "change_entry",
    "change_range_check",
    "change_set",
    "change_workout",
    "check_off",
    "close_calendar",
    "delete_account",
    "delete_check_in",
    "delete_entry",
    "delete_goal",
    "delete_own_drill",
    "delete_range_check",
    "delete_set",
    "delete_workout",
    "exchange",
    "finish_workout",
    "forget_deleted",
    "forget_phone",
    "forget_phones",
    "keep_favourite",
    "make_calendar_address",
    "move_entry",
    "pause_goal",
    "pin_note",
    "reckon_minutes",
    "record_range_check",
    "record_sets",
    "remind_on_phone",
    "repeat_workout",
    "resume_goal",
    "routine_content",
    "rows_named",
    "save_band",
    "save_goal",
    "save_own_drill",
    "save_preferences",
    "save_reminders",
    "send_reminders",
    "start_own_routine",
    "start_routine",
    "start_workout",
    "stop_reminders",
    "undo_deletion",
    "write_curated_routine",
]
