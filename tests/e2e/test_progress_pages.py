from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from exercises.models import Variant
from tests.builders import NOON, make_exercise, make_workout

SETS = [
    {"side": "left", "reps": 12, "round": 1, "pain": 4},
    {"side": "right", "reps": 10, "round": 1, "note": "Slow on the way back"},
]


@pytest.fixture
def addresses(site: str, alice: User) -> list[str]:
    drill = make_exercise(name="Band Lying Hip Internal Rotation", slug="band-lying")
    workouts = [
        make_workout(alice, day=NOON.date() - timedelta(days=3 * place), drills=[drill], sets=SETS)
        for place in range(6)
    ]
    return ["/workouts/", f"/workouts/{workouts[0]}/", "/progress/", "/progress/band-lying/?range=all"]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_and_axe_finds_nothing(
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    assert_accessible: Callable[[Any], None],
    alice: User,
    addresses: list[str],
    width: int,
    scheme: str,
) -> None:
    phone = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    page = new_context(**phone).new_page()
    sign_in(page, alice)
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert_accessible(page)


def test_deleting_a_workout_can_be_undone(
    page: Any, sign_in: Callable[..., None], alice: User, addresses: list[str]
) -> None:
    sign_in(page, alice)
    page.goto(addresses[1])
    page.get_by_label("More").click()
    page.get_by_role("button", name="Delete workout").click()
    page.wait_for_url("**/workouts/")
    expect(page.get_by_role("link", name="Band Lying")).to_have_count(3)

    page.get_by_role("button", name="Undo").click()
    page.get_by_text("It is back.").wait_for()
    page.goto(addresses[0])

    expect(page.get_by_role("link", name="Band Lying")).to_have_count(4)


def test_the_chart_opens_as_a_table(
    page: Any, sign_in: Callable[..., None], alice: User, addresses: list[str]
) -> None:
    sign_in(page, alice)
    page.goto(addresses[3])

    expect(page.get_by_role("img", name="Left: from 12 to 12.")).to_be_visible()
    page.get_by_text("Show as table").click()

    expect(page.get_by_role("row")).to_have_count(7)


@pytest.fixture
def growing(site: str, alice: User) -> str:
    """Reps that grow from day to day, with a variant beside them."""
    drill = make_exercise(name="Band Lying Hip Internal Rotation", slug="band-lying")
    easier = make_exercise(name="Supine Hip Internal Rotation", slug="supine")
    Variant.objects.create(exercise=drill, drill=easier, kind="easier", when="To begin with.")
    for place in range(5):
        day = NOON.date() - timedelta(days=4 * place)
        sets = [{"side": side, "reps": 12 - place, "round": 1} for side in ("left", "right")]
        make_workout(alice, day=day, drills=[drill, easier], sets=[*sets, {**sets[0], "round": 2}])
    return "/progress/band-lying/?range=all"


def test_arrow_keys_and_taps_lead_from_day_to_day(
    page: Any, sign_in: Callable[..., None], alice: User, growing: str
) -> None:
    sign_in(page, alice)
    page.goto(growing)
    slider = page.get_by_role("slider", name="Days of the chart")
    reading = page.locator(".chart-points__reading")

    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert reading.inner_text() == "12 Nov: left 12, a record, right 12, a record"
    page.keyboard.press("ArrowLeft")
    assert reading.inner_text() == "8 Nov: left 11, a record, right 11, a record"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == reading.inner_text() == "27 Oct: left 8, right 8"
    expect(slider).to_have_attribute("aria-valuenow", "1")
    assert reading.get_attribute("aria-live") is None

    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.85, box["y"] + 60)
    assert reading.inner_text().startswith("12 Nov: left 12")
    expect(reading).to_have_attribute("aria-live", "polite")


def test_what_is_drawn_is_chosen_by_links_and_back_goes_back(
    page: Any, sign_in: Callable[..., None], alice: User, growing: str
) -> None:
    sign_in(page, alice)
    page.goto(growing)
    page.get_by_role("link", name="Reps a session").click()
    page.get_by_role("heading", name="Most reps in a session").wait_for()
    page.get_by_role("link", name="4 weeks").click()
    page.wait_for_url("**/?measure=session-reps&range=4w")
    page.get_by_role("link", name="Supine Hip Internal Rotation").click()
    page.get_by_role("link", name="As one").click()
    page.wait_for_url("**&with=supine&line=together")
    expect(page.get_by_role("img", name="Left: from 16 to 24.")).to_be_visible()

    page.go_back()
    page.wait_for_url("**&with=supine")
    expect(page.get_by_role("img", name="Supine Hip Internal Rotation. Left: from 16 to 24.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (390, "light"), (1280, "light")])
def test_variants_records_and_how_we_count_fit_and_axe_finds_nothing(
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    assert_accessible: Callable[[Any], None],
    alice: User,
    growing: str,
    width: int,
    scheme: str,
) -> None:
    page = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    sign_in(page, alice)
    page.goto(f"{growing}&with=supine")
    # Told apart by shape and number, not by colour; and no label leaves the page.
    assert page.locator(".chart__line--variant-1 ~ .chart__dot--variant.chart__dot-left").count() >= 5
    label = page.locator(".chart__end", has_text="1 L 12")
    assert label.evaluate("label => label.getBoundingClientRect().right <= innerWidth")
    for address in (f"{growing}&with=supine", "/progress/records/", "/progress/how/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        for summary in page.locator("main summary").all():
            summary.click()
        assert_accessible(page)


def test_without_scripts_the_table_says_what_the_chart_shows(
    new_context: Callable[..., Any], sign_in: Callable[..., None], alice: User, growing: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, alice)
    page.goto(growing)

    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_text("Tap a day")).to_be_hidden()
    page.get_by_text("Show as table").click()
    expect(page.get_by_role("cell", name="12 record").first).to_be_visible()
