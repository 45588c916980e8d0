from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises.caching import catalogue_page, page
from exercises.models import Exercise
from workouts import words
from workouts.bands import COLOURS


@require_safe
@catalogue_page(reads=("drill", "routine"))
def logger(request: HttpRequest) -> HttpResponse:
    """The shell: the same for everybody. What is in it comes from the phone."""
    context = {
        "words": words.of_logger(),
        "positions": Exercise.Position.choices,
        "colours": COLOURS,
        "section": "log",
        "query": request.GET.urlencode(),
    }
    return page("workouts/logger.html", context)
