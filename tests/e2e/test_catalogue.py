import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser import becomes
from tests.builders import make_workout
from tests.people import make_person


@pytest.fixture
def drills(site: str) -> None:
    call_command("load_catalogue", verbosity=0)


def names(page: Any) -> list[str]:
    return page.locator(".row__title").all_inner_texts()


@pytest.mark.usefixtures("drills")
def test_typing_hip_internal_finds_the_drill_without_a_reload(page: Any) -> None:
    page.goto("/drills/")
    page.evaluate("window.stayed = true")
    page.get_by_role("searchbox").type("hip internal", delay=20)
    expect(page.get_by_role("status")).not_to_have_text("13 drills")
    expect(page).to_have_url(re.compile(r"\?q=hip\+internal$"))
    assert names(page)[0] == "Band Lying Hip Internal Rotation"
    assert page.evaluate("document.activeElement.type") == "search"
    assert page.evaluate("window.stayed")
    page.get_by_role("link", name="Band Lying Hip Internal Rotation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Band Lying Hip Internal Rotation")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("hip internal")
    assert names(page)[0] == "Band Lying Hip Internal Rotation"


@pytest.mark.usefixtures("drills")
def test_filters_combine_and_back_takes_the_last_one_off(page: Any) -> None:
    page.goto("/drills/")
    expect(page.get_by_role("button", name="Show drills")).to_be_hidden()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Seated").check()
    expect(page.get_by_role("status")).to_have_text("4 drills")
    page.get_by_label("Beginner").check()
    expect(page.get_by_role("status")).to_have_text("2 drills")
    expect(page).to_have_url(re.compile(r"position=seated&level=beginner$"))
    assert page.get_by_label("Beginner").evaluate("box => box === document.activeElement")
    page.get_by_role("link", name="Show 2 drills").click()
    expect(page.get_by_label("Beginner")).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("4 drills")
    page.get_by_text("Filter").click()
    expect(page.get_by_label("Beginner")).not_to_be_checked()
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("13 drills")
    page.go_forward()
    expect(page.get_by_role("status")).to_have_text("4 drills")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("4 drills")


@pytest.mark.usefixtures("drills")
def test_a_dead_end_offers_a_way_out(page: Any) -> None:
    page.goto("/drills/?q=hip+internal&position=squatting&level=advanced")
    page.get_by_role("link", name=re.compile("At any level")).click()
    expect(page.get_by_role("status")).to_have_text("1 drill")
    becomes(page, names, ["Squatting Internal Rotations"])
    expect(page.get_by_role("searchbox")).to_have_value("hip internal")
    page.get_by_role("link", name=re.compile("Squatting.*remove", re.DOTALL)).first.click()
    expect(page.get_by_role("status")).not_to_have_text("1 drill")


@pytest.mark.usefixtures("drills")
def test_the_list_works_without_javascript(new_context: Callable[..., Any]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/drills/")
    page.get_by_role("searchbox").fill("clamshell")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("External rotation").check()
    page.get_by_role("button", name="Show drills").click()
    expect(page).to_have_url(re.compile(r"q=clamshell&trains=external_rotation$"))
    assert names(page)[0] == "Side-Lying Clamshell"


@pytest.mark.usefixtures("drills")
def test_last_time_shows_to_who_trained_and_asks_nothing_for_others(
    new_context: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    alice = make_person("alice@example.com")
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    make_workout(alice, drills=[clam], sets=[{"side": "left", "reps": 11, "round": 1}])
    nobody, hers = new_context().new_page(), new_context().new_page()
    asked: list[str] = []
    nobody.on("request", lambda request: asked.append(request.url))
    nobody.goto(clam.get_absolute_url())
    nobody.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("/last/")]
    sign_in(hers, alice)
    hers.goto("/you/")
    hers.goto(clam.get_absolute_url())
    expect(hers.locator("last-time")).to_contain_text("11")


PAGES = (
    "/",
    "/drills/",
    "/drills/?q=zzz&level=advanced",
    "/drills/band-lying-hip-internal-rotation/",
    "/muscles/tensor-fasciae-latae/",
    "/equipment/mat/",
    "/guides/",
    "/guides/understanding-hip-internal-rotation/",
    "/routines/",
    "/routines/six-ways-to-more-hip-rotation/",
)


@pytest.mark.usefixtures("drills")
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(new_context: Callable[..., Any], width: int) -> None:
    page = new_context(viewport={"width": width, "height": 800}, is_mobile=False).new_page()
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.usefixtures("drills")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    new_context: Callable[..., Any], assert_accessible: Callable[[Any], None], scheme: str
) -> None:
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    for path in PAGES:
        page.goto(path)
        for summary in page.locator("summary").all():
            summary.evaluate("summary => summary.parentElement.open = true")
        assert_accessible(page)
