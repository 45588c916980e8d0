"""The frame of every page: layouts/, components/ and the pages of errors."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template, render_to_string
from django.urls import include, path


def here(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


# The frame's own addresses and no more: it must not lean on any page.
WORKOUTS = [path(f"{name}/", here, name=name) for name in ("today", "log", "progress", "you")]
urlpatterns = [
    path("", here, name="home"),
    path("login/", here, name="account_login"),
    path("", include(([path("drills/", here, name="drills")], "exercises"))),
    path("", include((WORKOUTS, "workouts"))),
]
pytestmark = pytest.mark.urls(__name__)
ROOT = Path(settings.BASE_DIR)
POSITIONS = ("prone", "supine", "side_lying", "seated", "quadruped", "half_kneeling", "squatting", "standing")


@pytest.mark.parametrize("name", ["500.html", "404.html", "403.html", "403_csrf.html", "429.html"])
def test_an_error_page_needs_no_request_no_database_and_shows_a_way_on(name: str) -> None:
    page = get_template(name).render()
    assert page.lstrip().startswith("<!doctype html>")
    assert re.search(r'<main.*class="button.*</main>', page, re.DOTALL)
    assert 'content="noindex"' in page


def test_what_extends_the_base_alone_is_the_same_for_everybody() -> None:
    people: list[dict[str, Any]] = [
        {},
        {"user": "alice", "csrf_token": "secret", "theme": "dark", "messages": ["Saved"]},
    ]
    pages = {render_to_string("layouts/base.html", context) for context in people}
    assert len(pages) == 1


def test_the_current_section_is_marked_once() -> None:
    page = render_to_string("layouts/base.html", {"section": "progress"})
    assert re.findall(r'href="([^"]+)" aria-current', page) == ["/progress/"]
    assert "aria-current" not in render_to_string("layouts/base.html")


@pytest.mark.parametrize(
    ("theme", "attributes"),
    [
        ("dark", 'data-theme-saved="dark" data-theme="dark"'),
        ("system", 'data-theme-saved="system">'),
    ],
)
def test_a_page_for_one_person_says_their_theme(theme: str, attributes: str) -> None:
    assert attributes in render_to_string("layouts/page.html", {"theme": theme})


def test_a_message_with_an_address_offers_undo_and_another_does_not() -> None:
    removed = Message(constants.INFO, "Set 2 left removed", extra_tags="/undo/1/")
    saved = Message(constants.SUCCESS, "Saved", extra_tags="wide")
    page = render_to_string("layouts/page.html", {"messages": [removed, saved], "csrf_token": "token"})
    assert page.count("<form") == 1
    assert 'action="/undo/1/"' in page
    assert 'name="csrfmiddlewaretoken" value="token"' in page


def test_every_icon_that_a_template_names_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static" / "icons.svg").read_text()))
    pattern = re.compile(r'components/icon\.html" with name="([\w-]+)"|\b(?:icon|action_icon)="([\w-]+)"')
    used = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for names in pattern.findall(template.read_text())
        for name in names
        if name
    }
    assert "back" in used
    assert used - drawn == set()


def test_every_position_is_drawn_turning_both_ways() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static" / "positions.svg").read_text()))
    assert drawn == {f"{position}{way}" for position in POSITIONS for way in ("", "-internal", "-external")}


def test_every_style_file_is_imported_once() -> None:
    folder = ROOT / "static" / "css"
    imported = re.findall(r'@import url\("([^"]+)"\) layer\(\w+\);', (folder / "app.css").read_text())
    files = {str(file.relative_to(folder)) for file in folder.rglob("*.css")}
    # The admin has pages of its own.
    admins = re.findall(r'@import url\("(admin/[^"]+)"\);', (folder / "admin.css").read_text())
    assert sorted([*imported, *admins]) == sorted(files - {"app.css", "admin.css"})
