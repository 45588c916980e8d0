from django.urls import URLPattern, path

from workouts.views import export, you

urlpatterns: list[URLPattern] = [
    path("you/", you.you, name="you"),
    path("you/preferences/", you.preferences, name="preferences"),
    path("you/export.json", export.export_json, name="export"),
    path("you/sets.csv", export.export_sets, name="export_sets"),
    path("you/delete/", you.delete, name="delete_account"),
    path("you/deleted/", you.deleted, name="deleted"),
]
