"""Every `test("…", …)` of tests/js/*.test.js is one test here, run in a fresh page of a real browser.

The page's address is never asked for on the network: the repository's own files answer for it, tests/cases too.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils.html import json_script

from workouts import words

ADDRESS = "http://localhost"
CASE = re.compile(r"""^test\((?P<quote>["'`])(?P<name>.+?)(?P=quote),""", re.MULTILINE)
RUN = """async ([file, name]) => {
  const harness = await import("/tests/js/harness.js");
  await import(`/tests/js/${file}`);
  if (name) await harness.run(name);
  return harness.names();
}"""
FOLDER = Path(__file__).parent
FILES = sorted(file.name for file in FOLDER.glob("*.test.js"))


def cases_of(file: str) -> list[str]:
    return [match["name"] for match in CASE.finditer((FOLDER / file).read_text())]


def answer(route: Any) -> None:
    path = urlsplit(route.request.url).path
    if path == "/":
        body = f"<!doctype html><html lang=en><title>Tests</title>{json_script(words.of_logger(), 'words')}"
        route.fulfill(body=body, content_type="text/html")
    elif path.startswith(("/static/", "/tests/js/", "/tests/cases/")):
        route.fulfill(path=settings.BASE_DIR / path.removeprefix("/"))
    else:
        route.fulfill(status=204 if path == "/favicon.ico" else 404)


@pytest.fixture
def blank_page(open_context: Callable[..., Any]) -> Any:
    context = open_context()
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(ADDRESS)
    return page


@pytest.mark.parametrize(("file", "name"), [(file, name) for file in FILES for name in cases_of(file)])
def test_js(blank_page: Any, file: str, name: str) -> None:
    blank_page.evaluate(RUN, [file, name])


@pytest.mark.parametrize("file", FILES)
def test_every_case_of_the_file_is_run(blank_page: Any, file: str) -> None:
    assert blank_page.evaluate(RUN, [file, ""]) == cases_of(file)
