from django.urls import URLPattern, path

from workouts.views import routines

urlpatterns: list[URLPattern] = [
    path("routines/", routines.routines, name="routines"),
    path("routines/<slug:slug>/", routines.routine, name="routine"),
]
