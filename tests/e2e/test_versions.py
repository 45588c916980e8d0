"""How a new version of the installed app comes, and what is fetched in advance."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from config import installable
from tests.e2e.test_offline import CLAM, HINGE, KEPT, until, visit

WEIGHTS = """async () => {
  const weights = {};
  for (const name of await caches.keys()) {
    const replies = await (await caches.open(name)).matchAll();
    const sizes = replies.map((reply) => Number(reply.headers.get("Content-Length")));
    weights[name] = sizes.reduce((sum, size) => sum + size, 0);
  }
  return weights;
}"""
NAMES = "prefix => caches.keys().then(names => names.filter(name => name.startsWith(prefix)))"


def rebuilt(monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]) -> None:
    """The server serves another version."""
    built = installable.built_worker(sends=True)
    for old, new in changes:
        assert old in built
        built = built.replace(old, new)
    monkeypatch.setattr(installable, "built_worker", lambda **_: built)


END_OF_INSTALL = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const coming = new Promise((come) =>
    registration.addEventListener("updatefound", () => come(registration.installing)),
  );
  registration.update().catch(() => {});
  const worker = await coming;
  while (worker.state === "installing") await new Promise((passed) => setTimeout(passed, 20));
  return worker.state;
}"""
VERSION = ('{"version": "', '{"version": "2')


@pytest.mark.usefixtures("catalogue")
def test_a_new_version_waits_until_it_is_let(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    visit(page)
    before = page.evaluate(NAMES, "shell-")
    assert len(before) == 1
    rebuilt(monkeypatch, VERSION)
    page.goto("/drills/")
    until(page, "waiting")
    page.evaluate("window.stayed = true")
    offer = page.get_by_role("status").filter(has_text="A new version of Swivel is ready.")
    expect(offer).to_be_visible()
    assert sorted(page.evaluate(NAMES, "shell-")) == sorted([*before, before[0].replace("shell-", "shell-2")])
    assert page.evaluate("window.stayed")
    with page.expect_event("load", timeout=60_000):
        offer.get_by_role("button", name="Reload").click()
    assert page.evaluate("window.stayed") is None
    until(page, "nothing waits")
    assert page.evaluate(NAMES, "shell-") == [before[0].replace("shell-", "shell-2")]
    expect(offer).to_have_count(0)


@pytest.mark.usefixtures("catalogue")
def test_an_install_that_lacks_one_file_leaves_the_version_before(
    page: Any, monkeypatch: pytest.MonkeyPatch, without_signal: Callable[..., None]
) -> None:
    visit(page)
    before = page.evaluate(NAMES, "shell-")
    rebuilt(monkeypatch, VERSION, ('"files": [', '"files": ["/static/nothing.js", '))
    assert page.evaluate(END_OF_INSTALL) == "redundant"
    assert page.evaluate(NAMES, "shell-") == before
    without_signal(page)
    page.goto("/log/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log a session")


@pytest.mark.usefixtures("catalogue")
def test_what_is_kept_for_later_stays_within_its_budget(page: Any) -> None:
    visit(page)
    until(page, "warm")
    weights = page.evaluate(WEIGHTS)
    assert set(weights) == {"catalogue", "figures", page.evaluate(NAMES, "shell-")[0]}
    assert sum(weights.values()) <= 1_500_000
    assert weights["figures"] > 100_000


@pytest.mark.usefixtures("catalogue")
def test_who_saves_data_is_sent_nothing_in_advance(new_context: Callable[..., Any]) -> None:
    context = new_context()
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = context.new_page()
    page.goto(CLAM)
    page.evaluate("navigator.serviceWorker.ready")
    page.goto("/drills/", wait_until="networkidle")
    until(page, "kept", ["/drills/", "Side-Lying Clamshell"])
    assert page.evaluate(KEPT, HINGE) is None
