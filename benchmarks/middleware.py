from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]


def answer_the_bench(get_response: View) -> View:
    """Bench-Cold forgets the rendered pages first; Bench-Queries answers how many queries the request took."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "Bench-Cold" in request.headers:
            caches["pages"].clear()
        if "Bench-Queries" not in request.headers:
            return get_response(request)
        queries: list[str] = []

        def note(execute: Any, sql: str, *rest: Any) -> Any:
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            response = get_response(request)
        response["Bench-Queries"] = str(len(queries))
        return response

    return respond
