from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.people import PASSWORD

SIGN_UP = reverse("account_signup")


def sign_up(client: Client, email: str = "cleo@example.com", **fields: str):
    return client.post(SIGN_UP, {"email": email, "password1": PASSWORD, **fields})


def test_signing_up_signs_in_at_once_and_sends_a_link(client, db):
    response = sign_up(client, time_zone="Europe/Berlin")
    assert response.status_code == 302
    assert response["Location"] == reverse("workouts:today")
    user = User.objects.get()
    assert (user.email, user.guessed_time_zone) == ("cleo@example.com", "Europe/Berlin")
    assert client.session["_auth_user_id"] == str(user.pk)
    (letter,) = mail.outbox
    assert letter.to == ["cleo@example.com"]
    assert letter.subject == "Confirm your e-mail address"
    assert "http://127.0.0.1:8000/accounts/confirm-email/" in letter.body


def test_the_form_asks_for_one_password_and_the_time_zone_is_hidden(client, db):
    form = client.get(SIGN_UP).context["form"]
    assert [field.name for field in form.visible_fields()] == ["email", "password1"]
    assert [field.name for field in form.hidden_fields()] == ["time_zone"]


def test_a_time_zone_nobody_knows_counts_as_utc(client, db):
    for number, zone in enumerate(["", "Middle/Earth", "localtime", "../../etc/passwd"]):
        sign_up(client, f"cleo{number}@example.com", time_zone=zone)
        client.logout()
    assert set(User.objects.values_list("guessed_time_zone", flat=True)) == {"UTC"}
    assert User.objects.count() == 4


def test_next_is_where_signing_up_leads(client, db):
    page = client.get(SIGN_UP, {"next": "/log/?drill=clamshell"})
    assert 'name="next" value="/log/?drill=clamshell"' in page.text
    assert page.context["login_url"] == reverse("account_login") + "?next=%2Flog%2F%3Fdrill%3Dclamshell"
    assert sign_up(client, next="/log/?drill=clamshell")["Location"] == "/log/?drill=clamshell"


def test_next_on_another_site_is_not_followed(client, db):
    for number, elsewhere in enumerate(["https://evil.example/", "//evil.example", "javascript:alert(1)"]):
        response = sign_up(client, f"cleo{number}@example.com", next=elsewhere)
        assert response["Location"] == reverse("workouts:today")
        client.logout()


def test_a_weak_password_makes_no_account(client, db):
    response = client.post(SIGN_UP, {"email": "cleo@example.com", "password1": "12345"})
    assert "password1" in response.context["form"].errors
    assert not User.objects.exists()


def test_an_address_is_taken_however_it_is_written(client, alice):
    response = sign_up(client, "ALICE@Example.com")
    assert response.context["form"].errors["email"] == [
        "There is an account with this address. Sign in, or ask for a new password."
    ]
    assert User.objects.count() == 1


def test_a_name_in_nul_bytes_is_refused(client, db):
    assert sign_up(client, "a\x00b@example.com").status_code == 200
    assert not User.objects.exists()


def test_closed_sign_up_says_so_and_makes_nothing(client, db, settings):
    settings.SIGN_UP_OPEN = False
    assert "Sign-up is closed" in client.get(SIGN_UP).text
    assert "Sign-up is closed" in sign_up(client).text
    assert not User.objects.exists()


def test_too_many_sign_ups_from_one_place_wait(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "2/h/ip"}
    for number in range(2):
        assert sign_up(client, f"cleo{number}@example.com").status_code == 302
        client.logout()
    response = sign_up(client, "cleo9@example.com")
    assert response.status_code == 429
    assert "Wait a few minutes" in response.text
    assert User.objects.count() == 2
