from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config import installable, views

# One way to sign in, with its rate limits and passkeys, for admins too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("", include("accounts.urls")),
    path("sw.js", installable.worker, name="worker"),
    path("manifest.webmanifest", installable.manifest, name="manifest"),
    path("offline/", installable.offline, name="offline"),
    path("", include("exercises.urls")),
    path("", include("workouts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
