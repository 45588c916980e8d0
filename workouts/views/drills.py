"""What a person arranges around drills: own ones, favourites, pinned notes, bands."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from workouts import queries, services
from workouts.forms.drills import NoteForm, OwnDrillForm
from workouts.forms.fields import focus_on_error
from workouts.models import OwnDrill
from workouts.views.answers import (
    add_refusal,
    back_to_workout,
    id_or_none,
    offer_undo,
    or_404,
    safe_next,
    unknown_is_404,
)


@require_safe
@login_required
def own_drills(request: SignedInRequest) -> HttpResponse:
    page = queries.own_drills_page(request.user)
    return render(request, "workouts/own_drills.html", {"page": page, "section": "you"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def new_drill(request: SignedInRequest) -> HttpResponse:
    """`?workout=` is where one came from: the new drill is added there."""
    workout_id = asked_workout(request)
    if request.method != "POST":
        return show(request, OwnDrillForm(name=request.GET.get("name", "")[:120]))
    form = OwnDrillForm(request.POST)
    if form.is_valid():
        try:
            drill_id = services.save_own_drill(owner=request.user, at=timezone.now(), **form.values())
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            return added(request, drill_id, workout_id)
    focus_on_error(form)
    return show(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def own_drill(request: SignedInRequest, drill_id: UUID) -> HttpResponse:
    drill = or_404(queries.find_own_drill(request.user, drill_id))
    if request.method != "POST":
        return show(request, OwnDrillForm(drill=drill), drill)
    form = OwnDrillForm(request.POST, drill=drill)
    if form.is_valid():
        try:
            services.save_own_drill(owner=request.user, at=timezone.now(), drill_id=drill_id, **form.values())
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workouts:own_drills")
    focus_on_error(form)
    return show(request, form, drill, status=422)


@require_POST
@login_required
@unknown_is_404
def archive_drill(request: SignedInRequest, drill_id: UUID) -> HttpResponse:
    drill = or_404(queries.find_own_drill(request.user, drill_id))
    archived = request.POST.get("archived") != "no"
    services.archive_own_drill(owner=request.user, at=timezone.now(), drill_id=drill_id, archived=archived)
    sentence = _("“%(drill)s” archived. Its sets stay.") if archived else _("“%(drill)s” is offered again.")
    messages.success(request, sentence % {"drill": drill.name})
    return redirect("workouts:own_drills")


@require_POST
@login_required
@unknown_is_404
def delete_drill(request: SignedInRequest, drill_id: UUID) -> HttpResponse:
    drill = or_404(queries.find_own_drill(request.user, drill_id))
    stamp = services.delete_own_drill(owner=request.user, at=timezone.now(), drill_id=drill_id)
    offer_undo(
        request, _("“%(drill)s” deleted") % {"drill": drill.name}, stamp, reverse("workouts:own_drills")
    )
    return redirect("workouts:own_drills")


@require_POST
@login_required
@unknown_is_404
def favourites(request: SignedInRequest) -> HttpResponse:
    """`keep` or `drop`, and the drill: sent twice, it is still kept, or dropped."""
    favourite = "keep" in request.POST
    drill = or_404(queries.find_drill(request.user, request.POST.get("keep") or request.POST.get("drop", "")))
    services.keep_favourite(owner=request.user, at=timezone.now(), drill_id=drill.id, favourite=favourite)
    return HttpResponseRedirect(safe_next(request, reverse("workouts:today")))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def pinned_note(request: SignedInRequest, drill_id: UUID) -> HttpResponse:
    drill = or_404(queries.find_drill(request.user, str(drill_id)))
    back = safe_next(request, reverse("workouts:today"))
    bound = request.POST if request.method == "POST" else None
    form = NoteForm(bound, initial={"note": queries.pinned_note_of(request.user, drill_id)})
    if form.is_bound and form.is_valid():
        services.pin_note(
            owner=request.user, at=timezone.now(), drill_id=drill_id, note=form.cleaned_data["note"]
        )
        return HttpResponseRedirect(back)
    context = {"form": form, "drill": drill, "back": back, "section": "log"}
    return render(request, "workouts/notes.html", context, status=422 if form.is_bound else 200)


def asked_workout(request: SignedInRequest) -> UUID | None:
    if not request.GET.get("workout"):
        return None
    workout_id = or_404(id_or_none(request.GET["workout"]))
    or_404(queries.find_workout(request.user, workout_id))
    return workout_id


def added(request: SignedInRequest, drill_id: UUID, workout_id: UUID | None) -> HttpResponse:
    if workout_id is None:
        return redirect("workouts:own_drills")
    entry_id = services.add_drill(
        owner=request.user,
        at=timezone.now(),
        workout_id=workout_id,
        drill_id=drill_id,
        entry_id=uuid.uuid5(workout_id, str(drill_id)),
    )
    return back_to_workout(workout_id, entry_id, opened=True)


def show(
    request: SignedInRequest, form: OwnDrillForm, drill: OwnDrill | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "drill": drill, "section": "you"}
    context["workout_id"] = id_or_none(request.GET.get("workout", ""))
    return render(request, "workouts/own_drill.html", context, status=status)
