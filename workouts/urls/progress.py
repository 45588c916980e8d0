from django.urls import path

from workouts.views import history, progress

urlpatterns = [
    path("workouts/", history.workouts, name="workouts"),
    path("workouts/<uuid:pk>/", history.workout, name="workout"),
    path("workouts/<uuid:pk>/repeat/", history.repeat, name="repeat"),
    path("workouts/<uuid:pk>/delete/", history.delete, name="delete_workout"),
    path("workouts/<uuid:pk>/undo/<int:stamp>/", history.undo, name="undo_workout"),
    path("progress/", progress.progress, name="progress"),
    path("progress/<str:drill>/", progress.drill_progress, name="drill_progress"),
    path("progress/<str:drill>/last/", progress.last_time, name="last_time"),
]
