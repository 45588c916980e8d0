import pytest
from django.contrib.auth import get_user
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import Session, User
from tests.people import PASSWORD

SIGN_IN = reverse("account_login")
SIGN_OUT = reverse("account_logout")


def sign_in(client: Client, email: str = "alice@example.com", password: str = PASSWORD, **fields: str):
    return client.post(SIGN_IN, {"login": email, "password": password, **fields})


def test_signing_in_leads_to_today(client, alice):
    assert sign_in(client)["Location"] == reverse("workouts:today")
    assert get_user(client) == alice


def test_the_address_may_be_written_in_capitals(client, alice):
    assert sign_in(client, "Alice@EXAMPLE.com").status_code == 302


def test_next_is_where_signing_in_leads_unless_it_is_another_site(client, alice):
    assert sign_in(client, next="/you/")["Location"] == "/you/"
    client.logout()
    assert sign_in(client, next="https://evil.example/")["Location"] == reverse("workouts:today")


def test_a_page_behind_sign_in_comes_back_to_itself(client, alice):
    response = client.get(reverse("workouts:you"))
    assert response["Location"] == f"{SIGN_IN}?next=/you/"


def test_a_wrong_password_and_an_unknown_address_sound_the_same(client, alice):
    wrong = sign_in(client, password="not hers").context["form"].non_field_errors()
    unknown = sign_in(client, email="nobody@example.com").context["form"].non_field_errors()
    assert wrong == unknown == ["This e-mail address and this password do not belong together. Check both."]
    assert not client.session.get("_auth_user_id")


def test_the_sixth_try_on_one_address_waits_even_with_the_right_password(client, alice):
    for _ in range(5):
        sign_in(client, password="not hers")
    response = sign_in(client)
    assert response.context["form"].non_field_errors() == [
        "Too many tries. Wait five minutes, then try again."
    ]


def test_too_many_sign_ins_from_one_place_get_a_page_of_their_own(client, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    sign_in(client, password="not hers")
    response = sign_in(client, password="not hers")
    assert response.status_code == 429
    assert "429.html" in [template.name for template in response.templates]


def test_signing_out_asks_on_get_and_ends_the_session_on_post(client, alice):
    client.force_login(alice)
    assert "Stay signed in" in client.get(SIGN_OUT).text
    assert get_user(client) == alice
    response = client.post(SIGN_OUT, follow=True)
    assert response.redirect_chain == [(SIGN_IN, 302)]
    assert "You are signed out" in response.text
    assert "data-signed-out" in response.text
    assert not Session.objects.filter(user_id=alice.pk).exists()


def test_a_session_says_whose_it_is(client, alice, bob):
    sign_in(client)
    assert list(Session.objects.values_list("user_id", flat=True)) == [alice.pk]


def test_an_account_that_is_switched_off_is_told_so(client, alice):
    User.objects.filter(pk=alice.pk).update(is_active=False)
    response = sign_in(client)
    assert response.status_code == 302
    assert "This account is switched off" in client.get(response["Location"]).text


def test_signing_in_needs_the_csrf_token(alice):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/"])
def test_admins_sign_in_where_everybody_does(client, alice, path):
    User.objects.filter(pk=alice.pk).update(is_staff=True, is_superuser=True)
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith(f"{SIGN_IN}?next=")
    response = sign_in(client, next="/admin/")
    assert client.get(response["Location"]).status_code == 200


def test_who_is_no_admin_is_kept_out_of_it(client, alice):
    client.force_login(alice)
    assert client.get("/admin/", follow=True).status_code == 403


def test_switching_an_account_off_leaves_its_revision_counter_alone(client, alice, bob, monkeypatch):
    User.objects.filter(pk=alice.pk).update(is_staff=True, is_superuser=True)
    client.force_login(alice)
    clean = User.clean

    def counted_up_meanwhile(user: User) -> None:
        User.objects.filter(pk=user.pk).update(revision=42)
        clean(user)

    monkeypatch.setattr(User, "clean", counted_up_meanwhile)
    response = client.post(f"/admin/accounts/user/{bob.pk}/change/", {"is_staff": "on"})
    assert response.status_code == 302
    bob.refresh_from_db()
    assert (bob.is_active, bob.is_staff, bob.revision) == (False, True, 42)


def test_support_cannot_switch_a_superuser_off(client, alice, bob):
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    User.objects.filter(pk=bob.pk).update(is_superuser=True)
    alice.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    client.force_login(alice)
    assert client.post(f"/admin/accounts/user/{bob.pk}/change/", {}).status_code == 403
    bob.refresh_from_db()
    assert bob.is_active


def test_somebody_made_on_the_command_line_can_sign_in(client, db):
    User.objects.create(email="root@example.com", password=make_password(PASSWORD), is_superuser=True)
    assert sign_in(client, "root@example.com").status_code == 302
