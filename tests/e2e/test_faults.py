"""The browser tests fail on what goes wrong in the browser: tried on pages that do go wrong."""

from collections.abc import Callable
from typing import Any

import pytest

PAGES = {
    "console: ": "<script>console.error('lost a set')</script>",
    "page: ": "<script>throw new Error('no such drill')</script>",
    "request to another host: ": "<img alt='' src='https://example.com/pixel.png'>",
    "console: Refused|console: Applying": (
        "<meta http-equiv='Content-Security-Policy' content=\"style-src 'self'\"><p style='color: red'>"
    ),
}


@pytest.mark.parametrize("sign", PAGES)
def test_a_fault_in_the_browser_is_noticed(
    open_context: Callable[..., Any], faults: list[str], sign: str
) -> None:
    context = open_context()
    context.route(
        "http://localhost/", lambda route: route.fulfill(body=PAGES[sign], content_type="text/html")
    )
    page = context.new_page()
    page.goto("http://localhost/", wait_until="networkidle")
    assert any(fault.startswith(tuple(sign.split("|"))) for fault in faults), faults
    faults.clear()


def test_a_sound_page_has_no_faults(open_context: Callable[..., Any]) -> None:
    context = open_context()
    context.route("http://localhost/", lambda route: route.fulfill(body="<p>Ready", content_type="text/html"))
    context.new_page().goto("http://localhost/")


def test_an_obstacle_for_a_screen_reader_is_noticed(
    open_context: Callable[..., Any], assert_accessible: Callable[..., None]
) -> None:
    body = "<!doctype html><html lang=en><title>Squat</title><main><h1>Squat</h1><input></main>"
    context = open_context()
    context.route("http://localhost/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page = context.new_page()
    page.goto("http://localhost/")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(page)
