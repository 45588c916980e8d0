"""Ten seconds with a year of training: does one keep at it, is it getting better, does one side lag, what next."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.people import make_person
from workouts.services import demo

SCREENS = [("light", 390), ("dark", 320), ("light", 1280)]


@pytest.fixture
def trained(catalogue: None) -> Any:
    owner = make_person("demo@example.com")
    demo.train_for_a_year(owner=owner, today=datetime.now(UTC).date())
    return owner


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_a_year_of_training_fits_every_screen(
    trained: Any,
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    assert_accessible: Callable[[Any], None],
    scheme: str,
    width: int,
) -> None:
    page = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    sign_in(page, trained)
    for address in (
        *(f"/progress/?period={name}" for name in ("today", "week", "month", "all")),
        "/progress/summary/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert_accessible(page)


def test_the_four_questions_are_answered_without_scrolling_far(
    trained: Any, page: Any, sign_in: Callable[..., None]
) -> None:
    sign_in(page, trained)
    page.goto("/progress/")
    page.get_by_text("weeks in a row", exact=True).wait_for()
    page.get_by_role("img", name="sessions this week").wait_for()
    for name in ("Next", "Left against right", "New records", "Range", "What you trained"):
        page.get_by_role("heading", name=name, exact=True).wait_for()
    assert page.get_by_role("heading", name="Next", exact=True).bounding_box()["y"] < 844
    page.get_by_role("link", name="All", exact=True).first.click()
    page.get_by_role("img", name="days of the last 53 weeks").wait_for()
    page.go_back()
    page.get_by_role("link", name="Month", exact=True).and_(page.locator("[aria-current]")).wait_for()
    page.get_by_role("link", name="90-90 Foot Lift").first.click()
    page.get_by_role("heading", level=1, name="90-90 Foot Lift").wait_for()


def test_the_summary_prints_light_without_what_only_screens_need(
    trained: Any, new_context: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    page = new_context(color_scheme="dark").new_page()
    sign_in(page, trained)
    page.goto("/progress/summary/?period=52w")
    page.get_by_role("button", name="Print or save as PDF").wait_for()
    page.emulate_media(media="print")
    expect(page.get_by_text("Name:")).to_be_visible()
    for what in (page.get_by_role("navigation", name="Main"), page.get_by_role("navigation", name="Period")):
        assert not what.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    for paper in ("A4", "Letter"):
        assert 1 <= page.pdf(format=paper).count(b"/Type /Page\n") <= 4
