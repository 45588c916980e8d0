from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, queries
from workouts.views.answers import or_404


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
def workout(request: SignedInRequest, workout_id: UUID) -> HttpResponse:
    preferences = preferences_of(request.user)
    page = or_404(queries.workout_page(request.user, workout_id, unit=preferences.units))
    return render(request, "workouts/workout.html", {"page": page, "theme": preferences.theme})
