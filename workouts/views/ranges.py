"""How far the hips turn: every reading, by how it was taken. The check itself is a screen of the logger."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, queries, services
from workouts.forms.fields import focus_on_error
from workouts.forms.ranges import RangeCheckForm, initial_for_new, initial_of
from workouts.views.answers import add_refusal, offer_undo, or_404, unknown_is_404


@require_safe
@never_cache
@login_required
def ranges(request: SignedInRequest) -> HttpResponse:
    preferences = preferences_of(request.user)
    today = calendars.local_date(timezone.now(), preferences.time_zone)
    page = queries.range_page(request.user, today=today)
    return render(request, "workouts/ranges.html", {"page": page, "theme": preferences.theme})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_range_check(request: SignedInRequest) -> HttpResponse:
    """Typed degrees, on a page that needs no script."""
    today = calendars.local_date(timezone.now(), preferences_of(request.user).time_zone)
    initial = initial_for_new(uuid.uuid4(), today, queries.last_device(request.user))
    form = RangeCheckForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.record_range_check(
                owner=request.user,
                at=timezone.now(),
                check_id=form.cleaned_data["id"],
                fields=form.values(),
            )
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workouts:ranges")
    return show(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def range_check(request: SignedInRequest, check_id: UUID) -> HttpResponse:
    check = or_404(queries.find_range_check(request.user, check_id))
    form = RangeCheckForm(request.POST if request.method == "POST" else None, initial=initial_of(check))
    if form.is_bound and form.is_valid():
        try:
            services.change_range_check(
                owner=request.user, at=timezone.now(), check_id=check_id, fields=form.values()
            )
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workouts:ranges")
    return show(request, form, check_id)


@require_POST
@login_required
@unknown_is_404
def delete_range_check(request: SignedInRequest, check_id: UUID) -> HttpResponse:
    or_404(queries.find_range_check(request.user, check_id))
    stamp = services.delete_range_check(owner=request.user, at=timezone.now(), check_id=check_id)
    offer_undo(request, _("Reading deleted"), stamp, reverse("workouts:ranges"))
    return redirect("workouts:ranges")


def show(request: SignedInRequest, form: RangeCheckForm, check_id: UUID | None = None) -> HttpResponse:
    focus_on_error(form)
    context = {"form": form, "check_id": check_id, "section": "progress"}
    return render(request, "workouts/range_check.html", context, status=422 if form.is_bound else 200)
