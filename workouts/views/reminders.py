"""Reminders: their settings, a person's calendar and phones, and the link of a letter that stops them."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import icalendar, queries, services, web_push
from workouts.forms.fields import focus_on_error
from workouts.forms.reminders import PhoneForm, RemindersForm
from workouts.views.answers import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reminders(request: SignedInRequest) -> HttpResponse:
    page = queries.reminders_page(request.user, now=timezone.now())
    form = form_of(request, page, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.save_reminders(owner=request.user, **form.cleaned_data)
        messages.success(request, _("Reminders saved"))
        return redirect("workouts:reminders")
    focus_on_error(form)
    return show(request, page, form, status=422 if form.is_bound else 200)


@require_POST
@never_cache
@login_required
def make_calendar(request: SignedInRequest) -> HttpResponse:
    """Answers with the page itself: the address is written down nowhere that a redirect could fetch it from."""
    token = services.make_calendar_address(owner=request.user, at=timezone.now())
    address = f"{settings.SITE_URL}{reverse('workouts:calendar', args=[token])}"
    return show_unsaved(request, address=address)


@require_POST
@never_cache
@login_required
def close_calendar(request: SignedInRequest) -> HttpResponse:
    services.close_calendar(owner=request.user)
    messages.success(request, _("The calendar's address leads nowhere now."))
    return show_unsaved(request)


@require_POST
@never_cache
@login_required
def remind_on_phone(request: SignedInRequest) -> HttpResponse:
    """Asked by <push-here>, which says in its own words what went wrong."""
    found_only_with_web_push()
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    services.remind_on_phone(owner=request.user, at=timezone.now(), **form.cleaned_data)
    return HttpResponse(status=204)


@require_POST
@never_cache
@login_required
def forget_phone(request: SignedInRequest) -> HttpResponse:
    """One by its address, from <push-here>; all of them by the button of the page."""
    found_only_with_web_push()
    if endpoint := request.POST.get("endpoint"):
        # What PostgreSQL would not even compare was never kept.
        if endpoint.isprintable():
            services.forget_phone(owner=request.user, endpoint=endpoint)
        return HttpResponse(status=204)
    services.forget_phones(owner=request.user)
    messages.success(request, _("No phone shows reminders now."))
    return redirect("workouts:reminders")


def found_only_with_web_push() -> None:
    if not web_push.is_on():
        raise Http404


@require_safe
@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the address may read it: calendars cannot sign in."""
    owner = or_404(queries.owner_of_calendar(token))
    now = timezone.now()
    text = icalendar.calendar_text("Swivel", queries.calendar_events(owner, now=now), at=now)
    headers = {"X-Robots-Tag": "noindex", "Content-Disposition": 'inline; filename="swivel.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The signed link of a letter. Mail programs post to it without cookies or a form's token (RFC 8058)."""
    owner = or_404(queries.owner_of_stop_token(token))
    if request.method == "POST":
        services.stop_reminders(owner=owner)
    return render(request, "workouts/stop_reminders.html", {"stopped": request.method == "POST"})


def form_of(
    request: SignedInRequest, page: queries.RemindersPage, data: Any = None, *, unsaved: Any = None
) -> RemindersForm:
    week_start = preferences_of(request.user).week_start
    return RemindersForm(
        data, plan=page.plan, week_start=week_start, by_phone=bool(page.phones), unsaved=unsaved
    )


def show_unsaved(request: SignedInRequest, *, address: str = "") -> HttpResponse:
    """The page after a button below the form: what was changed above and not saved yet is neither saved nor lost."""
    page = queries.reminders_page(request.user, now=timezone.now())
    unsaved = request.POST if "time_of_day" in request.POST else None
    return show(request, page, form_of(request, page, unsaved=unsaved), address=address)


def show(
    request: SignedInRequest,
    page: queries.RemindersPage,
    form: RemindersForm,
    *,
    address: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "address": address,
        # What opens a phone's calendar instead of its browser.
        "subscribe_url": f"webcal://{address.partition('://')[2]}",
    }
    return render(request, "workouts/reminders.html", context, status=status)
