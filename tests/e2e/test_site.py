import re
from collections.abc import Callable
from typing import Any


def test_the_site_answers_the_browser_from_its_own_database(
    page: Any, alice: Any, sign_in: Callable[..., None]
) -> None:
    sign_in(page, alice)
    answer = page.goto("/healthz")
    assert answer.status == 200


def test_styles_and_scripts_arrive_hashed_compressed_and_for_good(page: Any) -> None:
    arrived = {}
    page.on("response", lambda response: arrived.update({response.url: response.all_headers()}))
    page.goto("/", wait_until="networkidle")
    files = {url: headers for url, headers in arrived.items() if re.search(r"/static/.+\.(css|js)$", url)}
    assert files
    for url, headers in files.items():
        assert re.search(r"\.[0-9a-f]{12}\.(css|js)$", url)
        assert "immutable" in headers["cache-control"]
        assert headers["content-encoding"] == "br"
