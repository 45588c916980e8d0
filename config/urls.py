from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("", include("exercises.urls")),
    path("", include("workouts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
