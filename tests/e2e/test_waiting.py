"""What waits on a phone: records that were refused, and workouts of no account."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import becomes
from tests.e2e.test_finish import NOW, PRONE, Phone, heading, left_and_right, session
from workouts.models import Set, Workout


@pytest.fixture
def phone(catalogue: None, page: Any) -> Phone:
    return Phone(page)


def test_a_refused_set_says_why_and_is_corrected(catalogue, alice, sign_in, page):
    sign_in(page, alice)
    phone = Phone(page)
    workout, rows = session(NOW - timedelta(hours=1), [{"side": "left", "reps": -3}], title="Evening")
    phone.write(rows)
    phone.wait_for("refused")
    phone.open("history")
    page.get_by_role("link", name="1 refused: see why").click()
    refused = page.locator("refused-record")
    heading(refused, "Set 1, left").wait_for()
    expect(refused).to_contain_text("Band Lying Hip Internal Rotation · Evening")
    expect(refused).to_contain_text("Reps -3: Write a number from 0 to 10000.")
    refused.get_by_role("button", name="Correct").click()
    refused.get_by_label("Reps").fill("nine")
    refused.get_by_role("button", name="Save", exact=True).click()
    expect(refused).to_contain_text("Write a whole number")
    refused.get_by_label("Reps").fill("9")
    refused.get_by_role("button", name="Save", exact=True).click()
    heading(page, "Everything is saved").wait_for()
    assert Set.objects.get(owner=alice).reps == 9
    assert str(Workout.objects.get(owner=alice).id) == workout


def test_a_refused_set_that_is_dropped_comes_back_by_undo(catalogue, alice, sign_in, page):
    sign_in(page, alice)
    phone = Phone(page)
    phone.write(session(NOW - timedelta(hours=1), [{"side": "left", "reps": -3}])[1])
    phone.wait_for("refused")
    phone.open("waiting")
    page.get_by_role("button", name="Drop it").click()
    heading(page, "Everything is saved").wait_for()
    page.get_by_role("button", name="Undo").click()
    heading(page, "1 record needs you").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    content = json.loads(download.value.path().read_text())
    assert [each["field"] for each in content["refused"]] == ["reps"]


def test_what_was_logged_without_an_account_is_offered_to_one_that_has_workouts(
    catalogue, alice, sign_in, page, new_context
):
    other = new_context().new_page()
    sign_in(other, alice)
    first = Phone(other)
    first.write(session(NOW - timedelta(days=3), left_and_right(8, 8), title="Elsewhere")[1])
    first.wait_for("saved")
    phone = Phone(page)
    phone.write(session(NOW - timedelta(days=2), left_and_right(10, 9), title="Here")[1])
    sign_in(page, alice)
    phone.open("history")
    page.get_by_text("1 workout on this phone is in no account.").wait_for()
    page.get_by_role("button", name="Add them").click()
    page.get_by_role("link", name=re.compile("Elsewhere")).wait_for()
    page.get_by_role("link", name=re.compile("Here")).wait_for()
    phone.wait_for("saved")
    assert Workout.objects.filter(owner=alice).count() == 2


@pytest.fixture
def trained_elsewhere(catalogue, alice, sign_in, new_context) -> str:
    """The workout of another phone, ten to the left and nine to the right, three days ago."""
    other = new_context().new_page()
    sign_in(other, alice)
    phone = Phone(other)
    workout, changes = session(NOW - timedelta(days=3), left_and_right(10, 9), title="Elsewhere")
    phone.write(changes)
    phone.wait_for("saved")
    return workout


def test_on_a_new_phone_whoever_is_signed_in_begins_with_their_last_time(
    trained_elsewhere, alice, sign_in, page
):
    sign_in(page, alice)
    page.goto(f"/log/?drill={PRONE}")
    expect(page.get_by_role("button", name="Log left · 10 reps")).to_be_visible()
    expect(page.get_by_text("in no account")).to_be_hidden()
    page.get_by_role("button", name="Log left · 10 reps").click()
    expect(page.get_by_role("button", name="Log right · 9 reps")).to_be_visible()
    becomes(page, lambda _: Set.objects.filter(owner=alice).count(), 3)


# As a page leaves it that learned who is here and was left before the first answer.
FORGET = """async () => {
  const {store} = document.querySelector("log-history");
  await store.transact("readwrite", async (transaction) => {
    transaction.objectStore("records").clear();
    transaction.objectStore("kept").delete("sync");
  });
}"""


def test_a_first_sync_that_a_page_before_did_not_end_is_waited_for(trained_elsewhere, alice, sign_in, page):
    sign_in(page, alice)
    page.goto("/log/#history")
    page.get_by_text("Elsewhere").wait_for()
    page.get_by_text("Saved", exact=True).wait_for()
    page.evaluate(FORGET)

    begun = []

    def slowly(route):
        page.wait_for_timeout(800)
        begun.append(page.locator("log-workout[data-ready]").count())
        route.continue_()

    page.route("**/api/v1/sync/", slowly, times=1)
    page.goto(f"/log/?drill={PRONE}")
    expect(page.get_by_role("button", name="Log left · 10 reps")).to_be_visible()
    assert begun == [0]


def test_on_a_new_phone_a_workout_of_another_can_be_done_again(trained_elsewhere, alice, sign_in, page):
    sign_in(page, alice)
    page.goto(f"/log/?again={trained_elsewhere}")
    expect(page.get_by_role("button", name="Log left · 10 reps")).to_be_visible()
    expect(page).to_have_url(re.compile("#workout/"))
    becomes(page, lambda _: Workout.objects.filter(owner=alice).count(), 2)


def test_the_reminder_to_sign_up_can_be_put_off(phone):
    phone.write(session(NOW - timedelta(days=2), left_and_right(10, 9))[1])
    phone.open("history")
    phone.page.get_by_text("Only on this phone.").wait_for()
    assert "next=" in phone.page.get_by_role("link", name="Sign up").get_attribute("href")
    phone.page.get_by_role("button", name="Not now").click()
    phone.page.get_by_text("Only on this phone.").wait_for(state="detached")
    phone.open("history")
    phone.page.get_by_role("link", name=re.compile("1 set")).wait_for()
    expect(phone.page.get_by_text("Only on this phone.")).to_have_count(0)


def test_a_saved_file_is_read_on_a_fresh_phone_without_doubles(phone, new_context, tmp_path):
    workout, rows = session(NOW - timedelta(days=2), left_and_right(10, 9), title="Kept")
    phone.write(rows)
    phone.open("history")
    page = phone.page
    page.get_by_text("Only on this phone.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a file").click()
    assert re.fullmatch(r"swivel-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    file = tmp_path / "saved.json"
    download.value.save_as(file)

    other = Phone(new_context().new_page())
    other.open("waiting")
    for said in ("4 records added from the file", "Everything in that file is here already"):
        other.page.get_by_label("Open a file").set_input_files(file)
        other.page.get_by_text(said).wait_for()
    other.open(f"finish/{workout}")
    heading(other.page, "Kept").wait_for()
    expect(other.page.get_by_role("cell", name=re.compile("^(10|9)$"))).to_have_count(2)
    broken = tmp_path / "broken.json"
    broken.write_text('{"records": [{"type": "set"}]}')
    other.open("waiting")
    other.page.get_by_label("Open a file").set_input_files(broken)
    other.page.get_by_text("That is not a file saved from Swivel").wait_for()
