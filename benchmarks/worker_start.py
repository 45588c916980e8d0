"""How long a page waits for a service worker that sleeps, with the modules that send and without them.

`python -m benchmarks.worker_start --address http://localhost:8000` asks a site that `./bin/run` serves. Both kinds take
turns.
"""

import argparse
import statistics
from typing import Any

from tests import chromium

STARTS = 25
PAGE = "/drills/side-lying-clamshell/"
# A browser without Background Sync gets the worker without modules.
WITHOUT_MODULES = "delete globalThis.SyncManager"
CONTROLLED = """() => new Promise((resolve) => {
  if (navigator.serviceWorker.controller) resolve();
  navigator.serviceWorker.addEventListener("controllerchange", () => resolve(), {once: true});
})"""
WAITED = """() => {
  const [{responseStart, workerStart}] = performance.getEntriesByType("navigation");
  return responseStart - workerStart;
}"""


def measure(address: str) -> dict[str, float]:
    """The median wait of each kind in milliseconds, from the start of the worker to its answer from the cache."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        kinds = {
            "without modules": asleep(browser.new_context(base_url=address), WITHOUT_MODULES),
            "with modules": asleep(browser.new_context(base_url=address)),
        }
        waits: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(STARTS):
            for kind, (page, session) in kinds.items():
                session.send("ServiceWorker.stopAllWorkers")
                # The answer comes before they have stopped.
                page.wait_for_timeout(300)
                page.goto(PAGE)
                waits[kind].append(page.evaluate(WAITED))
        browser.close()
    return {kind: statistics.median(times) for kind, times in waits.items()}


def asleep(context: Any, script: str = "") -> tuple[Any, Any]:
    """A page that a worker controls, which has its answer in the cache, and what puts the worker to sleep."""
    page = context.new_page()
    if script:
        page.add_init_script(script)
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    page.goto(PAGE)
    page.evaluate(CONTROLLED)
    page.goto(PAGE, wait_until="networkidle")
    return page, session


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worker_start", description=__doc__)
    parser.add_argument("--address", required=True)
    for kind, wait in measure(parser.parse_args().address).items():
        print(f"{kind}: {wait:.1f} ms (median of {STARTS} starts)")


if __name__ == "__main__":
    main()
