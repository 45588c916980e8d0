"""The guided run and the timers, on a clock that the test moves."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import becomes

INSTALLED, STILL_FROM = "2026-11-22T18:00:00", "2026-11-22T18:10:00"
SETS = """async () => {
  const names = (await indexedDB.databases()).map(({name}) => name).filter((name) => name.startsWith("swivel:"));
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await answer(indexedDB.open(names[0]));
  const rows = await answer(database.transaction("records").objectStore("records").getAll());
  database.close();
  const values = (row) => Object.assign({}, ...Object.values(row.registers).map((register) => register.values));
  const sets = rows.filter((row) => row.type === "set").map(values).filter((set) => !set.deleted);
  return sets.sort((a, b) => (a.done_at < b.done_at ? -1 : 1));
}"""
# A read waits for every write before it.
WRITTEN = "() => document.querySelector('#screen > *')?.store.kept('nothing')"
HEARD = """() => {
  window.heard = [];
  window.said = [];
  window.AudioContext = class {
    currentTime = 0;
    state = "running";
    destination = {};
  };
  window.OscillatorNode = class {
    constructor(speaker, {frequency}) { this.frequency = frequency; }
    connect(next) { return next; }
    start() { window.heard.push(this.frequency); }
    stop() {}
  };
  window.GainNode = class {
    gain = {setValueAtTime() {}, linearRampToValueAtTime() {}};
    connect(next) { return next; }
  };
  addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("announcements");
    new MutationObserver(() => window.said.push(place.textContent)).observe(place, {childList: true});
  });
}"""


def begin(page: Any, routine: str = "warm-up-before-squats") -> None:
    page.clock.install(time=INSTALLED)
    page.clock.pause_at(STILL_FROM)
    page.goto(f"{reverse('workouts:log')}?routine={routine}")
    page.locator("log-workout[data-ready]").wait_for()


def play(page: Any, routine: str = "warm-up-before-squats") -> None:
    begin(page, routine)
    page.get_by_role("link", name="Guided run").click()
    page.get_by_role("timer").wait_for()


def see(page: Any, text: str) -> None:
    """On the screen, not only where screen readers hear it."""
    page.locator("#screen").get_by_text(text).first.wait_for()


def number(page: Any) -> str:
    return page.get_by_role("timer").inner_text()


def pass_seconds(page: Any, seconds: float) -> None:
    """In steps, so that what is written between two pieces is written before the clock goes on: with a slow disk, a
    minute of this clock would pass meanwhile, and the run would pause as one that nobody attends."""
    while seconds > 0:
        page.clock.run_for(min(seconds, 5) * 1000)
        page.evaluate(WRITTEN)
        seconds -= 5


def paint(page: Any) -> None:
    """The rest starts in the frame after the set is seen, and frames come by the page's clock."""
    page.evaluate(WRITTEN)
    page.clock.run_for(100)


def pass_until_finished(page: Any) -> None:
    """A piece begins when the one before it is written, so the end may come seconds later than planned."""
    for _ in range(100):
        if "#finish/" in page.url:
            return
        pass_seconds(page, 5)
    raise AssertionError(f"still at {page.url}")


def test_done_on_the_last_set_ends_the_run(catalogue, page):
    play(page)
    done = page.get_by_role("button", name="Done", exact=True)
    for _ in range(200):
        if "#finish/" in page.url:
            return
        # Without waiting: a set may end by itself meanwhile.
        done.evaluate_all("buttons => buttons.forEach((button) => button.click())")
        pass_seconds(page, 2)
    raise AssertionError(f"still at {page.url}: {page.locator('#screen').inner_text()}")


def amounts(page: Any) -> list[tuple[Any, ...]]:
    names = ("reps", "hold_seconds", "duration_seconds", "breaths", "cycles")
    rows = page.evaluate(SETS)
    return [
        (row["side"], *(f"{row[name]} {name}" for name in names if row[name] is not None)) for row in rows
    ]


def test_a_warm_up_plays_to_its_end_without_a_hand_and_logs_each_side(site, catalogue, page):
    play(page)
    pass_until_finished(page)
    assert amounts(page) == [
        ("both", "15 reps"),
        ("left", "8 reps"),
        ("right", "8 reps"),
        ("left", "3 reps", "6 breaths"),
        ("right", "3 reps", "6 breaths"),
    ]


def test_a_side_is_written_when_it_is_done_and_the_switch_is_called_out(site, catalogue, page):
    play(page, "six-ways-to-more-hip-rotation")
    pass_seconds(page, 21)
    see(page, "Left")
    becomes(page, number, "0:59")
    pass_seconds(page, 60)
    page.get_by_role("heading", name="Switch sides").wait_for()
    see(page, "Right starts in")
    assert amounts(page) == [("left", "60 duration_seconds")]
    page.get_by_role("button", name="Start right").click()
    pass_seconds(page, 1)
    becomes(page, number, "0:59")


def test_a_hold_that_is_ended_early_counts_what_was_held(site, catalogue, page):
    play(page, "six-ways-to-more-hip-rotation")
    page.get_by_role("button", name="Start left").click()
    pass_seconds(page, 42)
    page.get_by_role("button", name="Done").click()
    see(page, "Right starts in")
    assert amounts(page) == [("left", "42 duration_seconds")]


def test_pausing_stops_the_clock_and_a_reload_comes_back_to_the_second(site, catalogue, page):
    play(page, "six-ways-to-more-hip-rotation")
    page.get_by_role("button", name="Start left").click()
    pass_seconds(page, 20)
    page.get_by_role("button", name="Pause").click()
    see(page, "Paused")
    pass_seconds(page, 300)
    becomes(page, number, "0:40")
    page.reload()
    page.get_by_role("timer").wait_for()
    becomes(page, number, "0:40")
    page.get_by_role("button", name="Go on").click()
    pass_seconds(page, 10)
    becomes(page, number, "0:30")


def test_a_reload_in_mid_hold_goes_on_and_after_a_long_absence_it_waits(site, catalogue, page):
    play(page, "six-ways-to-more-hip-rotation")
    page.get_by_role("button", name="Start left").click()
    pass_seconds(page, 21)
    page.reload()
    page.get_by_role("timer").wait_for()
    pass_seconds(page, 1)
    becomes(page, number, "0:38")
    # Five seconds are the most that can be lost.
    page.clock.fast_forward("10:00")
    see(page, "Paused here while you were away")
    becomes(page, number, "0:38")
    assert amounts(page) == []


def test_back_does_a_set_again_and_changes_the_one_that_is_there(site, catalogue, page):
    play(page, "six-ways-to-more-hip-rotation")
    page.get_by_role("button", name="Start left").click()
    pass_seconds(page, 61)
    page.get_by_role("heading", name="Switch sides").wait_for()
    page.get_by_role("button", name="Back").click()
    see(page, "Left starts in")
    pass_seconds(page, 6)
    page.get_by_role("button", name="Done").wait_for()
    pass_seconds(page, 30)
    page.get_by_role("button", name="Done").click()
    page.get_by_role("heading", name="Switch sides").wait_for()
    [(side, held)] = amounts(page)
    assert (side, int(held.split()[0]) in range(30, 33)) == ("left", True)


def test_a_set_can_be_skipped_while_it_is_paused(site, catalogue, page):
    play(page)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Skip this set").click()
    page.get_by_role("heading", name="Band Lying Hip Internal Rotation").wait_for()
    assert amounts(page) == []


def test_who_looks_at_the_list_comes_back_to_the_same_second(site, catalogue, page):
    play(page, "six-ways-to-more-hip-rotation")
    page.get_by_role("button", name="Start left").click()
    pass_seconds(page, 20)
    page.get_by_role("link", name="Leave the run").click()
    page.locator("log-workout[data-ready]").wait_for()
    pass_seconds(page, 30)
    page.get_by_role("link", name="Guided run").click()
    page.get_by_role("button", name="Go on").wait_for()
    becomes(page, number, "0:40")


def test_what_was_done_already_is_not_played_again(site, catalogue, page):
    begin(page)
    page.get_by_role("button", name="Log · 15 reps").click()
    page.get_by_role("link", name="Guided run").click()
    page.get_by_role("heading", name="Band Lying Hip Internal Rotation").wait_for()


def test_sound_is_heard_until_it_is_switched_off_and_that_is_remembered(site, catalogue, page):
    page.add_init_script(f"({HEARD})()")
    play(page)
    page.get_by_role("button", name="Start", exact=True).click()
    pass_seconds(page, 9)
    assert page.evaluate("heard") == [523, 880, 392, 392]
    page.get_by_role("button", name="Sound").click()
    page.evaluate("() => void (heard.length = 0)")
    pass_seconds(page, 20)
    assert page.evaluate("heard") == []
    page.reload()
    page.get_by_role("timer").wait_for()
    expect(page.get_by_role("button", name="Sound")).to_have_attribute("aria-pressed", "false")


def test_a_screen_reader_hears_the_changes_and_no_seconds(site, catalogue, page):
    page.add_init_script(f"({HEARD})()")
    play(page, "six-ways-to-more-hip-rotation")
    pass_seconds(page, 100)
    assert page.evaluate("said") == [
        "Lacrosse Ball Hip Release. Left starts in 20 seconds",
        "Left: 1:00",
        "Halfway",
        "10 seconds left",
        "Switch sides. Right starts in 10 seconds",
        "Right: 1:00",
    ]


def test_with_reduced_motion_the_figure_stands_still_and_the_stages_are_told(site, catalogue, new_context):
    moves = {"no-preference": "moving-", "reduce": "poster-"}
    for motion, drawing in moves.items():
        page = new_context(reduced_motion=motion).new_page()
        play(page, "three-drill-routine")
        figure = page.locator("run-figure img:visible")
        page.clock.run_for(300)
        assert drawing in figure.get_attribute("src")
        for _ in range(2):
            page.get_by_role("button", name="Pause").click()
            page.get_by_role("button", name="Skip this set").click()
        page.get_by_role("button", name="Start left").click()
        page.clock.run_for(400)
        see(page, "Turn the thigh in; the foot goes out.")


def test_the_figure_is_mirrored_for_the_other_side(site, catalogue, page):
    play(page)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Skip this set").click()
    mirrored = page.locator("run-figure .figure--mirrored")
    see(page, "Rest, then left")
    expect(mirrored).to_have_count(0)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Skip this set").click()
    see(page, "Right starts in")
    expect(mirrored).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568), (844, 390), (667, 320), (1280, 800)])
def test_the_run_fits_the_screen_and_is_accessible(
    site, catalogue, new_context, assert_accessible, width, height
):
    page = new_context(viewport={"width": width, "height": height}).new_page()
    play(page)
    for seconds in (1, 25):
        pass_seconds(page, seconds)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
        for button in page.get_by_role("button").all():
            box = button.bounding_box()
            assert box["height"] >= 44
            assert box["y"] + box["height"] <= height
    # Axe waits by the page's clock.
    page.clock.resume()
    assert_accessible(page)


def test_without_signal_the_run_goes_on_and_is_written(site, catalogue, page, without_signal):
    play(page)
    without_signal(page)
    page.get_by_role("button", name="Start", exact=True).click()
    pass_seconds(page, 61)
    see(page, "Rest, then left")
    assert amounts(page) == [("both", "15 reps")]


def test_nothing_to_play_and_an_unknown_session_lead_on(site, catalogue, page):
    page.goto(f"{reverse('workouts:log')}#run/0de17c1d-6ceb-4901-8e7d-53eaeab66c04")
    page.get_by_role("heading", name="This session is not on this phone").wait_for()
    page.get_by_role("link", name="Start a session").click()
    page.locator("log-start[data-ready]").wait_for()


def test_rest_starts_by_itself_survives_a_reload_and_is_lengthened(site, catalogue, page):
    begin(page)
    page.get_by_role("button", name="Log · 15 reps").click()
    paint(page)
    page.get_by_role("timer").wait_for()
    pass_seconds(page, 10.5)
    becomes(page, number, "0:20")
    page.reload()
    page.get_by_role("timer").wait_for()
    becomes(page, number, "0:20")
    page.get_by_role("button", name="15 seconds more").click()
    becomes(page, number, "0:35")
    pass_seconds(page, 35)
    see(page, "Rest is over.")
    pass_seconds(page, 11)
    expect(page.get_by_role("timer")).to_have_count(0)


def test_between_the_sides_there_is_no_rest_and_skipping_ends_it(site, catalogue, page):
    begin(page, "three-drill-routine")
    page.get_by_role("button", name="Log left · 3 reps").click()
    page.get_by_role("button", name="Log right · 3 reps").wait_for()
    expect(page.get_by_role("timer")).to_have_count(0)
    page.get_by_role("button", name="Log right · 3 reps").click()
    paint(page)
    page.get_by_role("button", name="Skip rest").click()
    expect(page.get_by_role("timer")).to_have_count(0)


def test_a_hold_is_timed_on_both_sides_and_logged_as_it_was_held(site, catalogue, page):
    begin(page, "six-ways-to-more-hip-rotation")
    page.get_by_role("button", name="Time it").click()
    see(page, "Left starts in")
    pass_seconds(page, 66)
    see(page, "Right starts in")
    assert amounts(page) == [("left", "60 duration_seconds")]
    page.get_by_role("button", name="Start right").click()
    pass_seconds(page, 25)
    page.get_by_role("button", name="Done, log right").click()
    see(page, "1 set done")
    assert amounts(page) == [("left", "60 duration_seconds"), ("right", "25 duration_seconds")]


def test_a_timed_hold_survives_a_reload_and_can_be_cancelled(site, catalogue, page, assert_accessible):
    begin(page, "six-ways-to-more-hip-rotation")
    page.get_by_role("button", name="Time it").click()
    pass_seconds(page, 15)
    becomes(page, number, "0:50")
    page.reload()
    page.get_by_role("timer").wait_for()
    becomes(page, number, "0:50")
    page.clock.resume()
    assert_accessible(page)
    page.get_by_role("button", name="Cancel the timer").click()
    page.get_by_role("button", name="Log left · 1:00").wait_for()
    assert amounts(page) == []


def test_the_wake_lock_is_asked_for_again_when_the_page_comes_back(site, catalogue, page):
    page.add_init_script(
        """() => {
          window.locks = {asked: 0, released: 0};
          const lock = {release: () => (window.locks.released += 1)};
          Object.defineProperty(navigator, "wakeLock", {value: {request: async () => (window.locks.asked++, lock)}});
        }""".join(("(", ")()"))
    )
    play(page)
    assert page.evaluate("locks") == {"asked": 1, "released": 0}
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("locks.asked") == 2
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("locks.released") == 1
