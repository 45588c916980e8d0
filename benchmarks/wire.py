"""What a visit costs on the wire, counted by Chromium itself."""

from dataclasses import dataclass
from typing import Any

from benchmarks.server import HOST, Server
from tests import chromium


@dataclass(frozen=True)
class Visit:
    name: str
    requests: int
    bytes: int


def visits(server: Server, path: str) -> list[Visit]:
    """A first and a second visit of one phone; none where there is no Chromium."""
    executable = chromium.find()
    if executable is None:
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.ARGUMENTS))
        context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
        found = [visit(context, name, f"http://{HOST}:{server.port}{path}") for name in ("first", "second")]
        browser.close()
    return found


def visit(context: Any, name: str, address: str) -> Visit:
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[int] = []
    # What the browser's own cache answers comes with no bytes.
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    page.close()
    spent = [size for size in sizes if size]
    return Visit(name, len(spent), sum(spent))
