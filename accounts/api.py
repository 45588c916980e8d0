"""Who is signed in, as a phone asks it; and how the API knows whom it talks to."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from accounts.problems import Problem


class SignedIn(SessionAuthentication):
    """A session that ended is 401, never 403: the phone pauses and keeps what it has. A stale token says so."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"

    def enforce_csrf(self, request: Any) -> None:
        # Of REST framework's request the check would ask for the form's token, and so parse a body that may be packed.
        try:
            super().enforce_csrf(getattr(request, "_request", request))
        except exceptions.PermissionDenied as refusal:
            raise Problem("csrf") from refusal


@require_safe
@never_cache
def session(request: HttpRequest) -> JsonResponse:
    """For everybody: whose session this is, the token to post with, and the server's clock in milliseconds."""
    user = request.user if request.user.is_authenticated else None
    return JsonResponse(
        {
            "account": str(user.public_id) if user else None,
            "email": user.email if user else None,
            "csrf": get_token(request),
            "now": int(timezone.now().timestamp() * 1000),
            "epoch": user.epoch if user else None,
        }
    )
