"""Goals on a phone: a habit set, checked off from Today, taken back; a holiday that breaks nothing."""

import re

from playwright.sync_api import expect


def test_a_habit_is_set_checked_off_on_today_and_taken_back(new_context, sign_in, assert_accessible, alice):
    page = new_context().new_page()
    sign_in(page, alice)
    page.goto("/goals/")
    page.get_by_role("link", name="Add a habit").click()
    # Only what a habit has.
    page.get_by_label("Sets of").wait_for(state="hidden")
    page.get_by_label("Name").fill("Foam roll")
    page.get_by_role("spinbutton", name="How much").fill("1")
    page.get_by_role("radio", name="A day").check(force=True)
    page.get_by_role("radio", name="Green").check(force=True)
    assert_accessible(page)
    page.get_by_role("button", name="Set this goal").click()
    page.get_by_role("heading", name="Foam roll").wait_for()
    page.goto("/today/")
    page.get_by_role("button", name=re.compile("Check off.*Foam roll")).click()
    page.get_by_text("Checked off", exact=True).wait_for()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("Take back.*Foam roll")).click()
    page.get_by_role("button", name=re.compile("Check off.*Foam roll")).wait_for()


def test_goals_work_without_javascript(new_context, sign_in, faults, alice):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, alice)
    page.goto("/goals/new/")
    page.get_by_role("radio", name="A habit you check off").check(force=True)
    page.get_by_role("button", name="Set this goal").click()
    page.get_by_text("Give the habit a name.").wait_for()
    faults[:] = [fault for fault in faults if "422" not in fault]
    page.get_by_role("radio", name="Sets", exact=True).check(force=True)
    page.get_by_label("Sets of").select_option("Strength")
    page.get_by_role("spinbutton", name="How much").fill("12")
    page.get_by_role("button", name="Set this goal").click()
    page.get_by_role("link", name="12 sets of Strength a week").click()
    page.get_by_role("button", name="Pause this goal").click()
    page.get_by_text("Paused", exact=True).wait_for()


def test_minutes_go_from_five_to_five_and_sessions_one_by_one(new_context, sign_in, alice):
    page = new_context().new_page()
    sign_in(page, alice)
    page.goto("/goals/new/")
    amount = page.get_by_role("spinbutton", name="How much")
    more, less = (page.get_by_role("button", name=f"{word}: How much") for word in ("More", "Less"))
    more.click()
    expect(amount).to_have_value("4")
    page.get_by_role("radio", name="Minutes trained").check(force=True)
    values = []
    for button in (more, more, less, less, more):
        button.click()
        values.append(amount.input_value())
    assert values == ["5", "10", "5", "1", "5"]
    # Any number can be typed all the same.
    amount.fill("37")
    page.get_by_role("button", name="Set this goal").click()
    page.get_by_role("heading", name="37 minutes a week").wait_for()
