"""An admin with a photo on a phone; a reader's question from the drill's page to an answer on Today."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from tests.people import make_person

CLAM = "/drills/side-lying-clamshell/"
QUEUE = "/admin/exercises/readerquestion/"


@pytest.fixture
def boss(catalogue: None) -> User:
    return make_person("boss@example.com", is_staff=True, is_superuser=True)


def test_a_photo_taken_in_on_a_phone_shows_below_the_steps(
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    assert_accessible: Callable[[Any], None],
    boss: User,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    Image.linear_gradient("L").resize((1200, 800)).save(tmp_path / "hip.jpg")
    page = new_context().new_page()
    sign_in(page, boss)
    page.goto("/admin/exercises/exercise/?q=clamshell")
    page.get_by_role("link", name="Side-Lying Clamshell").click()
    page.get_by_role("button", name="Add another Photo").click()
    page.locator("#photos-0").get_by_label("File").set_input_files(tmp_path / "hip.jpg")
    page.locator("#photos-0").get_by_label("What it shows").fill("Side view: the top knee opens.")
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.locator("#photos-0").get_by_role("img", name="Side view: the top knee opens.").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(CLAM)
    photo = page.get_by_role("img", name="Side view: the top knee opens.")
    photo.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=photo.element_handle())
    assert photo.evaluate("image => image.currentSrc").endswith(".avif")
    assert_accessible(page)


def test_a_question_goes_from_the_drill_s_page_to_an_answer_on_today(
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    assert_accessible: Callable[[Any], None],
    alice: User,
    boss: User,
) -> None:
    reader = new_context().new_page()
    sign_in(reader, alice)
    reader.goto(CLAM)
    reader.get_by_role("link", name="Ask a question").click()
    assert_accessible(reader)
    reader.get_by_label("Your question").fill("How far apart should my feet be?")
    reader.get_by_role("button", name="Send question").click()
    reader.get_by_role("heading", name="Your question was sent").wait_for()
    admin = new_context().new_page()
    sign_in(admin, boss)
    admin.goto(QUEUE)
    admin.get_by_role("link", name="How far apart").click()
    admin.get_by_label("Answer").fill("About a fist.")
    admin.get_by_role("button", name="Publish as a question of the drill").click()
    admin.wait_for_url(f"**{QUEUE}*")
    reader.goto("/today/")
    assert_accessible(reader)
    reader.get_by_role("link", name="Read the answer").click()
    reader.get_by_text("About a fist.").wait_for()
    assert re.search(r"#question-\d+$", reader.url)
    reader.goto("/today/")
    reader.get_by_role("button", name="Put away").click()
    reader.get_by_role("heading", name="Log your first session").wait_for()
    expect(reader.get_by_text("Your question")).to_have_count(0)
