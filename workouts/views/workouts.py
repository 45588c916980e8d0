"""The working page of a workout, and what happens to the workout as a whole."""

import uuid
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, queries, services
from workouts.forms.fields import focus_on_error
from workouts.forms.sets import RoundForm
from workouts.forms.workouts import WorkoutForm
from workouts.models import Workout
from workouts.views.answers import (
    add_refusal,
    back_to_workout,
    id_or_none,
    offer_undo,
    or_404,
    safe_next,
    unknown_is_404,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def edit(request: SignedInRequest, workout_id: UUID) -> HttpResponse:
    now = timezone.now()
    workout = or_404(queries.find_workout(request.user, workout_id))
    if request.method != "POST":
        return show(request, workout, now)
    form = WorkoutForm(request.POST, workout=workout, now=now)
    if form.is_valid():
        try:
            services.change_workout(owner=request.user, at=now, workout_id=workout_id, **form.values())
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return back_to_workout(workout_id)
    focus_on_error(form)
    return show(request, workout, now, about=form, status=422)


@require_POST
@login_required
@unknown_is_404
def finish(request: SignedInRequest, workout_id: UUID) -> HttpResponse:
    now = timezone.now()
    workout = or_404(queries.find_workout(request.user, workout_id))
    if workout.finished_at is None:
        services.finish_workout(owner=request.user, at=end_of(workout, now), workout_id=workout_id)
    return redirect(workout)


def end_of(workout: Workout, now: datetime) -> datetime:
    """A session written down on a later day did not end now. Nobody knows when: it has no length then."""
    if queries.is_today(workout, now) or (workout.started_at and (now - workout.started_at).days < 1):
        return now
    return workout.started_at or datetime.combine(
        workout.date, time(12), tzinfo=calendars.zone(workout.time_zone)
    )


@require_POST
@login_required
@unknown_is_404
def delete(request: SignedInRequest, workout_id: UUID) -> HttpResponse:
    workout = or_404(queries.find_workout(request.user, workout_id))
    stamp = services.delete_workout(owner=request.user, at=timezone.now(), workout_id=workout_id)
    sentence = _("“%(title)s” deleted") % {"title": workout.title} if workout.title else _("Workout deleted")
    back = workout.get_absolute_url() if workout.finished_at else reverse("workouts:edit", args=[workout_id])
    offer_undo(request, sentence, stamp, back)
    return redirect("workouts:workouts")


@require_POST
@login_required
@unknown_is_404
def repeat(request: SignedInRequest, workout_id: UUID) -> HttpResponse:
    """Do it again, now. A form that carries an id of its own starts one workout however often it is sent."""
    now = timezone.now()
    or_404(queries.find_workout(request.user, workout_id))
    zone = preferences_of(request.user).time_zone
    new_id = services.repeat_workout(
        owner=request.user,
        at=now,
        workout_id=workout_id,
        begins=services.Beginning(calendars.local_date(now, zone), zone, now, workout_id=given_id(request)),
    )
    return back_to_workout(new_id)


@require_POST
@login_required
@unknown_is_404
def undo(request: SignedInRequest, stamp: int) -> HttpResponse:
    revived = services.undo_deletion(owner=request.user, at=timezone.now(), stamp=stamp)
    messages.success(request, _("It is back.") if revived else _("There was nothing to bring back."))
    return HttpResponseRedirect(safe_next(request, reverse("workouts:today")))


def show(
    request: SignedInRequest,
    workout: Workout,
    now: datetime,
    *,
    entry_id: UUID | None = None,
    number: int | None = None,
    round_form: RoundForm | None = None,
    about: WorkoutForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; with a refused form in its place, as it was typed."""
    page = queries.working_page(
        request.user,
        workout,
        entry_id=entry_id or id_or_none(request.GET.get("entry", "")),
        number=number or number_or_none(request.GET.get("round", "")),
    )
    context: dict[str, Any] = {
        "page": page,
        "about": about or WorkoutForm(workout=workout, now=now),
        "opens_about": about is not None,
        "new_id": uuid.uuid4(),
        "section": "log",
        "theme": page.preferences.theme,
    }
    if page.open is not None:
        context["form"] = round_form or blank_round(page)
    return render(request, "workouts/edit.html", context, status=status)


def blank_round(page: queries.WorkingPage) -> RoundForm:
    assert page.open is not None
    return RoundForm(
        drill=page.open.block.drill,
        sides=page.open.sides,
        bands=page.bands,
        unit=page.preferences.units,
        values=page.open.values,
        initial={"id": uuid.uuid4(), "round": page.open.number},
    )


def given_id(request: SignedInRequest) -> UUID:
    return id_or_none(request.POST.get("id", "")) or uuid.uuid4()


def number_or_none(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 5 else None
