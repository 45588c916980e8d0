from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises import queries, structured_data
from exercises.caching import catalogue_page, page


@require_safe
@catalogue_page()
def guides(request: HttpRequest) -> HttpResponse:
    context = {"guides": queries.guide_lines(), "section": "drills"}
    return page("exercises/guides.html", context)


@require_safe
@catalogue_page()
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    shown = queries.guide_page(slug)
    if shown is None:
        raise Http404
    data = structured_data.guide_data(shown, settings.SITE_URL)
    context = {"guide": shown, "data": data, "section": "drills"}
    return page("exercises/guide.html", context)
