import re
from collections.abc import Collection
from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
MUSCLE = re.compile(r'class="(?P<classes>muscle [^"]*?muscle--(?P<slug>[a-z-]+))"')


@lru_cache(maxsize=1)
def drawing() -> str:
    """Ships with the code, drawn by figures/; its own titles give way to one name for the whole picture."""
    path = settings.BASE_DIR / "static" / "figures" / "body-map.svg"
    svg = re.sub(r"<title>[^<]*</title>", "", path.read_text(encoding="utf-8"))
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]


@register.simple_tag
def body_map(main: Collection[str], helping: Collection[str], label: str) -> SafeString:
    """Front and back of the hips with the working muscles marked, inline: a page colours it by its theme."""

    def marked(match: re.Match[str]) -> str:
        slug = match["slug"]
        mark = " muscle--main" if slug in main else " muscle--helps" if slug in helping else ""
        return f'class="{match["classes"]}{mark}"'

    shapes = mark_safe(MUSCLE.sub(marked, drawing()))
    return format_html(
        '<svg class="body-map" viewBox="0 0 1720 1280" role="img" aria-label="{}">{}</svg>', label, shapes
    )
