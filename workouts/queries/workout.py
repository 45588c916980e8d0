"""One workout, as its page shows it: each drill with a table of what was recorded."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Exercise, Measure
from workouts import amounts, calendars
from workouts.models import Entry, Set, Workout
from workouts.queries.bands import bands_of
from workouts.queries.drills import Drill, drills_by_id
from workouts.queries.history import minutes_of, name_untitled
from workouts.queries.record_rows import RecordRow, rows_of
from workouts.queries.record_rows import Words as RecordWords
from workouts.queries.records import records_between
from workouts.queries.sets import PAIN_TO_HEED, SIDES, count_sets, worst_pain
from workouts.queries.shown import find_workout, shown_entries
from workouts.units import show_number


@dataclass(frozen=True)
class Cell:
    """`number` leads; `rest` stands small beside it; a `word` is set as text."""

    number: str = ""
    rest: str = ""
    word: str = ""


@dataclass(frozen=True)
class Column:
    # left, right or "": then the name is the heading.
    side: str
    name: str


@dataclass(frozen=True)
class Round:
    number: int
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class EntryPart:
    id: UUID
    drill: Drill | None
    name: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    rounds: tuple[Round, ...]
    pains: tuple[str, ...]
    notes: tuple[str, ...]
    skipped: bool


@dataclass(frozen=True)
class RecordPart:
    name: str
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True)
class WorkoutPage:
    id: UUID
    title: str
    date: date
    day: str
    time: str
    note: str
    energy: int | None
    minutes: int | None
    sets: int
    worst_pain: int | None
    heed_pain: bool
    # What was better than on any day before.
    records: tuple[RecordPart, ...]
    entries: tuple[EntryPart, ...]


def workout_page(owner: User, workout_id: UUID, *, unit: str) -> WorkoutPage | None:
    workout = find_workout(owner, workout_id)
    if workout is None:
        return None
    kept = Set.objects.owned_by(owner).kept().filter(workout_id=workout_id)
    sets = list(kept.order_by("round", "order", "id").defer("stamps"))
    by_entry: dict[UUID, list[Set]] = defaultdict(list)
    for row in sets:
        by_entry[row.entry_id].append(row)
    shown = shown_entries(owner, workout_id, begun=by_entry.keys())
    drills = drills_by_id(owner, {entry.drill_id for entry in shown})
    words = Words(
        bands={band.id: str(band.name) for band in bands_of(owner)}
        if any(row.band_id for row in sets)
        else {},
        unit=unit,
    )
    counted = [
        {"entry_id": row.entry_id, "round": row.round, "side": row.side, "pain": row.pain} for row in sets
    ]
    pain = worst_pain(counted)
    named = [entry for entry in shown if by_entry[entry.id]] or [
        entry for entry in shown if not entry.skipped
    ]
    names = [drills[entry.drill_id].name for entry in named if entry.drill_id in drills]
    started = workout.started_at and workout.started_at.astimezone(calendars.zone(workout.time_zone))
    return WorkoutPage(
        id=workout.id,
        title=workout.title or name_untitled(names),
        date=workout.date,
        day=date_format(workout.date, "l j F Y"),
        time=time_format(started, "H:i") if started else "",
        note=workout.note,
        energy=workout.energy,
        minutes=minutes_of(workout),
        sets=count_sets(counted),
        worst_pain=pain,
        heed_pain=(pain or 0) >= PAIN_TO_HEED,
        records=tuple(record_parts(workout, drills, words)),
        entries=tuple(
            entry_part(entry, drills.get(entry.drill_id), by_entry[entry.id], words) for entry in shown
        ),
    )


def record_parts(workout: Workout, drills: Mapping[UUID, Drill], words: "Words") -> Iterable[RecordPart]:
    found = records_between(workout.owner, workout.date, workout.date, workout_id=workout.id)
    worded = RecordWords(words.bands, words.unit)
    for drill_id, drill in drills.items():
        if here := [record for record in found if record.drill_id == drill_id]:
            yield RecordPart(drill.name, tuple(rows_of(here, drills, worded, workout.date)))


@dataclass(frozen=True)
class Words:
    bands: Mapping[UUID, str]
    unit: str

    def load(self, row: Set) -> str:
        return "" if row.load_kg is None else amounts.show(Measure.LOAD, row.load_kg, self.unit)

    def band(self, row: Set) -> str:
        return self.bands.get(row.band_id, _("Unknown band")) if row.band_id else ""

    def effort(self, row: Set) -> str:
        return "" if row.effort is None else show_number(row.effort)


def entry_part(entry: Entry, drill: Drill | None, sets: Sequence[Set], words: Words) -> EntryPart:
    rounds: dict[int, list[Set]] = defaultdict(list)
    for row in sets:
        rounds[row.round].append(row)
    lead = leading(drill, sets)
    sides = [side for side in SIDES if any(row.side == side for row in sets)]
    extras = [
        (name, worded)
        for name, worded in ((_("Load"), words.load), (_("Band"), words.band), (_("Effort"), words.effort))
        if any(worded(row) for row in sets)
    ]
    numbered = list(enumerate(rounds.values(), start=1))
    return EntryPart(
        id=entry.id,
        drill=drill,
        name=drill.name if drill else _("A drill that is not here any more"),
        facts=tuple(facts_of(drill)),
        columns=(
            *(heading(side, sides, lead) for side in sides),
            *(Column("", name) for name, _worded in extras),
        ),
        rounds=tuple(
            Round(
                number=number,
                kind=kind_of(rows),
                cells=(
                    *(amount_cell([row for row in rows if row.side == side], lead) for side in sides),
                    *(Cell(word=merged_words(rows, worded)) for _name, worded in extras),
                ),
            )
            for number, rows in numbered
        ),
        pains=tuple(line for number, rows in numbered for line in pain_lines(number, rows)),
        notes=tuple(line for line in [entry.note, *set_notes(numbered)] if line),
        skipped=entry.skipped and not sets,
    )


def leading(drill: Drill | None, sets: Sequence[Set]) -> str:
    """What the numbers in the table are: the drill's main measure, or the first that these sets hold."""
    measures = [drill.main_measure] if drill else []
    for measure in (*measures, *amounts.COUNTED):
        if measure in amounts.COUNTED and any(
            getattr(row, amounts.COLUMNS[measure]) is not None for row in sets
        ):
            return measure
    return ""


def facts_of(drill: Drill | None) -> Iterable[str]:
    if drill is None:
        return
    if drill.own:
        yield _("Your own drill")
    elif drill.joint_action == Exercise.JointAction.OTHER:
        yield str(Exercise.Category(drill.category).label)
    else:
        yield str(Exercise.JointAction(drill.joint_action).label)
    yield str(Exercise.Sides(drill.sides).label)


def heading(side: str, sides: Sequence[str], lead: str) -> Column:
    if side == Set.Side.BOTH:
        return Column("", _("Both") if len(sides) > 1 else str(Measure(lead).label) if lead else _("Done"))
    return Column(side, "")


def amount_cell(rows: Sequence[Set], lead: str) -> Cell:
    numbers, rests = [], []
    for row in rows:
        value = getattr(row, amounts.COLUMNS[lead]) if lead else None
        numbers.append("–" if value is None else amounts.show(lead, value))
        rests += other_amounts(row, lead)
    return Cell(number=", ".join(numbers), rest=", ".join(dict.fromkeys(rests)))


def other_amounts(row: Set, lead: str) -> list[str]:
    held = [
        (measure, getattr(row, amounts.COLUMNS[measure])) for measure in amounts.COUNTED if measure != lead
    ]
    return [amounts.name_amount(measure, value) for measure, value in held if value is not None]


def merged_words(rows: Sequence[Set], worded: Callable[[Set], str]) -> str:
    """Once where both sides had the same, else each with its side."""
    said = [(row, worded(row)) for row in rows]
    if len({text for _row, text in said}) == 1:
        return said[0][1]
    return ", ".join(
        _("%(side)s %(amount)s") % {"side": letter(row.side), "amount": text} for row, text in said if text
    )


def letter(side: str) -> str:
    letters: dict[str, str] = {Set.Side.LEFT: _("L"), Set.Side.RIGHT: _("R")}
    return letters.get(side, "")


def kind_of(rows: Sequence[Set]) -> str:
    kinds = dict.fromkeys(Set.Kind(row.kind).label for row in rows if row.kind != Set.Kind.WORKING)
    return ", ".join(str(kind) for kind in kinds)


def pain_lines(number: int, rows: Sequence[Set]) -> Iterable[str]:
    for row in rows:
        if row.pain:
            pain = _("pain %(pain)s") % {"pain": row.pain}
            yield (
                f"{name_set(number, row.side)}: {pain} · {row.note}"
                if row.note
                else f"{name_set(number, row.side)}: {pain}"
            )


def set_notes(numbered: Iterable[tuple[int, Sequence[Set]]]) -> Iterable[str]:
    for number, rows in numbered:
        for row in rows:
            if row.note and not row.pain:
                yield f"{name_set(number, row.side)}: {row.note}"


def name_set(number: int, side: str) -> str:
    if side == Set.Side.LEFT:
        return _("Set %(number)s, left") % {"number": number}
    if side == Set.Side.RIGHT:
        return _("Set %(number)s, right") % {"number": number}
    return _("Set %(number)s") % {"number": number}
