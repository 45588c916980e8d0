"""Goals and habits: their list, one of them, checking off, pauses."""

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, goals, queries, services
from workouts.forms.fields import focus_on_error
from workouts.forms.goals import CheckInForm, GoalForm, PauseForm
from workouts.models import Goal
from workouts.views import today
from workouts.views.answers import add_refusal, id_or_none, offer_undo, or_404, safe_next, unknown_is_404


@require_safe
@never_cache
@login_required
def goals_list(request: SignedInRequest) -> HttpResponse:
    return show_all(request)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@unknown_is_404
def new_goal(request: SignedInRequest) -> HttpResponse:
    goal = Goal(id=id_or_none(request.POST.get("id", "")) or uuid.uuid4(), amount=3, colour="blue")
    if request.GET.get("counts") in Goal.Counts.values:
        goal.counts = request.GET["counts"]
    form = goal_form(request, goal)
    if saved(request, form, goal):
        messages.success(request, _("Goal set"))
        return redirect("workouts:goals")
    return render(request, "workouts/goals/new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@unknown_is_404
def goal(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    found = or_404(queries.find_goal(request.user, goal_id))
    form = goal_form(request, found)
    if saved(request, form, found):
        messages.success(request, _("Goal saved"))
        return redirect("workouts:goals")
    return show(request, found, form=form)


@require_POST
@login_required
@unknown_is_404
def check_off(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """`?next=` is where the button was."""
    found = or_404(queries.find_goal(request.user, goal_id))
    form = CheckInForm(request.POST, unit=found.unit, today=calendar_of(request).today)
    if form.is_valid():
        each = form.cleaned_data["id"] or uuid.uuid4()
        try:
            services.check_off(
                owner=request.user,
                at=timezone.now(),
                goal_id=goal_id,
                check_in_id=each,
                date=form.cleaned_data["day"],
                value=form.cleaned_data["value"],
                note=form.cleaned_data["note"],
            )
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            back = safe_next(request, reverse("workouts:goals"))
            undo = reverse("workouts:delete_check_in", args=[goal_id, each])
            sentence = _("“%(goal)s” checked off") % {"goal": name_of(found)}
            messages.success(request, sentence, extra_tags=f"{undo}?{urlencode({'next': back})}")
            return HttpResponseRedirect(back)
    return where_it_was(request, found, form)


@require_POST
@login_required
@unknown_is_404
def delete_check_in(request: SignedInRequest, goal_id: UUID, check_in_id: UUID) -> HttpResponse:
    or_404(queries.find_check_in(request.user, goal_id, check_in_id))
    stamp = services.delete_check_in(owner=request.user, at=timezone.now(), check_in_id=check_in_id)
    back = safe_next(request, reverse("workouts:goal", args=[goal_id]))
    offer_undo(request, _("Check-in removed"), stamp, back)
    return HttpResponseRedirect(back)


@require_POST
@login_required
@unknown_is_404
def pause(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    found = or_404(queries.find_goal(request.user, goal_id))
    form = PauseForm(request.POST)
    if form.is_valid():
        today = calendar_of(request).today
        services.pause_goal(
            owner=request.user, at=timezone.now(), goal_id=goal_id, today=today, **form.cleaned_data
        )
        messages.success(request, paused_words(form.cleaned_data["first"], today))
        return redirect("workouts:goals")
    return show(request, found, pausing=form)


@require_POST
@login_required
@unknown_is_404
def resume(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    or_404(queries.find_goal(request.user, goal_id))
    today = calendar_of(request).today
    services.resume_goal(owner=request.user, at=timezone.now(), goal_id=goal_id, today=today)
    messages.success(request, _("The pause is over."))
    return redirect("workouts:goals")


@require_POST
@login_required
@unknown_is_404
def archive(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """`?archived=no` takes it back: the address of the toast's Undo."""
    found = or_404(queries.find_goal(request.user, goal_id))
    archived = request.GET.get("archived") != "no"
    services.archive_goal(owner=request.user, at=timezone.now(), goal_id=goal_id, archived=archived)
    if archived:
        undo = f"{reverse('workouts:archive_goal', args=[goal_id])}?archived=no"
        messages.success(request, _("“%(goal)s” archived") % {"goal": name_of(found)}, extra_tags=undo)
    else:
        messages.success(request, _("“%(goal)s” counts again.") % {"goal": name_of(found)})
    return redirect("workouts:goals")


@require_POST
@login_required
@unknown_is_404
def delete(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    found = or_404(queries.find_goal(request.user, goal_id))
    stamp = services.delete_goal(owner=request.user, at=timezone.now(), goal_id=goal_id)
    offer_undo(request, _("“%(goal)s” deleted") % {"goal": name_of(found)}, stamp, reverse("workouts:goals"))
    return redirect("workouts:goals")


def where_it_was(request: SignedInRequest, found: Goal, form: CheckInForm) -> HttpResponse:
    """The page on which a refused check-in was sent, with the sentence beside its field."""
    refused = {"check": form, "check_of": found.id}
    back = safe_next(request, "")
    if back == reverse("workouts:today"):
        return today.own(request, request.user, **refused)
    if back == reverse("workouts:goals"):
        return show_all(request, **refused)
    return show(request, found, check=form)


def show_all(request: SignedInRequest, **refused: Any) -> HttpResponse:
    page = queries.goals_page(request.user, calendar=calendar_of(request))
    context = {"page": page, "new_id": uuid.uuid4()} | refused
    return render(request, "workouts/goals/list.html", context, status=422 if refused else 200)


def show(
    request: SignedInRequest,
    found: Goal,
    *,
    form: GoalForm | None = None,
    check: CheckInForm | None = None,
    pausing: PauseForm | None = None,
) -> HttpResponse:
    """The whole page of a goal; with a refused form in its place, as it was typed."""
    page = queries.goal_page(request.user, found, calendar=calendar_of(request))
    forms = [each for each in (form, check, pausing) if each is not None and each.is_bound]
    for each in forms:
        focus_on_error(each)
    context: dict[str, Any] = {
        "page": page,
        "form": form or goal_form(request, found, bound=False),
        "check": check or blank_check(request, found, page.today),
        "pausing": pausing or blank_pause(found, page.today, is_change=bool(page.line.pause)),
    }
    return render(request, "workouts/goals/goal.html", context, status=422 if forms else 200)


def goal_form(request: SignedInRequest, found: Goal, *, bound: bool = True) -> GoalForm:
    data = request.POST if bound and request.method == "POST" else None
    drill = queries.drills_by_id(request.user, [found.drill_id]) if found.drill_id else {}
    called = drill[found.drill_id].name if found.drill_id in drill else _("A drill of yours")
    return GoalForm(data, goal=found, drills=queries.drills_to_aim_at(request.user), called=called)


def saved(request: SignedInRequest, form: GoalForm, found: Goal) -> bool:
    if form.is_bound and form.is_valid():
        try:
            services.save_goal(owner=request.user, at=timezone.now(), goal_id=found.id, **form.values())
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            return True
    focus_on_error(form)
    return False


def blank_check(request: SignedInRequest, found: Goal, today: date) -> CheckInForm:
    value = queries.last_value(request.user, found.id) if found.unit else None
    return CheckInForm(
        unit=found.unit, today=today, initial={"id": uuid.uuid4(), "day": today, "value": value}
    )


def blank_pause(found: Goal, today: date, *, is_change: bool) -> PauseForm:
    """With the pause that is to be changed: one that began today would leave out the days before."""
    if is_change:
        return PauseForm(initial={"first": found.paused_from, "last": found.paused_until})
    return PauseForm(initial={"first": today})


def paused_words(first: date, today: date) -> str:
    if first > today:
        return _("The pause begins on %(day)s.") % {"day": calendars.name_day(first, today)}
    return _("Paused. Your streak waits for you.")


def calendar_of(request: SignedInRequest) -> queries.Calendar:
    preferences = preferences_of(request.user)
    today = calendars.local_date(timezone.now(), preferences.time_zone)
    return queries.Calendar(today, preferences.week_start)


def name_of(found: Goal) -> str:
    return found.title or goals.name_aim(found)
