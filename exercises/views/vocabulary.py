from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises import queries
from exercises.caching import catalogue_page, page


@require_safe
@catalogue_page()
def muscle(request: HttpRequest, slug: str) -> HttpResponse:
    shown = queries.muscle_page(slug)
    if shown is None:
        raise Http404
    return page("exercises/muscle.html", {"muscle": shown, "section": "drills"})


@require_safe
@catalogue_page()
def equipment(request: HttpRequest, slug: str) -> HttpResponse:
    shown = queries.equipment_page(slug)
    if shown is None:
        raise Http404
    return page("exercises/equipment.html", {"equipment": shown, "section": "drills"})
