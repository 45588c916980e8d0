from workouts.urls import logging, progress, routines, you

app_name = "workouts"
urlpatterns = [*routines.urlpatterns, *logging.urlpatterns, *progress.urlpatterns, *you.urlpatterns]
