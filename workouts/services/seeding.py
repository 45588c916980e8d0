"""Invented histories for benchmarks, written in bulk and yet as the store would have left them: stamps, revisions,
derived columns, totals and bests by day. tests/workouts/test_seed_load.py compares the two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from accounts.models import User
from exercises.models import Exercise, Measure
from workouts import amounts
from workouts.bands import DEFAULT_BANDS
from workouts.models import DayBest, DayTotal, Entry, Set, Workout
from workouts.services import day_bests, totals
from workouts.services.edits import WEB
from workouts.services.training import GAP
from workouts.units import kg_from_lb

YEARS = 10
# Three drills of three rounds, mostly on both sides.
SETS_A_SESSION = 17
# Never more often than this, while ten years are long enough.
DAYS_BETWEEN = 7 / 3
TITLES = ("", "", "", "Morning turn", "Before squats", "Basement", "Hips and breath")
BATCH = 2000


@dataclass
class History:
    """What one person did, row by row, and the counters behind it."""

    owner: User
    random: Random
    revision: int = 0
    web_stamp: int = 0
    workouts: list[Workout] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)

    def record(self, at: datetime, *registers: str) -> dict[str, Any]:
        """What every record has: an id, its next revision, and a stamp for each of its registers."""
        self.revision += 1
        milliseconds = int(at.timestamp() * 1000)
        self.web_stamp = max(self.web_stamp, milliseconds)
        return {
            "owner": self.owner,
            "id": UUID(int=self.random.getrandbits(128), version=4),
            "revision": self.revision,
            "stamps": {register: [milliseconds, WEB] for register in registers},
        }


def seed_person(*, number: int, sets: int, drills: Sequence[Exercise], until: date, seed: int) -> User:
    """One account with `sets` sets over at most ten years up to `until`. The same arguments give the same rows."""
    random = Random(f"{seed}/{number}/{sets}")
    with transaction.atomic():
        owner = invented_person(number)
        owner.save()
        history = History(owner, random)
        days = training_days(random, sets, until)
        for place, day in enumerate(days, start=1):
            due = sets * place // len(days) - len(history.sets)
            train(history, day, drills, due, progress=1 - (until - day).days / (365 * YEARS))
        write(history)
    return owner


def invented_person(number: int, **counters: int) -> User:
    return User(
        email=email_of(number), password=make_password(None), guessed_time_zone="Europe/Berlin", **counters
    )


def email_of(number: int) -> str:
    return f"load-{number:05}@example.invalid"


@transaction.atomic
def copy_person(template: User, numbers: Iterable[int]) -> None:
    """More accounts with the same history, ids and all: every table is by (owner, id). The database copies the rows by
    itself, five million sets in minutes."""
    counters = {name: getattr(template, name) for name in ("revision", "records", "web_stamp")}
    copies = User.objects.bulk_create([invented_person(number, **counters) for number in numbers])
    with connection.cursor() as cursor:
        for model in (Workout, Entry, Set, DayTotal, DayBest):
            table = connection.ops.quote_name(model._meta.db_table)
            columns = ", ".join(
                connection.ops.quote_name(field.column)
                for field in model._meta.concrete_fields
                if field.column and field.name != "owner"
            )
            cursor.executemany(
                f"INSERT INTO {table} (owner_id, {columns}) SELECT %s, {columns} FROM {table} WHERE owner_id = %s",
                [(copy.pk, template.pk) for copy in copies],
            )


def training_days(random: Random, sets: int, until: date) -> list[date]:
    """Oldest first, evenly over the years; in a long history some days hold two sessions."""
    sessions = max(round(sets / SETS_A_SESSION), 1)
    span = min(365 * YEARS, int(sessions * DAYS_BETWEEN) + 1)
    return [
        until - timedelta(days=int(span - (place + random.random()) * span / sessions))
        for place in range(sessions)
    ]


def train(history: History, day: date, drills: Sequence[Exercise], due: int, *, progress: float) -> None:
    """One workout of `due` sets: drill after drill, the last cut short."""
    random = history.random
    start = datetime.combine(day, time(random.randint(6, 19), random.randint(0, 59)), tzinfo=UTC)
    workout = Workout(
        **history.record(start, "name", "times", "origin"),
        title=random.choice(TITLES),
        date=day,
        time_zone="UTC",
        started_at=start,
        source=WEB,
    )
    clock = start
    made: list[Set] = []
    order = 0
    while len(made) < due:
        order += GAP
        drill = random.choice(drills)
        entry = Entry(
            **history.record(clock, "place", "plan"), workout_id=workout.id, order=order, drill_id=drill.id
        )
        history.entries.append(entry)
        made += islice(rounds_of(history, workout, entry, drill, clock, progress), due - len(made))
        clock = made[-1].done_at or clock
    workout.finished_at = clock + timedelta(minutes=2)
    history.workouts.append(workout)
    history.sets.extend(made)


def rounds_of(
    history: History, workout: Workout, entry: Entry, drill: Exercise, clock: datetime, progress: float
) -> Iterator[Set]:
    random = history.random
    gear = gear_of(random, drill, progress)
    order = 0
    for number in range(1, random.choice((2, 3, 3, 3, 4)) + 1):
        for side in ("left", "right") if drill.logs_sides_apart else ("both",):
            order += GAP
            clock += timedelta(seconds=random.randint(45, 110))
            felt = feeling(random)
            registers = ["place", "did", *(["felt"] if felt else [])]
            yield Set(
                **history.record(clock, *registers),
                entry_id=entry.id,
                order=order,
                round=number,
                kind="warm_up" if number == 1 and random.random() < 0.1 else "working",
                side=side,
                done_at=clock,
                workout_id=workout.id,
                drill_id=entry.drill_id,
                date=workout.date,
                **amounts_of(random, drill, progress * (0.8 if side == "right" else 1)),
                **gear,
                **felt,
            )


def gear_of(random: Random, drill: Exercise, progress: float) -> dict[str, Any]:
    """The band and the load, the same in all sets of an entry."""
    gear: dict[str, Any] = load_of(random, progress) if Measure.LOAD in drill.measures else {}
    if Measure.BAND in drill.measures:
        level = min(int(progress * 4 + random.random()), len(DEFAULT_BANDS) - 1)
        gear["band_id"] = DEFAULT_BANDS[level].id
    return gear


def amounts_of(random: Random, drill: Exercise, progress: float) -> dict[str, Any]:
    """From the drill's least dose in the first year to its most and a little over."""
    low, high = drill.amount_min or 5, drill.amount_max or 12
    grown = low + (high - low) * progress * 1.2 + random.gauss(0, (high - low) / 10 + 0.5)
    lead = max(round(grown), 1)
    counted = (measure for measure in drill.measures if measure not in (Measure.LOAD, Measure.BAND))
    return {
        amounts.COLUMNS[measure]: lead if measure == drill.main_measure else random.randint(3, 8)
        for measure in counted
    }


def load_of(random: Random, progress: float) -> dict[str, Any]:
    steps = int(progress * 10) + random.randint(0, 2)
    if random.random() < 0.1:
        return {"load_kg": kg_from_lb(Decimal(5 * (steps + 1))), "load_unit": "lb"}
    return {"load_kg": Decimal(4 + 2 * steps).quantize(Decimal("0.001")), "load_unit": "kg"}


def feeling(random: Random) -> dict[str, Any]:
    felt: dict[str, Any] = {}
    if random.random() < 0.2:
        felt["effort"] = Decimal(random.randint(12, 19)) / 2
    if random.random() < 0.04:
        felt["pain"] = random.choice((1, 1, 2, 2, 3, 4, 5))
    return felt


def write(history: History) -> None:
    Workout.objects.bulk_create(history.workouts, batch_size=BATCH)
    Entry.objects.bulk_create(history.entries, batch_size=BATCH)
    Set.objects.bulk_create(history.sets, batch_size=BATCH)
    counted = [
        {column: getattr(row, column) for column in totals.COLUMNS}
        for row in history.sets
        if row.kind != Set.Kind.WARM_UP
    ]
    DayTotal.objects.bulk_create(totals.totals_of(history.owner, counted), batch_size=BATCH)
    DayBest.objects.bulk_create(day_bests.bests_of(history.owner, counted), batch_size=BATCH)
    owner = history.owner
    owner.revision, owner.records, owner.web_stamp = history.revision, history.revision, history.web_stamp
    owner.save(update_fields=["revision", "records", "web_stamp"])
