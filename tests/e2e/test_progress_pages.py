from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
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
    assert page.get_by_role("link", name="Band Lying").count() == 3

    page.get_by_role("button", name="Undo").click()
    page.get_by_text("It is back.").wait_for()
    page.goto(addresses[0])

    assert page.get_by_role("link", name="Band Lying").count() == 4


def test_the_chart_opens_as_a_table(
    page: Any, sign_in: Callable[..., None], alice: User, addresses: list[str]
) -> None:
    sign_in(page, alice)
    page.goto(addresses[3])

    assert page.get_by_role("img", name="Left: from 12 to 12.").is_visible()
    page.get_by_text("Show as table").click()

    assert page.get_by_role("row").count() == 7
