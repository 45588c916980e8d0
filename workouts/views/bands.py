"""The bands a person trains with: the five that everybody has, changed, and own ones."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import queries, services
from workouts.bands import BandChoice
from workouts.forms.bands import BandForm
from workouts.forms.fields import focus_on_error
from workouts.views.answers import add_refusal, id_or_none, or_404, unknown_is_404


@require_safe
@login_required
def bands(request: SignedInRequest) -> HttpResponse:
    unit = preferences_of(request.user).units
    return render(request, "workouts/bands.html", {"page": queries.bands_page(request.user, unit=unit)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def new_band(request: SignedInRequest) -> HttpResponse:
    chosen = id_or_none(request.POST.get("id", "")) or uuid.uuid4()
    level = max((band.level for band in queries.bands_of(request.user)), default=0)
    return edited(request, BandChoice(chosen, "", "grey", min(level + 1, 20)), new=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def band(request: SignedInRequest, band_id: UUID) -> HttpResponse:
    return edited(request, or_404(queries.find_band(request.user, band_id)))


@require_POST
@login_required
@unknown_is_404
def archive_band(request: SignedInRequest, band_id: UUID) -> HttpResponse:
    """`?archived=no` takes it back: the address of the toast's Undo."""
    band = or_404(queries.find_band(request.user, band_id))
    archived = request.GET.get("archived") != "no"
    services.archive_band(owner=request.user, at=timezone.now(), band=band, archived=archived)
    if archived:
        undo = f"{reverse('workouts:archive_band', args=[band_id])}?archived=no"
        messages.success(request, _("“%(band)s” archived") % {"band": band.name}, extra_tags=undo)
    else:
        messages.success(request, _("“%(band)s” is offered again.") % {"band": band.name})
    return redirect("workouts:bands")


def edited(request: SignedInRequest, band: BandChoice, *, new: bool = False) -> HttpResponse:
    unit = preferences_of(request.user).units
    form = BandForm(request.POST if request.method == "POST" else None, band=band, unit=unit)
    if form.is_bound and form.is_valid():
        try:
            services.save_band(owner=request.user, at=timezone.now(), band_id=band.id, **form.values())
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workouts:bands")
    focus_on_error(form)
    context = {"form": form, "band": None if new else band}
    return render(request, "workouts/band.html", context, status=422 if form.is_bound else 200)
