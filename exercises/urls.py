from django.urls import URLPattern, path, re_path

from exercises import api, views

app_name = "exercises"
urlpatterns: list[URLPattern] = [
    path("drills/", views.drills, name="drills"),
    path("drills/<slug:slug>/", views.drill, name="drill"),
    path("drills/<slug:slug>/ask/", views.ask, name="ask"),
    path("questions/<uuid:question_id>/seen/", views.dismiss_news, name="dismiss_news"),
    path("muscles/<slug:slug>/", views.muscle, name="muscle"),
    path("equipment/<slug:slug>/", views.equipment, name="equipment"),
    path("guides/", views.guides, name="guides"),
    path("guides/<slug:slug>/", views.guide, name="guide"),
    re_path(
        r"^media/photos/(?P<digest>[0-9a-f]{32})-(?P<width>[0-9]{3,4})\.(?P<suffix>avif|webp|jpg)$",
        views.photo,
        name="photo",
    ),
    path("api/v1/drills/", api.drills, name="api-drills"),
    path("api/v1/drills/<slug:slug>/", api.drill, name="api-drill"),
]
