"""Every page a person can open: for axe, on the narrowest phone, in both themes, with text at twice the size."""

import uuid
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import NOON, make_workout
from workouts import services

READING = [
    "/",
    "/drills/",
    "/drills/?q=zzzz&position=prone",
    "/drills/band-lying-hip-internal-rotation/",
    "/drills/supine-hip-ir-end-range-expansion/",
    "/drills/lacrosse-ball-hip-release/",
    "/drills/lacrosse-ball-hip-release/ask/",
    "/muscles/gluteus-medius/",
    "/equipment/long-band/",
    "/guides/",
    "/guides/understanding-hip-internal-rotation/",
    "/routines/",
    "/routines/six-ways-to-more-hip-rotation/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/you/deleted/",
]
TRAINING = [
    "/today/",
    "/log/",
    "/log/#range",
    "/log/#range-check",
    "/workouts/new/",
    "/workouts/new/?drill=90-90-foot-lift",
    "/workouts/new/?routine=warm-up-before-squats",
    "/workouts/",
    "/progress/",
    "/progress/?period=today",
    "/progress/?period=all",
    "/progress/summary/",
    "/progress/records/",
    "/progress/how/",
    "/progress/band-lying-hip-internal-rotation/",
    "/goals/",
    "/goals/new/",
    "/progress/range/",
    "/progress/range/new/",
    "/you/",
    "/you/preferences/",
    "/you/reminders/",
    "/you/drills/",
    "/you/drills/new/",
    "/you/delete/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
]
MISSING = "/drills/no-such-drill/"


@pytest.fixture
def trained(catalogue: None, alice: Any) -> Any:
    from exercises.models import Exercise

    drills = [
        Exercise.objects.get(slug=slug)
        for slug in ("band-lying-hip-internal-rotation", "seated-hip-internal-rotation-stretch")
    ]
    sets = [
        {
            "side": side,
            "reps": 10,
            "hold_seconds": 45,
            "load_kg": "2.5",
            "pain": 5,
            "effort": "7.5",
            "note": "Slow.",
        }
        for side in ("left", "right")
    ]
    workout = make_workout(alice, title="Warm-up before squats", drills=drills, sets=sets, finished_at=NOON)
    services.save_own_drill(owner=alice, at=NOON, name="Desk swivel", measures=["hold"], sides="each_side")
    alice.workout = workout
    alice.goal = uuid.uuid4()
    habit = {"counts": "times", "period": "day", "amount": 20, "unit": "min", "title": "Sit on the floor"}
    services.save_goal(owner=alice, at=NOON, goal_id=alice.goal, **habit)
    services.check_off(owner=alice, at=NOON, goal_id=alice.goal, date=NOON.date(), value=Decimal(5))
    return alice


def addresses(trained: Any) -> list[str]:
    workout = f"/workouts/{trained.workout}/"
    return [*TRAINING, workout, f"{workout}edit/", f"{workout}add/", f"/goals/{trained.goal}/"]


def judge(page: Any, address: str, assert_accessible: Any) -> None:
    page.goto(address)
    # What the phone fills in comes a moment later.
    page.get_by_role("heading", level=1).first.wait_for()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
    small = page.evaluate(SMALL_TARGETS)
    assert small == [], f"{address}: too small to tap"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{address} scrolls sideways by {wide} px with text at 200 %"


# What a thumb has to hit. Links in running text and in lists of names are text, and as high as it.
SMALL_TARGETS = """() => [...document.querySelectorAll(
  "button, summary, select, .button, .icon-button, .tabbar__item, .chip, .row, input:not([type=hidden])")]
  .filter((part) => part.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }))
  .map((part) => part.matches("input") && part.closest("label") ? part.closest("label") : part)
  .filter((part) => !part.matches(".visually-hidden, .visually-hidden *, .left-empty *, [type=checkbox], [type=radio]"))
  .map((part) => [part.outerHTML.slice(0, 90), part.getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && (box.height < 43.5 || box.width < 43.5))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)
"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 390), ("light", 1280)])
def test_reading_pages_are_whole_on_every_screen(catalogue, new_context, assert_accessible, scheme, width):
    screen = {"viewport": {"width": width, "height": 844}, "is_mobile": width < 700}
    page = new_context(color_scheme=scheme, **screen).new_page()
    for address in READING:
        judge(page, address, assert_accessible)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 390), ("light", 1280)])
def test_training_pages_are_whole_on_every_screen(
    trained, new_context, sign_in, assert_accessible, scheme, width
):
    screen = {"viewport": {"width": width, "height": 844}, "is_mobile": width < 700}
    page = new_context(color_scheme=scheme, **screen).new_page()
    sign_in(page, trained)
    for address in addresses(trained):
        judge(page, address, assert_accessible)


def test_a_page_that_is_not_there_says_so_and_leads_on(catalogue, page, faults, assert_accessible):
    assert page.goto(MISSING).status == 404
    assert_accessible(page)
    page.get_by_role("main").get_by_role("link").first.click()
    assert page.url.endswith(("/drills/", "/"))
    faults[:] = [fault for fault in faults if "404" not in fault]


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_a_chosen_theme_beats_the_devices_on_pages_for_everybody_too(
    catalogue, alice, new_context, sign_in, chosen, device
):
    page = new_context(color_scheme=device).new_page()
    sign_in(page, alice)
    page.goto("/you/preferences/")
    # The radio itself is not drawn: its segment is.
    page.get_by_role("radio", name=chosen.capitalize(), exact=True).check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    page.goto("/drills/")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    lightness = float(ground.removeprefix("oklch(").split()[0])
    assert (lightness > 0.5) == (chosen == "light")
