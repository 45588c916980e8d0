"""Random histories of phones, people, clocks, a network and a server; and what must be true when all come to rest."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.workouts.phones import ORDER, PARENTS, Json, Key, Phone, Request
from tests.workouts.servers import MemoryServer, Server, values_for

HOUR = 3_600_000
BEGIN = 1_763_000_000_000
REGISTERS = {"workout": ("times", "name"), "entry": ("plan", "note"), "set": ("did", "note")}
FATES = ("well", "well", "well", "request lost", "reply lost", "twice", "edited meanwhile", "left meanwhile")
anything = st.integers(0, 50)
phones = st.integers(0, 2)
# Mostly the same one: what is tried is how its phones agree.
accounts = st.sampled_from([0, 0, 0, 1])
Write = tuple[Key, str]


class Histories(RuleBasedStateMachine):
    """Three phones, two accounts. `server` and `phone` are what a test replaces to break a rule."""

    phone = Phone

    def make_server(self) -> Server:
        return MemoryServer()

    drill = "00000000-0000-4000-8000-000000000001"

    @initialize()
    def begin(self) -> None:
        self.now = BEGIN
        self.number = 0
        self.server = self.make_server()
        self.accounts = [self.server.open(name) for name in ("alice", "bob")]
        self.phones = [self.phone(name, skew=skew * HOUR) for name, skew in (("p", 0), ("q", 2), ("r", -5))]
        self.values = values_for(self.drill)
        for phone in self.phones[:2]:
            phone.sign_in(self.accounts[0])
        self.on_the_way: list[tuple[Phone, Request]] = []
        self.replies: list[tuple[Phone, Request, int, Json]] = []
        # Everything that was ever written, by where and when; of each deletion, what its author knew.
        self.truth: dict[Any, list[Json]] = {}
        self.deletions: dict[tuple[Any, ...], set[Key]] = {}
        # What each phone wrote into each of its stores since it was wiped.
        self.wrote: dict[tuple[str, str | None], dict[Write, list[Any]]] = {}
        # What the server acknowledged, and nothing but a restored backup may lose.
        self.owed: dict[str, dict[Write, list[Any]]] = {account: {} for account in self.accounts}

    # --- people ------------------------------------------------------------------------------

    @rule(which=phones, kind=st.sampled_from(ORDER), parent=anything)
    def make(self, which: int, kind: str, parent: int) -> None:
        self.make_one(self.phones[which], kind, parent)

    @rule(which=phones)
    def log_a_session(self, which: int) -> None:
        for kind in ORDER:
            self.make_one(self.phones[which], kind, -1)

    @rule(which=phones, parent=anything)
    def log_nonsense(self, which: int, parent: int) -> None:
        self.make_one(self.phones[which], "set", parent, nonsense=True)

    def make_one(self, phone: Phone, kind: str, parent: int, *, nonsense: bool = False) -> None:
        above = [key for key in phone.store.records if key[0] == PARENTS.get(kind)]
        if kind in PARENTS and not above:
            return
        number = -1 if nonsense else self.next()
        registers = {REGISTERS[kind][0]: self.values(kind, REGISTERS[kind][0], number)}
        key = phone.make(kind, registers, self.now, above[parent % len(above)][1] if above else None)
        self.note(phone, key, registers)

    @rule(which=phones, record=anything, second=st.booleans())
    def edit(self, which: int, record: int, second: bool) -> None:
        self.edit_one(self.phones[which], record, second)

    def edit_one(self, phone: Phone, record: int, second: bool) -> None:
        keys = list(phone.store.records)
        if keys:
            key = keys[record % len(keys)]
            register = REGISTERS[key[0]][second]
            registers = {register: self.values(key[0], register, self.next())}
            phone.edit(key, registers, self.now)
            self.note(phone, key, registers)

    @rule(which=phones, record=anything)
    def delete(self, which: int, record: int) -> None:
        phone = self.phones[which]
        keys = list(phone.store.records)
        if keys:
            doomed = phone.delete(keys[record % len(keys)], self.now)
            stamp = phone.store.records[doomed[0]]["registers"]["deleted"]["stamp"]
            self.deletions.setdefault(tuple(stamp), set()).update(doomed)

    @rule(which=phones, account=accounts)
    def sign_in(self, which: int, account: int) -> None:
        self.enter(self.phones[which], self.accounts[account])

    def enter(self, phone: Phone, account: str) -> None:
        phone.sign_in(account)
        adopted = self.wrote.pop((phone.name, None), {})
        self.wrote.setdefault((phone.name, account), {}).update(adopted)

    @rule(which=phones)
    def sign_out(self, which: int) -> None:
        self.phones[which].sign_out()

    @rule(which=phones)
    def lose_the_store(self, which: int) -> None:
        self.wipe(self.phones[which])

    def wipe(self, phone: Phone) -> None:
        phone.wipe()
        self.wrote = {place: writes for place, writes in self.wrote.items() if place[0] != phone.name}
        self.forgive()

    @rule(which=phones, hours=st.integers(-8, 8))
    def turn_the_clock(self, which: int, hours: int) -> None:
        self.phones[which].skew = hours * HOUR

    @rule(milliseconds=st.sampled_from([0, 1, 1000, HOUR]))
    def wait(self, milliseconds: int) -> None:
        self.now += milliseconds

    # --- the server --------------------------------------------------------------------------

    @rule(account=accounts, record=anything, second=st.booleans())
    def edit_on_a_page(self, account: int, record: int, second: bool) -> None:
        name = self.accounts[account]
        keys = sorted(self.server.records(name))
        if keys:
            key = keys[record % len(keys)]
            register = REGISTERS[key[0]][second]
            registers = {register: self.values(key[0], register, self.next())}
            self.server.edit(name, key, registers, self.now)
            stamp = self.server.records(name)[key]["registers"][register]["stamp"]
            self.truth.setdefault((name, key, register, *stamp), []).append(registers[register])

    @rule(account=accounts)
    def back_up(self, account: int) -> None:
        self.server.back_up(self.accounts[account])

    @rule(account=accounts)
    def restore(self, account: int) -> None:
        if self.server.restore(self.accounts[account]):
            self.forgive()

    # --- the network -------------------------------------------------------------------------

    @rule(which=phones, fate=st.sampled_from(FATES), record=anything)
    def sync(self, which: int, fate: str, record: int) -> None:
        phone = self.phones[which]
        if phone.account is None:
            return
        request = phone.ask()
        if fate == "request lost":
            return
        status, reply = self.post(request)
        if fate == "twice":
            self.post(request)
        if fate == "edited meanwhile" and request.body["changes"]:
            change = request.body["changes"][record % len(request.body["changes"])]
            keys = list(phone.store.records)
            self.edit_one(phone, keys.index((change["type"], change["id"])), second=False)
        if fate == "left meanwhile":
            phone.awaited, expected = None, phone.awaited
            self.leave(phone, record)
            phone.awaited = expected
        if fate != "reply lost":
            self.hear(phone, request, status, reply)

    def leave(self, phone: Phone, how: int) -> None:
        """The store that asked is no longer the one at hand."""
        if how % 2:
            self.wipe(phone)
        else:
            phone.account = self.accounts[1 - self.accounts.index(str(phone.account))]

    @rule(which=phones)
    def catch_up(self, which: int) -> None:
        if self.phones[which].account is not None:
            self.come_to_rest(self.phones[which])

    @rule(which=phones, other=phones)
    def agree(self, which: int, other: int) -> None:
        for each in (which, other, which):
            self.catch_up(each)

    @rule(which=phones)
    def send(self, which: int) -> None:
        phone = self.phones[which]
        if phone.account is not None:
            self.on_the_way.append((phone, phone.ask()))

    @rule(which=anything, again=st.booleans())
    def arrive(self, which: int, again: bool) -> None:
        """In any order, however late, and perhaps once more later on."""
        if self.on_the_way:
            place = which % len(self.on_the_way)
            phone, request = self.on_the_way[place] if again else self.on_the_way.pop(place)
            self.replies.append((phone, request, *self.post(request)))

    @rule(which=anything)
    def come_back(self, which: int) -> None:
        if self.replies:
            self.hear(*self.replies.pop(which % len(self.replies)))

    def post(self, request: Request) -> tuple[int, Json]:
        return self.server.post(str(request.store.account), request.body, self.now)

    def hear(self, phone: Phone, request: Request, status: int, reply: Json) -> None:
        if phone.hear(request, status, reply, self.now) and status == 200:
            refused = {(each["type"], each["id"]) for each in reply["rejected"]}
            owed = self.owed[reply["account"]]
            for change in request.body["changes"]:
                key = (change["type"], change["id"])
                for name, register in change["registers"].items() if key not in refused else ():
                    owed[key, name] = max(owed.get((key, name), [-1, ""]), register["stamp"])

    # --- what must be true -------------------------------------------------------------------

    def next(self) -> int:
        self.number += 1
        return self.number

    def note(self, phone: Phone, key: Key, registers: Json) -> None:
        for name, values in registers.items():
            stamp = phone.store.records[key]["registers"][name]["stamp"]
            self.truth.setdefault(("", key, name, *stamp), []).append(values)
            self.wrote.setdefault((phone.name, phone.account), {})[key, name] = stamp

    def forgive(self) -> None:
        """A backup may lack what was acknowledged after it, when no phone holds it any more either."""
        for account, owed in self.owed.items():
            copies = [self.server.records(account)]
            copies += [phone.stores[account].records for phone in self.phones if account in phone.stores]
            for write, stamp in owed.items():
                held = max(stamp_in(records, write) for records in copies)
                owed[write] = min(stamp, held)

    def teardown(self) -> None:
        if not hasattr(self, "server"):
            return
        for _ in range(2):
            for phone in self.phones:
                for account in [each for each in phone.stores if each is not None] or self.accounts[:1]:
                    self.enter(phone, account)
                    self.come_to_rest(phone)
        for account in self.accounts:
            self.check(account)

    def come_to_rest(self, phone: Phone) -> None:
        for _ in range(200):
            request = phone.ask()
            status, reply = self.post(request)
            self.hear(phone, request, status, reply)
            if status == 200 and not phone.store.unsent and not reply["changes"]:
                return
        raise AssertionError("A phone does not come to rest.")

    def check(self, account: str) -> None:
        records = self.server.records(account)
        for phone in self.phones:
            if account in phone.stores:
                assert phone.stores[account].records == records, "All copies are equal."
                live = {key for key in records if not phone.stores[account].is_deleted(key)}
                assert live <= phone.stores[account].shown(), "What is live is shown."
                for write, stamp in self.wrote.get((phone.name, account), {}).items():
                    kept = stamp_in(records, write) >= stamp or write[0] in phone.stores[account].box
                    assert kept, "What a phone wrote is there, or waits in its box."
        for write, stamp in self.owed[account].items():
            assert stamp_in(records, write) >= stamp, "What was acknowledged is there."
        for key, record in records.items():
            for name, register in record["registers"].items():
                self.check_register(account, key, name, register)

    def check_register(self, account: str, key: Key, name: str, register: Json) -> None:
        stamp = register["stamp"]
        if name == "deleted":
            if register["values"]["deleted"]:
                known = self.deletions.get(tuple(stamp), set())
                assert key in known, "No deletion hides what its author never saw."
            return
        author = account if stamp[1] == "web" else ""
        assert register["values"] in self.truth[author, key, name, *stamp], "A value keeps its stamp."


def stamp_in(records: dict[Key, Json], write: Write) -> list[Any]:
    key, name = write
    found: list[Any] = records.get(key, {"registers": {}})["registers"].get(name, {}).get("stamp", [-1, ""])
    return found
