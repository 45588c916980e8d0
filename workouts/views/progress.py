from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, queries
from workouts.views.answers import or_404


@require_safe
@never_cache
@login_required
def progress(request: SignedInRequest) -> HttpResponse:
    preferences = preferences_of(request.user)
    page = queries.overview(
        request.user,
        today=calendars.local_date(timezone.now(), preferences.time_zone),
        week_start=preferences.week_start,
        unit=preferences.units,
        chosen=request.GET.get("period", ""),
    )
    return render(request, "workouts/progress.html", {"page": page, "theme": preferences.theme})


@require_safe
@never_cache
@login_required
def records(request: SignedInRequest) -> HttpResponse:
    preferences = preferences_of(request.user)
    page = queries.records_page(
        request.user,
        month=calendars.parse_month(request.GET.get("month", "")),
        today=calendars.local_date(timezone.now(), preferences.time_zone),
        unit=preferences.units,
    )
    return render(request, "workouts/records.html", {"page": page, "theme": preferences.theme})


@require_safe
@never_cache
@login_required
def how(request: SignedInRequest) -> HttpResponse:
    return render(request, "workouts/how.html", {"theme": preferences_of(request.user).theme})


@require_safe
@never_cache
@login_required
def summary(request: SignedInRequest) -> HttpResponse:
    preferences = preferences_of(request.user)
    page = queries.summary_page(
        request.user,
        today=calendars.local_date(timezone.now(), preferences.time_zone),
        week_start=preferences.week_start,
        unit=preferences.units,
        chosen=request.GET.get("period", ""),
    )
    return render(request, "workouts/summary.html", {"page": page, "theme": preferences.theme})


@require_safe
@never_cache
@login_required
def drill_progress(request: SignedInRequest, drill: str) -> HttpResponse:
    found = or_404(queries.find_drill(request.user, drill))
    if found.key != drill:
        return redirect("workouts:drill_progress", found.key)
    preferences = preferences_of(request.user)
    page = queries.drill_progress(
        request.user,
        found,
        today=calendars.local_date(timezone.now(), preferences.time_zone),
        asked=asked_for(request),
        before=parse_day(request.GET.get("before", "")),
        unit=preferences.units,
    )
    return render(request, "workouts/drill_progress.html", {"page": page, "theme": preferences.theme})


@require_safe
@cache_control(private=True, no_store=True)
def last_time(request: HttpRequest, drill: str) -> HttpResponse:
    """A fragment for the drill's page, which is the same for everybody and fetches this."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    preferences = preferences_of(request.user)
    today = calendars.local_date(timezone.now(), preferences.time_zone)
    session = queries.last_time(
        request.user, or_404(queries.find_drill(request.user, drill)), today=today, unit=preferences.units
    )
    if session is None:
        return HttpResponse(status=204)
    return render(request, "workouts/partials/last_time.html", {"session": session})


def asked_for(request: SignedInRequest) -> queries.Asked:
    return queries.Asked(
        measure=request.GET.get("measure", ""),
        against=request.GET.get("against"),
        range=request.GET.get("range", ""),
        variants=tuple(request.GET.getlist("with")),
        together=request.GET.get("line") == "together",
    )


def parse_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
