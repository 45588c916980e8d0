"""What waits is sent when the signal is back, though no tab is open."""

import time
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from tests.people import make_person
from workouts.models import Set

ACTIVE = "navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)"
PATIENCE_S = 30


@pytest.fixture
def ana(site: str) -> User:
    return make_person("ana@example.com")


def sets_of(user: User, count: int) -> list[Set]:
    until = time.monotonic() + PATIENCE_S
    while Set.objects.filter(owner=user).count() < count and time.monotonic() < until:
        time.sleep(0.1)
    return list(Set.objects.filter(owner=user))


def test_a_set_logged_without_signal_arrives_with_every_tab_closed(ana, new_context, sign_in, site, faults):
    call_command("load_catalogue", verbosity=0)
    context = new_context()
    page, bystander = context.new_page(), context.new_page()
    registrations: list[dict[str, Any]] = []
    session = context.new_cdp_session(bystander)
    session.on(
        "ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"])
    )
    session.send("ServiceWorker.enable")
    sign_in(page, ana)
    page.goto("/log/?drill=side-lying-clamshell")
    page.get_by_role("button", name="Log left").wait_for()
    assert page.evaluate(ACTIVE).endswith("/sw.js?sends")
    page.reload()
    context.set_offline(True)
    page.get_by_role("button", name="Log left").click()
    page.get_by_role("button", name="Log right").wait_for()
    expect(page.locator("sync-pill")).to_contain_text("waiting")
    page.close()
    assert not sets_of(ana, 0)

    context.set_offline(False)
    asked = {
        "origin": site,
        "registrationId": registrations[-1]["registrationId"],
        "tag": "flush",
        "lastChance": False,
    }
    session.send("ServiceWorker.dispatchSyncEvent", asked)
    [arrived] = sets_of(ana, 1)
    assert arrived.side == "left"

    page = context.new_page()
    page.goto("/log/")
    expect(page.locator("sync-pill")).to_contain_text("Saved")
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]
