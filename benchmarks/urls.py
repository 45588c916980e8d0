from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def trivial(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def plain_read(request: HttpRequest) -> HttpResponse:
    """All sets of the person, three columns of each, made into nothing: what a page must do better than."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT drill_id, date, reps FROM workouts_set WHERE owner_id = %s", [request.user.pk])
        return HttpResponse(len(cursor.fetchall()))


urlpatterns = [
    path("bench/trivial/", trivial),
    path("bench/plain-read/", plain_read),
    path("", include("config.urls")),
]
