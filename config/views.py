from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exercises import queries as catalogue
from exercises.caching import catalogue_page, page
from workouts import queries as training

# A person's pages ask for sign-in anyway: nothing there for a search engine.
PRIVATE_PATHS = (
    "/accounts/",
    "/admin/",
    "/api/",
    "/drills/*/ask/",
    "/log/",
    "/offline/",
    "/progress/",
    "/questions/",
    "/today/",
    "/workouts/",
    "/you/",
)
# Opens the home page; where an admin archived it, another drill does.
HERO = "90-90-foot-lift"
BEGINNERS_SHOWN = 4


@require_safe
@catalogue_page()
def home(request: HttpRequest) -> HttpResponse:
    drills = catalogue.drills_found("", {})
    context = {
        "hero": next((drill for drill in drills if drill.slug == HERO), drills[0] if drills else None),
        "routines": training.routine_lines(),
        "drills": [drill for drill in drills if drill.level == "beginner"][:BEGINNERS_SHOWN],
        "guides": catalogue.guide_lines(),
    }
    return page("home.html", context)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it by this name wherever a page names no icon, as the admin's do."""
    return redirect(static("favicon.png"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"section": ""}, status=403)


@require_safe
@catalogue_page()
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in PRIVATE_PATHS),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
@catalogue_page()
def sitemap(request: HttpRequest) -> HttpResponse:
    lists = [
        catalogue.SitemapLine(reverse(name))
        for name in ("home", "exercises:drills", "exercises:guides", "workouts:routines")
    ]
    lines = [*lists, *catalogue.sitemap_lines(), *training.routine_sitemap_lines()]
    urls = [{"location": settings.SITE_URL + line.url, "lastmod": line.changed_at} for line in lines]
    return HttpResponse(render_to_string("sitemap.xml", {"urlset": urls}), content_type="application/xml")
