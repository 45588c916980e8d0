from django.urls import URLPattern, path

from accounts import api

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("api/v1/session/", api.session, name="api-session"),
]
