"""What a page may cost on the way to a phone: bytes and requests, never seconds."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import expect

DRILL = "/drills/band-lying-hip-internal-rotation/"


@dataclass
class Wire:
    """What the network carried to a page, by request."""

    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        return len(self.sizes)

    def total(self, kind: str = "") -> int:
        return sum(size for each, size in self.sizes.items() if kind in ("", self.kinds.get(each)))


def listen(page: Any) -> Wire:
    wire = Wire()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.responseReceived", lambda event: wire.kinds.update({event["requestId"]: event["type"]})
    )
    network.on(
        "Network.loadingFinished",
        lambda event: wire.sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    return wire


def test_a_first_visit_to_a_drill_with_its_moving_figure_is_light(catalogue, page):
    wire = listen(page)
    page.goto(DRILL, wait_until="networkidle")
    expect(page.locator("moving-figure[data-moving]")).to_have_count(1)
    assert wire.requests <= 16
    assert wire.total() <= 110_000
    assert wire.total("Script") <= 15_000


def test_a_first_visit_needs_few_requests_until_it_is_there(catalogue, page):
    wire = listen(page)
    page.goto(DRILL, wait_until="load")
    assert wire.requests <= 12


def test_a_second_visit_asks_for_the_page_alone(catalogue, page):
    page.goto(DRILL, wait_until="networkidle")
    page.goto("/drills/", wait_until="networkidle")
    wire = listen(page)
    page.goto(DRILL, wait_until="networkidle")
    assert wire.total() <= 2_000


def test_every_reading_page_brings_little_script(catalogue, new_context):
    for address in ("/", "/drills/", "/routines/", "/guides/understanding-hip-internal-rotation/"):
        page = new_context().new_page()
        wire = listen(page)
        page.goto(address, wait_until="networkidle")
        assert wire.total("Script") <= 15_000, address
