"""The logger's screens: whole and accessible on every phone."""

import pytest

from tests.e2e.test_logger import PRONE, PRONE_NAME, begin, log_round


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_of_the_logger_is_accessible(catalogue, new_context, assert_accessible, scheme):
    page = new_context(color_scheme=scheme).new_page()
    page.goto("/log/")
    page.locator("log-start[data-ready]").wait_for()
    assert_accessible(page)
    begin(page)
    assert_accessible(page)
    log_round(page)
    for name in ("Effort", "Pain", "Note", "Kind"):
        page.get_by_role("button", name=name, exact=True).click()
        assert_accessible(page)
    page.get_by_label(f"More for {PRONE_NAME}").click()
    assert_accessible(page)
    page.get_by_role("button", name="Swap", exact=True).click()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Add a drill").click()
    page.locator("log-add[data-ready]").wait_for()
    assert_accessible(page)


def test_nothing_overflows_on_a_small_phone_nor_with_large_text(catalogue, new_context):
    for options in ({"viewport": {"width": 320, "height": 568}}, {"viewport": {"width": 195, "height": 422}}):
        page = new_context(**options).new_page()
        for slug in (PRONE, "hip-ir-hinge", "lacrosse-ball-hip-release"):
            begin(page, slug)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (options, slug)
        page.goto(page.url.replace("#workout", "#add"))
        page.locator("log-add[data-ready]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), options
        page.goto("/log/#start")
        page.locator("log-start[data-ready]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), options


# How far each stepper's end lies from that of the side's switch.
ENDS = """() => [...document.querySelectorAll(".dial__stepper")].map((stepper) => {
  const [end, other] = [stepper, document.querySelector(".pair")].map((part) => part.getBoundingClientRect().right);
  return Math.round(end - other);
})"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_stepper_without_units_ends_where_the_card_does(catalogue, new_context, width):
    page = new_context(viewport={"width": width, "height": 844}, is_mobile=width < 700).new_page()
    begin(page, "supine-hip-ir-end-range-expansion")
    assert set(page.evaluate(ENDS)) == {0}
