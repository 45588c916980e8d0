"""A phone as docs/offline.md has it, without its screen: stores, queue, clock, and what each reply means to it.

Everything it holds and sends is JSON as on the wire. Each rule is a method or a class of its own, so that a test can
break it and see the search find out (test_phones.py).
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from workouts.services.merge import Register, Stamp, Version

Json = dict[str, Any]
Key = tuple[str, str]
ORDER = ("workout", "entry", "set")
PARENTS = {"entry": "workout", "set": "entry"}
# Fewer than the server allows, so that short histories are cut into several requests.
MOST_CHANGES = 3


def merge(mine: Json, incoming: Json) -> Json:
    """Registers by the rule that the server has: tests/cases/merge.json holds both to it."""
    version = Version({name: unwired(register) for name, register in mine.items()})
    version.merge({name: unwired(register) for name, register in incoming.items()})
    return {
        name: {"stamp": list(register.stamp), "values": register.values}
        for name, register in version.registers.items()
    }


def unwired(register: Json) -> Register:
    return Register(register["values"], Stamp(*register["stamp"]))


@dataclass
class Store:
    """One database on the phone: of one account, or of nobody."""

    account: str | None
    device: str
    records: dict[Key, Json] = field(default_factory=dict)
    unsent: dict[Key, set[str]] = field(default_factory=dict)
    # Records that the server refused: they wait for the person.
    box: dict[Key, Json] = field(default_factory=dict)
    cursor: int = 0
    epoch: str | None = None

    def put(self, key: Key, registers: Json, parent: str | None) -> None:
        record = self.records.setdefault(key, {"parent": parent, "registers": {}})
        record["registers"] |= registers
        self.unsent.setdefault(key, set()).update(registers)

    def is_deleted(self, key: Key) -> bool:
        register = self.records[key]["registers"].get("deleted")
        return bool(register and register["values"]["deleted"])

    def children(self, key: Key) -> Iterator[Key]:
        """All below it that this phone knows."""
        for other in list(self.records):
            if PARENTS.get(other[0]) == key[0] and self.records[other]["parent"] == key[1]:
                yield other
                yield from self.children(other)

    def shown(self) -> set[Key]:
        """A parent shows while any child is live."""
        return {
            key
            for key in self.records
            if not self.is_deleted(key) or any(not self.is_deleted(child) for child in self.children(key))
        }


@dataclass
class Request:
    """On its way, as the phone remembers it."""

    number: int
    store: Store
    body: Json


@dataclass
class Phone:
    name: str
    skew: int = 0
    # What replies taught it about its clock.
    offset: int = 0
    account: str | None = None
    stores: dict[str | None, Store] = field(default_factory=dict)
    awaited: int | None = None
    sent: int = 0
    made: dict[str | None, int] = field(default_factory=dict)
    generations: int = 0

    # --- the person --------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        if self.account not in self.stores:
            # A new store is a new device: its stamps never meet those of a store that was wiped.
            self.generations += 1
            self.stores[self.account] = Store(self.account, f"{self.name}.{self.generations}")
        return self.stores[self.account]

    def make(self, kind: str, registers: Json, now: int, parent: str | None = None) -> Key:
        # Random ones would never meet. These never do in one account, and always do in two of one phone.
        number = self.made[self.account] = self.made.get(self.account, 0) + 1
        key = (kind, str(uuid5(NAMESPACE_OID, f"{self.name}/{self.account is None}/{number}")))
        stamp = [self.clock(now), self.store.device]
        stamped = {name: {"stamp": stamp, "values": values} for name, values in registers.items()}
        self.store.put(key, stamped, parent)
        return key

    def edit(self, key: Key, registers: Json, now: int) -> list[Any]:
        """The stamp. What was deleted is revived by it."""
        if self.store.is_deleted(key) and "deleted" not in registers:
            registers = {**registers, "deleted": {"deleted": False}}
        stamp = [self.stamp_after([key], now), self.store.device]
        self.store.put(
            key, {name: {"stamp": stamp, "values": each} for name, each in registers.items()}, None
        )
        return stamp

    def delete(self, key: Key, now: int) -> list[Key]:
        """A tombstone for it and for each child that this phone knows, all with one stamp."""
        doomed = [key, *self.store.children(key)]
        stamp = [self.stamp_after(doomed, now), self.store.device]
        for each in doomed:
            self.store.put(each, {"deleted": {"stamp": stamp, "values": {"deleted": True}}}, None)
        return doomed

    def stamp_after(self, keys: list[Key], now: int) -> int:
        seen = [
            register["stamp"][0] for key in keys for register in self.store.records[key]["registers"].values()
        ]
        return max(self.clock(now), max(seen) + 1)

    def clock(self, now: int) -> int:
        return max(now + self.skew + self.offset, 0)

    def sign_in(self, account: str) -> None:
        self.account = account
        self.awaited = None
        nobodys = self.stores.pop(None, None)
        if nobodys:
            self.adopt(nobodys)

    def adopt(self, nobodys: Store) -> None:
        """Same ids, same stamps, all unsent."""
        for key, record in nobodys.records.items():
            self.store.put(key, record["registers"], record["parent"])

    def sign_out(self) -> None:
        """The account's store stays, locked."""
        self.account = None
        self.awaited = None

    def wipe(self) -> None:
        self.stores.clear()

    # --- the network -------------------------------------------------------------------------

    def ask(self) -> Request:
        store = self.store
        self.sent += 1
        self.awaited = self.sent
        keys = sorted(store.unsent, key=lambda key: ORDER.index(key[0]))[:MOST_CHANGES]
        body = {
            "v": 1,
            "account": store.account,
            "device": store.device,
            "epoch": store.epoch,
            "cursor": store.cursor,
            "changes": [self.change(store, key) for key in keys],
        }
        return Request(self.sent, store, deepcopy(body))

    def change(self, store: Store, key: Key) -> Json:
        record = store.records[key]
        registers = {name: record["registers"][name] for name in sorted(store.unsent[key])}
        change: Json = {"type": key[0], "id": key[1], "registers": registers}
        return {**change, "parent": record["parent"]} if record["parent"] else change

    def hear(self, request: Request, status: int, reply: Json, now: int) -> bool:
        """Whether the reply was taken. One that the phone no longer waits for, or for another store, is dropped."""
        if not self.expects(request):
            return False
        self.awaited = None
        store = self.store
        if status == 409 and reply["code"] == "resync":
            self.begin_anew(store)
            return True
        if status != 200 or reply["account"] != store.account:
            return False
        self.offset = reply["now"] - (now + self.skew)
        refused = {(each["type"], each["id"]): each["code"] for each in reply["rejected"]}
        for change in request.body["changes"]:
            key = (change["type"], change["id"])
            if key in refused:
                self.refused(store, key, refused[key])
            else:
                self.acknowledged(store, key, change)
        for record in [*reply["changes"], *reply["current"]]:
            self.take(store, record)
        store.cursor, store.epoch = reply["cursor"], reply["epoch"]
        return True

    def expects(self, request: Request) -> bool:
        return self.awaited == request.number and self.stores.get(self.account) is request.store

    def begin_anew(self, store: Store) -> None:
        """All registers with their old stamps."""
        store.cursor, store.epoch = 0, None
        for key, record in store.records.items():
            store.unsent[key] = set(record["registers"])

    def acknowledged(self, store: Store, key: Key, change: Json) -> None:
        """Only what is still as it was sent; an edit made meanwhile waits for its own turn."""
        waiting = store.unsent.get(key, set())
        for name, register in change["registers"].items():
            if store.records[key]["registers"][name]["stamp"] == register["stamp"]:
                waiting.discard(name)
        if not waiting:
            store.unsent.pop(key, None)

    def refused(self, store: Store, key: Key, code: str) -> None:
        if code == "invalid":
            store.box[key] = store.records.pop(key)
            store.unsent.pop(key, None)
            return
        above: Key | None = key
        while above in store.records:
            store.unsent[above] = set(store.records[above]["registers"])
            parent = store.records[above]["parent"]
            above = (PARENTS[above[0]], parent) if above[0] in PARENTS else None

    def take(self, store: Store, record: Json) -> None:
        """On equal stamps the server's copy counts."""
        key = (record["type"], record["id"])
        mine = store.records.setdefault(key, {"parent": record.get("parent"), "registers": {}})
        mine["registers"] = merge(record["registers"], mine["registers"])
