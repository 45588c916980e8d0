"""Phones, lost and doubled messages, wrong clocks, wiped phones and restored backups: all copies become equal.

And the search is worth something: with any one rule broken it finds a history that ends badly.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.builders import make_exercise
from tests.workouts import servers
from tests.workouts.histories import Histories
from tests.workouts.phones import Json, Key, Phone, Store, merge
from tests.workouts.servers import Account, MemoryServer, RealServer
from workouts.services import sync

TRY = settings(
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    report_multiple_bugs=False,
    # Shrinking a long history takes minutes; what is found is repeated as it was found.
    phases=[Phase.reuse, Phase.generate],
)


def test_all_histories_converge_on_a_server_in_memory():
    run_state_machine_as_test(Histories, settings=settings(TRY, max_examples=2000))


@pytest.mark.django_db
def test_histories_converge_on_the_real_server(monkeypatch):
    monkeypatch.setattr(sync, "PAGE", servers.PAGE)
    known = str(make_exercise().id)

    class RealHistories(Histories):
        drill = known

        def make_server(self) -> Any:
            return RealServer()

    run_state_machine_as_test(RealHistories, settings=settings(TRY, max_examples=30, stateful_step_count=30))


# --- each rule, broken ---------------------------------------------------------------------------


class ForgetsWhatWasEditedMeanwhile(Phone):
    def acknowledged(self, store: Store, key: Key, change: Json) -> None:
        store.unsent.pop(key, None)


class TakesRepliesForAnotherStore(Phone):
    def expects(self, request: Any) -> bool:
        return True


class OverwritesWhatIsItsOwn(Phone):
    def take(self, store: Store, record: Json) -> None:
        store.records[record["type"], record["id"]] = {
            "parent": record.get("parent"),
            "registers": record["registers"],
        }


class TrustsItsClock(Phone):
    def stamp_after(self, keys: list[Key], now: int) -> int:
        return self.clock(now)


class OnlyPullsAfterAResync(Phone):
    def begin_anew(self, store: Store) -> None:
        store.cursor, store.epoch = 0, None


class KeepsItsCursorAfterAResync(Phone):
    def begin_anew(self, store: Store) -> None:
        cursor = store.cursor
        super().begin_anew(store)
        store.cursor = min(cursor, 1)


class AdoptsWithoutSending(Phone):
    def adopt(self, nobodys: Store) -> None:
        self.store.records |= nobodys.records


class AdoptsAsIfSeen(Phone):
    def adopt(self, nobodys: Store) -> None:
        super().adopt(nobodys)
        for key in nobodys.records:
            self.store.unsent[key].discard("name")


class HidesWhatHangsBelow(Store):
    def shown(self) -> set[Key]:
        gone = {key for key in self.records if self.is_deleted(key)}
        return self.records.keys() - gone - {child for key in gone for child in self.children(key)}


class HasStoresThatHide(Phone):
    @property
    def store(self) -> Store:
        store = super().store
        store.__class__ = HidesWhatHangsBelow
        return store


class TakesWhatCameLast(MemoryServer):
    def merged(self, mine: Json, incoming: Json) -> Json:
        return {**mine, **incoming}


class KeepsWhatCameFirst(MemoryServer):
    def merged(self, mine: Json, incoming: Json) -> Json:
        return {**incoming, **mine}


class ComparesWholeRecords(MemoryServer):
    def merged(self, mine: Json, incoming: Json) -> Json:
        newest = max((register["stamp"] for register in mine.values()), default=[-1, ""])
        theirs = max((register["stamp"] for register in incoming.values()), default=[-1, ""])
        return {**mine, **incoming} if theirs > newest else mine


class RestoresInTheSameEpoch(MemoryServer):
    def renew(self, mine: Account) -> None:
        return


class SkipsWhatDidNotFitOnThePage(MemoryServer):
    def news(self, mine: Account, cursor: int) -> tuple[list[Key], int, bool]:
        page, _, _ = super().news(mine, cursor)
        return page, mine.revision, False


class CountsOnlyNewRecords(MemoryServer):
    def apply(self, mine: Account, change: Json) -> str:
        row = mine.rows.get((change["type"], change["id"]))
        before = row.revision if row else 0
        code = super().apply(mine, change)
        if row:
            row.revision = before
        return code


class KnowsRecordsByTheirIdAlone(MemoryServer):
    def open(self, name: str) -> str:
        first = next(iter(self.accounts.values()), Account())
        self.accounts[name] = Account(rows=first.rows)
        return name


PHONES = (
    ForgetsWhatWasEditedMeanwhile,
    TakesRepliesForAnotherStore,
    OverwritesWhatIsItsOwn,
    TrustsItsClock,
    OnlyPullsAfterAResync,
    KeepsItsCursorAfterAResync,
    AdoptsWithoutSending,
    AdoptsAsIfSeen,
    HasStoresThatHide,
)
SERVERS = (
    TakesWhatCameLast,
    KeepsWhatCameFirst,
    ComparesWholeRecords,
    RestoresInTheSameEpoch,
    SkipsWhatDidNotFitOnThePage,
    CountsOnlyNewRecords,
    KnowsRecordsByTheirIdAlone,
)


@pytest.mark.parametrize("broken", [*PHONES, *SERVERS], ids=lambda broken: broken.__name__)
def test_a_broken_rule_is_found(broken):
    class Broken(Histories):
        phone = broken if issubclass(broken, Phone) else Phone

        def make_server(self) -> Any:
            return broken() if issubclass(broken, MemoryServer) else MemoryServer()

    search = settings(TRY, max_examples=1500, database=None, derandomize=True, phases=[Phase.generate])
    with pytest.raises((AssertionError, KeyError, ValueError)):
        run_state_machine_as_test(Broken, settings=search)


def test_the_phones_merge_is_the_servers():
    mine = {"note": {"stamp": [1, "a"], "values": {"note": "mine"}}}
    theirs = {"note": {"stamp": [1, "b"], "values": {"note": "theirs"}}}
    assert merge(mine, theirs) == theirs == merge(theirs, mine)
