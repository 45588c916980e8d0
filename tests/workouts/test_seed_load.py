from datetime import date
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict
from django.test import override_settings

from accounts.models import User
from tests.builders import make_exercise
from workouts.models import DayBest, DayTotal, Entry, Set, Workout
from workouts.services import day_bests, seeding, totals
from workouts.services.records import RECORD_TYPES

SETS = 240
BEST = (*day_bests.KEY, "load_kg", "band_id", "value", "workout_id")


@pytest.fixture
def drills(db: None) -> None:
    make_exercise(measures=["reps", "load"], amount_min=5, amount_max=10)
    make_exercise(measures=["hold", "band"], sides="both_together", amount_min=30, amount_max=120)
    make_exercise(measures=["cycles", "breaths"], amount_min=2, amount_max=4)


def seed(**options: Any) -> User:
    call_command(
        "seed_load", sets_per_user=SETS, until="2026-11-12", bench_database=True, verbosity=0, **options
    )
    return User.objects.order_by("-pk")[0]


def totals_of(owner: User) -> list[dict[str, Any]]:
    rows = [
        model_to_dict(row)
        for row in DayTotal.objects.filter(owner=owner).order_by("drill_id", "date", "side")
    ]
    return [{**row, "owner": None} for row in rows]


def test_each_person_gets_exactly_as_many_sets_as_asked(drills: None) -> None:
    seed(users=2)

    assert [Set.objects.filter(owner=person).count() for person in User.objects.all()] == [SETS, SETS]


def test_the_totals_are_what_the_store_would_compute(drills: None) -> None:
    person = seed()
    seeded = totals_of(person)
    days = set(Set.objects.filter(owner=person).values_list("drill_id", "date"))

    held = sorted(DayBest.objects.filter(owner=person).values_list(*BEST), key=str)

    DayTotal.objects.filter(owner=person).delete()
    DayBest.objects.filter(owner=person).delete()
    totals.compute_again(person, days)

    assert seeded
    assert seeded == totals_of(person)
    assert held
    assert held == sorted(DayBest.objects.filter(owner=person).values_list(*BEST), key=str)


def test_derived_columns_follow_from_entry_and_workout(drills: None) -> None:
    person = seed()
    sets = list(Set.objects.filter(owner=person))
    stored = [(row.workout_id, row.drill_id, row.date) for row in sets]

    parents = totals.Parents(person, {}, sets)
    for row in sets:
        parents.stand_over(row)

    assert stored == [(row.workout_id, row.drill_id, row.date) for row in sets]


def test_records_are_whole_with_a_revision_each_and_the_counter_at_their_head(drills: None) -> None:
    person = seed()
    revisions = []
    for name, model in (("workout", Workout), ("entry", Entry), ("set", Set)):
        kind = RECORD_TYPES[name]
        for row in model.objects.filter(owner=person):
            row.clean_fields(exclude=["owner"])
            revisions.append(row.revision)
            assert set(kind.needed) <= set(row.stamps) <= set(kind.registers)
            changed = {register for register, names in kind.registers.items() if differs(row, names)}
            assert changed <= set(row.stamps)

    assert sorted(revisions) == list(range(1, person.revision + 1))
    assert person.web_stamp == max(row.stamps["did"][0] for row in Set.objects.filter(owner=person))


def differs(row: Any, names: tuple[str, ...]) -> bool:
    return any(getattr(row, name) != row._meta.get_field(name).get_default() for name in names)


def test_the_same_numbers_give_the_same_history(drills: None) -> None:
    first = list(Set.objects.filter(owner=seed()).order_by("revision").values_list("id", "date", "reps"))
    User.objects.all().delete()

    again = list(Set.objects.filter(owner=seed()).order_by("revision").values_list("id", "date", "reps"))
    other = list(
        Set.objects.filter(owner=seed(first=2)).order_by("revision").values_list("id", "date", "reps")
    )

    assert first == again
    assert first != other


def test_a_long_history_lies_in_ten_years() -> None:
    days = seeding.training_days(Random(1), 80_000, until=date(2026, 11, 12))

    assert days == sorted(days)
    assert date(2016, 11, 13) <= days[0] < date(2016, 12, 12)
    assert date(2026, 11, 1) < days[-1] <= date(2026, 11, 12)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"bench_database": False}, "--bench-database"),
        ({"users": 0}, "1 or more"),
        ({"until": "soon"}, "as a date"),
    ],
)
def test_it_refuses_in_a_sentence(drills: None, options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("seed_load", **{"bench_database": True, "sets_per_user": 5, **options})

    assert not User.objects.exists()


def test_it_refuses_to_write_a_person_twice(drills: None) -> None:
    seed()

    with pytest.raises(CommandError, match="higher --first"):
        seed()


def test_it_needs_drills(db: None) -> None:
    with pytest.raises(CommandError, match="load_catalogue"):
        call_command("seed_load", bench_database=True)


def test_debugging_needs_no_flag(drills: None) -> None:
    with override_settings(DEBUG=True):
        call_command("seed_load", sets_per_user=5, verbosity=0)

    assert Set.objects.count() == 5


def test_a_copy_has_the_same_rows_under_its_own_name(drills: None) -> None:
    copy = seed(users=1, copies=2)
    person = User.objects.order_by("pk")[0]

    for model in (Workout, Entry, Set, DayTotal, DayBest):
        fields = [
            field.name for field in model._meta.concrete_fields if field.name != "owner" and field.column
        ]
        rows = [
            sorted(model.objects.filter(owner=owner).values_list(*fields), key=str)
            for owner in (person, copy)
        ]
        assert rows[0]
        assert rows[0] == rows[1]
    assert (copy.revision, copy.records, copy.web_stamp) == (
        person.revision,
        person.records,
        person.web_stamp,
    )
    assert User.objects.count() == 3
