from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from accounts.models import Record, Session, User
from exercises.models import Guide, ReaderQuestion
from tests.builders import NOON, make_exercise, make_workout
from tests.people import PASSWORD
from workouts import services
from workouts.models import CuratedRoutine, DayTotal, PushSubscription, ReminderLetter, ReminderPlan
from workouts.queries.export import TABLES

DELETE = reverse("workouts:delete_account")
FIRST_CHOICES = {"side": "left", "movement": "internal_rotation", "position": "prone", "device": "phone"}


def rows_of(user_id: int) -> dict[str, int]:
    """How many rows of every table name this person."""
    found = {"Session": Session.objects.filter(user_id=user_id).count()}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is User:
                found[model.__name__] = model._default_manager.filter(**{field.attname: user_id}).count()
    return found


def fill(user: User) -> None:
    """At least one row in every table that names a person."""
    drill = make_exercise()
    make_workout(user, drills=[drill], sets=[{"reps": 10}])
    for number, model in enumerate(TABLES.values()):
        if not model.objects.filter(owner=user).exists():
            blank(model, user, number)
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    ReminderPlan.objects.create(owner=user, time_of_day=NOON.time())
    ReminderLetter.objects.create(owner=user, date=NOON.date())
    services.make_calendar_address(owner=user, at=NOON)
    PushSubscription.objects.create(owner=user, endpoint="https://push.example/a", created_at=NOON)
    user.groups.add(Group.objects.get_or_create(name="editors")[0])
    user.user_permissions.add(1)
    LogEntry.objects.create(
        user=user, content_type=ContentType.objects.get_for_model(User), object_id="1", action_flag=ADDITION
    )

    ReaderQuestion.objects.create(
        drill=drill, text="Which way?", asked_at=NOON, asked_by=user, answered_by=user
    )
    for row in (
        drill,
        Guide(slug="g", title="G", updated_at=NOON),
        CuratedRoutine(slug="r", title="R", minutes=5, updated_at=NOON),
    ):
        save_version(row, user)


def save_version(row: Any, user: User) -> None:
    """As the admin does: the history says who."""
    version = {field.attname: getattr(row, field.attname) for field in row.history.model.tracked_fields}
    row.history.create(**version, history_date=NOON, history_type="~", history_user=user)


def blank(model: type[Record], user: User, number: int) -> None:
    values: dict[str, Any] = {"owner": user, "revision": 1000 + number}
    for field in model._meta.concrete_fields:
        kind = field.get_internal_type()
        if kind == "UUIDField" and not field.null:
            values[field.name] = f"00000000-0000-4000-8000-{number:012}"
        elif kind == "DateField" and not field.null:
            values[field.name] = NOON.date()
        elif field.name in FIRST_CHOICES:
            values[field.name] = FIRST_CHOICES[field.name]
    model.objects.create(**values)


def test_everything_that_names_a_person_goes_and_nothing_of_anybody_else(her, alice, bob):
    for user in (alice, bob):
        fill(user)
        Client().force_login(user)
    before = rows_of(alice.pk)
    assert [table for table, count in before.items() if not count] == []
    assert before["Session"] == 2
    bobs = rows_of(bob.pk)
    pk = alice.pk
    response = her.post(DELETE, {"password": PASSWORD}, follow=True)
    assert response.redirect_chain == [(reverse("workouts:deleted"), 302)]
    assert "Your account is deleted" in response.text
    assert sum(rows_of(pk).values()) == 0
    assert not User.objects.filter(pk=pk).exists()
    assert rows_of(bob.pk) == bobs


def test_deleting_signs_out_here_and_on_every_phone(her, alice):
    other = Client()
    other.force_login(alice)
    her.post(DELETE, {"password": PASSWORD})
    for each in (her, other):
        assert not get_user(each).is_authenticated
        assert each.get(reverse("workouts:you")).status_code == 302


def test_the_page_says_what_goes_and_changes_nothing(her, alice):
    make_workout(alice, drills=[make_exercise()], sets=[{"reps": 10}, {"reps": 9}])
    text = her.get(DELETE).text
    for words in ("the account of alice@example.com", "1 workout", "2 sets"):
        assert words in text
    assert "0 " not in text
    assert User.objects.filter(pk=alice.pk).exists()


@pytest.mark.parametrize("password", ["", "not hers"])
def test_without_the_password_nothing_goes(her, alice, password):
    response = her.post(DELETE, {"password": password})
    assert response.status_code == 422
    assert "password" in response.context["form"].errors
    assert User.objects.filter(pk=alice.pk).exists()


def test_guessing_the_password_here_is_limited_too(her, alice):
    for _ in range(5):
        her.post(DELETE, {"password": "not hers"})
    response = her.post(DELETE, {"password": PASSWORD})
    assert response.status_code == 422
    assert response.context["form"].errors["password"] == [
        "Too many tries. Wait five minutes, then try again."
    ]
    assert User.objects.filter(pk=alice.pk).exists()


def test_who_has_just_confirmed_is_not_asked_again(her, alice):
    her.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "password" not in her.get(DELETE).context["form"].fields
    assert her.post(DELETE)["Location"] == reverse("workouts:deleted")
    assert not User.objects.filter(pk=alice.pk).exists()


def test_without_a_password_and_unconfirmed_nothing_goes(her, alice):
    alice.set_unusable_password()
    alice.save(update_fields=["password"])
    Authenticator.objects.create(user=alice, type="recovery_codes", data={"seed": "00", "used_mask": 0})
    her.force_login(alice)
    assert her.post(DELETE).status_code == 422
    assert User.objects.filter(pk=alice.pk).exists()


def test_nobody_deletes_anybody(client, alice):
    assert client.post(DELETE, {"password": PASSWORD})["Location"].startswith(reverse("account_login"))
    assert EmailAddress.objects.filter(user=alice).exists()


def test_totals_go_with_the_account_when_no_page_is_involved(alice):
    make_workout(alice, drills=[make_exercise()], sets=[{"reps": 10}])
    assert DayTotal.objects.filter(owner=alice).exists()
    services.delete_account(owner=alice)
    assert not DayTotal.objects.exists()
