import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, queries, services
from workouts.forms.fields import focus_on_error
from workouts.forms.workouts import StartForm
from workouts.views.answers import add_refusal, back_to_workout, id_or_none, or_404, unknown_is_404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def log(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        return start(request, now)
    zone = calendars.zone(preferences_of(request.user).time_zone)
    form = StartForm(zone=zone, now=now, initial={"id": uuid.uuid4(), "date": now.astimezone(zone).date()})
    return show(request, form, now)


def start(request: SignedInRequest, now: datetime) -> HttpResponse:
    zone = calendars.zone(preferences_of(request.user).time_zone)
    form = StartForm(request.POST, zone=zone, now=now)
    if not form.is_valid():
        focus_on_error(form)
        return show(request, form, now, status=422)
    try:
        workout_id, entry_id = begin(request, form, now)
    except services.Refused as refusal:
        add_refusal(form, refusal)
        return show(request, form, now, status=422)
    if chose_nothing(request):
        return redirect("workouts:add_drill", workout_id)
    return back_to_workout(workout_id, entry_id, opened=entry_id is not None)


def begin(request: SignedInRequest, form: StartForm, now: datetime) -> tuple[UUID, UUID | None]:
    """One button was pressed: a routine, a workout to do again, a drill, or none of them."""
    chosen = form.cleaned_data
    started_at = chosen["started_at"] if form.is_earlier else now
    begins = services.Beginning(
        chosen["date"], str(form.zone), started_at, chosen["finished_at"], chosen["id"]
    )
    deed: dict[str, Any] = {"owner": request.user, "at": now, "begins": begins}
    if request.POST.get("routine"):
        return start_from(request.POST["routine"], deed), None
    if request.POST.get("repeat"):
        old = or_404(id_or_none(request.POST["repeat"]))
        return services.repeat_workout(**deed, workout_id=old), None
    drill = None
    if request.POST.get("drill"):
        drill = or_404(queries.find_drill(request.user, request.POST["drill"]))
    workout_id = services.start_workout(**deed)
    if drill is None:
        return workout_id, None
    entry_id = uuid.uuid5(workout_id, str(drill.id))
    services.add_drill(
        owner=request.user, at=now, workout_id=workout_id, drill_id=drill.id, entry_id=entry_id
    )
    return workout_id, entry_id


def start_from(key: str, deed: dict[str, Any]) -> UUID:
    """A curated routine by its slug, one's own by its id."""
    own = id_or_none(key)
    if own is not None:
        return services.start_own_routine(**deed, routine_id=own)
    return services.start_routine(**deed, routine=or_404(queries.find_routine(key)))


def chose_nothing(request: SignedInRequest) -> bool:
    return not any(request.POST.get(name) for name in ("routine", "repeat", "drill"))


def show(request: SignedInRequest, form: StartForm, now: datetime, status: int = 200) -> HttpResponse:
    drill_key, routine_key = request.GET.get("drill", ""), request.GET.get("routine", "")
    page = queries.log_page(request.user, now=now, drill_key=drill_key, routine_key=routine_key)
    if (drill_key and page.drill is None) or (routine_key and page.routine is None):
        raise Http404
    context = {"page": page, "form": form, "section": "log", "theme": page.preferences.theme}
    if page.drill is not None:
        # A double tap on “Add to the open workout” adds the drill once.
        context["entry_id"] = form["id"].value()
    return render(request, "workouts/log.html", context, status=status)
