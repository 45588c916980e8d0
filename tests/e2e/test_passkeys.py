"""Passkeys in a real browser, with an authenticator that lives in it instead of in a phone."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from tests.people import PASSWORD, make_person

YOU = reverse("workouts:you")


@pytest.fixture
def alice_here(site: str) -> User:
    return make_person("alice@example.com")


@pytest.fixture
def phone(page: Any) -> Any:
    """A page on a phone that can make passkeys and always answers yes."""
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return page


def add_passkey(page: Any) -> list[str]:
    """The recovery codes that come with it."""
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    codes: list[str] = page.locator("main li").all_inner_texts()
    return codes


def sign_out(page: Any) -> None:
    page.goto(YOU)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


def fill_in(page: Any, email: str = "alice@example.com") -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_made_and_signs_in_by_itself(phone, alice_here, sign_in, assert_accessible):
    sign_in(phone, alice_here)
    codes = add_passkey(phone)
    assert len(codes) == 10
    assert_accessible(phone)
    sign_out(phone)
    phone.goto(f"{reverse('account_login')}?next={YOU}")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.get_by_role("heading", name="You", exact=True).wait_for()
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_after_the_password_the_passkey_is_asked_for(phone, alice_here, sign_in, assert_accessible):
    sign_in(phone, alice_here)
    add_passkey(phone)
    sign_out(phone)
    phone.goto(f"{reverse('account_login')}?next={YOU}")
    fill_in(phone)
    phone.get_by_role("heading", name="Now your passkey").wait_for()
    assert_accessible(phone)
    phone.get_by_role("button", name="Use your passkey").click()
    phone.get_by_role("heading", name="You", exact=True).wait_for()


def test_a_recovery_code_stands_in_for_the_passkey_once(phone, alice_here, sign_in):
    sign_in(phone, alice_here)
    code, *_rest = add_passkey(phone)
    for heading in ("You", "Now your passkey"):
        sign_out(phone) if heading == "You" else phone.context.clear_cookies()
        phone.goto(f"{reverse('account_login')}?next={YOU}")
        fill_in(phone)
        phone.get_by_text("I do not have it with me").click()
        phone.get_by_label("Recovery code").fill(code)
        phone.get_by_role("button", name="Sign in with the code").click()
        phone.get_by_role("heading", name=heading, exact=True).wait_for()


def test_a_passkey_is_renamed_and_removed(phone, alice_here, sign_in):
    sign_in(phone, alice_here)
    add_passkey(phone)
    phone.goto(reverse("mfa_index"))
    phone.get_by_role("link", name="Rename My phone").click()
    phone.get_by_label("Name").fill("Old phone")
    phone.get_by_role("button", name="Save the name").click()
    phone.get_by_role("link", name="Remove Old phone").click()
    phone.get_by_role("button", name="Remove the passkey").click()
    phone.get_by_text("You have none.").wait_for()
    assert not Authenticator.objects.exists()


def test_who_says_no_to_the_phone_is_told_so(phone, alice_here):
    phone.goto(reverse("account_login"))
    # Nobody answers: this authenticator holds no passkey of the site.
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.get_by_role("alert").get_by_text("No passkey was used").wait_for()
    expect(phone.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()
