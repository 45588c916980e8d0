"""The demo's year: believable, and the same for the same day."""

import itertools
from datetime import date, timedelta

from django.core.management import call_command

from accounts.models import User
from workouts import queries, review
from workouts.models import DayTotal, Goal, RangeCheck, Set, Workout
from workouts.queries import review as rows_of
from workouts.services import demo

TODAY = date(2026, 11, 22)


def train(email: str, today: date = TODAY) -> User:
    owner = User.objects.create(email=email)
    demo.train_for_a_year(owner=owner, today=today)
    return owner


def gap(owner: User, slug: str, last: date) -> int:
    rows = list(rows_of.rows_since(owner, date.min))
    drills = queries.drills_by_id(owner, {row.drill_id for row in rows})
    found = review.gaps(rows_of.days_of(rows, drills), last=last)
    return next(each.percent for each in found if drills[each.drill_id].slug == slug)


def test_the_year_has_what_the_pages_show(catalogue: None) -> None:
    owner = train("demo@example.com")
    dates = list(Workout.objects.filter(owner=owner).order_by("date").values_list("date", flat=True))
    assert 100 < len(dates) < 150
    assert TODAY - timedelta(days=366) < dates[0] < dates[-1] < TODAY
    holiday = max(later - earlier for earlier, later in itertools.pairwise(dates))
    assert timedelta(days=14) < holiday < timedelta(days=24)
    assert RangeCheck.objects.filter(owner=owner).count() == 3 * 4
    assert Goal.objects.get(owner=owner).paused_from is not None
    assert set(Set.objects.filter(owner=owner, pain__gt=0).values_list("side", flat=True)) == {"right"}
    year_ago = dates[0] + timedelta(days=28)
    assert gap(owner, "band-lying-hip-internal-rotation", year_ago) > 20
    assert gap(owner, "band-lying-hip-internal-rotation", TODAY) < 10


def test_the_same_day_gives_the_same_year(catalogue: None) -> None:
    one, other = train("one@example.com"), train("other@example.com")

    def totals(owner: User) -> list[object]:
        rows = DayTotal.objects.filter(owner=owner).order_by("date", "drill_id", "side")
        return list(rows.values_list("date", "drill_id", "side", "reps", "hold_seconds", "volume_kg"))

    assert totals(one) == totals(other) != []


def test_a_second_run_keeps_the_account_and_gives_a_new_password(catalogue: None, capsys) -> None:
    call_command("demo")
    owner = User.objects.get(email="demo@swivel.example")
    workouts = Workout.objects.filter(owner=owner).count()
    first = capsys.readouterr().out.split()[-1]
    call_command("demo")
    second = capsys.readouterr().out.split()[-1]
    owner.refresh_from_db()
    assert first != second
    assert owner.check_password(second)
    assert Workout.objects.filter(owner=owner).count() == workouts
