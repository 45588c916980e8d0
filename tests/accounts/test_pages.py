"""Every page of allauth that an address leads to is one of ours."""

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.urls import urlpatterns as allauth_patterns
from django.conf import settings
from django.template.loader import select_template
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from accounts.models import User
from tests.people import PASSWORD

# Answers of the browser to nobody, and to somebody signed in who confirmed who they are.
ANYBODY = {
    "account_login": [],
    "account_signup": [],
    "account_inactive": [],
    "account_email_verification_sent": [],
    "account_confirm_email": ["used-up"],
    "account_reset_password": [],
    "account_reset_password_done": [],
    "account_reset_password_from_key": ["1", "used-up"],
    "account_reset_password_from_key_done": [],
}
SIGNED_IN = {
    "account_logout": [],
    "account_email": [],
    "account_change_password": [],
    "account_reauthenticate": [],
    "mfa_index": [],
    "mfa_list_webauthn": [],
    "mfa_add_webauthn": [],
    "mfa_edit_webauthn": ["key"],
    "mfa_remove_webauthn": ["key"],
    "mfa_reauthenticate": [],
    "mfa_reauthenticate_webauthn": [],
    "mfa_view_recovery_codes": [],
    "mfa_generate_recovery_codes": [],
}
# Asked for in tests of their own: after a password, without one, or not a page at all.
OTHERS = {
    "mfa_authenticate",
    "account_set_password",
    "account_confirm_login_code",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
}


def names(patterns: list[Any]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.add(str(pattern.name))
    return found


def assert_ours(response: Any) -> None:
    assert response.status_code == 200
    html = [name for name in (each.name for each in response.templates) if name and name.endswith(".html")]
    templates = [select_template([name]) for name in html if not name.startswith("django/")]
    origins = {Path(template.origin.name) for template in templates}
    assert origins
    assert all(origin.is_relative_to(settings.BASE_DIR / "templates") for origin in origins)
    assert "layouts/base.html" in html
    assert not re.findall(r"<script(?![^>]*(src=|application/json))", response.text)


@pytest.fixture
def keyholder(alice: User) -> Authenticator:
    """Alice has a passkey (its name is all that pages show) and recovery codes."""
    RecoveryCodes.activate(alice)
    return Authenticator.objects.create(
        user=alice, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": CREDENTIAL}
    )


@pytest.fixture
def trusted(client: Client, keyholder: Authenticator) -> Client:
    """Alice's phone, where she has just confirmed that it is her."""
    client.force_login(keyholder.user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


# What a virtual authenticator of Chromium made for http://localhost; nothing can be signed with it.
CREDENTIAL: dict[str, Any] = {
    "type": "public-key",
    "id": "GgDupgY2M0Pw1KNacxabj5YtYLb4_jOQZgtguOpaQDg",
    "rawId": "GgDupgY2M0Pw1KNacxabj5YtYLb4_jOQZgtguOpaQDg",
    "clientExtensionResults": {"credProps": {"rk": True}},
    "response": {
        "clientDataJSON": (
            "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiempibFRuWXlOUDVuemVkSlFkU2llTmYtVzMw"
            "eG9tYWxwTEFXTkpsS3liTSIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6ODEwNCIsImNyb3NzT3JpZ2luIjpm"
            "YWxzZX0"
        ),
        "attestationObject": (
            "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAA"
            "AQECAwQFBgcIAQIDBAUGBwgAIBoA7qYGNjND8NSjWnMWm4-WLWC2-P4zkGYLYLjqWkA4pQECAyYgASFYIPlTOqJM"
            "tUJF1Cq7HV7t4cCw6Dqm4Z8g8lb-mWCJplrjIlggPAKnqt8B70CNMwR-UV_WsDje5xLGWSpU6rWkaFCmaiU"
        ),
    },
}


def test_no_address_of_allauth_is_forgotten_here():
    assert names(allauth_patterns) == ANYBODY.keys() | SIGNED_IN.keys() | OTHERS


@pytest.mark.parametrize(("name", "arguments"), ANYBODY.items())
def test_a_page_for_anybody_is_ours(client, db, name, arguments):
    assert_ours(client.get(reverse(name, args=arguments)))


@pytest.mark.parametrize(("name", "arguments"), SIGNED_IN.items())
def test_a_page_behind_sign_in_is_ours(trusted, keyholder, name, arguments):
    assert_ours(trusted.get(reverse(name, args=[keyholder.pk for _ in arguments])))


@pytest.mark.parametrize(("name", "arguments"), SIGNED_IN.items())
def test_a_page_behind_sign_in_asks_nobody_in(client, keyholder, name, arguments):
    response = client.get(reverse(name, args=[keyholder.pk for _ in arguments]))
    assert response.status_code == 302
    assert response["Location"].startswith((reverse("account_login"), reverse("home")))


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_a_strangers_passkey_is_not_there(keyholder, bob, name):
    stranger = Client()
    stranger.force_login(bob)
    stranger.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for ask in (stranger.get, stranger.post):
        assert ask(reverse(name, args=[keyholder.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=keyholder.pk).exists()


def test_a_password_alone_does_not_open_an_account_with_a_passkey(client, keyholder):
    answers = {"login": "alice@example.com", "password": PASSWORD, "next": "/you/"}
    response = client.post(reverse("account_login"), answers)
    assert response["Location"] == reverse("mfa_authenticate")
    assert_ours(client.get(response["Location"]))
    assert client.get("/you/").status_code == 302
    wrong = client.post(response["Location"], {"code": "00000000"})
    assert wrong.context["form"].errors["code"] == ["That did not match. Try again."]
    code = RecoveryCodes(keyholder.user.authenticator_set.get(type="recovery_codes")).get_unused_codes()[0]
    assert client.post(response["Location"], {"code": code})["Location"] == "/you/"
    assert client.get("/you/").status_code == 200


def test_recovery_codes_come_as_a_file(trusted):
    response = trusted.get(reverse("mfa_download_recovery_codes"))
    assert response["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(response.text.split()) == 10


def test_a_passkey_asks_for_a_confirmed_address_first(client, db):
    cleo = User.objects.create_user("cleo@example.com", PASSWORD)
    EmailAddress.objects.create(user=cleo, email=cleo.email, primary=True)
    client.force_login(cleo)
    response = client.get(reverse("mfa_add_webauthn"), follow=True)
    assert response.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "Confirm your e-mail address first" in response.text


def test_the_options_to_sign_in_with_a_passkey_name_nobody(client, keyholder):
    response = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    options = response.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")


def test_somebody_without_a_password_is_asked_to_set_one(client, alice):
    alice.set_unusable_password()
    alice.save()
    client.force_login(alice)
    response = client.get(reverse("account_change_password"), follow=True)
    assert response.redirect_chain == [(reverse("account_set_password"), 302)]
    assert_ours(response)
