"""One exchange with a phone: what it brings is merged, what it has not seen is handed out. docs/offline.md."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from accounts.models import User, new_epoch
from workouts.services import store
from workouts.services.batch import Key, Rejection
from workouts.services.merge import Change, RecordId
from workouts.services.pace import paced
from workouts.services.records import RECORD_TYPES, RecordType
from workouts.services.store import Outcome

PAGE = 500


class Resync(Exception):
    """The phone's cursor counts revisions that this server does not have: it has to begin anew."""


@dataclass(frozen=True)
class Row:
    """A record's columns as the database has them."""

    kind: RecordType
    id: RecordId
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class Exchange:
    epoch: str
    cursor: int
    # What the phone has not seen, in the order of revisions; or, when it had seen all, what it wrote itself.
    news: tuple[Row, ...]
    own: tuple[Row, ...]
    more: bool
    rejected: tuple[Rejection, ...]


def exchange(
    *, owner: User, epoch: str | None, cursor: int, changes: Sequence[Change], at: datetime
) -> Exchange:
    """`owner` is as the database has it now: its revision is the head below which everything is read."""
    check_epoch(owner, epoch, cursor)
    if not changes and epoch is None and owner.records > PAGE:
        return newest(owner)
    if not changes:
        return handed_out(owner, cursor, owner.revision, Outcome(owner.revision))
    before, outcome = take(owner=owner, changes=changes, at=at)
    return handed_out(owner, cursor, before, outcome)


def check_epoch(owner: User, epoch: str | None, cursor: int) -> None:
    if epoch is None and cursor == 0:
        return
    if epoch != owner.epoch:
        raise Resync
    if cursor > owner.revision:
        # A backup came back without `manage.py restore`. Other phones may have fallen behind it unnoticed.
        User.objects.filter(pk=owner.pk, epoch=owner.epoch).update(epoch=new_epoch())
        raise Resync


@transaction.atomic
def take(*, owner: User, changes: Sequence[Change], at: datetime) -> tuple[int, Outcome]:
    """The head before, and what became of the changes."""
    head = store.lock(owner)
    if head.epoch != owner.epoch:
        raise Resync
    until = paced(until=head.paced_until, records=len(changes), at=at)
    outcome = store.merge_into(owner=owner, head=head, changes=changes, at=at, paced_until=until)
    return head.revision, outcome


def handed_out(owner: User, cursor: int, before: int, outcome: Outcome) -> Exchange:
    news: tuple[Row, ...] = ()
    own: tuple[Row, ...] = ()
    more = False
    if cursor < before:
        news, cursor, more = news_since(owner, cursor, outcome.revision)
    else:
        own = tuple(
            Row(RECORD_TYPES[kind], each, vars(row))
            for (kind, each), row in zip(outcome.written, outcome.rows, strict=True)
        )
        cursor = outcome.revision
    return Exchange(owner.epoch, cursor, news, own, more, outcome.rejected)


def newest(owner: User) -> Exchange:
    """The first answer to a phone that has nothing, where there is more than a page: what it will look for first. The
    cursor stays where it was, so these come once more in their turn, and a cut loses nothing."""
    found = revisions_since(owner, 0, owner.revision, newest_first=True)
    first = found[:PAGE][-1][1]
    rows = rows_between(owner, {kind for kind, _ in found}, first - 1, owner.revision)
    return Exchange(owner.epoch, 0, rows, (), True, ())


def news_since(owner: User, cursor: int, head: int) -> tuple[tuple[Row, ...], int, bool]:
    """The next page after the cursor, the cursor behind it, and whether there is more. One query finds where the news
    lie, and one more a type reads them. Nothing above the head: a row that moves there meanwhile comes next time."""
    found = revisions_since(owner, cursor, head)
    more = len(found) > PAGE
    found = found[:PAGE]
    if more:
        head = found[-1][1]
    return rows_between(owner, {kind for kind, _ in found}, cursor, head), head, more


def rows_between(owner: User, kinds: Iterable[str], cursor: int, head: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    for kind in kinds:
        rows += rows_of(owner, RECORD_TYPES[kind], revision__gt=cursor, revision__lte=head)
    return tuple(sorted(rows, key=lambda row: row.columns["revision"]))


def revisions_since(
    owner: User, cursor: int, head: int, *, newest_first: bool = False
) -> list[tuple[str, int]]:
    """Each table is read by its index on (owner, revision), no further than a page."""
    order = f"ORDER BY revision {'DESC' if newest_first else 'ASC'} LIMIT {PAGE + 1}"
    tables = [
        f"SELECT * FROM (SELECT '{kind.name}' AS type, revision FROM {kind.model._meta.db_table}"
        f" WHERE owner_id = %s AND revision > %s AND revision <= %s {order})"
        f" AS of_{kind.name}"
        for kind in RECORD_TYPES.values()
    ]
    with connection.cursor() as query:
        query.execute(
            f"{' UNION ALL '.join(tables)} {order}",
            [owner.pk, cursor, head] * len(tables),
        )
        return query.fetchall()


def rows_of(owner: User, kind: RecordType, **which: Any) -> list[Row]:
    columns = ("id", "revision", "stamps", *kind.fields, *([kind.parent_field] if kind.parent else []))
    found = kind.model.objects.filter(owner=owner, **which).values(*columns)
    return [Row(kind, row["id"], row) for row in found]


def rows_named(owner: User, keys: Sequence[Key]) -> tuple[Row, ...]:
    """The server's copies, where there are any."""
    ids: dict[str, list[RecordId]] = defaultdict(list)
    for kind, each in keys:
        ids[kind].append(each)
    return tuple(
        row for kind, wanted in ids.items() for row in rows_of(owner, RECORD_TYPES[kind], id__in=wanted)
    )
