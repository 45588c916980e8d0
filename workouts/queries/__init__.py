from workouts.queries.bands import bands_of, bands_page, find_band
from workouts.queries.choosing import add_page, find_own_drill, own_drills_page, pinned_note_of
from workouts.queries.drill_progress import drill_progress
from workouts.queries.drills import Drill, drills_by_id, find_drill
from workouts.queries.export import account_of, set_lines, tables_of
from workouts.queries.gauges import Asked
from workouts.queries.goals import (
    Calendar,
    drills_to_aim_at,
    find_check_in,
    find_goal,
    goal_page,
    goals_page,
    last_value,
)
from workouts.queries.history import history_page
from workouts.queries.phone import PhoneCatalogue, phone_catalogue
from workouts.queries.progress import overview
from workouts.queries.ranges import RangeLine, find_range_check, last_device, range_page, range_summary
from workouts.queries.record_rows import records_page
from workouts.queries.records import records_between
from workouts.queries.reminders import (
    RemindersPage,
    calendar_events,
    owner_of_calendar,
    owner_of_stop_token,
    reminders_page,
)
from workouts.queries.rounds import Terms, last_time_before, sides_of
from workouts.queries.routines import routine_lines, routine_page, routine_sitemap_lines
from workouts.queries.sessions import last_time
from workouts.queries.shown import find_workout
from workouts.queries.starting import find_routine, log_page
from workouts.queries.summary import summary_page
from workouts.queries.today import today_page
from workouts.queries.week_goals import WeekGoal, week_goal
from workouts.queries.working import (
    WorkingPage,
    find_entry,
    find_set,
    is_today,
    planned_rounds,
    sets_of_entry,
    working_page,
)
from workouts.queries.workout import workout_page
from workouts.queries.you import belongings_of, you_page

__all__ = [
    "Asked",
    "Calendar",
    "Drill",
    "PhoneCatalogue",
    "RangeLine",
    "RemindersPage",
    "Terms",
    "WeekGoal",
    "WorkingPage",
    "account_of",
    "add_page",
    "bands_of",
    "bands_page",
    "belongings_of",
    "calendar_events",
    "drill_progress",
    "drills_by_id",
    "drills_to_aim_at",
    "find_band",
    "find_check_in",
    "find_drill",
    "find_entry",
    "find_goal",
    "find_own_drill",
    "find_range_check",
    "find_routine",
    "find_set",
    "find_workout",
    "goal_page",
    "goals_page",
    "history_page",
    "is_today",
    "last_device",
    "last_time",
    "last_time_before",
    "last_value",
    "log_page",
    "overview",
    "own_drills_page",
    "owner_of_calendar",
    "owner_of_stop_token",
    "phone_catalogue",
    "pinned_note_of",
    "planned_rounds",
    "range_page",
    "range_summary",
    "records_between",
    "records_page",
    "reminders_page",
    "routine_lines",
    "routine_page",
    "routine_sitemap_lines",
    "set_lines",
    "sets_of_entry",
    "sides_of",
    "summary_page",
    "tables_of",
    "today_page",
    "week_goal",
    "working_page",
    "workout_page",
    "you_page",
]
