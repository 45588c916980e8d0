import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from accounts.models import User
from benchmarks.middleware import answer_the_bench


def two_queries(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{User.objects.count()} {User.objects.exists()}")


@pytest.mark.django_db
def test_queries_are_counted_for_who_asks() -> None:
    respond = answer_the_bench(two_queries)

    asked = respond(RequestFactory().get("/", headers={"Bench-Queries": "1"}))
    other = respond(RequestFactory().get("/"))

    assert asked["Bench-Queries"] == "2"
    assert "Bench-Queries" not in other


def test_a_cold_request_finds_no_rendered_page() -> None:
    respond = answer_the_bench(lambda request: HttpResponse(caches["pages"].get("page", "nothing")))
    caches["pages"].set("page", "kept")

    assert respond(RequestFactory().get("/")).content == b"kept"
    assert respond(RequestFactory().get("/", headers={"Bench-Cold": "1"})).content == b"nothing"
