from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.core.management import call_command

from tests.builders import NOON, TODAY, make_exercise, make_workout
from workouts import services
from workouts.bands import DEFAULT_BANDS
from workouts.models import DayBest, DayTotal, Entry, Set, Workout
from workouts.services import day_bests, totals


def rows():
    return sorted(
        DayTotal.objects.values_list("owner", "drill_id", "date", "side", "sets", "reps", "best_reps")
    )


def bests():
    held = DayBest.objects.values_list(*day_bests.KEY, "load_kg", "band_id", "value", "workout_id")
    return sorted(held, key=str)


def test_rebuilding_gives_what_the_store_kept(alice, bob, capsys):
    sets = [
        {"side": "left", "reps": 10},
        {"side": "right", "reps": 9},
        {"side": "left", "reps": 5, "kind": "warm_up"},
    ]
    for owner in (alice, bob):
        make_workout(owner, drills=[make_exercise(), make_exercise()], sets=sets)
    kept, held = rows(), bests()
    DayTotal.objects.filter(owner=alice).update(reps=0)
    DayTotal.objects.filter(owner=bob, side="left").delete()
    DayBest.objects.filter(owner=alice).update(value=99)
    DayBest.objects.filter(owner=bob, side="left").delete()
    call_command("rebuild_totals")
    assert rows() == kept
    assert bests() == held
    assert len(held) == 2 * 2 * 2 * 2  # People, drills, sides; most in a set and in a session.
    assert capsys.readouterr().out == "Totals of 4 drills and days computed again, for 2 people.\n"


class Deeds:
    """What a person may do to what they logged, at random."""

    def __init__(self, owner, seed):
        self.owner = owner
        self.random = Random(seed)
        self.drills = [make_exercise(measures=["reps", "load", "band"]) for _ in range(3)]
        self.stamps = []

    def pick(self, model):
        return self.random.choice(list(model.objects.filter(owner=self.owner).order_by("revision"))).id

    def day(self):
        return TODAY - timedelta(days=self.random.randint(0, 4))

    def a_set(self):
        choice = self.random.choice
        return {
            "side": choice(["left", "right", "both"]),
            "reps": choice(range(15)),
            "load_kg": choice([None, Decimal("2.5"), Decimal("7")]),
            "band_id": choice([None, DEFAULT_BANDS[0].id]),
            "kind": choice(["working", "working", "warm_up"]),
            "done_at": choice([None, NOON + timedelta(minutes=choice(range(99)))]),
        }

    def log(self):
        drills = self.random.sample(self.drills, 2)
        make_workout(self.owner, day=self.day(), drills=drills, sets=[self.a_set(), self.a_set()])

    def change(self):
        services.change_set(owner=self.owner, at=NOON, set_id=self.pick(Set), **self.a_set())

    def move(self):
        services.change_workout(owner=self.owner, at=NOON, workout_id=self.pick(Workout), date=self.day())

    def swap(self):
        drill = self.random.choice(self.drills)
        services.change_entry(owner=self.owner, at=NOON, entry_id=self.pick(Entry), drill_id=drill.id)

    def delete(self):
        doomed = {"owner": self.owner, "at": NOON}
        self.stamps.append(services.delete_workout(**doomed, workout_id=self.pick(Workout)))
        self.stamps.append(services.delete_set(**doomed, set_id=self.pick(Set)))

    def undo(self):
        if self.stamps:
            services.undo_deletion(owner=self.owner, at=NOON, stamp=self.stamps.pop())


@pytest.mark.parametrize("seed", range(4))
def test_what_the_store_keeps_is_what_a_fresh_computation_gives(alice, seed):
    deeds = Deeds(alice, seed)
    deeds.log()
    likely = [deeds.log, deeds.change, deeds.change, deeds.move, deeds.swap, deeds.delete, deeds.undo]
    for deed in deeds.random.choices(likely, k=30):
        deed()
    kept, held = rows(), bests()
    totals.rebuild(alice)

    assert rows() == kept
    assert bests() == held
