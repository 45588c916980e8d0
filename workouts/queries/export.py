from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.models import Preference, Record, User
from accounts.queries import preferences_of
from exercises.models import Exercise
from exercises.queries import questions_asked
from workouts.models import (
    Band,
    CheckIn,
    Entry,
    Favourite,
    Goal,
    OwnDrill,
    PinnedNote,
    RangeCheck,
    Routine,
    RoutineItem,
    Set,
    Workout,
)
from workouts.queries.bands import bands_of
from workouts.queries.reminders import reminders_of
from workouts.units import load_in, show_number

# Every kind of record there is; docs/export.md describes them under these names.
TABLES: dict[str, type[Record]] = {
    "preferences": Preference,
    "own_drills": OwnDrill,
    "bands": Band,
    "favourites": Favourite,
    "pinned_notes": PinnedNote,
    "routines": Routine,
    "routine_items": RoutineItem,
    "workouts": Workout,
    "entries": Entry,
    "sets": Set,
    "goals": Goal,
    "check_ins": CheckIn,
    "range_checks": RangeCheck,
}
# How the phones agree with the server, not what was trained.
LEFT_OUT = {"owner", "stamps", "revision"}
ID_IS_THE_DRILLS = {"favourites", "pinned_notes"}
CHUNK = 2000

Row = dict[str, Any]


def account_of(owner: User) -> Row:
    addresses = EmailAddress.objects.filter(user=owner).order_by("-primary", "email")
    passkeys = Authenticator.objects.filter(user=owner, type=Authenticator.Type.WEBAUTHN).order_by(
        "created_at"
    )
    return {
        "email": owner.email,
        "addresses": [{"email": row.email, "confirmed": row.verified} for row in addresses],
        "joined": owner.date_joined,
        "last_sign_in": owner.last_login,
        "time_zone_at_sign_up": owner.guessed_time_zone,
        "preferences": asdict(preferences_of(owner)),
        "passkeys": [
            {"name": str(row), "added": row.created_at, "last_used": row.last_used_at} for row in passkeys
        ],
        "questions_asked": questions_asked(owner),
        "reminders": reminders_of(owner),
    }


def tables_of(owner: User) -> Iterator[tuple[str, Iterator[Row]]]:
    """Every record, deleted ones too, in the order of their last change: one query a table, read piece by piece."""
    drills = drill_names(owner)
    bands = band_names(owner)
    for name, model in TABLES.items():
        yield name, (named(name, row, drills, bands) for row in rows_of(owner, model))


def rows_of(owner: User, model: type[Record]) -> Iterator[Row]:
    rows = model.objects.filter(owner=owner).order_by("revision", "id").values(*fields_of(model))
    yield from rows.iterator(chunk_size=CHUNK)


def fields_of(model: type[Record]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in LEFT_OUT]


def named(table: str, row: Row, drills: dict[UUID, str], bands: dict[UUID, str]) -> Row:
    """The record with the names of what it refers to beside their ids."""
    if table in ID_IS_THE_DRILLS:
        return {**row, "drill": drills.get(row["id"], "")}
    if "drill_id" in row:
        row = {**row, "drill": drills.get(row["drill_id"], "")}
    if "band_id" in row:
        row = {**row, "band": bands.get(row["band_id"], "")}
    return row


def drill_names(owner: User) -> dict[UUID, str]:
    names = dict(Exercise.objects.values_list("id", "name"))
    return names | dict(OwnDrill.objects.filter(owner=owner).values_list("id", "name"))


def band_names(owner: User) -> dict[UUID, str]:
    return {band.id: str(band.name) for band in bands_of(owner)}


@dataclass(frozen=True)
class SetLine:
    """A set as a line of the CSV file; the names are its columns."""

    date: date
    workout: str
    drill: str
    round: int
    side: str
    kind: str
    reps: int | None
    hold_seconds: int | None
    duration_seconds: int | None
    load_kg: str
    load: str
    load_unit: str
    band: str
    breaths: int | None
    cycles: int | None
    effort: Decimal | None
    pain: int | None
    done_at: datetime | None
    note: str


def set_lines(owner: User) -> Iterator[SetLine]:
    """Every set that is not deleted, by date, and in a workout in the order in which its page shows them."""
    drills, bands = drill_names(owner), band_names(owner)
    titles = dict(Workout.objects.filter(owner=owner).exclude(title="").values_list("id", "title"))
    orders = dict(Entry.objects.filter(owner=owner).values_list("id", "order"))
    sets = Set.objects.filter(owner=owner, deleted=False).order_by("date", "workout_id", "id")
    for _workout, rows in groupby(
        sets.iterator(chunk_size=CHUNK), key=lambda row: (row.date, row.workout_id)
    ):
        for row in sorted(
            rows, key=lambda row: (orders.get(row.entry_id, 0), row.entry_id, row.order, row.id)
        ):
            yield set_line(row, titles.get(row.workout_id, ""), drills, bands)


def set_line(row: Set, title: str, drills: dict[UUID, str], bands: dict[UUID, str]) -> SetLine:
    load = None if row.load_kg is None else load_in(row.load_kg, row.load_unit)
    return SetLine(
        date=row.date,
        workout=title,
        drill=drills.get(row.drill_id, ""),
        round=row.round,
        side=row.side,
        kind=row.kind,
        reps=row.reps,
        hold_seconds=row.hold_seconds,
        duration_seconds=row.duration_seconds,
        load_kg=shown(row.load_kg),
        load=shown(load),
        load_unit="" if load is None else row.load_unit,
        band=bands.get(row.band_id, "") if row.band_id else "",
        breaths=row.breaths,
        cycles=row.cycles,
        effort=row.effort,
        pain=row.pain,
        done_at=row.done_at,
        note=row.note,
    )


def shown(number: Decimal | None) -> str:
    return "" if number is None else show_number(number)
