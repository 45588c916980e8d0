from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, queries, services
from workouts.models import Workout


@require_safe
@never_cache
@login_required
def workouts(request: SignedInRequest) -> HttpResponse:
    preferences = preferences_of(request.user)
    page = queries.history_page(
        request.user,
        month=calendars.parse_month(request.GET.get("month", "")),
        today=calendars.local_date(timezone.now(), preferences.time_zone),
        week_start=preferences.week_start,
    )
    return render(request, "workouts/history.html", {"page": page, "theme": preferences.theme})


@require_safe
@never_cache
@login_required
def workout(request: SignedInRequest, pk: UUID) -> HttpResponse:
    preferences = preferences_of(request.user)
    page = queries.workout_page(request.user, pk, unit=preferences.units)
    if page is None:
        raise Http404
    return render(request, "workouts/workout.html", {"page": page, "theme": preferences.theme})


@require_POST
@login_required
def repeat(request: SignedInRequest, pk: UUID) -> HttpResponse:
    old, now = workout_or_404(request, pk), timezone.now()
    zone = preferences_of(request.user).time_zone
    again = services.repeat_workout(
        owner=request.user, at=now, workout_id=old.id, date=calendars.local_date(now, zone), time_zone=zone
    )
    return redirect("workouts:edit", again)


@require_POST
@login_required
def delete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    doomed = workout_or_404(request, pk)
    stamp = services.delete_workout(owner=request.user, at=timezone.now(), workout_id=doomed.id)
    said = _("Workout of %(day)s deleted") % {"day": date_format(doomed.date, "j M")}
    # The address makes the message's toast offer to undo.
    messages.success(request, said, extra_tags=reverse("workouts:undo_workout", args=[doomed.id, stamp]))
    return redirect(f"{reverse('workouts:workouts')}?month={doomed.date:%Y-%m}")


@require_POST
@login_required
def undo(request: SignedInRequest, pk: UUID, stamp: int) -> HttpResponse:
    services.undo_deletion(owner=request.user, at=timezone.now(), stamp=stamp)
    return redirect(workout_or_404(request, pk))


def workout_or_404(request: HttpRequest, pk: UUID) -> Workout:
    found = queries.find_workout(request.user, pk)
    if found is None:
        raise Http404
    return found
