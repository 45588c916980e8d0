"""The sets of a drill in a workout."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import queries, services
from workouts.forms.fields import focus_on_error
from workouts.forms.sets import AlikeForm, RoundForm, SetForm, set_id
from workouts.models import Entry, Set, Workout
from workouts.services.records import SET_MEASURES
from workouts.views.answers import (
    add_refusal,
    back_to_workout,
    offer_undo,
    on_to_next,
    or_404,
    unknown_is_404,
    workout_address,
)
from workouts.views.workouts import number_or_none, show


@require_POST
@login_required
@unknown_is_404
def add(request: SignedInRequest, workout_id: UUID, entry_id: UUID) -> HttpResponse:
    now = timezone.now()
    workout, entry, drill = parts_of(request, workout_id, entry_id)
    form = RoundForm(
        request.POST,
        drill=drill,
        sides=sides_asked(request, drill),
        bands=queries.bands_of(request.user),
        unit=preferences_of(request.user).units,
    )
    if form.is_valid():
        try:
            drafts = form.drafts(done_now(workout, now))
            services.record_sets(owner=request.user, at=now, entry_id=entry_id, drafts=drafts)
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            return on_with(request, workout, entry, drill)
    focus_on_error(form)
    number = number_or_none(request.POST.get("round", "")) if request.POST.get("only") else None
    return show(request, workout, now, entry_id=entry_id, number=number, round_form=form, status=422)


@require_POST
@login_required
@unknown_is_404
def repeat(request: SignedInRequest, workout_id: UUID, entry_id: UUID) -> HttpResponse:
    """The last round once more."""
    workout, entry, drill = parts_of(request, workout_id, entry_id)
    sets = queries.sets_of_entry(request.user, entry)
    record_copies(request, workout, entry, [row for row in sets if row.round == sets[-1].round], rounds_on=1)
    return on_with(request, workout, entry, drill)


@require_POST
@login_required
@unknown_is_404
def as_last_time(request: SignedInRequest, workout_id: UUID, entry_id: UUID) -> HttpResponse:
    """Every round of last time, both sides."""
    workout, entry, drill = parts_of(request, workout_id, entry_id)
    last = queries.last_time_before(request.user, drill, workout, queries.Terms({}, "kg"))
    if last is not None:
        record_copies(request, workout, entry, last.sets)
    return on_with(request, workout, entry, drill)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@unknown_is_404
def edit(request: SignedInRequest, workout_id: UUID, set_id: UUID) -> HttpResponse:
    row = or_404(queries.find_set(request.user, workout_id, set_id))
    workout, _entry, drill = parts_of(request, workout_id, row.entry_id)
    preferences = preferences_of(request.user)
    form = SetForm(
        request.POST if request.method == "POST" else None,
        row=row,
        drill=drill,
        workout=workout,
        bands=queries.bands_of(request.user),
        unit=preferences.units,
    )
    if form.is_bound and form.is_valid():
        try:
            save(request, row, form.values())
        except services.Refused as refusal:
            add_refusal(form, refusal)
        else:
            return back_to_workout(workout_id, row.entry_id)
    focus_on_error(form)
    context = {"form": form, "set": row, "drill": drill, "workout": workout, "section": "log"}
    context |= {"theme": preferences.theme, "back": workout_address(workout_id, row.entry_id)}
    return render(request, "workouts/set.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
@unknown_is_404
def delete(request: SignedInRequest, workout_id: UUID, set_id: UUID) -> HttpResponse:
    row = or_404(queries.find_set(request.user, workout_id, set_id))
    stamp = services.delete_set(owner=request.user, at=timezone.now(), set_id=set_id)
    side = {Set.Side.LEFT: _("Set %(n)s, left, removed"), Set.Side.RIGHT: _("Set %(n)s, right, removed")}
    sentence = side.get(Set.Side(row.side), _("Set %(n)s removed")) % {"n": row.round}
    offer_undo(request, sentence, stamp, workout_address(workout_id, row.entry_id))
    return back_to_workout(workout_id, row.entry_id)


def parts_of(
    request: SignedInRequest, workout_id: UUID, entry_id: UUID
) -> tuple[Workout, Entry, queries.Drill]:
    workout = or_404(queries.find_workout(request.user, workout_id))
    entry = or_404(queries.find_entry(request.user, workout_id, entry_id))
    return workout, entry, queries.drills_by_id(request.user, [entry.drill_id])[entry.drill_id]


def sides_asked(request: SignedInRequest, drill: queries.Drill) -> tuple[str, ...]:
    """A form that completes a pair has the missing side alone."""
    sides = queries.sides_of(drill)
    return tuple(side for side in sides if request.POST.get("only") == side) or sides


def done_now(workout: Workout, now: datetime) -> datetime | None:
    """Only a session that is going on tells when a set was done; one written down later does not."""
    going_on = (
        workout.started_at is not None and workout.finished_at is None and queries.is_today(workout, now)
    )
    return now if going_on else None


def save(request: SignedInRequest, row: Set, values: dict[str, Any]) -> None:
    if values:
        services.change_set(owner=request.user, at=timezone.now(), set_id=row.id, **values)


def record_copies(
    request: SignedInRequest, workout: Workout, entry: Entry, rows: Iterable[Set], *, rounds_on: int = 0
) -> None:
    """Sets with the measures of others, so many rounds later; how they felt is not copied."""
    form = AlikeForm(request.POST)
    # The forms of one page share their id; each drill's copies are sets of their own.
    base = uuid5(form.cleaned_data["id"] if form.is_valid() else entry.id, str(entry.id))
    now = timezone.now()
    copied = ("kind", "side", "load_unit", *SET_MEASURES)
    drafts = [
        {name: getattr(row, name) for name in copied}
        | {
            "id": set_id(base, place, row.side),
            "round": row.round + rounds_on,
            "done_at": done_now(workout, now),
        }
        for place, row in enumerate(rows)
    ]
    services.record_sets(owner=request.user, at=now, entry_id=entry.id, drafts=drafts)


def on_with(request: SignedInRequest, workout: Workout, entry: Entry, drill: queries.Drill) -> HttpResponse:
    """On with the same drill until its rounds are in, then with the next."""
    done = len({row.round for row in queries.sets_of_entry(request.user, entry)})
    planned = queries.planned_rounds(request.user, workout, entry, drill)
    if planned and done >= planned:
        return on_to_next(workout.id)
    return back_to_workout(workout.id, entry.id, opened=True)
