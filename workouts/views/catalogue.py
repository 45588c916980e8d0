from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from exercises.caching import catalogue_page
from exercises.queries import Figure
from workouts import queries

# All figures are drawn on one sheet: templates/components/picture.html.
WIDTH, HEIGHT = 960, 800


@require_safe
@catalogue_page()
def catalogue(request: HttpRequest) -> HttpResponse:
    """What static/js/offline/catalogue.js keeps on the phone: the same for everybody."""
    page = queries.phone_catalogue()
    drills = [{**asdict(drill), **pictures(drill.figure)} for drill in page.drills]
    for drill in drills:
        del drill["figure"]
    content = {
        "drills": drills,
        "routines": [asdict(routine) for routine in page.routines],
        "bands": [band_content(asdict(band)) for band in page.bands],
        "preferences": page.preferences,
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def pictures(figure: Figure | None) -> dict[str, Any]:
    if figure is None:
        return {"poster": None, "moving": None}
    return {
        "poster": {
            "light": static(figure.poster_light),
            "dark": static(figure.poster_dark),
            "width": WIDTH,
            "height": HEIGHT,
        },
        "moving": {
            "light": static(figure.moving_light),
            "dark": static(figure.moving_dark),
            "side": figure.side,
            "mirrors": figure.side != "both",
            "seconds": figure.round_seconds,
            "stages": [asdict(stage) for stage in figure.stages],
        },
    }


def band_content(band: dict[str, Any]) -> dict[str, Any]:
    return {**band, "name": str(band["name"])}
