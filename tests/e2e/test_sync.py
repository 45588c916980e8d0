"""Phones against the running site: what is logged arrives once, whatever happens on the way."""

import contextlib
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from accounts.models import Session, User, new_epoch
from tests.builders import make_exercise, make_workout
from tests.people import make_person
from workouts.models import Entry, Set, Workout

STORE = "document.querySelector('#screen > *').store"
FORWARD = "{ const clock = Date.now; Date.now = () => clock() + 7200000; }"
SYNC = "**/api/v1/sync/"
PATIENCE_MS = 30_000


class Phone:
    def __init__(self, page: Any) -> None:
        self.page = page
        self.open()

    def open(self) -> None:
        self.page.goto("/log/")
        self.page.locator("#screen > *").first.wait_for(state="attached")

    def do(self, body: str, argument: Any = None) -> Any:
        """`body` sees `store` and `its`, the argument."""
        return self.page.evaluate(f"async (its) => {{ const store = {STORE}; {body} }}", argument)

    def write(self, *changes: dict[str, Any], minutes_later: int = 0) -> None:
        self.do(
            "await store.write(its.changes, { at: Date.now() + its.later })",
            {"changes": changes, "later": minutes_later * 60_000},
        )

    def until(self, condition: str) -> None:
        """Playwright's own waiting evaluates text in the page, which the Content Security Policy forbids."""
        self.do(
            f"""const met = () => {condition};
            await new Promise((resolve, reject) => {{
              const look = () => met() && resolve();
              store.addEventListener("status", look);
              setTimeout(() => reject(new Error(JSON.stringify(store.status))), {PATIENCE_MS});
              look();
            }})"""
        )

    def wait_for(self, place: str) -> None:
        self.until(f"store.status.place === {json.dumps(place)}")

    def saved(self) -> None:
        """Everything is sent, and all news are here."""
        self.do(
            "const flushed = new Promise((end) => store.addEventListener('flushed', end, { once: true }));"
            "store.flush();"
            "await flushed"
        )
        self.until("store.status.place === 'saved' && store.status.waiting === 0")

    def values(self, kind: str, each: str) -> dict[str, Any]:
        return self.do(
            "const row = await store.get(...its);"
            "return Object.assign({}, ...Object.values(row.registers).map((register) => register.values))",
            [kind, each],
        )

    def offline(self, off: bool = True) -> None:
        self.page.context.set_offline(off)


def session(drill: Any, reps: int = 9) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """A workout with an entry and a set: their ids, and what writes them."""
    ids = {kind: str(uuid.uuid4()) for kind in ("workout", "entry", "set")}
    times = {"date": "2026-11-22", "started_at": "2026-11-22T12:00:00.000Z", "time_zone": "Europe/Berlin"}
    did = {"reps": reps, "side": "left", "done_at": "2026-11-22T12:05:00.000Z"}
    return ids, [
        {"type": "workout", "id": ids["workout"], "values": times},
        {
            "type": "entry",
            "id": ids["entry"],
            "parent": ids["workout"],
            "values": {"drill_id": str(drill.id)},
        },
        {"type": "set", "id": ids["set"], "parent": ids["entry"], "values": did},
    ]


def more_sets(ids: dict[str, str], count: int) -> list[dict[str, Any]]:
    return [
        {"type": "set", "id": str(uuid.uuid4()), "parent": ids["entry"], "values": {"reps": 1 + number % 50}}
        for number in range(count)
    ]


def names_of_databases(phone: Phone) -> list[str]:
    return phone.page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")


@pytest.fixture
def drill(transactional_db: None) -> Any:
    return make_exercise()


@pytest.fixture
def ana(site: str) -> User:
    return make_person("ana@example.com")


@pytest.fixture
def phone_of(new_context: Callable[..., Any], sign_in: Callable[..., None]) -> Callable[..., Phone]:
    def make(user: User | None = None, script: str = "") -> Phone:
        page = new_context().new_page()
        if script:
            page.add_init_script(script)
        if user:
            sign_in(page, user)
        return Phone(page)

    return make


@pytest.fixture
def forgive(faults: list[str]) -> Callable[[str], None]:
    """Takes out the faults that the test provoked; every browser reports a failed request."""

    def take_out(*words: str) -> None:
        faults[:] = [fault for fault in faults if not any(word in fault for word in words)]

    return take_out


def test_what_is_logged_on_one_phone_is_on_the_other(ana, drill, phone_of):
    one, two = phone_of(ana), phone_of(ana)
    ids, changes = session(drill)
    one.write(*changes)
    one.saved()
    stored = Set.objects.get(owner=ana)
    assert (str(stored.id), stored.reps, stored.drill_id, stored.workout_id) == (
        ids["set"],
        9,
        drill.id,
        uuid.UUID(ids["workout"]),
    )
    two.saved()
    assert two.values("set", ids["set"])["reps"] == 9
    assert two.do("return (await store.ofDrill('set', its)).length", str(drill.id)) == 1


def test_the_server_takes_every_kind_of_record_as_the_phone_writes_it(ana, drill, phone_of):
    phone = phone_of(ana)
    routine, goal = str(uuid.uuid4()), str(uuid.uuid4())
    _, changes = session(drill)
    changes += [
        {"type": "own_drill", "id": str(uuid.uuid4()), "values": {"name": "Mine", "measures": ["reps"]}},
        {"type": "routine", "id": routine, "values": {"title": "Mornings", "weekdays": [0, 2]}},
        {"type": "item", "id": str(uuid.uuid4()), "parent": routine, "values": {"drill_id": str(drill.id)}},
        {"type": "band", "id": str(uuid.uuid4()), "values": {"name": "Mine", "pull_kg": "7.500"}},
        {"type": "goal", "id": goal, "values": {"title": "Twice", "amount": 3}},
        {
            "type": "check_in",
            "id": str(uuid.uuid4()),
            "parent": goal,
            "values": {"date": "2026-11-22", "value": "1"},
        },
        {
            "type": "range_check",
            "id": str(uuid.uuid4()),
            "values": {
                "movement": "internal_rotation",
                "side": "left",
                "position": "prone",
                "device": "phone",
                "trials_degrees": [30, 32],
                "date": "2026-11-22",
            },
        },
        {"type": "favourite", "id": str(drill.id), "values": {"order": 65536}},
        {"type": "pinned_note", "id": str(drill.id), "values": {"note": "Heel out."}},
        {"type": "preference", "id": "rest_seconds", "values": {"value": 45}},
    ]
    phone.write(*changes)
    phone.saved()
    assert phone.do("return store.refusals()") == []


def test_two_phones_edit_one_workout_offline_and_agree(ana, drill, phone_of, forgive):
    one, two = phone_of(ana), phone_of(ana)
    ids, changes = session(drill)
    one.write(*changes)
    one.saved()
    two.saved()
    for phone in (one, two):
        phone.offline()
    one.write({"type": "set", "id": ids["set"], "values": {"reps": 12}}, *more_sets(ids, 1))
    two.write({"type": "set", "id": ids["set"], "values": {"note": "slow", "pain": 1}})
    two.do("await store.remove([{ type: 'entry', id: its }])", ids["entry"])
    for phone in (one, two, one):
        phone.offline(False)
        phone.saved()
    for phone in (one, two):
        values = phone.values("set", ids["set"])
        assert (values["reps"], values["note"], values["pain"], values["deleted"]) == (12, "slow", 1, True)
        # One phone's deletion cannot hide the set that the other had just added.
        sets = phone.do("return store.children('set', its)", ids["entry"])
        assert sorted(bool(row.get("gone")) for row in sets) == [False, True]
    assert Set.objects.get(owner=ana, deleted=False).reps == 1
    forgive("INTERNET_DISCONNECTED")


def test_a_clock_two_hours_off_is_corrected_and_said(ana, drill, phone_of, forgive):
    one, two = phone_of(ana), phone_of(ana, script=FORWARD)
    ids, changes = session(drill)
    one.write(*changes)
    one.saved()
    two.saved()
    assert two.do("return store.status.clockOff") == -120
    assert one.do("return store.status.clockOff") == 0
    for phone in (one, two):
        phone.offline()
    two.write({"type": "set", "id": ids["set"], "values": {"reps": 1}})
    # Later by more than what a slow answer leaves unknown of a clock.
    one.write({"type": "set", "id": ids["set"], "values": {"reps": 12}}, minutes_later=1)
    for phone in (two, one, two):
        phone.offline(False)
        phone.saved()
    assert [phone.values("set", ids["set"])["reps"] for phone in (one, two)] == [12, 12]
    forgive("INTERNET_DISCONNECTED")


def test_a_session_that_expired_offline_keeps_what_waits_until_somebody_signs_in(
    ana, drill, phone_of, forgive, sign_in_by_form
):
    phone = phone_of(ana)
    phone.saved()
    phone.offline()
    ids, changes = session(drill)
    phone.write(*changes)
    phone.wait_for("offline")
    Session.objects.all().delete()
    phone.offline(False)
    phone.do("store.flush()")
    phone.wait_for("signed-out")
    assert phone.do("return store.status.waiting") == 3
    # Signed out, the phone still shows what it has.
    phone.open()
    assert phone.values("set", ids["set"])["reps"] == 9
    sign_in_by_form(phone.page, ana)
    phone.open()
    phone.saved()
    assert Set.objects.filter(owner=ana).count() == 1
    forgive("INTERNET_DISCONNECTED", "401")


def test_what_was_logged_without_an_account_is_adopted_once(ana, drill, phone_of, sign_in):
    phone = phone_of()
    ids, changes = session(drill)
    phone.write(*changes)
    assert phone.do("return store.status.place") == "phone"
    sign_in(phone.page, ana)
    phone.open()
    phone.saved()
    phone.open()
    phone.saved()
    assert [str(row.id) for row in Set.objects.filter(owner=ana)] == [ids["set"]]
    assert Workout.objects.filter(owner=ana).count() == 1
    assert names_of_databases(phone) == [f"swivel:{ana.public_id}"]


def test_an_account_with_workouts_is_asked_before_it_adopts(ana, drill, phone_of, sign_in):
    make_workout(ana, drills=[drill], sets=[{"reps": 5}])
    phone = phone_of()
    _, changes = session(drill)
    phone.write(*changes)
    sign_in(phone.page, ana)
    phone.open()
    phone.until("store.question")
    assert phone.do("return [store.question.kind, store.question.workouts]") == ["adopt", 1]
    assert Workout.objects.filter(owner=ana).count() == 1
    phone.do("await store.question.answer('add')")
    phone.saved()
    assert Workout.objects.filter(owner=ana).count() == 2
    assert len(phone.do("return store.latest('workout')")) == 2


@pytest.mark.parametrize("way", ["send", "file", "keep"])
def test_signing_out_with_unsent_changes_offers_three_ways(
    ana, drill, phone_of, forgive, sign_in, assert_accessible, way
):
    phone = phone_of(ana)
    phone.saved()
    phone.page.context.route(SYNC, lambda route: route.abort())
    _, changes = session(drill)
    phone.write(*changes)
    phone.wait_for("offline")
    page = phone.page
    page.evaluate("caches.open('personal:ana')")
    page.goto(reverse("workouts:you"))
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Send and sign out").wait_for()
    assert page.locator("[data-part=count]").inner_text() == "3"
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_have_count(0)
    assert_accessible(page)
    if way == "send":
        page.get_by_role("button", name="Send and sign out").click()
        page.get_by_text("Not everything could be sent").wait_for()
        page.context.unroute(SYNC)
        page.get_by_role("button", name="Send and sign out").click()
    elif way == "file":
        with page.expect_download() as download:
            page.get_by_role("button", name="Save a file and sign out").click()
        assert len(json.loads(download.value.path().read_text())["records"]) == 3
    else:
        page.get_by_role("button", name="Keep it locked here and sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.context.unroute(SYNC)
    assert page.evaluate("localStorage['swivel.account'] ?? null") is None
    assert "personal:ana" not in page.evaluate("caches.keys()")
    phone.open()
    assert phone.do("return [store.account, await store.all('workout')]") == [None, []]
    assert Set.objects.count() == (1 if way == "send" else 0)
    sign_in(page, ana)
    phone.open()
    phone.saved()
    assert Set.objects.filter(owner=ana).count() == 1
    forgive("ERR_FAILED")


def test_signing_out_with_nothing_unsent_leaves_nothing_behind(ana, drill, phone_of):
    phone = phone_of(ana)
    _, changes = session(drill)
    phone.write(*changes)
    phone.saved()
    phone.page.goto(reverse("workouts:you"))
    phone.page.get_by_role("button", name="Sign out").click()
    phone.page.get_by_role("heading", name="Sign in").wait_for()
    assert f"swivel:{ana.public_id}" not in names_of_databases(phone)


def test_a_reply_that_is_lost_after_the_commit_doubles_nothing(ana, drill, phone_of, forgive):
    phone = phone_of(ana)
    phone.saved()
    lost: list[Any] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    phone.page.context.route(SYNC, lose)
    ids, changes = session(drill)
    phone.write(*changes)
    phone.wait_for("offline")
    assert Set.objects.filter(owner=ana).count() == 1
    revision = User.objects.get(pk=ana.pk).revision
    phone.saved()
    assert lost == [200]
    assert User.objects.get(pk=ana.pk).revision == revision
    assert phone.values("set", ids["set"])["reps"] == 9
    forgive("ERR_FAILED")


def test_after_a_restored_backup_every_phone_brings_back_what_it_has(ana, drill, phone_of, forgive):
    one, two = phone_of(ana), phone_of(ana)
    ids, changes = session(drill)
    one.write(*changes)
    one.saved()
    two.saved()
    # What came after the backup is gone, and the revisions count from before.
    Set.objects.filter(owner=ana).delete()
    Entry.objects.filter(owner=ana).delete()
    User.objects.filter(pk=ana.pk).update(epoch=new_epoch(), revision=1)
    for phone in (two, one):
        phone.saved()
    assert Set.objects.get(owner=ana).reps == 9
    assert one.values("set", ids["set"])["reps"] == 9
    forgive("409")


def test_hundreds_of_records_go_packed_and_in_parts(ana, drill, phone_of):
    phone = phone_of(ana)
    phone.saved()
    sent = []
    phone.page.on("request", lambda request: sent.append(request) if request.url.endswith("/sync/") else None)
    ids, changes = session(drill)
    phone.write(*changes, *more_sets(ids, 1200))
    phone.saved()
    assert Set.objects.filter(owner=ana).count() == 1201
    assert [request.headers.get("content-encoding") for request in sent][:3] == ["gzip"] * 3
    other = phone_of(ana)
    other.saved()
    assert other.do("return (await store.ofDrill('set', its)).length", str(drill.id)) == 1201


def test_what_the_server_refuses_is_shown_and_can_be_corrected(ana, drill, phone_of):
    phone = phone_of(ana)
    ids, changes = session(drill, reps=99_999_999)
    phone.write(*changes)
    phone.wait_for("refused")
    (refusal,) = phone.do("return store.refusals()")
    assert (refusal["id"], refusal["code"], refusal["field"]) == (ids["set"], "invalid", "reps")
    assert refusal["detail"]
    assert refusal["record"]["reps"] == 99_999_999
    phone.do("await store.fix('set', its, { reps: 9 })", ids["set"])
    phone.saved()
    assert Set.objects.get(owner=ana).reps == 9


def test_a_full_phone_says_so_and_pretends_nothing(drill, new_context, forgive):
    page = new_context().new_page()
    page.goto("/offline/")
    browser = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    # The browser looks at the limit when it opens a database.
    browser.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    phone = Phone(page)
    ids, changes = session(drill)
    said = phone.do("return store.write(its).then(() => 'kept', (error) => error.key)", changes)
    assert said == "storage.full"
    phone.wait_for("storage")
    assert phone.do(
        "return [await store.get('workout', its), await store.latest('workout')]", ids["workout"]
    ) == [
        None,
        [],
    ]
    page.get_by_text("Storage full").first.wait_for()
    forgive("Quota", "quota")


def test_a_page_killed_in_mid_write_has_kept_all_it_said_it_kept(drill, phone_of):
    phone = phone_of()
    ids, changes = session(drill)
    phone.write(*changes)
    context, kept = phone.page.context, []
    phone.page.expose_function("said", lambda each: kept.append(each))
    phone.do(
        """(async () => {
          for (const set of its) {
            const did = await store.write([set, { type: "workout", id: "WORKOUT", values: { title: set.id } }]);
            if (did) { said(set.id); window.told = (window.told ?? 0) + 1; }
          }
        })();""".replace("WORKOUT", ids["workout"]),
        more_sets(ids, 5000),
    )
    phone.page.wait_for_function("() => window.told >= 20")
    with phone.page.expect_event("crash"), contextlib.suppress(Error):
        phone.page.goto("chrome://crash")
    again = Phone(context.new_page())
    found = {row["id"] for row in again.do("return store.children('set', its)", ids["entry"])}
    assert set(kept) <= found
    assert 20 < len(found) < 5000
    # Both records of a batch or neither.
    assert again.values("workout", ids["workout"])["title"] in found
