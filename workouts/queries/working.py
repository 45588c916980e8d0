"""The working page of one workout: /workouts/<id>/edit/."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.preferences import Preferences
from accounts.queries import preferences_of
from workouts import calendars, minutes
from workouts.bands import BandChoice
from workouts.models import Entry, PinnedNote, Set, Workout
from workouts.queries.bands import bands_of
from workouts.queries.drills import Drill, drills_by_id
from workouts.queries.rounds import (
    LastTime,
    Round,
    Terms,
    last_time_before,
    prefilled,
    rounds_of,
    sides_of,
    target_words,
)
from workouts.queries.sets import PAIN_TO_HEED
from workouts.queries.shown import shown_entries


@dataclass(frozen=True)
class EntryBlock:
    id: UUID
    drill: Drill
    sets: tuple[Set, ...]
    rounds: tuple[Round, ...]
    note: str
    pinned_note: str
    target: Mapping[str, Any]
    target_words: str
    is_open: bool
    is_first: bool
    is_last: bool

    @property
    def next_place(self) -> int:
        """The number that is shown: rounds keep theirs when one between them is deleted."""
        return len(self.rounds) + 1

    @property
    def next_round(self) -> int:
        return self.rounds[-1].number + 1 if self.rounds else 1


@dataclass(frozen=True)
class OpenEntry:
    """The one drill that has a form, and what the form starts with."""

    block: EntryBlock
    last: LastTime | None
    number: int
    sides: tuple[str, ...]
    values: Mapping[str, Mapping[str, Any]]

    @property
    def planned(self) -> int:
        """How many rounds it is to be: the routine says, else as many as last time; 0 where nobody knows."""
        return minutes.number(self.block.target, "sets") or (self.last.count if self.last else 0)

    @property
    def missing_side(self) -> str:
        return self.sides[0] if self.number < self.block.next_round else ""

    @property
    def place(self) -> int:
        numbers = [each.number for each in self.block.rounds]
        return numbers.index(self.number) + 1 if self.missing_side else self.block.next_place

    @property
    def to_come(self) -> tuple[Round, ...]:
        return tuple(each for each in self.last.rounds if each.number > self.number) if self.last else ()

    @property
    def offers_last_time(self) -> bool:
        return self.last is not None and self.last.count > 1 and not self.block.rounds


@dataclass(frozen=True)
class WorkingPage:
    workout: Workout
    entries: tuple[EntryBlock, ...]
    open: OpenEntry | None
    bands: tuple[BandChoice, ...]
    preferences: Preferences
    started: time | None
    worst_pain: int | None

    @property
    def set_count(self) -> int:
        return sum(len(entry.rounds) for entry in self.entries)

    @property
    def is_finished(self) -> bool:
        return self.workout.finished_at is not None

    @property
    def heeds_pain(self) -> bool:
        return self.worst_pain is not None and self.worst_pain >= PAIN_TO_HEED


def find_entry(owner: User, workout_id: UUID, entry_id: UUID) -> Entry | None:
    return Entry.objects.owned_by(owner).filter(workout_id=workout_id, id=entry_id).first()


def find_set(owner: User, workout_id: UUID, set_id: UUID) -> Set | None:
    return Set.objects.owned_by(owner).kept().filter(workout_id=workout_id, id=set_id).first()


def sets_of_entry(owner: User, entry: Entry) -> list[Set]:
    rows = Set.objects.owned_by(owner).kept().filter(workout_id=entry.workout_id)
    return [row for row in rows.order_by("round", "order", "id") if row.entry_id == entry.id]


def working_page(
    owner: User, workout: Workout, *, entry_id: UUID | None = None, number: int | None = None
) -> WorkingPage:
    """`entry_id` is the drill to open, `number` the round of it to complete; without them, what comes next."""
    preferences = preferences_of(owner)
    all_bands = bands_of(owner)
    terms = Terms({band.id: band for band in all_bands}, preferences.units)
    sets = list(
        Set.objects.owned_by(owner).kept().filter(workout_id=workout.id).order_by("round", "order", "id")
    )
    entries = shown_entries(owner, workout.id, begun={row.entry_id for row in sets})
    drills = drills_by_id(owner, {entry.drill_id for entry in entries})
    notes = dict(PinnedNote.objects.owned_by(owner).kept().filter(id__in=drills).values_list("id", "note"))
    opened = choose_open(entries, sets, entry_id)
    blocks = tuple(
        block_of(
            entry,
            drills[entry.drill_id],
            [row for row in sets if row.entry_id == entry.id],
            terms,
            notes.get(entry.drill_id, ""),
            place=(entry is entries[0], entry is entries[-1]),
            is_open=entry.id == opened,
        )
        for entry in entries
    )
    block = next((each for each in blocks if each.is_open), None)
    zone = calendars.zone(workout.time_zone)
    return WorkingPage(
        workout=workout,
        entries=blocks,
        open=open_entry(owner, workout, block, terms, number) if block else None,
        bands=tuple(all_bands),
        preferences=preferences,
        # A clock time as it was there: a template would turn a moment into the server's zone.
        started=workout.started_at.astimezone(zone).time() if workout.started_at else None,
        worst_pain=max((row.pain for row in sets if row.pain is not None), default=None),
    )


def choose_open(entries: Sequence[Entry], sets: Sequence[Set], wanted: UUID | None) -> UUID | None:
    if any(entry.id == wanted for entry in entries):
        return wanted
    begun = {row.entry_id for row in sets}
    return next((entry.id for entry in entries if entry.id not in begun and not entry.skipped), None)


def block_of(
    entry: Entry,
    drill: Drill,
    sets: Sequence[Set],
    terms: Terms,
    pinned_note: str,
    *,
    place: tuple[bool, bool],
    is_open: bool,
) -> EntryBlock:
    return EntryBlock(
        id=entry.id,
        drill=drill,
        sets=tuple(sets),
        rounds=rounds_of(sets, drill, terms),
        note=entry.note,
        pinned_note=pinned_note,
        target=entry.target,
        target_words=target_words(drill, entry.target),
        is_open=is_open,
        is_first=place[0],
        is_last=place[1],
    )


def open_entry(
    owner: User,
    workout: Workout,
    block: EntryBlock,
    terms: Terms,
    number: int | None,
) -> OpenEntry:
    last = last_time_before(owner, block.drill, workout, terms)
    sides = sides_of(block.drill, block.target)
    begun = next((each for each in block.rounds if each.number == number), None)
    if begun is not None and begun.missing in sides:
        sides = (begun.missing,)
    here = begun.number if begun is not None and begun.missing in sides else block.next_round
    values = prefilled(
        drill=block.drill,
        number=here,
        here=block.sets,
        last=last.sets if last else (),
        target=block.target,
    )
    return OpenEntry(block=block, last=last, number=here, sides=sides, values=values)


def planned_rounds(owner: User, workout: Workout, entry: Entry, drill: Drill) -> int:
    if sets := minutes.number(entry.target, "sets"):
        return sets
    last = last_time_before(owner, drill, workout, Terms({}, "kg"))
    return last.count if last else 0


def is_today(workout: Workout, now: datetime) -> bool:
    return workout.date == calendars.local_date(now, workout.time_zone)
