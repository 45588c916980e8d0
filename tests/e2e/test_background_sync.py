"""What waits is sent when the signal is back, though no tab is open."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from tests.browser import becomes, worker_events
from tests.people import make_person
from workouts.models import Set

ACTIVE = "navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)"


@pytest.fixture
def ana(site: str) -> User:
    return make_person("ana@example.com")


def test_a_set_logged_without_signal_arrives_with_every_tab_closed(
    ana, new_context, sign_in, site, without_signal
):
    call_command("load_catalogue", verbosity=0)
    context = new_context()
    page, bystander = context.new_page(), context.new_page()
    send = worker_events(bystander)
    sign_in(page, ana)
    page.goto("/log/?drill=side-lying-clamshell")
    page.get_by_role("button", name="Log left").wait_for()
    assert page.evaluate(ACTIVE).endswith("/sw.js?sends")
    page.reload()
    without_signal(page)
    page.get_by_role("button", name="Log left").click()
    page.get_by_role("button", name="Log right").wait_for()
    expect(page.locator("sync-pill")).to_contain_text("waiting")
    page.close()
    arrived = Set.objects.filter(owner=ana).values_list("side", flat=True)
    assert list(arrived) == []

    without_signal(page, False)
    send("dispatchSyncEvent", site, tag="flush", lastChance=False)
    becomes(bystander, lambda _page: list(arrived.all()), ["left"])

    page = context.new_page()
    page.goto("/log/")
    expect(page.locator("sync-pill")).to_contain_text("Saved")
