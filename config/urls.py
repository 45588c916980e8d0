from django.contrib import admin
from django.urls import include, path

from config import views
from workouts.views.routines import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("", include("exercises.urls")),
    path("", include("workouts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
