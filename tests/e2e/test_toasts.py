"""One sentence and Undo: wherever the page is scrolled to, it never lies on the one thing to press."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.builders import NOON
from tests.e2e.test_logger import begin, log_round
from workouts import services

COVERED = """() => {
  const over = [];
  const apart = (a, b) => a.bottom <= b.top || b.bottom <= a.top || a.right <= b.left || b.right <= a.left;
  for (let y = 0; y <= document.documentElement.scrollHeight; y += 24) {
    scrollTo({ top: y, behavior: "instant" });
    const [toast] = document.querySelectorAll(".toast");
    for (const button of document.querySelectorAll(".button--primary, .button--big, .dock button")) {
      if (!button.checkVisibility() || toast.contains(button)) continue;
      const [lying, pressed] = [toast, button].map((part) => part.getBoundingClientRect());
      if (!apart(lying, pressed)) over.push(`${button.textContent.trim()} at ${y} px`);
    }
  }
  return over;
}"""


def screen(width: int) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 700}, "is_mobile": width < 700}


def toast(page: Any) -> Any:
    return page.locator(".toast")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_toast_that_came_with_the_page_leaves_its_main_button_free(new_context, sign_in, alice, width):
    for title in ("Foam roll", "Sit on the floor", "Squat hold", "Walk", "Hang"):
        habit = {"counts": "times", "period": "day", "amount": 1, "title": title}
        services.save_goal(owner=alice, at=NOON, goal_id=uuid.uuid4(), **habit)
    page = new_context(**screen(width)).new_page()
    sign_in(page, alice)
    page.goto("/goals/new/?counts=times")
    page.get_by_label("Name").fill("Stretch")
    page.get_by_role("button", name="Set this goal").click()
    expect(toast(page)).to_contain_text("Goal set")
    expect(toast(page)).to_be_in_viewport()
    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_toast_of_the_logger_leaves_its_main_button_free(catalogue, new_context, width):
    page = new_context(**screen(width)).new_page()
    begin(page)
    begin(page, "hip-ir-hinge")
    expect(toast(page)).to_contain_text("added to this workout")
    # Pointed at, it stays.
    toast(page).dispatch_event("pointerenter")
    log_round(page)
    # The dock has grown since the toast came.
    page.get_by_role("button", name="Skip rest").wait_for()
    expect(toast(page)).to_be_in_viewport()
    assert page.evaluate(COVERED) == []
    page.get_by_role("button", name="Discard this workout").click()
    expect(toast(page)).to_contain_text("Workout discarded")
    page.get_by_role("button", name="Start", exact=True).wait_for()
    expect(toast(page)).to_be_in_viewport()
    assert page.evaluate(COVERED) == []
