"""Reminders on this phone. Chromium here has no push service: what a phone gets from one is put in its place."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import worker_events
from tests.e2e.test_offline import visit
from tests.workouts.receivers import Phone
from workouts import web_push
from workouts.models import PushSubscription

PAGE = "/you/reminders/"
PHONE = Phone("https://push.example/this-phone")
# Kept over pages, as a browser does.
PUSH_SERVICE = f"""
  const made = (kept) => kept && {{
    endpoint: kept.endpoint,
    toJSON: () => ({{ endpoint: kept.endpoint, keys: {{ p256dh: kept.p256dh, auth: kept.auth }} }}),
    unsubscribe: async () => localStorage.removeItem("push") ?? true,
  }};
  PushManager.prototype.getSubscription = async () => made(JSON.parse(localStorage.getItem("push")));
  PushManager.prototype.subscribe = async (options) => {{
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new TypeError("options");
    localStorage.setItem("push", {json.dumps(json.dumps(PHONE.subscription))});
    return made(JSON.parse(localStorage.getItem("push")));
  }};
"""


@pytest.fixture
def signed_in(new_context: Any, sign_in: Any, alice: Any, settings: Any) -> Any:
    settings.WEB_PUSH_PRIVATE_KEY = web_push.new_private_key()
    context = new_context(permissions=["notifications"])
    context.add_init_script(PUSH_SERVICE)
    page = context.new_page()
    sign_in(page, alice)
    return page


@pytest.fixture
def phone(signed_in: Any) -> Any:
    visit(signed_in, "/offline/")
    return signed_in


def test_one_tap_turns_reminders_on_here_and_one_off(phone, assert_accessible):
    phone.goto(PAGE)
    phone.get_by_label("Time", exact=True).fill("07:15")
    phone.get_by_role("button", name="Remind me on this phone").click()
    expect(phone.get_by_text("This phone reminds you.")).to_be_visible()
    row = PushSubscription.objects.get()
    assert {"endpoint": row.endpoint, "p256dh": row.p256dh, "auth": row.auth} == PHONE.subscription
    # What was typed and not saved is still there.
    expect(phone.get_by_label("Time", exact=True)).to_have_value("07:15")
    expect(phone.get_by_role("button", name="Stop on this phone")).to_be_focused()
    assert_accessible(phone)
    phone.reload()
    expect(phone.get_by_text("This phone reminds you.")).to_be_visible()
    expect(phone.get_by_role("button", name="Stop on all phones")).to_be_hidden()
    phone.get_by_role("button", name="Stop on this phone").click()
    expect(phone.get_by_text("This phone reminds you no more.")).to_be_visible()
    assert not PushSubscription.objects.exists()
    assert phone.evaluate("localStorage.getItem('push')") is None


def test_a_phone_that_refuses_is_told_where_to_allow_it(phone):
    phone.add_init_script("Notification.requestPermission = async () => 'denied'")
    phone.goto(PAGE)
    phone.get_by_role("button", name="Remind me on this phone").click()
    expect(phone.get_by_text("Notifications are turned off for Swivel.")).to_be_visible()
    assert not PushSubscription.objects.exists()


def test_where_the_server_does_not_answer_this_phone_is_not_left_subscribed(phone, faults):
    phone.goto(PAGE)
    phone.route(re.compile("/phone/$"), lambda route: route.abort())
    phone.get_by_role("button", name="Remind me on this phone").click()
    expect(phone.get_by_text("That did not work.")).to_be_visible()
    expect(phone.get_by_role("button", name="Remind me on this phone")).to_be_enabled()
    assert phone.evaluate("localStorage.getItem('push')") is None
    faults.clear()


def test_another_accounts_subscription_on_this_phone_is_not_taken_for_mine(phone, bob):
    PushSubscription.objects.create(owner=bob, created_at=bob.date_joined, **PHONE.subscription)
    phone.add_init_script(f"localStorage.setItem('push', {json.dumps(json.dumps(PHONE.subscription))})")
    phone.goto(PAGE)
    expect(phone.get_by_role("button", name="Remind me on this phone")).to_be_visible()


def test_signing_out_ends_it_here_and_on_the_server(phone):
    phone.goto(PAGE)
    phone.get_by_role("button", name="Remind me on this phone").click()
    expect(phone.get_by_text("This phone reminds you.")).to_be_visible()
    phone.goto("/you/")
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url("**/accounts/login/**")
    assert not PushSubscription.objects.exists()
    assert phone.evaluate("localStorage.getItem('push')") is None


def test_a_browser_without_push_shows_nothing_but_the_phones_there_are(phone, alice):
    phone.add_init_script("delete window.PushManager")
    phone.goto(PAGE)
    expect(phone.get_by_role("heading", name="In your calendar")).to_be_visible()
    expect(phone.get_by_role("heading", name="On your phone")).to_be_hidden()
    PushSubscription.objects.create(owner=alice, created_at=alice.date_joined, **PHONE.subscription)
    phone.reload()
    phone.get_by_role("button", name="Stop on all phones").click()
    expect(phone.get_by_text("No phone shows reminders now.")).to_be_visible()
    assert not PushSubscription.objects.exists()


def test_without_the_key_the_page_has_none_of_it(phone, settings):
    settings.WEB_PUSH_PRIVATE_KEY = ""
    phone.goto(PAGE)
    expect(phone.get_by_role("heading", name="In your calendar")).to_be_visible()
    expect(phone.locator("push-here")).to_have_count(0)


SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  for (let tries = 0; tries < 500; tries += 1) {
    const shown = await registration.getNotifications();
    if (shown.length) return shown.map(({ title, body, tag, icon }) => ({ title, body, tag, icon }));
    await new Promise((passed) => setTimeout(passed, 20));
  }
  return [];
}"""


# What a tap on the notice does.
OPENED = """async () => {
  const [notification] = await registration.getNotifications();
  const opened = new Promise((open) => (clients.openWindow = async (address) => open(address)));
  dispatchEvent(new NotificationEvent("notificationclick", { notification }));
  return [await opened, (await registration.getNotifications()).length];
}"""


@pytest.fixture
def deliver(signed_in: Any) -> Callable[[str], Any]:
    """As the push service would: the browser has decrypted it."""
    send = worker_events(signed_in)

    def arrive(data: str) -> Any:
        # Nothing is delivered to a worker that still fetches its files.
        signed_in.evaluate("navigator.serviceWorker.ready.then(() => true)")
        send("deliverPushMessage", signed_in.evaluate("location.origin"), data=data)
        return signed_in.evaluate(SHOWN)

    return arrive


@pytest.mark.parametrize(
    ("data", "title", "body"),
    [
        (json.dumps({"title": "Time to train", "body": "A few minutes."}), "Time to train", "A few minutes."),
        ("not JSON", "Swivel", ""),
    ],
)
def test_what_arrives_is_shown_by_the_worker(deliver, phone, data, title, body):
    phone.goto("/you/")
    [shown] = deliver(data)
    assert (shown["title"], shown["body"], shown["tag"]) == (title, body, "reminder")
    opened = phone.context.service_workers[0].evaluate(OPENED)
    assert opened == ["/today/", 0]
    assert re.search(r"/static/apple-touch-icon\.[0-9a-f]{12}\.png$", shown["icon"])
