import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from workouts import queries


@require_safe
@login_required
def today(request: SignedInRequest) -> HttpResponse:
    page = queries.today_page(request.user, now=timezone.now())
    return render(
        request,
        "workouts/today.html",
        {"page": page, "new_id": uuid.uuid4(), "section": "today", "theme": page.preferences.theme},
    )
