"""Guides, routines and files in the admin, and its pages on every screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from exercises import services
from exercises.models import Exercise
from tests.builders import NOON
from tests.e2e.test_admin import DRILLS, choose_drill, fill_parts, open_row, press, status_for_a_stranger
from tests.e2e.test_every_page import SMALL_TARGETS
from tests.exercises.test_publishing import person_in
from workouts.models import CuratedRoutine
from workouts.services import roles


@pytest.fixture
def reviewer(catalogue: None) -> User:
    return person_in(roles.REVIEWERS)


def test_a_guide_goes_from_draft_to_published(
    new_context: Callable[..., Any], sign_in: Callable[..., None], reviewer: User, faults: list[str]
) -> None:
    page = new_context().new_page()
    sign_in(page, reviewer)
    page.goto("/admin/exercises/guide/add/")
    page.get_by_label("Title:", exact=True).first.press_sequentially("Hips at work")
    page.get_by_label("Summary:").fill("What sitting does to hips.")
    fill_parts(page, "Sections", Heading="Sitting", Text="It stiffens.")
    fill_parts(page, "Sections", Heading="Standing", Text="It helps a little.")
    page.get_by_role("button", name="Move section up").nth(1).click()
    why = fill_parts(page, "Drills", Why="It needs a chair alone.")
    choose_drill(page, why, "90-90 Foot Lift")
    press(page, "Save and send to review")
    assert status_for_a_stranger(new_context, faults, "/guides/hips-at-work/") == 404
    open_row(page, "Hips at work")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Preview").click()
    popup.value.get_by_text("Preview · In review").wait_for()
    press(page, "Save and publish")
    page.goto("/guides/hips-at-work/")
    headings = [each.inner_text() for each in page.get_by_role("heading", level=2).all()]
    assert headings.index("Standing") < headings.index("Sitting")


def test_a_curated_routine_goes_from_draft_to_published(
    new_context: Callable[..., Any], sign_in: Callable[..., None], reviewer: User, faults: list[str]
) -> None:
    page = new_context().new_page()
    sign_in(page, reviewer)
    page.goto("/admin/workouts/curatedroutine/add/")
    page.get_by_label("Title:", exact=True).first.press_sequentially("Two minutes")
    page.get_by_label("Summary:").fill("For a break.")
    press(page, "Save and publish")
    page.get_by_text("It needs a drill.").wait_for()
    faults[:] = [fault for fault in faults if "422" not in fault]
    item = fill_parts(page, "Drills of a routine", **{"Dose,_at_least": "8", "Dose,_at_most": "10"})
    choose_drill(page, item, "Hip IR Hinge")
    press(page, "Save and publish")
    page.goto("/routines/two-minutes/")
    page.get_by_role("link", name="Hip IR Hinge").first.wait_for()


@pytest.mark.parametrize("kind", ["JSON", "CSV"])
def test_drills_go_out_as_a_file_and_come_back_changed_after_a_look(
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    reviewer: User,
    tmp_path: Path,
    kind: str,
) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    page = new_context().new_page()
    sign_in(page, reviewer)
    page.goto(f"{DRILLS}?q=clamshell")
    page.get_by_role("row", name="Side-Lying Clamshell").get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(f"Export as {kind}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Go").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    file = tmp_path / f"drills.{kind.lower()}"
    file.write_text(text.replace(clam.summary, "Open like a shell."))
    page.get_by_role("link", name="Import").click()
    page.get_by_label("File:").set_input_files(file)
    press(page, "See what would change")
    page.get_by_text("Show", exact=True).click()
    page.get_by_role("insertion").filter(has_text="Open like a shell.").wait_for()
    clam.refresh_from_db()
    assert clam.summary != "Open like a shell."
    press(page, "Import")
    page.get_by_text("1 drill written.").wait_for()
    clam.refresh_from_db()
    assert (clam.summary, clam.status) == ("Open like a shell.", "published")


@pytest.fixture
def pages(reviewer: User) -> list[str]:
    drill = Exercise.objects.get(slug="side-lying-clamshell")
    routine = CuratedRoutine.objects.get(slug="warm-up-before-squats")
    asked = services.ask_question(drill_id=drill.pk, text="How far?", by=None, at=NOON)
    return [
        "/admin/",
        DRILLS,
        f"{DRILLS}{drill.pk}/change/",
        f"{DRILLS}{drill.pk}/history/",
        f"{DRILLS}{drill.pk}/merge/",
        f"{DRILLS}import/",
        f"/admin/workouts/curatedroutine/{routine.pk}/change/",
        f"/admin/exercises/readerquestion/{asked.pk}/change/",
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 390), ("dark", 1280)])
def test_admin_pages_are_whole_on_every_screen(
    new_context: Callable[..., Any],
    sign_in: Callable[..., None],
    assert_accessible: Callable[[Any], None],
    reviewer: User,
    pages: list[str],
    scheme: str,
    width: int,
) -> None:
    is_phone = width < 700
    screen = {"viewport": {"width": width, "height": 844}, "is_mobile": is_phone, "has_touch": is_phone}
    page = new_context(color_scheme=scheme, **screen).new_page()
    sign_in(page, reviewer)
    for address in pages:
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{address} scrolls sideways"
        )
        if is_phone:
            # Where a list is searched, the plain one stays behind it, unseen.
            small = [target for target in page.evaluate(SMALL_TARGETS) if "admin-autocomplete" not in target]
            assert small == [], f"{address}: too small to tap"
