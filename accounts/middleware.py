from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

RENEWED = "renewed_on"


def renew_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Who comes back stays signed in: a day's first page of one's own starts the session's 180 days anew.

    A page that did not look at the session is left alone: it is the same for everybody.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session = request.session
        if session.accessed and not session.is_empty() and response.status_code < 500:
            today = timezone.now().date().isoformat()
            if session.get(RENEWED) != today:
                session[RENEWED] = today
        return response

    return respond


def keep_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A page that looked at the session is one person's: no proxy keeps it, and nobody after them goes back to it."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        if request.session.accessed and request.user.is_authenticated:
            # For the phone's service worker, which keeps the page's copy under it: static/worker.js.
            response.headers["Swivel-Account"] = str(request.user.public_id)
        return response

    return respond
