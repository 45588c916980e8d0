"""What the API answers when it can't do as asked: every code with its status and sentence, in one table."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

PROBLEMS: dict[str, tuple[int, Promise]] = {
    "malformed": (400, _("This request can't be understood.")),
    "signed_out": (401, _("Sign in to go on. What is on this phone stays there.")),
    "forbidden": (403, _("You may not do this.")),
    "csrf": (403, _("This page was open for too long. Load it again.")),
    "not_found": (404, _("There is nothing here.")),
    "method_not_allowed": (405, _("This address is asked for in another way.")),
    "other_account": (409, _("You are signed in to another account than the one this belongs to.")),
    "resync": (409, _("The server's data was put back from a backup. Everything is compared anew.")),
    "account_gone": (410, _("This account has been deleted.")),
    "split": (413, _("This is more than one request may bring. Send it in parts.")),
    "media_type": (415, _("Send JSON.")),
    "update_app": (426, _("This version of the app is too old. Load the page again.")),
    "slow_down": (429, _("Too much at once. What is left is sent later.")),
    "busy": (503, _("The server is busy. It will be tried again.")),
}
BUSY_SECONDS = 5
RAISED: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((exceptions.NotAuthenticated, exceptions.AuthenticationFailed), "signed_out"),
    ((exceptions.PermissionDenied, PermissionDenied), "forbidden"),
    ((exceptions.NotFound, Http404), "not_found"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.UnsupportedMediaType, "media_type"),
    (exceptions.ParseError, "malformed"),
    # The database is locked, full, or not there.
    (OperationalError, "busy"),
)


class Problem(Exception):
    """`facts` go into the answer beside the code and its sentence."""

    def __init__(self, code: str, *, detail: str = "", wait_seconds: int = 0, **facts: Any) -> None:
        super().__init__(f"{code} {detail}")
        self.code = code
        self.detail = detail
        self.wait_seconds = wait_seconds
        self.facts = facts


def answer(error: Exception, context: Any) -> Response | None:
    """REST framework's exception handler. What is not in the table is a fault of ours: 500."""
    if not isinstance(error, Problem):
        code = next((code for kinds, code in RAISED if isinstance(error, kinds)), "")
        if not code:
            return None
        error = Problem(code, wait_seconds=BUSY_SECONDS if code == "busy" else 0)
    status, sentence = PROBLEMS[error.code]
    body = {"code": error.code, "detail": error.detail or str(sentence), **error.facts}
    response = Response(body, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Session"
    if error.wait_seconds:
        response["Retry-After"] = str(error.wait_seconds)
    return response
