"""A believable year for the demo account: the same day gives the same year. Written through the store, as a phone
would send it: a side that lags and catches up, a holiday, a fortnight of pain, a drill that was left, range checks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from exercises.models import Exercise
from workouts import calendars
from workouts.bands import DEFAULT_BANDS
from workouts.services import store
from workouts.services.merge import Change, Register, Stamp
from workouts.services.records import RECORD_TYPES
from workouts.services.training import GAP

DEVICE = "demo-phone"
TIME_ZONE = "Europe/Berlin"
WEEKS = 52
# Weeks of the year, counted from its beginning.
HOLIDAY = (20, 21)
PAIN = {45: 3, 46: 5, 47: 3, 48: 1}
LEFT_BEHIND_FROM = 46
RANGE_CHECKS = (1, 26, 50)
TUESDAY, THURSDAY, SATURDAY = 1, 3, 5
BETWEEN_SETS = timedelta(seconds=75)
LIGHT, MEDIUM = DEFAULT_BANDS[1].id, DEFAULT_BANDS[2].id


@dataclass(frozen=True)
class Practice:
    """How one drill went over the year: from, to; what the right side had of the left at first, and at last."""

    slug: str
    measure: str
    first: int
    last: int
    right_first: float = 1.0
    right_last: float = 1.0
    rounds: int = 3
    banded: bool = False
    load_kg: tuple[int, int] | None = None
    also: tuple[str, int] | None = None


BAND_LYING = Practice("band-lying-hip-internal-rotation", "reps", 8, 14, 0.66, 0.93, banded=True)
FOOT_LIFT = Practice("90-90-foot-lift", "reps", 4, 9, 0.6, 0.86)
STRETCH = Practice("seated-hip-internal-rotation-stretch", "hold_seconds", 30, 75, 0.9, 1.0, rounds=2)
SEATED_BANDED = Practice("seated-banded-internal-rotation", "reps", 8, 13, 0.75, 0.95, banded=True)
HINGE = Practice("hip-ir-hinge", "reps", 8, 10, load_kg=(8, 20))
DISSOCIATION = Practice("standing-hip-rotation-dissociation", "reps", 5, 8, rounds=2, also=("breaths", 5))
SQUATTING = Practice("squatting-internal-rotations", "reps", 6, 12, 0.85, 1.0)
BALL = Practice("lacrosse-ball-hip-release", "duration_seconds", 60, 120, rounds=1)
CLAMSHELL = Practice("side-lying-clamshell", "reps", 12, 18, banded=True)

PLAN: dict[int, tuple[str, tuple[Practice, ...]]] = {
    TUESDAY: ("Basement, Tuesday", (STRETCH, BAND_LYING, FOOT_LIFT, CLAMSHELL)),
    THURSDAY: ("Before squats", (BALL, SEATED_BANDED, HINGE, DISSOCIATION)),
    SATURDAY: ("", (BAND_LYING, SQUATTING, STRETCH)),
}
PRACTICES = sorted(
    {practice for _title, practices in PLAN.values() for practice in practices}, key=lambda each: each.slug
)


@dataclass
class Year:
    owner: User
    today: date
    random: Random
    drills: dict[str, Exercise]
    changes: list[Change]

    def add(self, kind: str, at: datetime, /, *, parent: UUID | None = None, **values: Any) -> UUID:
        """One whole record, stamped with the moment it is about."""
        record_id = UUID(int=self.random.getrandbits(128), version=4)
        stamp = Stamp(int(at.timestamp() * 1000), DEVICE)
        registers = {
            name: Register({field: values[field] for field in fields if field in values}, stamp)
            for name, fields in RECORD_TYPES[kind].registers.items()
            if any(field in values for field in fields)
        }
        self.changes.append(Change(type=kind, id=record_id, registers=registers, parent=parent))
        return record_id


def train_for_a_year(*, owner: User, today: date) -> int:
    """Up to the day before `today`; answers how many workouts that made."""
    drills = {row.slug: row for row in Exercise.objects.ever_published()}
    year = Year(owner, today, Random("a year of hips"), drills, [])
    begin = calendars.week_of(today, 0) - (WEEKS - 1) * calendars.WEEK
    made = 0
    with transaction.atomic():
        for week in range(WEEKS):
            for weekday in training_days(year, week):
                day = begin + week * calendars.WEEK + timedelta(days=weekday)
                if day < today:
                    made += train(year, day, week, weekday)
            if week in RANGE_CHECKS:
                check_range(year, begin + week * calendars.WEEK + timedelta(days=6), week / WEEKS)
        keep_goals(year, begin)
        store_all(year)
    return made


def training_days(year: Year, week: int) -> Sequence[int]:
    if week in HOLIDAY:
        return ()
    every = [TUESDAY, THURSDAY, SATURDAY]
    if week in PAIN or year.random.random() < 0.55:
        every.remove(SATURDAY)
    if week == 9:
        every.remove(THURSDAY)
    return every


def train(year: Year, day: date, week: int, weekday: int) -> bool:
    """Minutes pass between sets, as they would."""
    title, practices = PLAN[weekday]
    start = datetime.combine(day, time(17, year.random.randint(5, 50)), tzinfo=UTC)
    clock = start
    length = len(year.changes)
    workout = year.add(
        "workout",
        start,
        title=title,
        note="",
        started_at=start,
        date=day,
        time_zone=TIME_ZONE,
        finished_at=start,
        energy=year.random.choice((3, 3, 4, 4, 5, 2)),
        source="phone",
    )
    for place, practice in enumerate(practices, start=1):
        if practice is CLAMSHELL and week >= LEFT_BEHIND_FROM:
            continue
        entry = year.add(
            "entry",
            clock,
            parent=workout,
            order=place * GAP,
            drill_id=year.drills[practice.slug].id,
            target={},
        )
        for values in sets_of(year, practice, week):
            clock += BETWEEN_SETS
            year.add("set", clock, parent=entry, done_at=clock, **values)
        clock += timedelta(minutes=1)
    close(year, length, clock)
    return True


def close(year: Year, place: int, finished_at: datetime) -> None:
    """The end is known when the last set is done."""
    begun = year.changes[place]
    times = begun.registers["times"]
    ended = Register({**times.values, "finished_at": finished_at}, times.stamp)
    year.changes[place] = Change(
        type=begun.type, id=begun.id, parent=None, registers={**begun.registers, "times": ended}
    )


def sets_of(year: Year, practice: Practice, week: int) -> Iterable[dict[str, Any]]:
    done = week / (WEEKS - 1)
    drill = year.drills[practice.slug]
    sides = ("both",) if drill.sides == Exercise.Sides.BOTH_TOGETHER else ("left", "right")
    for number in range(1, practice.rounds + 1):
        for place, side in enumerate(sides):
            share = practice.right_first + (practice.right_last - practice.right_first) * done
            amount = practice.first + (practice.last - practice.first) * done
            amount *= share if side == "right" else 1
            amount += year.random.choice((-1, 0, 0, 1)) * max(1, practice.last / 15) - (number - 1) * 0.4
            values: dict[str, Any] = {
                "round": number,
                "order": number * GAP + place,
                "side": side,
                "kind": "working",
                practice.measure: rounded(practice.measure, amount),
                **against(practice, done),
            }
            if practice.also:
                values[practice.also[0]] = practice.also[1]
            if practice is SEATED_BANDED and side == "right" and week in PAIN and number == practice.rounds:
                values |= {
                    "pain": PAIN[week],
                    "note": "A pinch at the front of the hip." if PAIN[week] > 4 else "",
                }
            if number == practice.rounds:
                values["effort"] = Decimal(year.random.choice((7, 8, 8, 9)))
            yield values


def rounded(measure: str, amount: float) -> int:
    return max(5, round(amount / 5) * 5) if measure.endswith("seconds") else max(1, round(amount))


def against(practice: Practice, done: float) -> dict[str, Any]:
    if practice.banded:
        return {"band_id": MEDIUM if done > 0.55 else LIGHT}
    if practice.load_kg:
        least, most = practice.load_kg
        return {"load_kg": Decimal(round((least + (most - least) * done) / 2) * 2), "load_unit": "kg"}
    return {}


def check_range(year: Year, day: date, done: float) -> None:
    """Seated, by phone: the left has a little, the right has more to gain."""
    at = datetime.combine(day, time(9, 30), tzinfo=UTC)
    for movement, left, right in (
        ("internal_rotation", 31 + 6 * done, 19 + 15 * done),
        ("external_rotation", 41 + 3 * done, 39 + 4 * done),
    ):
        for side, degrees in (("left", left), ("right", right)):
            trials = [round(degrees + wobble) for wobble in (-1, 0, year.random.choice((0, 1, 2)))]
            year.add(
                "range_check",
                at,
                movement=movement,
                side=side,
                position="seated",
                active=True,
                device="phone",
                trials_degrees=trials,
                date=day,
                done_at=at,
            )


def keep_goals(year: Year, begin: date) -> None:
    """Two sessions a week, with the holiday as a pause; and the stretch, most days."""
    at = datetime.combine(begin, time(8), tzinfo=UTC)
    away = begin + HOLIDAY[0] * calendars.WEEK
    year.add(
        "goal",
        at,
        title="Two sessions a week",
        colour="",
        period="week",
        counts="sessions",
        amount=2,
        drill_id=None,
        category="",
        paused_from=away,
        paused_until=away + len(HOLIDAY) * calendars.WEEK - timedelta(days=1),
    )


def store_all(year: Year) -> None:
    """In batches as large as a phone's: parents come before their children in the order they were added."""
    newest = datetime.combine(year.today, time(0), tzinfo=UTC)
    for place in range(0, len(year.changes), 500):
        outcome = store.apply_changes(owner=year.owner, changes=year.changes[place : place + 500], at=newest)
        if outcome.rejected:
            raise AssertionError(f"the demo breaks a rule: {outcome.rejected[0]}")
