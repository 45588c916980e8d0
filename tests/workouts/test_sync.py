"""POST /api/v1/sync/ as a phone sees it: docs/offline.md."""

import gzip
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.problems import PROBLEMS
from tests.builders import NOON, make_exercise, make_workout
from workouts import services
from workouts.models import Entry, Set, Workout
from workouts.services import refusing, store, sync

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/sync/"
NOTHING = dict.fromkeys(("hold_seconds", "duration_seconds", "load_kg", "band_id", "breaths", "cycles"))
DID = {
    **NOTHING,
    "kind": "working",
    "side": "left",
    "done_at": "2026-11-12T11:59:00.500Z",
    "reps": 10,
    "load_unit": "kg",
}
TIMES: dict[str, Any] = {
    "started_at": None,
    "finished_at": None,
    "date": "2026-11-12",
    "time_zone": "Europe/Berlin",
}


def register(stamp: int, device: str = "phone", **values: Any) -> dict[str, Any]:
    return {"stamp": [stamp, device], "values": values}


def new_set(entry: Any, each: str = "", stamp: int = 1, **did: Any) -> dict[str, Any]:
    registers = {"did": register(stamp, **{**DID, **did})}
    return {"type": "set", "id": each or str(uuid.uuid4()), "parent": str(entry), "registers": registers}


class Phone:
    """Sends what it is told to and keeps nothing but its cursor."""

    def __init__(self, owner: User, client: Client) -> None:
        self.owner, self.client = owner, client
        self.epoch: str | None = None
        self.cursor = 0

    def post(self, body: Any, **headers: str) -> Any:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.post(ADDRESS, sent, content_type="application/json", headers=headers)

    def envelope(self, *changes: Any, **over: Any) -> dict[str, Any]:
        return {
            "v": 1,
            "account": str(self.owner.public_id),
            "device": "phone",
            "epoch": self.epoch,
            "cursor": self.cursor,
            "changes": changes,
            **over,
        }

    def sync(self, *changes: Any, **over: Any) -> Any:
        answer = self.post(self.envelope(*changes, **over))
        assert answer.status_code == 200, answer.content
        reply = answer.json()
        self.epoch, self.cursor = reply["epoch"], reply["cursor"]
        return reply

    def problem(self, *changes: Any, **over: Any) -> tuple[int, str]:
        answer = self.post(self.envelope(*changes, **over))
        return answer.status_code, answer.json()["code"]


@pytest.fixture
def phone(alice: User, client_for: Callable[[User], Client]) -> Phone:
    return Phone(alice, client_for(alice))


@pytest.fixture
def entry(alice: User) -> Entry:
    workout = make_workout(alice, drills=[make_exercise()])
    return Entry.objects.get(owner=alice, workout_id=workout)


def codes(reply: Any) -> list[tuple[str, str]]:
    return [(each["code"], each["field"]) for each in reply["rejected"]]


# --- who asks ------------------------------------------------------------------------------------


def test_the_session_says_whose_it_is_and_gives_a_token(alice, client_for, at_noon):
    answer = client_for(alice).get("/api/v1/session/")
    assert answer.json() == {
        "account": str(alice.public_id),
        "email": "alice@example.com",
        "csrf": answer.json()["csrf"],
        "now": int(NOON.timestamp() * 1000),
        "epoch": alice.epoch,
    }
    assert answer.cookies["csrftoken"].value
    assert "no-store" in answer["Cache-Control"]


def test_the_session_of_nobody_is_nobodys(db):
    answer = Client().get("/api/v1/session/")
    assert (answer.status_code, answer.json()["account"], answer.json()["epoch"]) == (200, None, None)
    assert answer.cookies["csrftoken"].value
    assert "no-store" in answer["Cache-Control"]


def test_the_sessions_token_is_the_one_to_post_with(alice, phone):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    phone.client = strict
    assert phone.problem() == (403, "csrf")
    token = strict.get("/api/v1/session/").json()["csrf"]
    assert phone.post(phone.envelope(), **{"X-CSRFToken": token}).status_code == 200


def test_without_a_session_it_is_401_and_never_403(phone):
    phone.client.logout()
    assert phone.problem() == (401, "signed_out")
    phone.client = Client(enforce_csrf_checks=True)
    assert phone.problem() == (401, "signed_out")


def test_a_closed_account_has_no_session(phone, alice):
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert phone.problem() == (401, "signed_out")


def test_another_accounts_phone_is_sent_away_with_nothing(phone, bob, entry):
    answer = phone.post(phone.envelope(new_set(entry.id), account=str(bob.public_id)))
    assert (answer.status_code, answer.json()["code"]) == (409, "other_account")
    assert answer.json()["account"] == str(phone.owner.public_id)
    assert not Set.objects.exists()


def test_only_posting_syncs(phone):
    answer = phone.client.get(ADDRESS)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


def test_no_reply_is_kept_on_the_way(phone):
    assert "no-store" in phone.post(phone.envelope())["Cache-Control"]


def test_every_problem_has_a_sentence():
    for code, (status, sentence) in PROBLEMS.items():
        assert str(sentence).endswith("."), code
        assert 400 <= status < 600


# --- what is sent --------------------------------------------------------------------------------


def test_a_session_logged_on_a_phone_arrives_and_comes_out_on_another(phone, alice, client_for):
    drill = make_exercise()
    workout, entry, left = (str(uuid.uuid4()) for _ in range(3))
    sent = [
        {"type": "workout", "id": workout, "registers": {"times": register(1, **TIMES)}},
        {
            "type": "entry",
            "id": entry,
            "parent": workout,
            "registers": {"plan": register(1, drill_id=str(drill.id), target={"sets": 2}, skipped=False)},
        },
        new_set(entry, left, load_kg="2.500"),
    ]
    reply = phone.sync(*sent)
    assert reply["rejected"] == reply["current"] == reply["changes"] == []
    assert reply["cursor"] == 3
    other = Phone(alice, client_for(alice)).sync()
    assert [change["id"] for change in other["changes"]] == [workout, entry, left]
    came = other["changes"][2]
    assert came["parent"] == entry
    assert came["registers"]["did"]["stamp"] == [1, "phone"]
    assert came["registers"]["did"]["values"] == {**DID, "load_kg": "2.500"}


def test_what_came_out_of_a_pull_can_be_pushed_again_and_changes_nothing(phone, alice, client_for, entry):
    services.record_sets(
        owner=alice, at=NOON, entry_id=entry.id, drafts=[{"side": "left", "reps": 10, "load_kg": "2.5"}]
    )
    services.pin_note(owner=alice, at=NOON, drill_id=entry.drill_id, note="Langsam. 💪")
    services.save_preferences(owner=alice, at=NOON, units="lb", rest_seconds=90)
    pulled = phone.sync()["changes"]
    before = phone.cursor
    assert {change["type"] for change in pulled} == {"workout", "entry", "set", "pinned_note", "preference"}
    again = phone.sync(*pulled)
    assert (again["rejected"], again["changes"], again["cursor"]) == ([], [], before)


def test_what_the_server_writes_otherwise_comes_back_at_once(phone, entry):
    phone.sync()
    same, other = new_set(entry.id, load_kg="2.500"), new_set(entry.id, load_kg="2.5")
    [came] = phone.sync(same, other)["changes"]
    assert came["id"] == other["id"]
    assert came["registers"]["did"]["values"]["load_kg"] == "2.500"


def test_the_servers_own_forms_show_up_on_phones(phone, alice, entry):
    phone.sync()
    services.record_sets(owner=alice, at=NOON, entry_id=entry.id, drafts=[{"side": "left", "reps": 7}])
    [came] = phone.sync()["changes"]
    assert came["registers"]["did"]["values"]["reps"] == 7
    assert phone.sync()["changes"] == []


def test_a_reply_lost_after_the_commit_does_no_harm(phone, entry):
    sent = new_set(entry.id)
    phone.post(phone.envelope(sent))
    phone.sync(sent)
    assert Set.objects.count() == 1


def test_a_refused_record_comes_with_a_sentence_and_the_servers_copy(phone, entry):
    each = str(uuid.uuid4())
    phone.sync(new_set(entry.id, each))
    good = str(uuid.uuid4())
    reply = phone.sync(new_set(entry.id, each, stamp=2, reps=-1), new_set(entry.id, good))
    [refused] = reply["rejected"]
    assert (refused["type"], refused["id"], refused["code"], refused["field"]) == (
        "set",
        each,
        "invalid",
        "reps",
    )
    assert refused["detail"].endswith(".")
    [current] = reply["current"]
    assert (current["id"], current["registers"]["did"]["values"]["reps"]) == (each, 10)
    assert Set.objects.filter(id=good).exists()
    unreadable = {"type": "set", "id": each, "registers": {"did": 7}}
    assert phone.sync(unreadable)["current"] == [current]


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"registers": None}, "registers"),
        ({"registers": {"did": None}}, "did"),
        ({"registers": {"did": {"stamp": [1], "values": DID}}}, "did"),
        ({"registers": {"did": {"stamp": [1, "phone"], "values": []}}}, "did"),
        ({"registers": {"did": {"stamp": ["1", "phone"], "values": DID}}}, "stamp"),
        ({"registers": {"did": {"stamp": [1.5, "phone"], "values": DID}}}, "stamp"),
        ({"registers": {"did": {"stamp": [[], {}], "values": DID}}}, "stamp"),
        ({"registers": {"mood": register(1, mood="blue")}}, "mood"),
        ({"parent": 7}, "parent"),
        ({"parent": "green"}, "parent"),
        ({"parent": None}, "parent"),
        ({"type": "mood"}, "type"),
        ({"type": "\ud800"}, "type"),
        ({"id": "12"}, "id"),
        ({"id": "{00000000-0000-4000-8000-000000000001}"}, "id"),
        ({"id": "ABCDEF00-0000-4000-8000-000000000001"}, "id"),
        ({"type": "preference", "id": "\ud800"}, "id"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_by_itself(phone, entry, broken, field):
    good = new_set(entry.id)
    reply = phone.sync({**new_set(entry.id), **broken}, good)
    assert codes(reply) == [("invalid", field)]
    assert [str(each) for each in Set.objects.values_list("id", flat=True)] == [good["id"]]


def test_an_id_sent_twice_is_one_record(phone, entry):
    each = str(uuid.uuid4())
    twice = [new_set(entry.id, each, stamp=stamp, reps=stamp) for stamp in (3, 9, 5)]
    assert phone.sync(*twice)["rejected"] == []
    assert Set.objects.get().reps == 9


@pytest.mark.parametrize(
    "over",
    [
        {"v": None},
        {"v": True},
        {"account": None},
        {"device": ""},
        {"device": "x" * 65},
        {"epoch": 7},
        {"cursor": -1},
        {"cursor": "0"},
        {"cursor": 2**70},
        {"changes": {}},
        {"changes": [7]},
        {"changes": [{"type": "set"}]},
        {"changes": [{"type": "set", "id": 7}]},
    ],
)
def test_an_envelope_that_makes_no_sense_is_refused_whole(phone, over):
    assert phone.problem(**over) == (400, "malformed")


@pytest.mark.parametrize(
    "body",
    [b" ", b"{", b"[]", b"7", b"\xff\xfe", b'{"v": NaN}', b"[" * 100_000, b'{"v": ' + b"9" * 5000 + b"}"],
)
def test_what_is_no_json_is_refused_whole(phone, body):
    answer = phone.post(body)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_request_of_a_later_version_asks_for_an_update(phone):
    assert phone.problem(v=2) == (426, "update_app")


def test_too_many_changes_or_bytes_are_to_be_split(phone, entry):
    assert phone.problem(*[new_set(entry.id)] * 501) == (413, "split")
    assert phone.post(b" " * 1_000_001).json()["code"] == "split"
    note = {"note": "x" * 1_000_000}
    assert phone.problem({"type": "pinned_note", "id": "x", "registers": note}) == (413, "split")


def test_a_compressed_request_is_read(phone, entry):
    body = gzip.compress(json.dumps(phone.envelope(new_set(entry.id))).encode())
    assert phone.post(body, **{"Content-Encoding": "gzip"}).status_code == 200
    assert Set.objects.count() == 1


def test_a_bomb_is_put_down_before_it_unfolds(phone):
    bomb = gzip.compress(b" " * 50_000_000)
    assert len(bomb) < 100_000
    answer = phone.post(bomb, **{"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (413, "split")


@pytest.mark.parametrize(
    ("encoding", "spoil", "code"),
    [
        ("gzip", lambda body: b"no gzip", "malformed"),
        ("gzip", lambda body: body[:-5], "malformed"),
        ("gzip", lambda body: body + b"more", "malformed"),
        ("br", lambda body: body, "media_type"),
    ],
)
def test_broken_compression_is_refused(phone, encoding, spoil, code):
    body = spoil(gzip.compress(json.dumps(phone.envelope()).encode()))
    assert phone.post(body, **{"Content-Encoding": encoding}).json()["code"] == code


def test_only_json_is_read(phone):
    answer = phone.client.post(ADDRESS, {"v": 1})
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
shapeless_changes = st.fixed_dictionaries(
    {"type": st.sampled_from(["set", "workout", "preference", "x"]), "id": st.text(max_size=5) | json_values},
    optional={
        "parent": json_values,
        "registers": json_values
        | st.dictionaries(
            st.sampled_from(["did", "times", "value", "deleted"]),
            json_values | st.fixed_dictionaries({"stamp": json_values, "values": json_values}),
        ),
    },
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(shapeless_changes, max_size=3), over=st.dictionaries(st.text(max_size=3), json_values)
)
def test_no_json_at_all_is_a_fault_of_the_server(phone, changes, over):
    assert phone.post(phone.envelope(*changes, **over)).status_code in (200, 400, 426)


# --- what comes back -----------------------------------------------------------------------------


def test_a_pull_is_cut_into_pages_over_all_types_in_order(phone, alice, entry, monkeypatch):
    monkeypatch.setattr(sync, "PAGE", 4)
    services.record_sets(
        owner=alice, at=NOON, entry_id=entry.id, drafts=[{"side": "left", "reps": n} for n in range(1, 8)]
    )
    services.save_preferences(owner=alice, at=NOON, units="lb")
    pages = [phone.sync()]
    while pages[-1]["more"]:
        pages.append(phone.sync())
    assert [len(page["changes"]) for page in pages] == [4, 4, 4, 2]
    newest, *pages = pages
    ids = [change["id"] for page in pages for change in page["changes"]]
    assert len(ids) == len(set(ids)) == 10
    assert [change["id"] for change in newest["changes"]] == ids[-4:]
    assert newest["cursor"] == 0
    assert pages[-1]["cursor"] == User.objects.get(pk=alice.pk).revision
    assert phone.sync()["changes"] == []


def test_a_phone_with_nothing_sees_the_newest_first_and_again_if_the_answer_is_lost(
    phone, entry, monkeypatch
):
    monkeypatch.setattr(sync, "PAGE", 2)
    for _ in range(2):
        Phone.sync(phone, new_set(entry.id))
    lost = phone.post({**phone.envelope(), "epoch": None, "cursor": 0}).json()
    again = phone.post({**phone.envelope(), "epoch": None, "cursor": 0}).json()
    assert [change["type"] for change in lost["changes"]] == ["set", "set"]
    assert lost["changes"] == again["changes"]
    assert (again["cursor"], again["more"]) == (0, True)


def test_a_push_in_the_middle_of_a_first_pull_loses_nothing(phone, alice, entry, monkeypatch):
    monkeypatch.setattr(sync, "PAGE", 2)
    services.record_sets(
        owner=alice, at=NOON, entry_id=entry.id, drafts=[{"side": "left", "reps": n} for n in range(1, 5)]
    )
    seen = {change["id"] for change in phone.sync()["changes"]}
    own = new_set(entry.id)
    while (reply := phone.sync(own))["more"]:
        seen |= {change["id"] for change in reply["changes"]}
    seen |= {change["id"] for change in reply["changes"]}
    assert len(seen) == 7
    assert own["id"] in seen


def test_nobody_pulls_what_is_anothers(phone, bob, client_for, entry):
    assert Phone(bob, client_for(bob)).sync()["changes"] == []


# --- epochs --------------------------------------------------------------------------------------


def test_a_first_contact_needs_no_epoch(phone, alice):
    assert phone.sync()["epoch"] == alice.epoch


def test_another_epoch_begins_anew(phone, alice, entry):
    phone.sync()
    User.objects.filter(pk=alice.pk).update(epoch="another")
    assert phone.problem(new_set(entry.id)) == (409, "resync")
    assert not Set.objects.exists()
    assert phone.sync(new_set(entry.id), epoch=None, cursor=0)["epoch"] == "another"


def test_no_epoch_goes_with_no_cursor_alone(phone):
    assert phone.problem(epoch=None, cursor=1) == (409, "resync")


def test_a_cursor_ahead_of_the_head_renews_the_epoch_for_every_phone(phone, alice, entry):
    phone.sync()
    assert phone.problem(new_set(entry.id), cursor=10**9) == (409, "resync")
    assert User.objects.get(pk=alice.pk).epoch != alice.epoch
    assert phone.problem() == (409, "resync")


def test_an_epoch_renewed_between_reading_and_locking_is_noticed(phone, alice, entry):
    User.objects.filter(pk=alice.pk).update(epoch="another")
    with pytest.raises(sync.Resync):
        sync.take(owner=alice, changes=[], at=NOON)


# --- what is too much ----------------------------------------------------------------------------


def test_an_account_has_room_for_so_many_records(phone, alice, entry, monkeypatch):
    phone.sync()
    assert User.objects.get(pk=alice.pk).records == 2
    monkeypatch.setattr(refusing, "MOST_RECORDS", 4)
    first, second, third = (new_set(entry.id) for _ in range(3))
    reply = phone.sync(first, second, third)
    assert codes(reply) == [("full", "")]
    assert reply["rejected"][0]["id"] == third["id"]
    assert User.objects.get(pk=alice.pk).records == 4
    # What is here can still be changed.
    assert phone.sync(new_set(entry.id, first["id"], stamp=2, reps=11))["rejected"] == []


def test_a_full_account_refuses_children_with_their_parents(phone, alice, monkeypatch):
    monkeypatch.setattr(refusing, "MOST_RECORDS", 1)
    times = {"times": register(1, **TIMES)}
    workouts = [{"type": "workout", "id": str(uuid.uuid4()), "registers": times} for _ in range(2)]
    plan = register(1, drill_id=str(make_exercise().id), target={}, skipped=False)
    entries = [
        {"type": "entry", "id": str(uuid.uuid4()), "parent": workout["id"], "registers": {"plan": plan}}
        for workout in workouts
    ]
    assert codes(phone.sync(*entries, *workouts)) == [("full", "")] * 3
    assert (Workout.objects.count(), Entry.objects.count()) == (1, 0)


def test_the_count_of_records_is_that_of_the_rows(phone, alice, entry):
    phone.sync(new_set(entry.id), new_set(entry.id), new_set(entry.id, reps=-1))
    services.delete_workout(owner=alice, at=NOON, workout_id=entry.workout_id)
    services.save_preferences(owner=alice, at=NOON, units="lb")
    assert User.objects.get(pk=alice.pk).records == 5


def test_a_flood_of_records_has_to_wait(phone, alice, entry, at_noon):
    far = int(NOON.timestamp() * 1000) + 500_000 * 33
    User.objects.filter(pk=alice.pk).update(paced_until=far - 2 * 33)
    phone.sync(new_set(entry.id), new_set(entry.id))
    answer = phone.post(phone.envelope(*(new_set(entry.id) for _ in range(100))))
    assert (answer.status_code, answer.json()["code"]) == (429, "slow_down")
    assert answer["Retry-After"] == "4"
    assert Set.objects.count() == 2
    # Reading goes on.
    assert phone.sync()["more"] is False


def test_a_first_sync_of_a_whole_account_never_waits(phone, alice, entry, at_noon):
    phone.sync(new_set(entry.id))
    assert User.objects.get(pk=alice.pk).paced_until == int(NOON.timestamp() * 1000) + 33


def test_a_locked_database_says_when_to_come_again(phone, entry, monkeypatch):
    def locked(**_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(sync, "take", locked)
    answer = phone.post(phone.envelope(new_set(entry.id)))
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer["Retry-After"] == "5"


def test_an_account_deleted_meanwhile_is_gone(phone, entry, monkeypatch):
    lock = store.lock

    def too_late(owner: User) -> Any:
        User.objects.filter(pk=owner.pk).delete()
        return lock(owner)

    monkeypatch.setattr(store, "lock", too_late)
    assert phone.problem(new_set(entry.id)) == (410, "account_gone")


# --- what it costs -------------------------------------------------------------------------------

BOOKKEEPING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def queries_of(phone: Phone, *changes: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        phone.sync(*changes)
    return len([query for query in captured if not query["sql"].startswith(BOOKKEEPING)])


@pytest.fixture
def warm(phone: Phone, entry: Entry) -> Phone:
    """Has synced today, and knows all there is."""
    phone.sync(new_set(entry.id))
    return phone


@pytest.mark.parametrize(("count", "budget"), [(1, 10), (20, 14), (500, 14)])
def test_new_sets_cost_a_bounded_number_of_queries(warm, entry, count, budget):
    assert queries_of(warm, *(new_set(entry.id) for _ in range(count))) <= budget


def test_a_whole_session_of_twenty_sets_costs_at_most_14_queries(warm):
    drill = make_exercise()
    workout, entry = str(uuid.uuid4()), str(uuid.uuid4())
    plan = register(1, drill_id=str(drill.id), target={}, skipped=False)
    session = [
        {"type": "workout", "id": workout, "registers": {"times": register(1, **TIMES)}},
        {"type": "entry", "id": entry, "parent": workout, "registers": {"plan": plan}},
        *(new_set(entry) for _ in range(20)),
    ]
    assert queries_of(warm, *session) <= 14


def test_corrections_and_deletions_of_many_days_do_not_depend_on_their_number(warm, alice):
    def sessions(count: int) -> list[Any]:
        drill = make_exercise()
        made = []
        for number in range(count):
            workout, entry = str(uuid.uuid4()), str(uuid.uuid4())
            day = f"20{10 + number // 28:02}-03-{number % 28 + 1:02}"
            times = register(1, **{**TIMES, "date": day})
            plan = register(1, drill_id=str(drill.id), target={}, skipped=False)
            made += [
                {"type": "workout", "id": workout, "registers": {"times": times}},
                {"type": "entry", "id": entry, "parent": workout, "registers": {"plan": plan}},
                new_set(entry),
            ]
        return made

    def deleted(change: Any) -> Any:
        return {**change, "registers": {"deleted": register(5, deleted=True)}}

    few, many = sessions(3), sessions(166)
    assert queries_of(warm, *few) == queries_of(warm, *many)
    assert queries_of(warm, *map(deleted, few)) == queries_of(warm, *map(deleted, many))
    assert not Set.objects.filter(deleted=False, owner=alice).exclude(date="2026-11-12").exists()


def test_a_pull_without_news_asks_only_who_it_is(warm):
    assert queries_of(warm) == 2


def test_a_pull_costs_one_query_a_type_that_has_news(warm, alice, entry):
    services.record_sets(owner=alice, at=NOON, entry_id=entry.id, drafts=[{"side": "left", "reps": 3}])
    assert queries_of(warm) == 4
