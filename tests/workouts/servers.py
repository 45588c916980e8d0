"""Two servers for the phones of phones.py: one in memory, a few lines of the contract, and the real one."""

import json
import secrets
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from django.test import RequestFactory

from accounts.models import User
from accounts.services import renew_epochs
from tests.people import make_person
from tests.workouts.phones import ORDER, PARENTS, Json, Key, merge
from workouts.api.sync import sync
from workouts.models import DayTotal, Entry, Set, Workout
from workouts.services import store
from workouts.services.edits import Edit, save
from workouts.services.records import RECORD_TYPES

PAGE = 4
NEEDED = {"workout": "times", "entry": "plan", "set": "did"}
MODELS: tuple[Any, ...] = (Workout, Entry, Set, DayTotal)
COUNTERS = ("revision", "records", "web_stamp")


class Server(Protocol):
    def open(self, name: str) -> str: ...
    def post(self, account: str, body: Json, now: int) -> tuple[int, Json]: ...
    def records(self, account: str) -> dict[Key, Json]: ...
    def edit(self, account: str, key: Key, registers: Json, now: int) -> None: ...
    def back_up(self, account: str) -> None: ...
    def restore(self, account: str) -> bool: ...


@dataclass
class Row:
    parent: str | None
    registers: Json
    revision: int


@dataclass
class Account:
    epoch: str = "1"
    revision: int = 0
    rows: dict[Key, Row] = field(default_factory=dict)
    web_stamp: int = 0


@dataclass
class MemoryServer:
    """The contract alone, to be tried thousands of times; the merge is the real one."""

    accounts: dict[str, Account] = field(default_factory=dict)
    backups: dict[str, Account] = field(default_factory=dict)
    epochs: int = 1

    def open(self, name: str) -> str:
        self.accounts[name] = Account()
        return name

    def post(self, account: str, body: Json, now: int) -> tuple[int, Json]:
        if body["account"] != account:
            return 409, {"code": "other_account"}
        mine = self.accounts[account]
        if not self.agrees(mine, body):
            return 409, {"code": "resync"}
        changes = sorted(deepcopy(body["changes"]), key=lambda change: ORDER.index(change["type"]))
        rejected = []
        for change in changes:
            code = self.apply(mine, change)
            if code:
                rejected.append({"type": change["type"], "id": change["id"], "code": code})
        news, cursor, more = self.news(mine, body["cursor"])
        if body["epoch"] is None and not body["changes"] and len(mine.rows) > PAGE:
            news, cursor, more = self.newest(mine), 0, True
        refused = [(each["type"], each["id"]) for each in rejected]
        return 200, {
            "account": account,
            "epoch": mine.epoch,
            "now": now,
            "cursor": cursor,
            "changes": [wired(key, mine.rows[key]) for key in news],
            "current": [wired(key, mine.rows[key]) for key in refused if key in mine.rows],
            "rejected": rejected,
            "more": more,
        }

    def agrees(self, mine: Account, body: Json) -> bool:
        if body["epoch"] is None and body["cursor"] == 0:
            return True
        if body["epoch"] == mine.epoch and body["cursor"] > mine.revision:
            self.renew(mine)
        return bool(body["epoch"] == mine.epoch)

    def apply(self, mine: Account, change: Json) -> str:
        key = (change["type"], change["id"])
        if change["registers"].get("did", {"values": {"reps": 0}})["values"]["reps"] < 0:
            return "invalid"
        row = mine.rows.get(key)
        if row is None:
            parent = change.get("parent")
            if key[0] in PARENTS and (PARENTS[key[0]], parent) not in mine.rows:
                return "parent_missing"
            if NEEDED[key[0]] not in change["registers"]:
                return "incomplete"
            row = Row(parent, {}, 0)
        registers = self.merged(row.registers, change["registers"])
        if registers != row.registers:
            row.registers = registers
            mine.revision += 1
            row.revision = mine.revision
            mine.rows[key] = row
        return ""

    def merged(self, mine: Json, incoming: Json) -> Json:
        return merge(mine, incoming)

    def news(self, mine: Account, cursor: int) -> tuple[list[Key], int, bool]:
        found = sorted((row.revision, key) for key, row in mine.rows.items() if row.revision > cursor)
        more = len(found) > PAGE
        head = found[PAGE - 1][0] if more else mine.revision
        return [key for _, key in found[:PAGE]], head, more

    def newest(self, mine: Account) -> list[Key]:
        return [key for _, key in sorted((row.revision, key) for key, row in mine.rows.items())[-PAGE:]]

    def records(self, account: str) -> dict[Key, Json]:
        rows = self.accounts[account].rows
        return {key: {"parent": row.parent, "registers": row.registers} for key, row in rows.items()}

    def edit(self, account: str, key: Key, registers: Json, now: int) -> None:
        mine = self.accounts[account]
        deleted = mine.rows[key].registers.get("deleted")
        if deleted and deleted["values"]["deleted"] and "deleted" not in registers:
            registers = {**registers, "deleted": {"deleted": False}}
        seen = [register["stamp"][0] for register in mine.rows[key].registers.values()]
        mine.web_stamp = max(now, mine.web_stamp + 1, max(seen) + 1)
        made = {
            name: {"stamp": [mine.web_stamp, "web"], "values": values} for name, values in registers.items()
        }
        self.apply(mine, {"type": key[0], "id": key[1], "registers": made})

    def back_up(self, account: str) -> None:
        self.backups[account] = deepcopy(self.accounts[account])

    def restore(self, account: str) -> bool:
        if account not in self.backups:
            return False
        self.accounts[account] = deepcopy(self.backups[account])
        self.renew(self.accounts[account])
        return True

    def renew(self, mine: Account) -> None:
        self.epochs += 1
        mine.epoch = str(self.epochs)


def wired(key: Key, row: Row) -> Json:
    record: Json = {"type": key[0], "id": key[1], "registers": deepcopy(row.registers)}
    return {**record, "parent": row.parent} if row.parent else record


@dataclass
class RealServer:
    """The view with all that lies below it, on the tests' database."""

    people: dict[str, User] = field(default_factory=dict)
    backups: dict[str, Any] = field(default_factory=dict)
    requests: RequestFactory = field(default_factory=RequestFactory)

    def open(self, name: str) -> str:
        owner = make_person(f"{name}-{secrets.token_hex(6)}@example.com")
        self.people[str(owner.public_id)] = owner
        return str(owner.public_id)

    def post(self, account: str, body: Json, now: int) -> tuple[int, Json]:
        request: Any = self.requests.post("/", json.dumps(body), content_type="application/json")
        request.user = User.objects.get(pk=self.people[account].pk)
        request._dont_enforce_csrf_checks = True
        answer = sync(request)
        if hasattr(answer, "render"):
            answer.render()
        reply = json.loads(answer.content)
        # The phones live in the model's time.
        return answer.status_code, {**reply, "now": now}

    def records(self, account: str) -> dict[Key, Json]:
        cursor, epoch, found = 0, None, {}
        while True:
            envelope = {"v": 1, "account": account, "device": "reader", "changes": []}
            status, reply = self.post(account, {**envelope, "cursor": cursor, "epoch": epoch}, 0)
            assert status == 200
            for record in reply["changes"]:
                found[record["type"], record["id"]] = {
                    "parent": record.get("parent"),
                    "registers": record["registers"],
                }
            cursor, epoch = reply["cursor"], reply["epoch"]
            if not reply["more"]:
                return found

    def edit(self, account: str, key: Key, registers: Json, now: int) -> None:
        owner = self.people[account]
        fields = {name: value for values in registers.values() for name, value in values.items()}
        at = datetime.fromtimestamp(now / 1000, UTC)
        in_one = store.lock(owner)
        save(owner=owner, head=in_one, edits=[Edit(key[0], UUID(key[1]), fields)], at=at)

    def back_up(self, account: str) -> None:
        owner = self.people[account]
        rows = {model: list(model.objects.filter(owner=owner)) for model in MODELS}
        self.backups[account] = (rows, User.objects.values(*COUNTERS).get(pk=owner.pk))

    def restore(self, account: str) -> bool:
        if account not in self.backups:
            return False
        owner = self.people[account]
        rows, counters = self.backups[account]
        for model in MODELS:
            model.objects.filter(owner=owner).delete()
            model.objects.bulk_create(deepcopy(rows[model]))
        User.objects.filter(pk=owner.pk).update(**counters)
        renew_epochs(email=owner.email)
        return True


def values_for(drill: str) -> Callable[[str, str, int], Json]:
    """What a register holds, whole and telling apart every write from every other."""

    def values(kind: str, register: str, number: int) -> Json:
        if register == "times":
            day = f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}"
            return {"started_at": None, "finished_at": None, "date": day, "time_zone": "UTC"}
        if register == "name":
            return {"title": f"title {number}", "note": ""}
        if register == "plan":
            return {"drill_id": drill, "target": {"sets": number}, "skipped": False}
        if register == "note":
            return {"note": f"note {number}"}
        fields = dict.fromkeys(RECORD_TYPES["set"].registers["did"])
        return {**fields, "kind": "working", "side": "left", "load_unit": "kg", "reps": number}

    return values
