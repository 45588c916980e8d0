from django.core.management import call_command

from tests.builders import make_exercise, make_workout
from workouts.models import DayTotal


def rows():
    return sorted(
        DayTotal.objects.values_list("owner", "drill_id", "date", "side", "sets", "reps", "best_reps")
    )


def test_rebuilding_gives_what_the_store_kept(alice, bob, capsys):
    sets = [
        {"side": "left", "reps": 10},
        {"side": "right", "reps": 9},
        {"side": "left", "reps": 5, "kind": "warm_up"},
    ]
    for owner in (alice, bob):
        make_workout(owner, drills=[make_exercise(), make_exercise()], sets=sets)
    kept = rows()
    DayTotal.objects.filter(owner=alice).update(reps=0)
    DayTotal.objects.filter(owner=bob, side="left").delete()
    call_command("rebuild_totals")
    assert rows() == kept
    assert capsys.readouterr().out == "Totals of 4 drills and days computed again, for 2 people.\n"
