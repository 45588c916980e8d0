"""The drawn figures on the pages: the theme's file and no other, moving where that is welcome, stopped and mirrored."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import becomes

DRILL = "/drills/band-lying-hip-internal-rotation/"


def shown(page: Any) -> str:
    names = page.evaluate(
        """() => [...document.querySelectorAll("moving-figure img")]
        .filter((image) => image.checkVisibility()).map((image) => image.src.split("/").pop().split(".")[0])"""
    )
    return " ".join(names)


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["", "light", "dark"])
def test_the_figure_follows_the_chosen_theme_and_fetches_no_other(catalogue, new_context, system, chosen):
    page = new_context(color_scheme=system).new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.add_init_script(f"if ('{chosen}') localStorage.setItem('theme', '{chosen}')")
    page.goto(DRILL, wait_until="networkidle")
    theme = chosen or system
    other = {"light": "dark", "dark": "light"}[theme]
    becomes(page, shown, f"moving-{theme}")
    assert [url for url in fetched if f"-{other}." in url] == []


def test_a_figure_moves_only_where_motion_is_welcome(catalogue, new_context):
    page = new_context(reduced_motion="reduce", color_scheme="light").new_page()
    page.goto(DRILL, wait_until="networkidle")
    becomes(page, shown, "poster-light")
    page.get_by_role("button", name="Play").click()
    becomes(page, shown, "moving-light")
    page.get_by_role("button", name="Pause").click()
    becomes(page, shown, "poster-light")


def test_mirroring_names_the_leg_that_is_shown(catalogue, page):
    page.goto(DRILL, wait_until="networkidle")
    page.get_by_role("button", name="Left leg").click()
    expect(page.get_by_role("button", name="Right leg")).to_have_attribute("aria-pressed", "true")


def test_a_drill_of_phases_says_which_one_it_is_in(catalogue, page):
    page.goto("/drills/supine-hip-ir-end-range-expansion/", wait_until="networkidle")
    page.get_by_text(re.compile("Turn the thigh in; the foot goes out")).wait_for()
    page.get_by_text(re.compile("Press the shin in against the other foot")).wait_for()
    expect(page.locator(".stage__captions li:visible")).to_have_count(1)


def test_without_javascript_the_poster_stands(catalogue, new_context):
    page = new_context(java_script_enabled=False, color_scheme="light").new_page()
    page.goto(DRILL)
    assert (
        page.locator("moving-figure img:visible")
        .get_attribute("src")
        .split("/")[-1]
        .startswith("poster-light")
    )
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)


def test_every_drill_of_a_list_shows_its_drawing(catalogue, page):
    page.goto("/drills/", wait_until="networkidle")
    expect(page.locator(".row .figure")).to_have_count(13)


def test_on_paper_the_figure_is_the_poster_and_then_it_moves_on(catalogue, page):
    page.goto(DRILL, wait_until="networkidle")
    becomes(page, shown, "moving-light")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    becomes(page, shown, "poster-light")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    becomes(page, shown, "moving-light")


def test_printing_does_not_start_a_figure_that_stood_still(catalogue, new_context):
    page = new_context(reduced_motion="reduce", color_scheme="light").new_page()
    page.goto(DRILL, wait_until="networkidle")
    page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    becomes(page, shown, "poster-light")
