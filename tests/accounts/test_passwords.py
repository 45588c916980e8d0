import re

from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.adapter import AccountAdapter
from accounts.models import User
from tests.people import PASSWORD

RESET = reverse("account_reset_password")
CHANGE = reverse("account_change_password")
ANOTHER = "supine, ball, and breathe out"


def link_in(letter) -> str:
    (path,) = re.findall(r"http://127\.0\.0\.1:8000(/accounts/password/reset/key/\S+)", letter.body)
    return path


def test_the_link_in_the_mail_lets_choose_a_password_once(client, alice):
    assert client.post(RESET, {"email": "alice@example.com"}).status_code == 302
    (letter,) = mail.outbox
    assert letter.subject == "Choose a new password"
    assert letter.to == ["alice@example.com"]
    path = link_in(letter)
    form = client.get(path, follow=True)
    assert "Choose a new password" in form.text
    assert list(form.context["form"].fields) == ["password1"]
    response = client.post(form.request["PATH_INFO"], {"password1": ANOTHER})
    assert response.status_code == 302
    assert get_user(client) == alice
    alice.refresh_from_db()
    assert alice.check_password(ANOTHER)
    assert "This link is used up" in Client().get(path, follow=True).text


def test_the_mail_names_the_site_and_not_the_host_of_the_request(client, alice, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://swivel.example"
    client.post(RESET, {"email": "alice@example.com"}, headers={"host": "evil.example"})
    assert "https://swivel.example/accounts/password/reset/key/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body


def test_asking_for_a_password_does_not_say_who_has_an_account(client, alice):
    known = client.post(RESET, {"email": "alice@example.com"})
    unknown = client.post(RESET, {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.subject for letter in mail.outbox] == [
        "Choose a new password",
        "There is no account with this address",
    ]


def test_too_many_letters_to_one_address_wait(client, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reset_password": "2/h/key"}
    answers = [client.post(RESET, {"email": "alice@example.com"}).status_code for _ in range(3)]
    assert answers == [302, 302, 429]
    assert len(mail.outbox) == 2


def test_a_made_up_link_leads_nowhere(client, alice):
    response = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"]))
    assert "This link is used up" in response.text


def test_changing_the_password_keeps_this_phone_and_ends_the_others(client, alice):
    other = Client()
    for each in (client, other):
        each.force_login(alice)
    response = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": ANOTHER})
    assert response["Location"] == reverse("workouts:you")
    assert get_user(client) == alice
    assert not get_user(other).is_authenticated
    assert [letter.subject for letter in mail.outbox] == ["Your password was changed"]


def test_changing_the_password_asks_for_the_current_one(client, alice):
    client.force_login(alice)
    response = client.post(CHANGE, {"oldpassword": "not hers", "password1": ANOTHER})
    assert response.context["form"].errors["oldpassword"] == ["That is not your current password."]
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_a_new_password_leaves_the_revision_counter_alone(alice):
    User.objects.filter(pk=alice.pk).update(revision=42)
    assert alice.revision == 0
    AccountAdapter().set_password(alice, ANOTHER)
    alice.refresh_from_db()
    assert (alice.revision, alice.check_password(ANOTHER)) == (42, True)
