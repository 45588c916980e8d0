"""What makes the site an app on a phone: the service worker, the manifest and the page for when there is no signal."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from exercises.caching import catalogue_page, page
from workouts.views import logger, today

STATIC = settings.BASE_DIR / "static"
# Besides all of static/js. Figures are many and are kept as they are seen.
FILES = ("css/app.css", "icons.svg", "positions.svg", "logo.svg", "favicon.png", "apple-touch-icon.png")
# A worker that keeps nothing: unhashed files would be the old ones after every edit.
WHILE_DEBUGGING = 'addEventListener("install", () => skipWaiting());\n'
SENDS = 'import {{ sendWaiting }} from "{}";'
SENDS_NOTHING = "const sendWaiting = async () => {};"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Without a session, and never kept on the way: a phone that got an old one would stay with it.

    `?sends` is a module: browsers with Background Sync take one, and it sends what waits when no tab is open.
    """
    return HttpResponse(
        WHILE_DEBUGGING if settings.DEBUG else built_worker(sends="sends" in request.GET),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-store", "Service-Worker-Allowed": "/"},
    )


def built_worker(*, sends: bool) -> str:
    source = (STATIC / "worker.js").read_text(encoding="utf-8")
    content = {"files": kept_files(), "shells": list(SHELLS)}
    digest = hashlib.blake2b((source + json.dumps(content)).encode(), digest_size=8)
    for path, view in SHELLS.items():
        digest.update(as_nobody(view, path))
    built = f"const BUILT = {json.dumps({'version': digest.hexdigest(), **content})};"
    sender = SENDS.format(static("js/offline/send-waiting.js")) if sends else SENDS_NOTHING
    return f"{built}\n{sender}\n{source}"


@lru_cache(maxsize=1)
def kept_files() -> tuple[str, ...]:
    """They come with the code: the same as long as this process runs."""
    scripts = (str(path.relative_to(STATIC)) for path in (STATIC / "js").rglob("*.js"))
    return tuple(static(name) for name in sorted([*FILES, *scripts]))


def as_nobody(view: Callable[[HttpRequest], HttpResponse], path: str) -> bytes:
    request = HttpRequest()
    request.method, request.path = "GET", path
    return view(request).content


@require_safe
@catalogue_page()
def offline(request: HttpRequest) -> HttpResponse:
    return page("offline.html", {"section": ""})


@require_safe
@catalogue_page()
def manifest(request: HttpRequest) -> HttpResponse:
    icons = [
        {
            "src": static(f"app-icons/{name}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": kind,
        }
        for name, size, kind in (
            ("192", 192, "any"),
            ("512", 512, "any"),
            ("maskable-192", 192, "maskable"),
            ("maskable-512", 512, "maskable"),
        )
    ]
    content: dict[str, Any] = {
        "id": "/",
        "name": _("Swivel: hip training log"),
        "short_name": "Swivel",
        "description": _("Find a hip-rotation drill, do it, and log each set, with or without signal."),
        "lang": settings.LANGUAGE_CODE,
        "scope": "/",
        # The logger opens from the phone at once; Today would wait for the network.
        "start_url": "/log/?from=home-screen",
        "display": "standalone",
        "background_color": "#f6f6f3",
        "theme_color": "#f6f6f3",
        "categories": ["health", "fitness", "sports"],
        "icons": icons,
        "shortcuts": [
            {"name": pgettext("navigation", "Log"), "url": "/log/"},
            {"name": _("Drills"), "url": "/drills/"},
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


SHELLS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/log/": logger.logger,
    "/offline/": offline,
    "/today/": today.here,
}
