import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from tests.people import PASSWORD

ADDRESS = reverse("account_email")


def link_in(letter: Any) -> str:
    (path,) = re.findall(r"http://127\.0\.0\.1:8000(/accounts/confirm-email/\S+)", letter.body)
    return path


def sign_up(client: Any, email: str) -> User:
    client.post(reverse("account_signup"), {"email": email, "password1": PASSWORD})
    return User.objects.get(email=email)


def change_to(client: Any, email: str) -> Any:
    """Fills in the form and, when asked, the password."""
    response = client.post(ADDRESS, {"action_add": "", "email": email})
    if response.status_code == 302 and "reauthenticate" in response["Location"]:
        response = client.post(response["Location"], {"password": PASSWORD})
    return response


def proven(user: User) -> list[str]:
    return list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))


def test_the_link_of_the_sign_up_confirms_on_post_alone(client, db):
    cleo = sign_up(client, "cleo@example.com")
    path = link_in(mail.outbox[0])
    assert "Is cleo@example.com yours?" in client.get(path).text
    assert proven(cleo) == []
    response = client.post(path)
    assert response["Location"] == reverse("workouts:you")
    assert proven(cleo) == ["cleo@example.com"]


def test_a_made_up_link_says_that_it_is_used_up(client, db):
    assert "This link is used up" in client.get(reverse("account_confirm_email", args=["abc"])).text


def test_a_confirmed_address_stays_until_the_new_one_is_confirmed(client, alice):
    client.force_login(alice)
    assert change_to(client, "alice@new.example").status_code == 302
    alice.refresh_from_db()
    assert (alice.email, proven(alice)) == ("alice@example.com", ["alice@example.com"])
    (letter,) = mail.outbox
    assert letter.to == ["alice@new.example"]
    client.post(link_in(letter))
    alice.refresh_from_db()
    assert (alice.email, proven(alice)) == ("alice@new.example", ["alice@new.example"])
    assert EmailAddress.objects.filter(user=alice).count() == 1
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == (
        "Your e-mail address was changed",
        ["alice@example.com"],
    )


def test_changing_the_address_asks_for_the_password(client, alice):
    client.force_login(alice)
    response = client.post(ADDRESS, {"action_add": "", "email": "alice@new.example"})
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not mail.outbox


def test_an_address_that_was_never_confirmed_is_put_right_at_once(client, db):
    cleo = sign_up(client, "cloe@example.com")
    change_to(client, "cleo@example.com")
    cleo.refresh_from_db()
    assert cleo.email == "cleo@example.com"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("cleo@example.com", False, True)
    ]
    client.post(link_in(mail.outbox[-1]))
    assert proven(cleo) == ["cleo@example.com"]


def test_two_who_put_their_addresses_right_do_not_meet(client, alice, db):
    sign_up(client, "cloe@example.com")
    response = change_to(client, "alice@example.com")
    assert "There is an account with this address" in response.text
    assert User.objects.filter(email="cloe@example.com").exists()


def test_an_address_that_another_account_holds_is_never_confirmed(client, alice, bob):
    client.force_login(alice)
    change_to(client, "bob@example.com")
    client.post(link_in(mail.outbox[-1]))
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"
    assert proven(alice) == ["alice@example.com"]


def test_an_address_that_another_account_never_confirmed_is_not_taken_over(client, alice, db):
    cleo = User.objects.create_user("cleo@example.com", PASSWORD)
    EmailAddress.objects.create(user=cleo, email=cleo.email, primary=True)
    client.force_login(alice)
    change_to(client, "cleo@example.com")
    client.post(link_in(mail.outbox[-1]), follow=True)
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"


def test_a_change_can_be_dropped_and_its_link_sent_again(client, alice):
    client.force_login(alice)
    change_to(client, "alice@new.example")
    client.post(ADDRESS, {"action_remove": "", "email": "alice@new.example"})
    assert list(EmailAddress.objects.filter(user=alice).values_list("email", flat=True)) == [
        "alice@example.com"
    ]


def test_verify_email_confirms_without_mail(alice, capsys):
    EmailAddress.objects.all().delete()
    call_command("verify_email", "Alice@example.com")
    assert proven(alice) == ["alice@example.com"]
    assert capsys.readouterr().out == "Alice@example.com is confirmed.\n"
    call_command("verify_email", "alice@example.com")
    assert EmailAddress.objects.filter(user=alice, primary=True, verified=True).count() == 1


def test_verify_email_knows_whom_it_does_not_know(alice):
    with pytest.raises(CommandError, match=r"^Nobody has signed up as zoe@example\.com\.$"):
        call_command("verify_email", "zoe@example.com")
