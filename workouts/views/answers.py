"""How the training pages answer: refusals as 404 or as a sentence, deletions with an Undo, back to where one was."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from workouts import services

View = Callable[..., HttpResponse]
Found = TypeVar("Found")


def unknown_is_404(view: View) -> View:
    """A form that names what the person does not have gets what everybody gets for a wrong address."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except services.Refused as refusal:
            if refusal.code in ("unknown", "parent_missing", "account_gone"):
                raise Http404(refusal.detail) from refusal
            if refusal.code != "full":
                raise
            # A button without a form of its own: the sentence shows where they were.
            messages.error(request, refusal.detail)
            return HttpResponseRedirect(reverse("workouts:today"))

    return guarded


def or_404(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def id_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def add_refusal(form: BaseForm, refusal: services.Refused) -> None:
    """A sentence of the store, at the field it is about."""
    if refusal.code not in ("invalid", "full"):
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.detail)


def back_to_workout(workout_id: UUID, entry_id: UUID | None = None, *, opened: bool = False) -> HttpResponse:
    return HttpResponseRedirect(workout_address(workout_id, entry_id, opened=opened))


def on_to_next(workout_id: UUID) -> HttpResponse:
    """Wherever the page has its open form, or its end."""
    return HttpResponseRedirect(f"{workout_address(workout_id)}#now")


def workout_address(workout_id: UUID, entry_id: UUID | None = None, *, opened: bool = False) -> str:
    address = reverse("workouts:edit", args=[workout_id])
    if entry_id is None:
        return address
    query = f"?entry={entry_id}" if opened else ""
    return f"{address}{query}#entry-{entry_id}"


def offer_undo(request: HttpRequest, sentence: str, stamp: int, back: str) -> None:
    """The toast's Undo posts to the address in the message's tags."""
    address = reverse("workouts:undo", args=[stamp])
    messages.success(request, sentence, extra_tags=f"{address}?{urlencode({'next': back})}")


def safe_next(request: HttpRequest, otherwise: str) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise
