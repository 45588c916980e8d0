"""The drills of a workout."""

import uuid
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from workouts import queries, services
from workouts.forms.drills import NotesForm
from workouts.forms.fields import focus_on_error
from workouts.models import Entry
from workouts.views.answers import back_to_workout, offer_undo, or_404, unknown_is_404, workout_address
from workouts.views.workouts import given_id


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def add_drill(request: SignedInRequest, workout_id: UUID) -> HttpResponse:
    workout = or_404(queries.find_workout(request.user, workout_id))
    if request.method != "POST":
        page = queries.add_page(request.user, request.GET.get("q", "").strip()[:100])
        context = {"page": page, "workout": workout, "new_id": uuid.uuid4(), "section": "log"}
        return render(request, "workouts/add.html", context)
    drill = or_404(queries.find_drill(request.user, request.POST.get("drill", "")))
    entry_id = services.add_drill(
        owner=request.user,
        at=timezone.now(),
        workout_id=workout_id,
        drill_id=drill.id,
        # Two taps on one row of one page are one drill.
        entry_id=uuid.uuid5(given_id(request), str(drill.id)),
    )
    return back_to_workout(workout_id, entry_id, opened=True)


@require_POST
@login_required
@unknown_is_404
def move(request: SignedInRequest, workout_id: UUID, entry_id: UUID) -> HttpResponse:
    or_404(queries.find_entry(request.user, workout_id, entry_id))
    up = request.POST.get("to") != "down"
    services.move_entry(owner=request.user, at=timezone.now(), entry_id=entry_id, up=up)
    return back_to_workout(workout_id, entry_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def note(request: SignedInRequest, workout_id: UUID, entry_id: UUID) -> HttpResponse:
    entry = or_404(queries.find_entry(request.user, workout_id, entry_id))
    drill = queries.drills_by_id(request.user, [entry.drill_id])[entry.drill_id]
    initial = {"note": entry.note, "pinned": queries.pinned_note_of(request.user, drill.id)}
    form = NotesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        save_notes(request, entry, form)
        return back_to_workout(workout_id, entry_id)
    focus_on_error(form)
    context = {"form": form, "drill": drill, "section": "log"}
    context["back"] = workout_address(workout_id, entry_id)
    return render(request, "workouts/notes.html", context, status=422 if form.is_bound else 200)


def save_notes(request: SignedInRequest, entry: Entry, form: NotesForm) -> None:
    now, cleaned = timezone.now(), form.cleaned_data
    if "note" in form.changed_data:
        services.change_entry(owner=request.user, at=now, entry_id=entry.id, note=cleaned["note"])
    if "pinned" in form.changed_data:
        services.pin_note(owner=request.user, at=now, drill_id=entry.drill_id, note=cleaned["pinned"])


@require_POST
@login_required
@unknown_is_404
def delete(request: SignedInRequest, workout_id: UUID, entry_id: UUID) -> HttpResponse:
    entry = or_404(queries.find_entry(request.user, workout_id, entry_id))
    drill = queries.drills_by_id(request.user, [entry.drill_id])[entry.drill_id]
    stamp = services.delete_entry(owner=request.user, at=timezone.now(), entry_id=entry_id)
    offer_undo(
        request, _("%(drill)s removed") % {"drill": drill.name}, stamp, workout_address(workout_id, entry_id)
    )
    return back_to_workout(workout_id)
