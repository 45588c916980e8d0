"""The main job, as a newcomer does it."""

import re

from playwright.sync_api import expect

PASSWORD = "slow on the way back"


def open_progress(page, drill):
    page.goto("/progress/")
    drills = page.locator("section").filter(has=page.get_by_role("heading", name="Your drills"))
    drills.get_by_role("link", name=re.compile(drill)).click()


def test_a_newcomer_without_javascript_finds_a_drill_logs_it_corrects_it_and_sees_progress(
    catalogue, new_context
):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("link", name="Browse drills").click()
    search = page.get_by_role("searchbox")
    search.fill("hip internal")
    search.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Band Lying Hip Internal Rotation").first.click()
    page.get_by_role("heading", level=1, name="Band Lying Hip Internal Rotation").wait_for()
    for part in ("Set-up", "Steps", "Tips", "Questions"):
        expect(page.get_by_role("heading", name=part, exact=True)).to_be_visible()
    page.get_by_role("link", name="Log this drill").click()
    page.get_by_role("link", name="Log on plain pages").click()

    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("E-mail").fill("newcomer@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()

    page.get_by_role("button", name=re.compile("Start with Band Lying")).click()
    for number, (left, right) in enumerate([(12, 10), (11, 9)], start=1):
        page.get_by_label("Reps, left", exact=True).fill(str(left))
        page.get_by_label("Reps, right", exact=True).fill(str(right))
        page.get_by_role("button", name=f"Add set {number}").click()
        page.get_by_role("button", name=f"Add set {number + 1}").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Finish").click()

    page.goto("/workouts/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Band Lying")).click()
    assert [cell.strip() for cell in page.get_by_role("main").get_by_role("cell").all_inner_texts()][:3] == [
        "1",
        "12",
        "10",
    ]
    page.get_by_role("main").get_by_role("link", name="Edit").first.click()
    page.get_by_role("link", name=re.compile("left.*12 reps")).click()
    page.get_by_label("Reps", exact=True).fill("13")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()

    open_progress(page, "Band Lying")
    best = page.get_by_role("main")
    best.get_by_text("13").first.wait_for(state="attached")
    expect(best.get_by_role("img", name=re.compile("left.*13", re.IGNORECASE | re.DOTALL))).to_have_count(1)


def test_a_newcomer_logs_before_signing_up_and_finds_it_in_history_and_progress(catalogue, page):
    page.goto("/")
    page.get_by_role("link", name="Browse drills").click()
    search = page.get_by_role("searchbox")
    search.fill("hip internal")
    search.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Band Lying Hip Internal Rotation").first.click()
    page.get_by_role("link", name="Log this drill").click()

    for _round in range(2):
        page.get_by_role("button", name=re.compile("^Log left")).click()
        page.get_by_role("button", name=re.compile("^Log right")).click()
        page.get_by_role("button", name=re.compile("^Log left")).wait_for()
    page.get_by_text("Saved on this phone").first.wait_for()

    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").fill("newcomer@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()
    page.wait_for_url(lambda address: "signup" not in address)

    page.goto("/log/#start")
    page.get_by_text("Saved", exact=True).wait_for()
    page.goto("/workouts/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Band Lying")).click()
    cells = [cell.strip() for cell in page.get_by_role("main").get_by_role("cell").all_inner_texts()]
    assert cells[:3] == ["1", "8", "8"]
    open_progress(page, "Band Lying")
    page.get_by_role("main").get_by_role(
        "img", name=re.compile("left.*8", re.IGNORECASE | re.DOTALL)
    ).wait_for()
