"""Reminders on a phone: days and a time, a calendar's address that shows once, and one tap that ends the letters."""

import re

from playwright.sync_api import expect

from workouts.models import ReminderPlan
from workouts.queries.reminders import stop_token

REFUSE_TO_COPY = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
}"""


def test_reminders_are_set_the_calendar_opens_and_a_letter_ends_them(
    new_context, sign_in, assert_accessible, alice
):
    page = new_context().new_page()
    sign_in(page, alice)
    page.goto("/you/")
    page.get_by_role("link", name="Reminders").click()
    page.get_by_role("checkbox", name="Thu").check(force=True)
    page.get_by_label("Time", exact=True).fill("07:15")
    page.get_by_label("Remind me by e-mail").check()
    page.get_by_role("button", name="Save reminders").click()
    page.get_by_text("Reminders saved").wait_for()
    expect(page.get_by_role("checkbox", name="Thu")).to_be_checked()
    # Changed and not saved: making an address in between loses nothing.
    page.get_by_label("Time", exact=True).fill("07:45")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Your calendar's address")
    address.wait_for()
    expect(page.get_by_label("Time", exact=True)).to_have_value("07:45")
    assert_accessible(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address.input_value()
    page.evaluate(REFUSE_TO_COPY)
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copying did not work").wait_for()
    selected = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert address.evaluate(selected) == address.input_value()
    text = page.evaluate("address => fetch(address).then((answer) => answer.text())", address.input_value())
    assert re.search(r"DTSTART:\d{8}T071500Z", text)
    stranger = new_context().new_page()
    stranger.goto(f"/reminders/stop/{stop_token(alice)}/")
    assert_accessible(stranger)
    stranger.get_by_role("button", name="Stop reminders by e-mail").click()
    stranger.get_by_role("heading", name="No more reminders by e-mail").wait_for()
    assert not ReminderPlan.objects.get().by_mail
