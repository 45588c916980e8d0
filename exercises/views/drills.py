from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exercises import queries, structured_data
from exercises.caching import catalogue_page, page
from exercises.queries.filters import GROUPS


@require_safe
@catalogue_page(reads=("q", "page", *GROUPS))
def drills(request: HttpRequest) -> HttpResponse:
    asked = {group: request.GET.getlist(group) for group in GROUPS}
    number = request.GET.get("page", "")
    found = queries.drills_page(
        request.GET.get("q", ""), asked, page=int(number) if number.isdecimal() and len(number) < 6 else 1
    )
    return page("exercises/drills.html", {"page": found, "section": "drills"})


@require_safe
@catalogue_page()
def drill(request: HttpRequest, slug: str) -> HttpResponse:
    shown = queries.drill_page(slug)
    if shown is None:
        return moved(slug)
    data = structured_data.drill_data(shown, settings.SITE_URL)
    context = {"drill": shown, "data": data, "section": "drills"}
    return page("exercises/drill.html", context)


def moved(slug: str) -> HttpResponse:
    url = queries.drill_moved_to(slug)
    if url is None:
        raise Http404(_("No drill lives here."))
    return HttpResponsePermanentRedirect(url)
