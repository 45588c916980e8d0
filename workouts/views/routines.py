from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises import queries as catalogue
from exercises.caching import catalogue_page, page
from workouts import queries
from workouts.views.answers import or_404

# Found like any drill: an admin may rename it, or archive it.
HERO = "90-90 foot lift"
BEGINNERS_SHOWN = 4


@require_safe
@catalogue_page()
def home(request: HttpRequest) -> HttpResponse:
    beginners = catalogue.drills_found("", {"level": ["beginner"]})[:BEGINNERS_SHOWN]
    context = {
        "hero": next(iter(catalogue.drills_found(HERO, {})), None),
        "routines": queries.routine_lines(),
        "drills": beginners,
        "guides": catalogue.guide_lines(),
        "site_url": settings.SITE_URL,
    }
    return page("home.html", context)


@require_safe
@catalogue_page()
def routines(request: HttpRequest) -> HttpResponse:
    context = {"routines": queries.routine_lines(), "section": "drills", "site_url": settings.SITE_URL}
    return page("workouts/routines/list.html", context)


@require_safe
@catalogue_page()
def routine(request: HttpRequest, slug: str) -> HttpResponse:
    shown = or_404(queries.routine_page(slug))
    return page(
        "workouts/routines/routine.html",
        {"routine": shown, "section": "drills", "site_url": settings.SITE_URL},
    )
