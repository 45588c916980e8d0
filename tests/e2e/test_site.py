from typing import Any


def test_the_site_answers_the_browser_from_its_own_database(page: Any, alice: Any, sign_in: Any) -> None:
    sign_in(page, alice)
    answer = page.goto("/healthz")
    assert answer.status == 200
