from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises.caching import catalogue_page, page
from workouts import queries
from workouts.views.answers import or_404


@require_safe
@catalogue_page()
def routines(request: HttpRequest) -> HttpResponse:
    context = {"routines": queries.routine_lines(), "section": "drills"}
    return page("workouts/routines/list.html", context)


@require_safe
@catalogue_page()
def routine(request: HttpRequest, slug: str) -> HttpResponse:
    shown = or_404(queries.routine_page(slug))
    return page(
        "workouts/routines/routine.html",
        {"routine": shown, "section": "drills"},
    )
