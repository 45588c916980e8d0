"""Catalogue pages are the same bytes for everybody: rendered once a catalogue version, compressed once, answered by
their ETag. Nothing here reads who asks, so there is no session, no cookie and nothing of a person to keep."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Any

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string

from exercises import queries

View = Callable[..., HttpResponse]
# Browsers keep a page and ask each time whether it is still the one: a published edit shows at once.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
LONGEST_PATH = 200


@dataclass(frozen=True)
class Rendered:
    content_type: str
    etag: str
    plain: bytes
    packed: dict[str, bytes]  # by content coding


def page(template: str, context: dict[str, Any]) -> HttpResponse:
    """Rendered without the request: no template can reach the user, a message or a token."""
    return HttpResponse(render_to_string(template, {"site_url": settings.SITE_URL, **context}))


def catalogue_page(*, reads: tuple[str, ...] = ()) -> Callable[[View], View]:
    """For a view whose answer follows from the catalogue, the path and the query's `reads`.

    Kept are only answers that read no query, so that the number of keys is bounded by the catalogue.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            version = queries.catalogue_version()
            is_asking = bool(request.META.get("QUERY_STRING")) and any(name in request.GET for name in reads)
            # A longer address is nobody's, and the cache would warn of it with the whole path.
            is_kept = version and not is_asking and len(request.path) <= LONGEST_PATH
            key = f"{version}:{request.path}" if is_kept else ""
            rendered = caches["pages"].get(key) if key else None
            if rendered is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200:
                    return response
                rendered = keep(key, rendered_from(response)) if key else rendered_from(response)
            return respond(request, rendered)

        return answer

    return decorate


def rendered_from(response: Any) -> Rendered:
    if getattr(response, "is_rendered", True) is False:
        response.render()
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    # Weak: one tag for the page in every content coding.
    return Rendered(response.headers["Content-Type"], f'W/"{digest}"', response.content, {})


def keep(key: str, rendered: Rendered) -> Rendered:
    packed = {
        "br": brotli.compress(rendered.plain, mode=brotli.MODE_TEXT, quality=9),
        "gzip": gzip.compress(rendered.plain, compresslevel=9, mtime=0),
    }
    rendered = replace(rendered, packed=packed)
    caches["pages"].set(key, rendered)
    return rendered


def respond(request: HttpRequest, rendered: Rendered) -> HttpResponse:
    response: HttpResponse
    if is_current(request.META.get("HTTP_IF_NONE_MATCH", ""), rendered.etag):
        response = HttpResponseNotModified()
    else:
        coding = accepted_coding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = packed_body(rendered, coding)
        response = HttpResponse(b"" if request.method == "HEAD" else body, content_type=rendered.content_type)
        response.headers["Content-Length"] = str(len(body))
        if coding:
            response.headers["Content-Encoding"] = coding
    response.headers["ETag"] = rendered.etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["Vary"] = "Accept-Encoding"
    return response


def is_current(tags: str, etag: str) -> bool:
    return bool(tags) and (tags.strip() == "*" or etag.removeprefix("W/") in tags)


def packed_body(rendered: Rendered, coding: str) -> bytes:
    if not coding:
        return rendered.plain
    if coding in rendered.packed:
        return rendered.packed[coding]
    if coding == "br":
        return brotli.compress(rendered.plain, mode=brotli.MODE_TEXT, quality=4)
    return gzip.compress(rendered.plain, compresslevel=5, mtime=0)


@lru_cache(maxsize=64)
def accepted_coding(header: str) -> str:
    """The smallest form the browser takes: brotli, gzip or none."""
    accepted = set()
    for part in header.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        if weight.replace(" ", "").rstrip("0").rstrip(".") not in ("q=", "q=0"):
            accepted.add(name.strip())
    return next((coding for coding in ("br", "gzip") if coding in accepted), "")
