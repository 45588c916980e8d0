"""The logger: /log/. It renders from this phone and writes to it; the network is not needed once the page is there."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import becomes
from workouts.models import Set

PRONE = "band-lying-hip-internal-rotation"
PRONE_NAME = "Band Lying Hip Internal Rotation"


# Counts what is read by an index; and a tap's own reads are over when others have come and gone.
COUNT_READS = """() => {
  window.reads = 0;
  for (const name of ["getAll", "openCursor"]) {
    const read = IDBIndex.prototype[name];
    IDBIndex.prototype[name] = function (...range) {
      window.reads += 1;
      return read.apply(this, range);
    };
  }
}"""
READ_SINCE = """async () => {
  const {store} = document.querySelector("log-workout");
  for (let turn = 0; turn < 30; turn += 1) await store.kept("nothing");
  return window.reads;
}"""


def begin(page: Any, slug: str = PRONE) -> None:
    page.goto(f"/log/?drill={slug}")
    ready(page)


def ready(page: Any) -> None:
    page.locator("log-workout[data-ready]").wait_for()


def log(page: Any, side: str) -> None:
    page.get_by_role("button", name=re.compile(f"^Log {side}")).click()


def log_round(page: Any) -> None:
    log(page, "left")
    log(page, "right")


def done(page: Any) -> list[str]:
    """Each row of finished sets as it is said."""
    return done_rows(page).evaluate_all(
        """rows => rows.map((row) =>
          [...row.querySelectorAll("[aria-label], .set-row__band, .set-row__note")]
            .map((each) => each.ariaLabel ?? each.textContent)
            .filter(Boolean)
            .join(" "),
        )"""
    )


def shown(page: Any) -> list[str]:
    """Each row of finished sets as it reads."""
    return [" ".join(text.split()) for text in done_rows(page).all_inner_texts()]


def done_rows(page: Any) -> Any:
    return page.get_by_role("list", name="Done").get_by_role("listitem")


def number(page: Any, name: str = "Reps, left") -> Any:
    return page.get_by_role("textbox", name=name, exact=True)


def said(page: Any) -> str:
    return page.locator("#announcements").inner_text()


def test_from_a_drill_page_a_set_is_one_tap_a_side(catalogue, page):
    page.goto(f"/drills/{PRONE}/")
    page.get_by_role("link", name="Log this drill").click()
    ready(page)
    assert "?" not in page.url
    assert page.get_by_role("heading", level=1).inner_text() == PRONE_NAME
    page.get_by_role("button", name="Log left · 8 reps").click()
    page.get_by_role("button", name="Log right · 8 reps").click()
    page.get_by_role("heading", name="Set 2").wait_for()
    becomes(page, done, ["Set 1 left 8 reps right 8 reps"])
    assert shown(page) == ["L 8 R 8"]
    becomes(page, said, "Right, 8 reps logged.")


def test_the_next_side_is_said_aloud(catalogue, page):
    begin(page)
    log(page, "left")
    page.get_by_role("button", name="Log right · 8 reps").wait_for()
    becomes(page, said, "Left, 8 reps logged. Now right.")


def test_a_tap_reads_no_other_set_however_many_there_are(catalogue, page):
    begin(page)
    log(page, "left")
    page.get_by_role("button", name="Log right · 8 reps").wait_for()
    page.evaluate(READ_SINCE)
    page.evaluate(COUNT_READS)
    log(page, "right")
    becomes(page, done, ["Set 1 left 8 reps right 8 reps"])
    assert page.evaluate(READ_SINCE) == 0


def test_a_changed_value_is_what_the_button_writes_and_what_the_next_round_starts_with(catalogue, page):
    begin(page)
    page.get_by_role("button", name="More: Reps, left").click()
    number(page).fill("12")
    page.get_by_role("button", name="Log left · 12 reps").click()
    log(page, "right")
    expect(number(page)).to_have_value("12")
    becomes(page, done, ["Set 1 left 12 reps right 8 reps"])


def test_what_is_no_number_is_said_and_not_written(catalogue, page):
    begin(page)
    number(page).fill("ten")
    page.get_by_text("Write reps as a whole number, like 10.").wait_for()
    log(page, "left")
    becomes(page, done, [])
    number(page).fill("")
    page.get_by_role("button", name="Log left").click()
    page.get_by_text("Write down at least one number.").wait_for()
    becomes(page, done, [])


def test_a_set_is_corrected_in_place(catalogue, page):
    begin(page)
    log_round(page)
    page.get_by_role("button", name=re.compile("left 8 reps")).click()
    page.get_by_role("heading", name="Correct set 1").wait_for()
    number(page).fill("9")
    page.get_by_role("button", name="Save left · 9 reps").click()
    page.get_by_role("heading", name="Set 2").wait_for()
    becomes(page, done, ["Set 1 left 9 reps right 8 reps"])


def test_a_deleted_set_comes_back(catalogue, page):
    begin(page)
    log_round(page)
    page.get_by_role("button", name=re.compile("right 8 reps")).click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_text("Set deleted").wait_for()
    becomes(page, done, ["Set 1 left 8 reps Add right to set 1"])
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name=re.compile("right 8 reps")).wait_for()


def test_a_reload_in_mid_set_keeps_what_was_typed(catalogue, page):
    begin(page)
    log(page, "left")
    number(page, "Reps, right").fill("11")
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_role("textbox", name="Note").fill("knee wandered")
    page.reload()
    ready(page)
    page.get_by_role("button", name="Log right · 11 reps").click()
    becomes(page, done, ["Set 1 left 8 reps right 11 reps knee wandered"])


def test_a_reload_of_the_address_that_began_does_not_begin_again(catalogue, page):
    begin(page)
    page.reload()
    ready(page)
    expect(page.get_by_text("Drill 1 of 1")).to_be_visible()


def test_a_second_drill_joins_the_open_workout_and_can_be_taken_back(catalogue, page):
    begin(page)
    log_round(page)
    begin(page, "hip-ir-hinge")
    expect(page.get_by_text("Drill 2 of 2")).to_be_visible()
    page.get_by_role("status").get_by_text("Hip IR Hinge added to this workout").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Drill 1 of 1").wait_for()


def test_swapped_for_a_variant_what_was_logged_stays_with_the_old_drill(catalogue, page):
    begin(page, "hip-ir-hinge")
    log_round(page)
    menu(page, "Hip IR Hinge", "Swap")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Squatting Internal Rotations")).click()
    page.get_by_role("heading", level=1, name="Squatting Internal Rotations").wait_for()
    becomes(page, done, [])
    entries = page.get_by_role("region", name="This workout").get_by_role("listitem")
    assert [" ".join(each.split()) for each in entries.all_inner_texts()] == [
        "Hip IR Hinge 1 set",
        "Squatting Internal Rotations No sets yet",
    ]


def test_a_superset_alternates(catalogue, page):
    begin(page)
    begin(page, "hip-ir-hinge")
    page.get_by_role("button", name=re.compile(f"^{PRONE_NAME}")).click()
    menu(page, PRONE_NAME, "Superset with the next")
    log_round(page)
    page.get_by_role("heading", level=1, name="Hip IR Hinge").wait_for()
    log_round(page)
    page.get_by_role("heading", level=1, name=PRONE_NAME).wait_for()


def test_drills_are_moved_skipped_noted_and_removed_from_their_menu(catalogue, page):
    begin(page)
    begin(page, "hip-ir-hinge")
    menu(page, "Hip IR Hinge", "Move up")
    page.get_by_text("Drill 1 of 2").wait_for()
    menu(page, "Hip IR Hinge", "Note for every time")
    page.get_by_role("dialog").get_by_role("textbox").fill("hold the wall")
    page.get_by_role("button", name="Save note").click()
    page.locator(".pinned").get_by_text("hold the wall").wait_for()
    menu(page, "Hip IR Hinge", "Skip")
    page.get_by_role("button", name=f"Next: {PRONE_NAME}").click()
    menu(page, PRONE_NAME, "Remove")
    page.get_by_text(f"{PRONE_NAME} removed").wait_for()
    expect(page.get_by_text("Drill 1 of 1")).to_be_visible()


def test_after_the_last_planned_set_the_button_leads_on(catalogue, page):
    page.goto("/log/?routine=warm-up-before-squats")
    ready(page)
    expect(page.get_by_role("textbox", name="Name of this workout")).to_have_value("Warm-up before squats")
    go = page.locator("log-workout [data-part=go]")
    rest = page.locator("rest-dock [data-part=what]")
    for _tap in range(40):
        words = go.inner_text()
        if words == "Finish":
            break
        if words.startswith("Next: "):
            expect(rest).to_have_text(words.replace("Next: ", "Rest, then "))
        before = page.locator("log-workout").inner_text()
        go.click()
        page.wait_for_function(
            "before => document.querySelector('log-workout').innerText !== before", arg=before
        )
    assert go.inner_text() == "Finish"
    expect(page.get_by_text("Drill 3 of 3")).to_be_visible()
    page.get_by_role("button", name="One more set").click()
    assert go.inner_text().startswith("Log left")


def test_after_all_planned_sets_the_rest_names_no_side(catalogue, page):
    begin(page)
    log_round(page)
    expect(page.locator("rest-dock [data-part=what]")).to_have_text("Rest, then left")
    page.get_by_role("link", name="Finish").click()
    page.locator("log-finish").wait_for()
    # As many as last time are planned: one.
    begin(page)
    log_round(page)
    expect(page.locator("log-workout [data-part=go]")).to_have_text("Finish")
    expect(page.locator("rest-dock [data-part=what]")).to_have_text("Rest")


@pytest.mark.parametrize(
    ("slug", "fields", "button"),
    [
        ("hip-ir-hinge", {"Reps, left": "6", "Load, left": "12,5"}, "Log left · 6 reps · 12.5 kg"),
        ("seated-hip-internal-rotation-stretch", {"Hold, left": "45"}, "Log left · 45 s hold"),
        ("lacrosse-ball-hip-release", {"Time, left": "1:30"}, "Log left · 1:30"),
        (
            "supine-hip-ir-end-range-expansion",
            {"Cycles, left": "3", "Breaths, left": "6"},
            "Log left · 3 cycles · 6 breaths",
        ),
    ],
)
def test_every_measure_is_typed_and_written_as_it_says(catalogue, page, slug, fields, button):
    begin(page, slug)
    for name, value in fields.items():
        number(page, name).fill(value)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name=re.compile("^Log right")).wait_for()
    becomes(page, lambda page: len(done(page)), 1)


def test_a_band_stays_in_hand_for_the_other_side(catalogue, page):
    begin(page)
    page.get_by_role("button", name="Medium").click()
    log_round(page)
    becomes(page, done, ["Set 1 left 8 reps, Medium right 8 reps, Medium Medium"])


def test_pounds_are_kept_as_typed(catalogue, page):
    begin(page, "hip-ir-hinge")
    page.get_by_role("button", name="lb", exact=True).click()
    number(page, "Load, left").fill("45")
    page.get_by_role("button", name="Log left · 5 reps · 45 lb").click()
    expect(page.get_by_role("button", name="lb", exact=True)).to_have_attribute("aria-pressed", "true")


def test_it_goes_on_without_signal_and_without_an_account(catalogue, page, without_signal):
    begin(page)
    page.evaluate("customElements.whenDefined('log-add').then(() => true)")
    without_signal(page)
    log_round(page)
    page.get_by_role("link", name="Add a drill").click()
    page.get_by_role("searchbox").fill("clam")
    page.get_by_role("button", name=re.compile("^Side-Lying Clamshell")).first.click()
    ready(page)
    log_round(page)
    becomes(page, lambda page: len(done(page)), 1)
    expect(page.get_by_text("Saved on this phone")).to_be_visible()


def test_what_another_tab_logs_is_shown(catalogue, page):
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    log(other, "left")
    page.get_by_role("button", name=re.compile("^Log right")).wait_for()
    becomes(page, done, ["Set 1 left 8 reps Add right to set 1"])


def test_last_time_stands_beside_the_set_and_fills_it(catalogue, page):
    begin(page)
    number(page).fill("10")
    log_round(page)
    page.get_by_role("link", name="Leave it open").click()
    page.get_by_role("button", name=re.compile(f"^{PRONE_NAME}")).first.click()
    ready(page)
    page.get_by_role("heading", name="Set 1").wait_for()
    assert "Last time L left 10 R right 8 today" in " ".join(page.locator("set-now").inner_text().split())
    expect(page.get_by_role("button", name="Log left · 10 reps")).to_be_visible()


def test_what_a_signed_in_person_logs_reaches_the_server(catalogue, alice, sign_in, page):
    sign_in(page, alice)
    begin(page)
    log_round(page)
    arrived = Set.objects.filter(owner=alice).values_list("side", "reps")
    becomes(page, lambda _page: set(arrived.all()), {("left", 8), ("right", 8)})
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def menu(page: Any, drill: str, deed: str) -> None:
    page.get_by_label(f"More for {drill}").click()
    page.get_by_role("button", name=deed, exact=True).click()
