import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from exercises.caching import page
from workouts import queries, words


@require_safe
@never_cache
def today(request: HttpRequest) -> HttpResponse:
    return own(request, request.user) if isinstance(request.user, User) else here(request)


def own(request: HttpRequest, owner: User, **refused: Any) -> HttpResponse:
    """With `check` and `check_of`, a check-in that was refused, as it was typed."""
    shown = queries.today_page(owner, now=timezone.now())
    context = {"page": shown, "new_id": uuid.uuid4(), "section": "today", "theme": shown.preferences.theme}
    return render(request, "workouts/today.html", context | refused, status=422 if refused else 200)


def here(request: HttpRequest) -> HttpResponse:
    """Without an account, and without signal: the same for everybody. What is in it comes from the phone."""
    return page("workouts/today_here.html", {"words": words.of_logger(), "section": "today"})
