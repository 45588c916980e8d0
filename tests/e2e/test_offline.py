"""The installed app: what opens without signal, what is kept, and how a new version comes."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import expect

from exercises import queries, services
from exercises.models import Exercise
from tests.builders import make_workout
from tests.people import make_person
from workouts import queries as training

CLAM = "/drills/side-lying-clamshell/"
HINGE = "/drills/hip-ir-hinge/"
KEPT = "path => caches.match(path).then(reply => reply?.text())"


@pytest.fixture
def catalogue(site: str) -> None:
    call_command("load_catalogue", verbosity=0)


# A page's policy forbids what Playwright's own wait_for_function does.
UNTIL = """async ([body, argument]) => {
  const conditions = {
    controlled: async () => navigator.serviceWorker.controller?.state === "activated",
    warm: async () => await caches.match("/log/catalogue.json?warmed"),
    waiting: async () => (await navigator.serviceWorker.getRegistration()).waiting,
    kept: async ([path, words]) => (await (await caches.match(path))?.text())?.includes(words),
    gone: async (path) => !(await caches.match(path)),
    "nothing waits": async () => !(await navigator.serviceWorker.getRegistration()).waiting,
    "no own pages": async () => !(await caches.keys()).some((name) => name.startsWith("personal:")),
    "own pages": async (account) =>
      (await caches.keys()).filter((name) => name.startsWith("personal:")).join() === `personal:${account}`,
  };
  for (let tries = 0; tries < 3000; tries += 1) {
    if (await conditions[body](argument)) return;
    await new Promise((passed) => setTimeout(passed, 20));
  }
  throw new Error(`never ${body} ${argument}`);
}"""


def until(page: Any, condition: str, argument: Any = None) -> None:
    page.evaluate(UNTIL, [condition, argument])


def visit(page: Any, address: str = "/") -> None:
    """Opens a page and lets the worker take over."""
    page.goto(address)
    until(page, "controlled")


@pytest.mark.usefixtures("catalogue")
def test_after_one_visit_everything_opens_without_signal(
    page: Any, without_signal: Callable[..., None]
) -> None:
    visit(page)
    until(page, "warm")
    without_signal(page)
    for address, heading in (
        ("/log/", "Log a session"),
        ("/log/?drill=side-lying-clamshell", "Side-Lying Clamshell"),
        ("/drills/", "Drills"),
        (CLAM, "Side-Lying Clamshell"),
        (HINGE, "Hip IR Hinge"),
        ("/routines/", "Routines"),
        ("/routines/warm-up-before-squats/", "Warm-up before squats"),
        ("/", "Hips that turn"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(heading)), address
    page.goto(CLAM)
    picture = page.locator(".stage__figure img:visible")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    page.goto("/muscles/gluteus-medius/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs signal")
    without_signal(page, False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gluteus medius")


@pytest.mark.usefixtures("catalogue")
def test_an_edit_published_meanwhile_shows_on_the_next_view(page: Any) -> None:
    visit(page)
    page.goto(CLAM)
    until(page, "kept", [CLAM, "Side-Lying Clamshell"])
    drill = Exercise.objects.get(slug="side-lying-clamshell")
    drill.summary = "Open the knees like a shell."
    drill.save(update_fields=["summary"])
    services.catalogue_changed()
    page.goto(CLAM)
    until(page, "kept", [CLAM, drill.summary])
    page.goto(CLAM)
    expect(page.get_by_text(drill.summary)).to_be_visible()


@pytest.mark.usefixtures("catalogue")
def test_what_moved_or_went_or_broke_is_never_kept(
    page: Any, faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(page)
    for path in (CLAM, HINGE):
        page.goto(path)
        until(page, "kept", [path, "<h1>"])
    drill = Exercise.objects.get(slug="side-lying-clamshell")

    def broken(slug: str) -> None:
        raise RuntimeError(slug)

    with monkeypatch.context() as patch, override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False):
        patch.setattr(queries, "drill_page", broken)
        services.catalogue_changed()
        page.goto(HINGE, wait_until="networkidle")
        assert page.get_by_role("heading", level=1).inner_text() == "Hip IR Hinge"
        page.evaluate("fetch('/drills/a-drill-not-kept/')")
        page.wait_for_load_state("networkidle")
    assert page.evaluate(KEPT, "/drills/a-drill-not-kept/") is None
    assert "Hip IR Hinge" in page.evaluate(KEPT, HINGE)

    drill.old_slugs.create(slug=drill.slug)
    drill.slug = "clam"
    drill.save(update_fields=["slug"])
    services.catalogue_changed()
    page.goto(CLAM)
    until(page, "gone", CLAM)
    page.goto(CLAM)
    expect(page).to_have_url(re.compile("/drills/clam/$"))
    until(page, "kept", ["/drills/clam/", drill.name])
    assert page.evaluate(KEPT, CLAM) is None

    drill.status = Exercise.Status.DRAFT
    drill.save(update_fields=["status"])
    services.catalogue_changed()
    page.goto("/drills/clam/")
    until(page, "gone", "/drills/clam/")
    page.goto("/drills/clam/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing at this address")
    assert page.evaluate(KEPT, "/drills/clam/") is None
    faults.clear()


@pytest.mark.usefixtures("catalogue")
def test_ones_own_pages_show_as_they_were_and_leave_with_their_owner(
    page: Any, sign_in: Callable[..., None], without_signal: Callable[..., None]
) -> None:
    alice, bob = make_person("alice@example.com"), make_person("bob@example.com")
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    make_workout(alice, title="Morning turns", drills=[clam], sets=[{"side": "left", "reps": 11}])
    visit(page)
    sign_in(page, alice)
    page.goto("/workouts/?month=2026-11")
    expect(page.get_by_text("Morning turns")).to_be_visible()
    expect(page.get_by_text("No signal.")).to_be_hidden()
    page.goto("/you/")
    without_signal(page)
    page.goto("/workouts/?month=2026-11")
    expect(page.get_by_text("Morning turns")).to_be_visible()
    expect(page.get_by_text(re.compile(r"No signal\. This page is from .*20\d\d"))).to_be_visible()
    page.goto("/workouts/new/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs signal")
    without_signal(page, False)

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    until(page, "no own pages")
    without_signal(page)
    page.goto("/workouts/?month=2026-11")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs signal")
    without_signal(page, False)

    sign_in(page, alice)
    page.goto("/workouts/")
    until(page, "own pages", str(alice.public_id))
    sign_in(page, bob)
    page.goto("/you/")
    until(page, "own pages", str(bob.public_id))


@pytest.mark.usefixtures("catalogue")
def test_a_slow_page_of_ones_own_shows_its_copy_after_a_while(
    page: Any, sign_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(page)
    sign_in(page, make_person("alice@example.com"))
    page.goto("/progress/")
    go_on = threading.Event()
    overview = training.overview

    def slow(*args: Any, **kwargs: Any) -> Any:
        go_on.wait(30)
        return overview(*args, **kwargs)

    monkeypatch.setattr(training, "overview", slow)
    page.goto("/progress/")
    expect(page.get_by_text("No signal.")).to_be_visible()
    go_on.set()


@pytest.mark.usefixtures("catalogue")
def test_drills_are_found_and_narrowed_without_signal(page: Any, without_signal: Callable[..., None]) -> None:
    visit(page, "/drills/")
    until(page, "warm")
    without_signal(page)
    page.goto("/drills/?q=clam")
    expect(page.locator(".row__title").first).to_have_text("Side-Lying Clamshell")
    expect(page.get_by_role("searchbox")).to_have_value("clam")
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("status")).to_have_text("13 drills")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Seated").check()
    expect(page.get_by_role("status")).to_have_text("4 drills")
    expect(page).to_have_url(re.compile(r"position=seated$"))
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("13 drills")


@pytest.mark.usefixtures("catalogue")
def test_what_was_logged_here_shows_on_the_drill_and_on_today_without_signal(
    page: Any, without_signal: Callable[..., None], assert_accessible: Callable[[Any], None]
) -> None:
    visit(page)
    until(page, "warm")
    without_signal(page)
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Log your first session")).to_be_visible()
    expect(page.get_by_role("link", name="Warm-up before squats")).to_be_visible()
    page.goto("/log/?drill=side-lying-clamshell")
    page.get_by_role("button", name="Log left").click()
    expect(page.get_by_role("button", name="Log right")).to_be_visible()
    page.goto(CLAM)
    expect(page.locator("last-time")).to_contain_text("Last time")
    expect(page.locator("last-time")).to_contain_text("10")
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Side-Lying Clamshell")).to_be_visible()
    expect(page.get_by_role("link", name="Continue")).to_be_visible()
    expect(page.locator("install-hint")).to_be_hidden()
    page.evaluate("window.installPrompt = {}; dispatchEvent(new Event('beforeinstallprompt'))")
    hint = page.locator("install-hint")
    expect(hint.get_by_role("link", name="Sign up")).to_be_visible()
    expect(hint.get_by_role("button", name="Install")).to_be_hidden()
    assert_accessible(page)
    with page.expect_download():
        hint.get_by_role("button", name="Save a file").click()
    expect(hint.get_by_role("button", name="Install")).to_be_visible()
    hint.get_by_role("button", name="Not now").click()
    page.reload()
    page.evaluate("window.installPrompt = {}; dispatchEvent(new Event('beforeinstallprompt'))")
    expect(hint).to_be_hidden()
