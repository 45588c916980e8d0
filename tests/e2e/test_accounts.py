from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from tests.people import PASSWORD, make_person

YOU = reverse("workouts:you")


def test_signing_up_takes_the_time_zone_of_the_browser(site, new_context):
    page = new_context(timezone_id="America/Sao_Paulo").new_page()
    page.goto(f"{reverse('account_signup')}?next={YOU}")
    page.get_by_label("E-mail").fill("cleo@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("heading", name="You", exact=True).wait_for()
    assert User.objects.get(email="cleo@example.com").guessed_time_zone == "America/Sao_Paulo"


def test_without_javascript_signing_up_works_in_utc(site, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{reverse('account_signup')}?next={YOU}")
    page.get_by_label("E-mail").fill("cleo@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("heading", name="You", exact=True).wait_for()
    assert User.objects.get(email="cleo@example.com").guessed_time_zone == "UTC"


def test_the_theme_holds_at_once_and_is_forgotten_at_sign_out(page, sign_in):
    def themes() -> list[Any]:
        return page.evaluate(
            "[document.documentElement.dataset.theme, localStorage.theme, localStorage.account]"
        )

    sign_in(page, make_person("alice@example.com"))
    page.goto(reverse("workouts:preferences"))
    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Save preferences").click()
    page.get_by_role("heading", name="You", exact=True).wait_for()
    assert themes() == ["dark", "dark", "here"]
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert themes() == [None, None, None]


def test_the_files_are_downloads(page, sign_in):
    sign_in(page, make_person("alice@example.com"))
    page.goto(YOU)
    for name, ending in (("Everything, as JSON", ".json"), ("Sets, as CSV", ".csv")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("swivel-")
        assert download.value.suggested_filename.endswith(ending)


def test_an_account_is_deleted_with_its_password(page, sign_in):
    sign_in(page, make_person("alice@example.com"))
    page.goto(YOU)
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Delete my account").click()
    page.get_by_role("heading", name="Your account is deleted").wait_for()
    assert not User.objects.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_small_phone(new_context, sign_in, assert_accessible, scheme):
    def check(*names: str) -> None:
        for name in names:
            page.goto(reverse(name))
            assert_accessible(page)
            assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, 320)

    page = new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    check("account_login", "account_signup", "account_reset_password", "workouts:deleted")
    sign_in(page, make_person("alice@example.com"))
    check("workouts:you", "workouts:preferences", "workouts:delete_account", "account_logout")
    check("account_email", "account_change_password", "mfa_index", "account_reauthenticate")
