from django.urls import URLPattern, path

from workouts.views import drills, entries, log, sets, today, workouts

urlpatterns: list[URLPattern] = [
    path("today/", today.today, name="today"),
    path("log/", log.log, name="log"),
    path("undo/<int:stamp>/", workouts.undo, name="undo"),
    path("workouts/<uuid:workout_id>/edit/", workouts.edit, name="edit"),
    path("workouts/<uuid:workout_id>/finish/", workouts.finish, name="finish"),
    path("workouts/<uuid:workout_id>/delete/", workouts.delete, name="delete_workout"),
    path("workouts/<uuid:workout_id>/repeat/", workouts.repeat, name="repeat_workout"),
    path("workouts/<uuid:workout_id>/add/", entries.add_drill, name="add_drill"),
    path("workouts/<uuid:workout_id>/drills/<uuid:entry_id>/move/", entries.move, name="move_entry"),
    path("workouts/<uuid:workout_id>/drills/<uuid:entry_id>/note/", entries.note, name="entry_note"),
    path("workouts/<uuid:workout_id>/drills/<uuid:entry_id>/delete/", entries.delete, name="delete_entry"),
    path("workouts/<uuid:workout_id>/drills/<uuid:entry_id>/sets/", sets.add, name="add_set"),
    path("workouts/<uuid:workout_id>/drills/<uuid:entry_id>/sets/repeat/", sets.repeat, name="repeat_set"),
    path("workouts/<uuid:workout_id>/drills/<uuid:entry_id>/sets/last-time/", sets.as_last_time, name="as_last_time"),
    path("workouts/<uuid:workout_id>/sets/<uuid:set_id>/", sets.edit, name="set"),
    path("workouts/<uuid:workout_id>/sets/<uuid:set_id>/delete/", sets.delete, name="delete_set"),
    path("you/drills/", drills.own_drills, name="own_drills"),
    path("you/drills/new/", drills.new_drill, name="new_drill"),
    path("you/drills/<uuid:drill_id>/", drills.own_drill, name="own_drill"),
    path("you/drills/<uuid:drill_id>/archive/", drills.archive_drill, name="archive_drill"),
    path("you/drills/<uuid:drill_id>/delete/", drills.delete_drill, name="delete_drill"),
    path("you/favourites/", drills.favourites, name="favourites"),
    path("you/notes/<uuid:drill_id>/", drills.pinned_note, name="pinned_note"),
]
