"""Every address of the site, asked for by another person and by nobody. An address that is not named here fails."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from exercises.models import ReaderQuestion
from tests.builders import NOON, make_exercise
from workouts import services
from workouts.models import Set
from workouts.services.records import RECORD_TYPES

pytestmark = pytest.mark.django_db

# For everybody, with what a reader needs to know to ask for it.
PUBLIC: dict[str, dict[str, str]] = {
    "home": {},
    "healthz": {},
    "robots": {},
    "sitemap": {},
    "worker": {},
    "manifest": {},
    "offline": {},
    "exercises:drills": {},
    "exercises:drill": {"slug": "band-lying-hip-internal-rotation"},
    "exercises:ask": {"slug": "band-lying-hip-internal-rotation"},
    "exercises:muscle": {"slug": "gluteus-medius"},
    "exercises:equipment": {"slug": "mat"},
    "exercises:guides": {},
    "exercises:guide": {"slug": "understanding-hip-internal-rotation"},
    "accounts:api-session": {},
    "exercises:api-drills": {},
    "exercises:api-drill": {"slug": "band-lying-hip-internal-rotation"},
    "workouts:routines": {},
    "workouts:routine": {"slug": "warm-up-before-squats"},
    "workouts:log": {},
    # A shell for nobody, a page of one's own for who is signed in.
    "workouts:today": {},
    "workouts:catalogue": {},
    "workouts:deleted": {},
    "account_login": {},
    "account_signup": {},
    "account_inactive": {},
    "account_reset_password": {},
    "account_reset_password_done": {},
    "account_reset_password_from_key_done": {},
    "account_email_verification_sent": {},
}
# Named by its content: an address that names no file leads nowhere, whoever asks.
FILES = {"exercises:photo": {"digest": "0" * 32, "width": "480", "suffix": "avif"}}
MOVED = {"favicon"}
# About whoever asks: no id in the address, so there is nobody else's to reach. Nobody is sent to sign in.
OWN = {
    "workouts:new",
    "workouts:workouts",
    "workouts:progress",
    "workouts:records",
    "workouts:summary",
    "workouts:how",
    "workouts:ranges",
    "workouts:new_range_check",
    "workouts:you",
    "workouts:preferences",
    "workouts:export",
    "workouts:export_sets",
    "workouts:delete_account",
    "workouts:own_drills",
    "workouts:new_drill",
    "workouts:bands",
    "workouts:new_band",
    "workouts:goals",
    "workouts:new_goal",
    "workouts:reminders",
    "workouts:make_calendar",
    "workouts:close_calendar",
    "workouts:remind_on_phone",
    "workouts:forget_phone",
    "workouts:favourites",
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
}
# The address names nobody's; what is sent does, and is looked for among one's own.
IN_THE_BODY = {"workouts:undo", "workouts:api-sync"}
# Steps of signing in: without the step before there is nothing to go on with.
STEPS = ("account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn")
# A letter's link holds a secret instead of an owner; a wrong one must lead nowhere.
SECRETS = {
    "account_confirm_email": {"key": "wrong"},
    "workouts:calendar": {"token": "wrong"},
    "workouts:stop_reminders": {"token": "wrong"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "wrong-key"},
}


@dataclass
class Belongings:
    """Something of Alice's behind every address that names an object."""

    owner: User
    addresses: dict[str, dict[str, Any]]
    # Of a deletion that could be undone.
    stamp: int


@pytest.fixture
def belongings(alice: User) -> Belongings:
    drill = make_exercise()
    own = services.save_own_drill(
        owner=alice, at=NOON, name="Desk swivel", measures=["reps"], sides="each_side"
    )
    workout = services.start_workout(owner=alice, at=NOON, begins=services.Beginning(NOON.date(), "UTC"))
    entry = services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=drill.id)
    services.record_sets(owner=alice, at=NOON, entry_id=entry, drafts=[{"side": "left", "reps": 10}] * 2)
    kept, gone = Set.objects.filter(owner=alice).values_list("id", flat=True)
    stamp = services.delete_set(owner=alice, at=NOON, set_id=gone)
    band = uuid.uuid4()
    services.save_band(owner=alice, at=NOON, band_id=band, name="Loop", colour="grey", level=2)
    services.pin_note(owner=alice, at=NOON, drill_id=own, note="Slowly.")
    goal = uuid.uuid4()
    services.save_goal(owner=alice, at=NOON, goal_id=goal, counts="times", title="Foam roll", amount=1)
    check_in = services.check_off(owner=alice, at=NOON, goal_id=goal, date=NOON.date())
    reading = services.record_range_check(
        owner=alice,
        at=NOON,
        fields={
            "movement": "internal_rotation",
            "side": "left",
            "position": "seated",
            "device": "phone",
            "trials_degrees": [34],
            "date": NOON.date(),
        },
    )
    passkey = Authenticator.objects.create(user=alice, type=Authenticator.Type.WEBAUTHN, data={})
    addresses = {
        **spread("workout edit finish delete_workout repeat_workout add_drill", workout_id=workout),
        **spread("move_entry entry_note delete_entry", workout_id=workout, entry_id=entry),
        **spread("add_set repeat_set as_last_time", workout_id=workout, entry_id=entry),
        **spread("set delete_set", workout_id=workout, set_id=kept),
        **spread("own_drill archive_drill delete_drill pinned_note", drill_id=own),
        **spread("band archive_band", band_id=band),
        **spread("goal check_off pause_goal resume_goal archive_goal delete_goal", goal_id=goal),
        **spread("delete_check_in", goal_id=goal, check_in_id=check_in),
        **spread("range_check delete_range_check", check_id=reading),
        **spread("drill_progress last_time", drill=str(own)),
    }
    named = {f"workouts:{name}": kwargs for name, kwargs in addresses.items()}
    asked = ReaderQuestion.objects.create(
        drill=drill, text="How wide?", asked_by=alice, asked_at=NOON, status="answered"
    )
    named |= spread("exercises:dismiss_news", question_id=asked.pk)
    return Belongings(
        alice, {**named, **spread("mfa_remove_webauthn mfa_edit_webauthn", pk=passkey.pk)}, stamp
    )


def spread(names: str, **kwargs: Any) -> dict[str, dict[str, Any]]:
    return dict.fromkeys(names.split(), kwargs)


def names_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def rows_of(owner: User) -> dict[str, list[dict[str, Any]]]:
    return {
        model.__name__: [dict(row) for row in model.objects.filter(owner=owner).order_by("id").values()]
        for model in (kind.model for kind in RECORD_TYPES.values())
    }


def test_every_address_is_spoken_for(belongings):
    here = {name for name in names_of(get_resolver().url_patterns) if not name.startswith("admin:")}
    assert here == {*PUBLIC, *FILES, *MOVED, *OWN, *STEPS, *SECRETS, *belongings.addresses, *IN_THE_BODY}


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_for_everybody_opens_for_nobody(name):
    assert Client().get(reverse(name, kwargs=PUBLIC[name])).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_404_for_every_object_of_another_person(belongings, bob, client_for, method):
    before = rows_of(belongings.owner)
    stranger = client_for(bob)
    for name, kwargs in belongings.addresses.items():
        answer = getattr(stranger, method)(reverse(name, kwargs=kwargs), {"note": "mine now", "reps": "1"})
        expected = {404, 405} if method == "get" else {404}
        if name in ("workouts:drill_progress", "workouts:last_time", "workouts:workout") and method == "post":
            expected = {405}
        if name.startswith("mfa_"):
            # allauth asks for the password before it looks for the key; then it, too, looks among one's own.
            assert answer["Location"].startswith(reverse("account_reauthenticate"))
            continue
        assert answer.status_code in expected, f"{method} {name}: {answer.status_code}"
    assert rows_of(belongings.owner) == before
    assert Authenticator.objects.filter(user=belongings.owner).count() == 1


def test_anothers_deletion_cannot_be_undone(belongings, bob, client_for):
    """A stamp names no object: it is looked for among one's own rows, and a second tap on Undo finds nothing either."""
    before = rows_of(belongings.owner)
    client_for(bob).post(reverse("workouts:undo", args=[belongings.stamp]))
    Client().post(reverse("workouts:undo", args=[belongings.stamp]))
    assert rows_of(belongings.owner) == before
    client_for(belongings.owner).post(reverse("workouts:undo", args=[belongings.stamp]))
    assert rows_of(belongings.owner) != before


def test_what_is_alices_opens_for_alice(belongings, client_for):
    """Otherwise the 404s above would prove nothing."""
    client = client_for(belongings.owner)
    for name in ("workout", "edit", "add_drill", "set", "own_drill", "drill_progress", "range_check"):
        name = f"workouts:{name}"
        assert client.get(reverse(name, kwargs=belongings.addresses[name])).status_code == 200, name


def test_nothing_keeps_a_page_of_ones_own(belongings, client_for):
    """Neither a proxy nor the browser that somebody else uses next."""
    client = client_for(belongings.owner)
    Authenticator.objects.all().delete()
    for name in [*OWN, *belongings.addresses]:
        answer = client.get(reverse(name, kwargs=belongings.addresses.get(name)))
        if answer.status_code != 405:
            # allauth's too: they say which address somebody has.
            assert {"private", "no-store"} <= set(answer.get("Cache-Control", "").split(", ")), name


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_nothing_of_anybodys(belongings, method):
    before = rows_of(belongings.owner)
    for name in [*OWN, *belongings.addresses]:
        answer = getattr(Client(), method)(reverse(name, kwargs=belongings.addresses.get(name)))
        assert answer.status_code in (302, 204, 401, 404, 405), f"{method} {name}: {answer.status_code}"
        if answer.status_code == 302:
            assert answer["Location"].startswith((reverse("account_login"), reverse("home"))), name
    assert rows_of(belongings.owner) == before


def test_a_phone_reaches_its_own_account_alone(belongings, bob, client_for):
    """Neither by another's account id, nor by the ids of another's records."""
    before = rows_of(belongings.owner)
    [left] = Set.objects.filter(owner=belongings.owner, deleted=False)
    change = {
        "type": "set",
        "id": str(left.id),
        "parent": str(left.entry_id),
        "registers": {"deleted": {"stamp": [2**52, "phone"], "values": {"deleted": True}}},
    }
    for account, status in ((belongings.owner, 409), (bob, 200)):
        asked = {"account": str(account.public_id), "epoch": None, "cursor": 0, "changes": [change]}
        answer = client_for(bob).post(
            reverse("workouts:api-sync"),
            {"v": 1, "device": "phone", **asked},
            content_type="application/json",
        )
        assert answer.status_code == status
        if status == 200:
            assert answer.json()["changes"] == answer.json()["current"] == []
            assert [refused["code"] for refused in answer.json()["rejected"]] == ["parent_missing"]
    assert Client().post(reverse("workouts:api-sync")).status_code == 401
    assert rows_of(belongings.owner) == before


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_step_of_signing_in_cannot_be_begun_in_the_middle(name):
    assert Client().get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", SECRETS)
def test_a_wrong_secret_changes_nothing(name, alice):
    answer = Client().get(reverse(name, kwargs=SECRETS[name]))
    assert answer.status_code in (200, 404)
    assert b'type="password"' not in answer.content


def test_what_names_a_drill_in_its_form_asks_whose_it_is(belongings, bob, client_for):
    own = belongings.addresses["workouts:own_drill"]["drill_id"]
    client = client_for(bob)
    assert client.post(reverse("workouts:favourites"), {"drill": own, "drill_id": own}).status_code == 404
    assert client.get(reverse("workouts:new"), {"drill": own}).status_code in (200, 404)
    assert b"Desk swivel" not in client.get(reverse("workouts:new"), {"drill": own}).content


def test_the_admin_is_closed_to_all_but_staff(belongings, bob, client_for):
    places = [name for name in names_of(get_resolver().url_patterns) if name.startswith("admin:")]
    assert len(places) > 30
    for client in (Client(), client_for(bob)):
        for name in places:
            address = admin_address(name)
            if address:
                assert client.get(address).status_code in (302, 403, 404), name


def admin_address(name: str) -> str | None:
    """Where a place of the admin lies, whatever its object is called; None where the name alone says too little."""
    for kwargs in (
        {},
        {"object_id": uuid.uuid4()},
        {"app_label": "exercises"},
        {"content_type_id": 1, "object_id": 1},
    ):
        try:
            return reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    return None
