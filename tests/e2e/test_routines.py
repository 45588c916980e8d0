"""Routines on the phone: made, changed and started without signal or account."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import becomes

DRILLS = ("Band Lying Hip Internal Rotation", "90-90 Foot Lift", "Hip IR Hinge")
LYING, LIFT, HINGE = DRILLS


@pytest.fixture
def shell(catalogue: None, page: Any, faults: list[str]) -> Iterator[Any]:
    """The logger, opened once with signal; then there is none."""
    page.goto(f"{reverse('workouts:log')}#routines")
    page.get_by_role("heading", name="Ready-made").wait_for()
    fetch_screens(page)
    page.context.set_offline(True)
    yield page
    # What it still asks for would fail after the faults were looked through.
    page.close()
    # The server that is not there, and pictures of drills that were never seen.
    for fault in list(faults):
        if re.search(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED", fault):
            faults.remove(fault)


def fetch_screens(page: Any) -> None:
    """What a service worker keeps, this page holds."""
    for screen in (
        "routine/new",
        "start",
        "finish/x",
        "bands",
        "settings",
        "routine-add/x",
        "workout/x",
        "routines",
    ):
        show(page, screen)


def show(page: Any, screen: str) -> None:
    page.evaluate("screen => { location.hash = screen; }", screen)
    page.locator(f"log-{screen.partition('/')[0]}").wait_for(state="attached")


def make(page: Any, *drills: str, title: str = "Before squats") -> None:
    page.get_by_role("link", name="Make a routine").click()
    name = page.get_by_label("Name of the routine")
    name.fill(title)
    name.press("Tab")
    page.get_by_role("button", name="Add a drill").click()
    for drill in drills:
        page.get_by_role("button", name=drill, exact=True).click()
        page.get_by_text(f"{drill} added", exact=True).wait_for(state="attached")
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Start", exact=True).wait_for()


def order(page: Any) -> list[str]:
    return page.locator(".item__head [data-part=name]").all_inner_texts()


def open_aims(page: Any, drill: str) -> Any:
    item = page.locator("routine-item").filter(has_text=drill)
    item.locator("[data-part=open]").click()
    return item


def test_a_routine_is_made_put_in_order_and_started_without_signal_or_account(shell):
    page = shell
    make(page, *DRILLS)
    page.get_by_text("Saved on this phone").first.wait_for()
    handle = page.get_by_role("button", name=f"Move {HINGE}")
    handle.focus()
    page.keyboard.press("ArrowUp")
    page.get_by_text(f"{HINGE}, 2 of 3").wait_for(state="attached")
    page.keyboard.press("ArrowUp")
    page.get_by_text(f"{HINGE}, 1 of 3").wait_for(state="attached")
    becomes(page, order, [HINGE, LYING, LIFT])
    assert page.evaluate("document.activeElement.ariaLabel").startswith(f"Move {HINGE}")
    item = open_aims(page, LYING)
    item.get_by_label("Sets", exact=True).fill("4")
    item.get_by_label("Reps, at least", exact=True).fill("7")
    item.get_by_label("Rest, s", exact=True).fill("45")
    item.get_by_role("radio", name="Light", exact=True).check()
    item.get_by_role("button", name="Superset with next").click()
    expect(page.locator(".item__group:visible")).to_have_text("Superset: in turn, then rest")
    line = item.locator("[data-part=line]").first
    expect(line).to_have_text("4 × 7–12 reps, each side · Light · 45 s rest")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile("#workout/"))
    page.get_by_role("heading", name=HINGE).wait_for()
    entries = page.evaluate(ENTRIES)
    assert [each["superset"] for each in entries] == [None, 1, 1]
    assert entries[1]["target"]["rest_seconds"] == 45
    assert entries[1]["target"]["band_id"].endswith("2")


ENTRIES = """() => new Promise((done) => {
  indexedDB.open("swivel:nobody").onsuccess = ({ target: { result: database } }) => {
    const all = database.transaction("records").objectStore("records").getAll();
    all.onsuccess = () => {
      database.close();
      const entries = all.result.filter((row) => row.type === "entry");
      const flat = entries.map(({ registers }) => ({ ...registers.place.values, ...registers.plan.values }));
      done(flat.sort((a, b) => a.order - b.order));
    };
  };
})"""


# Each write takes as long as on a phone whose memory is nearly full.
SLOW_WRITES = """() => {
  const { store } = document.querySelector("log-routine");
  const write = store.write.bind(store);
  store.write = async (...edits) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return write(...edits);
  };
}"""

# Resolves when the line tells the band, with whether the choice was seen undone on the way there.
CHOICE_UNDONE = """(item) => new Promise((resolve) => {
  const radio = item.querySelector("input[value$='2'][data-radio=band_id]");
  let undone = false;
  const look = () => {
    undone ||= !radio.checked;
    if (item.querySelector("[data-part=line]").textContent.includes("Light")) resolve(undone);
    else requestAnimationFrame(look);
  };
  look();
})"""


def test_what_was_chosen_stays_chosen_while_an_earlier_change_is_written(shell):
    page = shell
    make(page, LYING)
    item = open_aims(page, LYING)
    page.evaluate(SLOW_WRITES)
    rest = item.get_by_label("Rest, s", exact=True)
    rest.fill("45")
    rest.press("Tab")
    item.get_by_role("radio", name="Light", exact=True).check()
    assert item.evaluate(CHOICE_UNDONE) is False


def test_the_buttons_move_a_drill_too_and_stop_at_the_ends(shell):
    page = shell
    make(page, LYING, LIFT)
    item = open_aims(page, LYING)
    expect(item.get_by_role("button", name="Up", exact=True)).to_be_disabled()
    item.get_by_role("button", name="Down", exact=True).click()
    page.get_by_text(f"{LYING}, 2 of 2").wait_for(state="attached")
    becomes(page, order, [LIFT, LYING])
    expect(item.get_by_role("button", name="Down", exact=True)).to_be_disabled()


def test_a_drill_is_dragged_by_its_handle(shell):
    page = shell
    make(page, *DRILLS)
    box = page.get_by_role("button", name=f"Move {LYING}").bounding_box()
    last = page.get_by_role("button", name=f"Move {HINGE}").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, last["y"] + last["height"], steps=12)
    page.mouse.up()
    page.get_by_text(f"{LYING}, 3 of 3").wait_for(state="attached")
    becomes(page, order, [LIFT, HINGE, LYING])


def test_a_drill_that_is_removed_comes_back_from_the_toast(shell):
    page = shell
    make(page, LYING, LIFT)
    open_aims(page, LYING).get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone").wait_for()
    becomes(page, order, [LYING, LIFT])


def test_a_routine_without_a_drill_is_not_kept(shell):
    page = shell
    page.get_by_role("link", name="Make a routine").click()
    name = page.get_by_label("Name of the routine")
    name.fill("Nothing in it")
    name.press("Tab")
    page.get_by_role("link", name="Back to routines").click()
    page.get_by_role("heading", name="Ready-made").wait_for()
    expect(page.get_by_text("Nothing in it")).to_have_count(0)


def test_duplicated_archived_used_again_deleted_and_undone(shell):
    page = shell
    make(page, LYING)
    menu(page, "Duplicate")
    page.get_by_text("This is the copy.").wait_for()
    expect(page.get_by_label("Name of the routine")).to_have_value("Before squats, copy")
    menu(page, "Archive")
    page.get_by_text("1 archived").click()
    page.get_by_role("button", name="Use again Before squats, copy").click()
    page.get_by_role("link", name="Before squats, copy").wait_for()
    page.get_by_role("link", name="Before squats, copy").click()
    menu(page, "Delete")
    page.get_by_text("“Before squats, copy” deleted").wait_for()
    expect(page.get_by_role("link", name="Before squats, copy")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Before squats, copy").wait_for()


def test_a_finished_workout_becomes_a_routine(shell):
    page = shell
    make(page, LYING, LIFT, title="Tuesday")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name=re.compile("^Log left")).click()
    page.get_by_role("button", name=re.compile("^Log right")).click()
    page.get_by_role("link", name="Finish").click()
    page.get_by_role("heading", name="Tuesday").wait_for()
    page.get_by_role("link", name="Save as routine").click()
    page.get_by_role("button", name="Start", exact=True).wait_for()
    becomes(page, order, [LYING, LIFT])
    line = page.locator("routine-item").first.locator("[data-part=line]").first
    expect(line).to_have_text(re.compile(r"^1\s×\s8\sreps,\seach\sside"))


def menu(page: Any, item: str) -> None:
    page.locator("log-routine summary[aria-label=More]").click()
    page.locator("log-routine .menu").get_by_role("button", name=item).click()


def test_a_ready_made_one_is_changed_as_a_copy(shell):
    page = shell
    page.get_by_role("link", name="Change Warm-up before squats").click()
    page.get_by_role("button", name="Start", exact=True).wait_for()
    becomes(page, lambda page: len(order(page)), 3)
    expect(page.get_by_label("Name of the routine")).to_have_value("Warm-up before squats")
    page.get_by_role("link", name="Back to routines").click()
    page.get_by_role("heading", name="Yours").wait_for()


def test_a_ready_made_one_that_is_changed_twice_gives_two_copies(shell):
    page = shell
    for _ in range(2):
        page.get_by_role("link", name="Change Warm-up before squats").click()
        page.get_by_role("button", name="Start", exact=True).wait_for()
        becomes(page, lambda page: len(order(page)), 3)
        page.get_by_role("link", name="Back to routines").click()
    page.get_by_role("heading", name="Yours").wait_for()
    expect(page.get_by_role("link", name=re.compile("^Warm-up before squats"))).to_have_count(3)


def test_the_routine_of_today_comes_first_and_has_the_coral_button(shell):
    page = shell
    make(page, LYING, title="Any day")
    page.get_by_role("link", name="Back to routines").click()
    make(page, LIFT, title="Every day")
    for day in page.locator(".weekday").all():
        day.click()
        expect(day).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Back to routines").click()
    page.get_by_role("heading", name="Planned for today").wait_for()
    titles = page.locator("log-routines .row__title").all_inner_texts()
    assert titles[:2] == ["Every day", "Any day"]
    expect(page.locator("log-routines .button--primary:visible")).to_have_count(1)


def test_bands_and_settings_of_a_phone_without_account(shell):
    page = shell
    show(page, "bands")
    page.get_by_role("button", name="Add a band").click()
    page.get_by_label("Name", exact=True).fill("Door loop")
    page.get_by_label("Pull in kg (optional)").fill("7,5")
    page.get_by_label("Pull in kg (optional)").press("Tab")
    page.get_by_text("Level 6 · 7.5 kg").wait_for()
    page.locator("details[open]").get_by_role("button", name="Archive").click()
    page.get_by_text("“Door loop” archived").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone").wait_for()
    show(page, "settings")
    page.get_by_role("radio", name="Pounds").check()
    show(page, "bands")
    page.get_by_text("Level 6 · 16.53 lb").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_accessible(catalogue, new_context, assert_accessible, scheme):
    page = new_context(color_scheme=scheme).new_page()
    page.goto(f"{reverse('workouts:log')}#routines")
    page.get_by_role("heading", name="Ready-made").wait_for()
    assert_accessible(page)
    make(page, LYING, "Lacrosse Ball Hip Release")
    open_aims(page, LYING).get_by_role("button", name="Superset with next").click()
    expect(page.locator(".item__group:visible")).to_have_text("Superset: in turn, then rest")
    assert_accessible(page)
    for screen, heading in (("bands", "Bands"), ("settings", "Settings")):
        show(page, screen)
        page.get_by_role("heading", name=heading, exact=True).wait_for()
        for summary in page.locator("log-bands summary").all():
            summary.click()
        assert_accessible(page)
    show(page, "routine-add/x")
    page.get_by_role("heading", name="Add drills").wait_for()
    page.get_by_role("button", name=HINGE, exact=True).wait_for()
    assert_accessible(page)


@pytest.mark.parametrize(("width", "text"), [(320, 16), (390, 32)])
def test_nothing_is_wider_than_the_phone(catalogue, new_context, width, text):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{reverse('workouts:log')}#routines")
    page.get_by_role("heading", name="Ready-made").wait_for()
    make(page, LYING, HINGE)
    open_aims(page, LYING)
    page.evaluate("size => document.documentElement.style.setProperty('font-size', `${size}px`)", text)
    for screen in (None, "routines", "bands", "settings", "routine-add/x"):
        if screen:
            show(page, screen)
        page.locator("#screen .row, #screen .setting, #screen .item").first.wait_for()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, screen
