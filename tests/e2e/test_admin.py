"""The whole story of a drill in the admin, by hand: from nothing to published, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from exercises import services
from exercises.models import Exercise
from tests.browser import becomes
from tests.exercises.test_publishing import person_in, whole_draft
from workouts.services import roles

DRILLS = "/admin/exercises/exercise/"
LAPTOP = {"viewport": {"width": 1280, "height": 900}, "is_mobile": False, "has_touch": False}
STEPS = [
    "Sit tall on the edge of the chair.",
    "Press both knees apart.",
    "Let the right foot travel outward, then bring it back.",
    "Plant both feet under the knees.",
]
CORRECTED = "Keep the knees where they are."


@pytest.fixture
def editor(catalogue: None) -> User:
    return person_in(roles.EDITORS)


@pytest.fixture
def reviewer(catalogue: None) -> User:
    return person_in(roles.REVIEWERS)


def part(page: Any, group: str) -> Any:
    """The last part of a group, just added."""
    heading = page.get_by_role("group", name=group, exact=True)
    heading.get_by_role("button", name="Add another").click()
    return heading.locator(".part:not(.empty-form)").last


def fill_parts(page: Any, group: str, **texts: str) -> Any:
    added = part(page, group)
    for label, text in texts.items():
        added.get_by_label(f"{label.replace('_', ' ')}:", exact=True).fill(text)
    return added


def choose_drill(page: Any, part: Any, name: str) -> None:
    part.get_by_role("combobox").first.click()
    page.get_by_role("searchbox").last.fill(name)
    page.get_by_role("option", name=name).click()


def steps_of(page: Any) -> list[str]:
    boxes = page.get_by_role("group", name="Steps", exact=True).locator(".part:not(.empty-form) textarea")
    return [box.input_value() for box in boxes.all()]


def status_for_a_stranger(new_context: Callable[..., Any], faults: list[str], address: str) -> int:
    status = new_context().new_page().goto(address).status
    faults[:] = [fault for fault in faults if "404" not in fault]
    return status


def press(page: Any, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def open_row(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("row").get_by_role("link", name=name).click()


def begin_drill(page: Any) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Drills").click()
    page.get_by_role("link", name="Add drill").click()
    page.get_by_label("Name:", exact=True).press_sequentially("Chair Hip Turn")
    expect(page.get_by_label("Slug:")).to_have_value("chair-hip-turn")
    page.get_by_label("Summary:").fill("Seated, you turn one thigh in.\nIt loosens a stiff hip.")
    for label, choice in {
        "What it trains:": "Internal rotation",
        "Position:": "Seated",
        "Category:": "Mobility",
        "Level:": "Beginner",
        "Sides:": "Each side",
        "Main measure:": "Reps",
    }.items():
        page.get_by_label(label, exact=True).select_option(choice)
    page.get_by_role("group", name="A set also records").get_by_label("Hold").check()
    page.get_by_role("group", name="Primary muscles").get_by_label("Gluteus minimus").check()
    page.get_by_role("group", name="Equipment", exact=True).get_by_label("Chair").check()


def add_parts(page: Any, photo: Path) -> None:
    for step in STEPS:
        fill_parts(page, "Steps", Step=step)
    fill_parts(page, "Aliases", Alias="Office Hip Turn")
    fill_parts(page, "Tips", Tip="Slow beats far.")
    fill_parts(page, "Mistakes", Fault="The hip lifts.", Fix="Stay heavy on both sit bones.")
    fill_parts(page, "Questions", Question="How often?", Answer="Most days.")
    fill_parts(page, "References", Title="Hips at the desk", Year="2020")
    variant = fill_parts(page, "Variants", When_to_choose_it="When the chair is too high.")
    choose_drill(page, variant, "90-90 Foot Lift")
    variant.get_by_label("Kind:").select_option("Harder")
    added = fill_parts(page, "Photos", What_it_shows="Front view: the right foot is out.")
    added.get_by_label("File:").set_input_files(photo)


def test_an_editor_writes_a_drill_from_nothing_on_a_phone_and_sends_it_to_review(
    new_context: Callable[..., Any],
    sign_in_by_form: Callable[..., None],
    editor: User,
    faults: list[str],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    Image.linear_gradient("L").resize((1200, 800)).save(tmp_path / "hip.jpg")
    page = new_context().new_page()
    sign_in_by_form(page, editor)
    begin_drill(page)
    add_parts(page, tmp_path / "hip.jpg")
    press(page, "Save and continue editing")
    findings = page.get_by_role("list").filter(has_text="It needs")
    expect(findings).to_contain_text("It needs a set-up.")
    expect(findings).to_contain_text("It needs a dose.")
    expect(findings).to_contain_text("Step 2: The knees go out")
    press(page, "Save and send to review")
    page.goto(DRILLS + "?standing=warned")
    open_row(page, "Chair Hip Turn")
    page.get_by_role("group", name="Steps", exact=True).get_by_label("Step:").nth(1).fill(CORRECTED)
    page.get_by_label("Set-up:").fill("A chair without wheels.")
    page.get_by_label("Dose, at least:").fill("8")
    page.get_by_label("Which hip is logged:").fill("the foot that travels")
    page.get_by_role("button", name="Move step up").nth(3).focus()
    # The focus moves with the step.
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    ordered = [STEPS[0], STEPS[3], CORRECTED, STEPS[2]]
    becomes(page, steps_of, ordered)
    press(page, "Save and continue editing")
    becomes(page, steps_of, ordered)
    page.get_by_text("Nothing is missing, and the words fit the movement.").wait_for()
    expect(page.get_by_role("button", name="Save and publish")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Preview").click()
    preview = popup.value
    preview.get_by_text("Preview · In review").wait_for()
    assert [step.inner_text() for step in preview.locator(".steps > li").all()] == ordered
    preview.get_by_role("img", name="Front view").wait_for()
    assert status_for_a_stranger(new_context, faults, "/drills/chair-hip-turn/") == 404
    drill = Exercise.objects.get(slug="chair-hip-turn")
    assert (drill.status, drill.measures, drill.summary) == (
        "in_review",
        ["reps", "hold"],
        "Seated, you turn one thigh in. It loosens a stiff hip.",
    )


def test_a_reviewer_publishes_and_takes_it_back_on_a_laptop(
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    reviewer: User,
) -> None:
    draft = whole_draft()
    services.send_to_review(draft)
    page = new_context(**LAPTOP).new_page()
    # The worker would show a page as it was at the last visit.
    reader = new_context(service_workers="block").new_page()
    sign_in(page, reviewer)
    page.goto(f"{DRILLS}?status=in_review")
    open_row(page, "Draft turn")
    former = page.get_by_label("Summary:").input_value()
    press(page, "Save and publish")
    reader.goto("/drills/draft-turn/")
    reader.get_by_text(former).first.wait_for()
    form = f"{DRILLS}{draft.pk}/change/"
    page.goto(form)
    page.get_by_text("It was published, so it can be archived, not deleted").wait_for()
    expect(page.get_by_role("link", name="Delete")).to_have_count(0)
    page.get_by_label("Summary:").fill("Worse.")
    page.get_by_label("Slug:").fill("turned")
    press(page, "Save and continue editing")
    reader.goto("/drills/draft-turn/")
    assert reader.url.endswith("/drills/turned/")
    reader.get_by_text("Worse.").first.wait_for()
    page.get_by_role("link", name="History").click()
    page.get_by_text("changes").first.click()
    page.get_by_role("deletion").filter(has_text=former).first.wait_for()
    page.get_by_role("button", name="Put this version back").first.click()
    page.get_by_text("The version is back.").wait_for()
    reader.goto("/drills/turned/")
    reader.get_by_text(former).first.wait_for()
    press(page, "Archive")
    reader.goto("/drills/turned/")
    reader.get_by_text("This drill is archived.").wait_for()


def test_steps_are_dragged_into_order(
    new_context: Callable[..., Any], sign_in: Callable[..., None], reviewer: User
) -> None:
    page = new_context(**LAPTOP).new_page()
    sign_in(page, reviewer)
    page.goto(f"{DRILLS}?q=clamshell")
    open_row(page, "Side-Lying Clamshell")
    first, second, *others = steps_of(page)
    handles = page.get_by_role("group", name="Steps", exact=True).get_by_role("heading", level=3)
    handles.nth(1).scroll_into_view_if_needed()
    handles.nth(1).drag_to(handles.nth(0), target_position={"x": 5, "y": 2})
    page.wait_for_function(
        "text => document.querySelector('#steps-group textarea').value === text", arg=second
    )
    press(page, "Save and continue editing")
    becomes(page, steps_of, [second, first, *others])
