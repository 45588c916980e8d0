from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from exercises.models.photos import FORMATS, PhotoFiles

YEAR = 365 * 24 * 3600


@require_safe
def photo(request: HttpRequest, digest: str, width: str, suffix: str) -> HttpResponse:
    """From whatever storage the site uses. The name follows from the content, so a browser asks once."""
    etag = f'"{digest}-{width}-{suffix}"'
    if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return as_kept(HttpResponseNotModified(), etag)
    try:
        with default_storage.open(PhotoFiles(digest, (int(width),)).name(int(width), suffix)) as file:
            body = file.read()
    except FileNotFoundError:
        raise Http404 from None
    return as_kept(HttpResponse(body, content_type=FORMATS[suffix]), etag)


def as_kept(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
