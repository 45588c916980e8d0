"""The phone's store against the running site."""


def test_the_logger_opens_with_the_phones_own_store(page):
    page.goto("/log/")
    page.locator("log-start").wait_for()
    assert page.evaluate("document.querySelector('log-start').store.status.place") == "phone"
