import re
from typing import Any

import pytest
from django.urls import reverse

from workouts.models import Set, Workout

DRILLS = ["Band Lying Hip Internal Rotation", "Hip IR Hinge", "Lacrosse Ball Hip Release"]


@pytest.mark.parametrize("scripts", [True, False])
def test_three_drills_are_logged_on_a_phone_with_and_without_javascript(
    site, catalogue, alice, sign_in, new_context, scripts
):
    page = new_context(java_script_enabled=scripts).new_page()
    sign_in(page, alice)
    page.goto(reverse("workouts:new"))
    page.get_by_role("button", name="Start", exact=True).click()
    for number, drill in enumerate(DRILLS):
        if number:
            page.get_by_role("link", name="Add a drill").first.click()
        page.get_by_role("button", name=drill, exact=True).click()
        page.get_by_label("How many alike").select_option("3")
        page.get_by_role("button", name="Add set 1").click()
        page.get_by_role("button", name="Repeat set 3").last.wait_for()
    page.get_by_role("button", name="Finish").last.click()
    page.wait_for_url(re.compile(r"/workouts/[0-9a-f-]+/$"))
    assert Set.objects.filter(owner=alice).count() == 18
    assert Workout.objects.get(owner=alice).finished_at is not None


def test_more_and_less_change_the_number_that_is_written(catalogue, alice, sign_in, page):
    sign_in(page, alice)
    start_with(page, "Band Lying Hip Internal Rotation", "band-lying-hip-internal-rotation")
    before = int(page.get_by_label("Reps, left", exact=True).input_value())
    page.get_by_role("button", name="More: Reps, left").click()
    page.get_by_role("button", name="Add set 1").click()
    page.get_by_role("button", name="Repeat set 1").wait_for()
    assert Set.objects.get(owner=alice, side="left").reps == before + 1
    assert Set.objects.get(owner=alice, side="right").reps == before


def test_a_set_that_is_removed_comes_back_from_the_toast(catalogue, alice, sign_in, page):
    sign_in(page, alice)
    start_with(page, "90-90 Foot Lift", "90-90-foot-lift")
    page.get_by_role("button", name="Add set 1").click()
    page.get_by_role("link", name=re.compile("left.*reps")).click()
    page.get_by_role("button", name="Delete this set").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("It is back.").wait_for()
    assert Set.objects.filter(owner=alice, deleted=False).count() == 2


def test_every_screen_is_accessible(catalogue, alice, sign_in, page, assert_accessible):
    sign_in(page, alice)
    for name in ("today", "new", "own_drills", "new_drill"):
        page.goto(reverse(f"workouts:{name}"))
        assert_accessible(page)
    start_with(page, "Hip IR Hinge", "hip-ir-hinge")
    page.get_by_role("button", name="Add set 1").click()
    page.get_by_role("button", name="Repeat set 1").wait_for()
    assert_accessible(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert_accessible(page)
    workout = Workout.objects.get(owner=alice)
    row = Set.objects.filter(owner=alice).first()
    assert row is not None
    page.goto(reverse("workouts:add_drill", args=[workout.id]))
    assert_accessible(page)
    page.goto(reverse("workouts:set", args=[workout.id, row.id]))
    assert_accessible(page)


def start_with(page: Any, drill: str, slug: str) -> None:
    page.goto(f"{reverse('workouts:new')}?drill={slug}")
    page.get_by_role("button", name=f"Start with {drill}").click()
    page.get_by_role("button", name="Add set 1").wait_for()
