"""How long a tap on “Log left” takes until it is written for good and shown, at a quarter of the browser’s speed.

`python -m benchmarks.taps` starts a server of its own; `--address` measures one that runs already. Beside it a tap on
a bare page is measured, which keeps one record and adds one line: no page takes less on the machine at hand.
"""

import argparse
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import server
from tests import chromium

THROTTLE = 4
TAPS = 200
# As many as a long workout has: six drills, two sets, left and right.
TAPS_IN_WORKOUT = 24
WARM_UP = 10
DRILL = "band-lying-hip-internal-rotation"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

# A hundred sessions, on this phone already: what a read by index must not notice.
HISTORY = """async ([sessions, drill]) => {
  const {store} = document.querySelector("log-workout");
  const entryRow = (await store.latest("workout", {limit: 1}))[0];
  const [entry] = await store.children("entry", entryRow.id);
  const id = () => crypto.randomUUID();
  for (let session = 1; session <= sessions; session += 1) {
    const at = new Date(Date.now() - session * 2.3 * 86400000);
    const workout = id();
    const changes = [{type: "workout", id: workout, values: {
      date: at.toISOString().slice(0, 10), started_at: at.toISOString(), finished_at: at.toISOString()}}];
    for (let place = 1; place <= 5; place += 1) {
      const parent = id();
      changes.push({type: "entry", id: parent, parent: workout, values: {
        drill_id: place === 1 ? entry.registers.plan.values.drill_id : id(), order: place}});
      for (let round = 1; round <= 3; round += 1) {
        for (const side of ["left", "right"]) {
          changes.push({type: "set", id: id(), parent, values: {side, round, reps: 9, done_at: at.toISOString()}});
        }
      }
    }
    await store.write(changes);
  }
}"""

# Another workout with the same drill, shown without loading the page anew.
ANOTHER = """async () => {
  const {store} = document.querySelector("log-workout");
  const [workout] = await store.latest("workout", {limit: 1});
  const [entry] = await store.children("entry", workout.id);
  const {drill_id} = entry.registers.plan.values;
  const next = crypto.randomUUID();
  const at = new Date().toISOString();
  await store.write([
    {type: "workout", id: next, values: {date: at.slice(0, 10), started_at: at}},
    {type: "entry", id: crypto.randomUUID(), parent: next, values: {drill_id, order: 1}},
  ]);
  location.hash = `#workout/${next}`;
  return next;
}"""

# From the tap to the button that says what comes next, and the frame in which it is painted.
TAP = """() => new Promise((resolve) => {
  const go = document.querySelector("log-workout [data-part=go]");
  const before = go.textContent;
  const began = performance.now();
  new MutationObserver((_changes, watch) => {
    if (go.textContent === before) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - began);
      port2.postMessage(0);
    });
  }).observe(go, {childList: true, characterData: true, subtree: true});
  go.click();
})"""


# A page of a button and a list: a tap keeps a record for good and adds a line.
BARE = """() => new Promise((resolve) => {
  document.body.innerHTML = '<log-workout><button data-part="go">0</button><ul></ul></log-workout>';
  const opening = indexedDB.open("bare", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("records", {autoIncrement: true});
  opening.onsuccess = () => {
    const go = document.querySelector("[data-part=go]");
    go.onclick = () => {
      const writing = opening.result.transaction("records", "readwrite", {durability: "strict"});
      writing.objectStore("records").put({reps: 9});
      writing.oncomplete = () => {
        go.textContent = Number(go.textContent) + 1;
        document.querySelector("ul").append(Object.assign(document.createElement("li"), {textContent: "9 reps"}));
      };
      writing.commit();
    };
    resolve();
  };
})"""


@dataclass(frozen=True)
class Taps:
    milliseconds: tuple[float, ...]
    bare: "Taps | None" = None

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.milliseconds, n=20)[-1]


def measure(address: str, *, taps: int = TAPS, sessions: int = 100) -> Taps:
    """Nobody is signed in: the network is not on the way of a tap. The first taps warm the engine up."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        page = browser.new_context(**PHONE, base_url=address).new_page()
        page.goto(f"/log/?drill={DRILL}")
        page.locator("log-workout[data-ready]").wait_for()
        page.evaluate(HISTORY, [sessions, DRILL])
        page.reload()
        page.locator("log-workout[data-ready]").wait_for()
        throttle(page)
        milliseconds = []
        for number in range(taps + WARM_UP):
            if number and number % TAPS_IN_WORKOUT == 0:
                workout = page.evaluate(ANOTHER)
                page.locator(f"log-workout[data-ready]:has([href='#finish/{workout}/now'])").wait_for()
            more = page.locator("[data-do=go-on]")
            if more.is_visible():
                more.click()
            took = tap(page)
            if number >= WARM_UP:
                milliseconds.append(took)
        bare = measure_bare(browser.new_context(**PHONE, base_url=address).new_page(), taps)
        browser.close()
    return Taps(tuple(milliseconds), bare)


def measure_bare(page: Any, taps: int) -> Taps:
    page.goto("/offline/")
    page.evaluate(BARE)
    throttle(page)
    return Taps(tuple([tap(page) for _ in range(taps + WARM_UP)][WARM_UP:]))


def throttle(page: Any) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})


def tap(page: Any) -> float:
    """Nobody taps twice within a moment; what follows a tap is done by then."""
    page.wait_for_timeout(150)
    return float(page.evaluate(TAP))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.taps", description=__doc__)
    parser.add_argument("--address", help="a site that runs already; else one is started")
    parser.add_argument("--taps", type=int, default=TAPS)
    parser.add_argument("--sessions", type=int, default=100, help="that are on the phone already")
    options = parser.parse_args()
    if options.address:
        report(measure(options.address, taps=options.taps, sessions=options.sessions))
        return
    with tempfile.TemporaryDirectory(prefix="swivel-taps-") as name:
        folder = Path(name)
        env = server.environment(folder, f"sqlite:///{folder / 'taps.sqlite3'}")
        for command in (
            ("migrate", "--no-input"),
            ("createcachetable",),
            ("load_catalogue",),
            ("collectstatic", "--no-input"),
        ):
            server.manage(env, *command)
        with server.serving(env, folder) as running:
            report(measure(f"http://localhost:{running.port}", taps=options.taps))


def report(taps: Taps) -> None:
    print(
        f"tap to written and shown at {THROTTLE}x CPU throttle, {len(taps.milliseconds)} taps: {line(taps)}"
    )
    if taps.bare:
        print(
            f"a tap on a bare page beside it: {line(taps.bare)}; ratio of p50 {taps.p50 / taps.bare.p50:.1f}"
        )


def line(taps: Taps) -> str:
    return f"p50 {taps.p50:.1f} ms, p95 {taps.p95:.1f} ms, worst {max(taps.milliseconds):.1f} ms"


if __name__ == "__main__":
    main()
