from django.urls import URLPattern, path

from workouts.views import history, progress

urlpatterns: list[URLPattern] = [
    path("workouts/", history.workouts, name="workouts"),
    path("workouts/<uuid:workout_id>/", history.workout, name="workout"),
    path("progress/", progress.progress, name="progress"),
    path("progress/<slug:drill>/", progress.drill_progress, name="drill_progress"),
    path("progress/<slug:drill>/last/", progress.last_time, name="last_time"),
]
