from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises.caching import catalogue_page, page
from exercises.models import Exercise
from workouts import modules, words
from workouts.bands import COLOURS

# The script of the page and that of the screen it opens with.
FIRST = ("logger.js", "elements/log-start.js")


@require_safe
@catalogue_page(reads=("drill", "routine"))
def logger(request: HttpRequest) -> HttpResponse:
    """The shell: the same for everybody. What is in it comes from the phone."""
    context = {
        "words": words.of_logger(),
        "modules": modules.leant_on(*FIRST),
        "positions": Exercise.Position.choices,
        "colours": COLOURS,
        "section": "log",
        "query": request.GET.urlencode(),
    }
    return page("workouts/logger.html", context)
