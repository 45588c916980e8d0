"""The review's arithmetic, against slow and obvious sums over the sets themselves."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, make_exercise, make_workout
from workouts import calendars, queries, review, services
from workouts.models import Set
from workouts.queries.progress import Overview
from workouts.queries.review import Trained, trained_drills
from workouts.review import Day, Gap

TODAY = date(2026, 11, 12)  # a Thursday
A, B = UUID(int=1), UUID(int=2)


def day(
    back: int = 0,
    drill: UUID = A,
    side: str = "both",
    rounds: int = 1,
    amount: float = 0,
    pain: int | None = None,
) -> Day:
    return Day(drill, TODAY - timedelta(days=back), side, rounds, amount, pain)


def overview(owner: User, period: str = "", *, today: date = TODAY, week_start: int = 0) -> Overview:
    return queries.overview(owner, today=today, week_start=week_start, unit="kg", chosen=period)


def log(owner: User, drill: Exercise, day: date, *sets: dict[str, Any]) -> UUID:
    return make_workout(owner, day=day, drills=[drill], sets=sets)


def pair(left: int, right: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {"side": "left", "reps": left, "round": 1, **more},
        {"side": "right", "reps": right, "round": 1, **more},
    ]


days = st.builds(
    day,
    back=st.integers(0, 70),
    drill=st.sampled_from([A, B]),
    side=st.sampled_from(["left", "right", "both"]),
    rounds=st.integers(0, 30),
    amount=st.integers(0, 500),
    pain=st.none() | st.integers(0, 10),
)


@given(st.lists(days))
def test_a_gap_is_what_the_weaker_side_lacks_of_the_stronger_over_28_days(rows: list[Day]) -> None:
    for gap in review.gaps(rows, last=TODAY):
        left, right = (
            sum(
                row.amount
                for row in rows
                if row.drill_id == gap.drill_id and row.side == side and (TODAY - row.date).days < 28
            )
            for side in ("left", "right")
        )
        assert (gap.left, gap.right) == (left, right)
        assert abs(gap.percent - 100 * abs(left - right) / max(left, right)) <= 0.5
        assert bool(gap.stronger) == (10 * abs(left - right) >= max(left, right))
        assert {gap.stronger, gap.weaker} in ({""}, {"left", "right"})


@pytest.mark.parametrize(
    ("left", "right", "percent", "stronger"),
    [
        (100, 91, 9, ""),
        (416, 376, 10, ""),
        (100, 90, 10, "left"),
        (84, 99, 15, "right"),
        (0, 5, 100, "right"),
        (7, 7, 0, ""),
    ],
)
def test_under_ten_percent_no_side_is_called_stronger(
    left: int, right: int, percent: int, stronger: str
) -> None:
    gap = Gap(A, left, right)
    assert (gap.percent, gap.stronger) == (percent, stronger)


def test_the_widest_gap_comes_first() -> None:
    rows = [
        day(side="left", amount=10),
        day(side="right", amount=9),
        day(drill=B, side="left", amount=10),
        day(drill=B, side="right", amount=5),
    ]
    assert [gap.drill_id for gap in review.gaps(rows, last=TODAY)] == [B, A]


@given(st.lists(days))
def test_a_week_has_its_worst_pain_and_the_drill_it_came_with(rows: list[Day]) -> None:
    firsts = [TODAY - timedelta(days=back) for back in (20, 13, 6)]
    for week in review.pain_by_week(rows, firsts):
        inside = [row for row in rows if week.first <= row.date < week.first + timedelta(days=7)]
        felt = [row.pain for row in inside if row.pain is not None]
        assert week.worst == max(felt, default=None)
        assert week.drill_id is None or (week.drill_id, week.worst) in {
            (row.drill_id, row.pain) for row in inside
        }


@given(st.dictionaries(st.sampled_from([A, B]), st.integers(0, 400)))
def test_a_drill_is_missed_between_three_weeks_and_a_year(ago: dict[UUID, int]) -> None:
    missed = review.neglected(
        {drill: TODAY - timedelta(days=back) for drill, back in ago.items()}, today=TODAY
    )
    due = {drill for drill, back in ago.items() if 21 <= back <= 365}
    assert missed in due if due else missed is None
    assert missed is None or ago[missed] == max(ago[drill] for drill in due)


@pytest.mark.parametrize(("rounds", "heat"), [(0, 0), (1, 1), (8, 1), (9, 2), (17, 2), (18, 3), (90, 3)])
def test_a_longer_day_is_drawn_stronger(rounds: int, heat: int) -> None:
    assert review.heat(rounds) == heat


rounds_logged = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(["left", "right", "both"]),
        st.integers(1, 3),
        st.sampled_from(["working", "warm_up"]),
        st.integers(0, 10),
    ),
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None)
@given(logged=rounds_logged, week_start=st.sampled_from([0, 5, 6]))
def test_the_numbers_are_those_of_the_sets_themselves(logged: list[Any], week_start: int) -> None:
    """Entered, then some of it deleted: as if it had only ever been what is left."""
    owner = User.objects.create(email=f"{id(logged)}-{User.objects.count()}@example.com")
    drill = make_exercise()
    for back, side, number, kind, pain in logged:
        log(
            owner,
            drill,
            TODAY - timedelta(days=back),
            {"side": side, "reps": 5, "round": number, "kind": kind, "pain": pain},
        )
    for row in Set.objects.filter(owner=owner, pain__gt=8):
        services.delete_set(owner=owner, at=NOON, set_id=row.id)
    kept = list(Set.objects.filter(owner=owner, deleted=False))
    for period in ("today", "week", "month", "all"):
        page = overview(owner, period, week_start=week_start)
        inside = [row for row in kept if begin(period, week_start) <= row.date <= TODAY]
        assert page.sets == sets_of(row for row in inside if row.kind != "warm_up")
        assert page.sessions == len({row.workout_id for row in inside})
    User.objects.filter(pk=owner.pk).delete()


def begin(period: str, week_start: int) -> date:
    this_week = next(
        TODAY - timedelta(days=back)
        for back in range(7)
        if (TODAY - timedelta(days=back)).weekday() == week_start
    )
    return {
        "today": TODAY,
        "week": this_week,
        "month": this_week - timedelta(days=28),
        "all": date.min,
    }[period]


def sets_of(rows: Iterable[Set]) -> int:
    """Each round of each entry: as many sets as its fuller side, and those done with both."""
    sides = Counter((row.entry_id, row.round, row.side) for row in rows)
    return sum(
        max(sides[entry, number, "left"], sides[entry, number, "right"]) + sides[entry, number, "both"]
        for entry, number in {(entry, number) for entry, number, _ in sides}
    )


def test_the_week_ends_with_its_goal(alice: User) -> None:
    drill = make_exercise()
    for back in (0, 1, 7, 8, 9, 21):
        log(alice, drill, TODAY - timedelta(days=back), *pair(5, 5))
    page = overview(alice)
    assert [(week.sessions, week.met) for week in page.weeks] == [
        (0, False),
        (1, False),
        (0, False),
        (3, True),
        (2, True),
    ]
    assert [each.is_today for each in page.weeks[-1].days] == [False] * 3 + [True] + [False] * 3
    assert page.weeks[-1].days[3].words == "12 November: 1 set"
    assert page.goal.weeks == 2


def test_the_year_has_its_months_newest_first(alice: User) -> None:
    drill = make_exercise()
    for each in (date(2026, 11, 2), date(2026, 11, 3), date(2026, 9, 30), date(2024, 1, 1)):
        log(alice, drill, each, *pair(5, 5))
    year = overview(alice, "all").year
    assert year is not None
    assert [(month.name, month.sessions) for month in year.months] == [
        ("November 2026", 2),
        ("September 2026", 1),
        ("January 2024", 1),
    ]
    assert year.days_trained == 3
    assert [path.count("M") for path in year.squares] == [year_days(TODAY) - 3, 3, 0, 0]


def year_days(today: date) -> int:
    """From the first day of the week 52 weeks ago."""
    return 52 * 7 + today.weekday() + 1


def test_what_is_next_begins_with_pain_then_the_week_then_the_weaker_side_then_what_was_left(
    alice: User,
) -> None:
    drill, other = make_exercise(name="Hinge"), make_exercise(name="Stretch")
    for back in (60, 58, 56):
        log(alice, other, TODAY - timedelta(days=back), *pair(5, 5))
    monday = date(2026, 11, 9)
    assert title(alice, monday) == "Bring back Stretch"
    log(alice, drill, monday - timedelta(days=1), *pair(10, 6))
    assert title(alice, monday) == "Hinge: let the right set the count"
    assert title(alice, monday + timedelta(days=5)) == "2 more sessions this week"
    log(alice, drill, monday, *pair(10, 6, pain=4))
    assert title(alice, monday) == "Go gently with Hinge"
    assert title(alice, monday + timedelta(days=7)) == "Hinge: let the right set the count"


def title(owner: User, today: date) -> str:
    found = overview(owner, today=today).suggestion
    assert found is not None
    return found.title


def test_muscles_count_the_sets_of_the_drills_that_train_them(alice: User, catalogue: None) -> None:
    drill = Exercise.objects.get(slug="band-lying-hip-internal-rotation")
    log(alice, drill, TODAY, *pair(5, 5))
    mix = overview(alice).mix
    assert {share.sets for share in mix.muscles} == {1}
    assert {share.slug for share in mix.muscles} == set(drill.primary_muscles.values_list("slug", flat=True))
    assert set(mix.some) >= set(drill.secondary_muscles.values_list("slug", flat=True))
    assert [(share.name, share.sets) for share, _bar in mix.categories] == [("Strength", 1)]


def test_pain_shows_only_where_some_was_written_down(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, TODAY, *pair(5, 5))
    assert overview(alice).pain == ()
    log(alice, drill, TODAY - timedelta(days=7), *pair(5, 5, pain=3))
    weeks = overview(alice).pain
    assert [week.worst for week in weeks] == [None] * 6 + [3, None]
    assert weeks[6].drill == drill.name


def test_a_session_on_another_day_of_the_week_start_belongs_to_that_week(alice: User) -> None:
    log(alice, make_exercise(), date(2026, 11, 8), *pair(5, 5))  # a Sunday
    assert overview(alice, "week", week_start=0).sessions == 0
    assert overview(alice, "week", week_start=6).sessions == 1
    assert calendars.week_of(TODAY, 6) == date(2026, 11, 8)


def test_the_gap_is_said_in_plain_percent(alice: User) -> None:
    drill = make_exercise()
    log(alice, drill, TODAY, *pair(10, 10))
    assert overview(alice).gap_sentence == "No gap of 10 % or more."
    log(alice, drill, TODAY, *pair(10, 5))
    assert overview(alice).gap_sentence == "The widest gap is 25 %."
    log(alice, drill, TODAY - timedelta(days=30), *pair(10, 6))
    assert overview(alice).gap_sentence == "The widest gap is 25 %. It was 40 % in the 28 days before."


def test_new_records_and_the_greatest_step_of_28_days(alice: User) -> None:
    drill, other = make_exercise(name="Hinge"), make_exercise(name="Clam")
    for back, reps in ((60, 8), (20, 9), (10, 10)):
        log(alice, drill, TODAY - timedelta(days=back), {"side": "left", "reps": reps})
    log(alice, other, TODAY - timedelta(days=40), {"side": "right", "reps": 20})
    log(alice, other, TODAY - timedelta(days=2), {"side": "right", "reps": 21})
    page = overview(alice)
    assert [(record.drill.name, record.day) for record in page.records][::2] == [
        ("Clam", "10 Nov"),
        ("Hinge", "2 Nov"),
    ]
    assert page.improved is not None
    assert (page.improved.drill.name, page.improved.before) == ("Hinge", "Before: left 8 on 13 Sep")
    assert [cell.amount for cell in page.improved.cells] == ["10"]


def test_goals_stand_with_their_running_period(alice: User) -> None:
    drill, other = make_exercise(category="strength"), make_exercise(category="mobility")
    begun = NOON - timedelta(minutes=25)
    workout = services.start_workout(
        owner=alice, at=begun, begins=services.Beginning(TODAY, "UTC", begun, NOON)
    )
    for each in (drill, other):
        entry = services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=each.id)
        services.record_sets(owner=alice, at=NOON, entry_id=entry, drafts=pair(5, 5))
    log(alice, drill, TODAY - timedelta(days=7), *pair(5, 5))
    for fields in (
        {"title": "Often", "period": "week", "counts": "sessions", "amount": 2},
        {"title": "", "period": "day", "counts": "minutes", "amount": 20},
        {"title": "Strong", "period": "month", "counts": "sets", "amount": 3, "category": "strength"},
        {"title": "One drill", "period": "month", "counts": "sets", "amount": 1, "drill_id": other.id},
        {"title": "A habit", "period": "day", "counts": "times", "amount": 1},
    ):
        services.save_goal(owner=alice, at=NOON, goal_id=uuid4(), **fields)
    marks = {mark.title: (mark.done, mark.period, mark.met) for mark in overview(alice).goals}
    assert marks == {
        "Often": (1, "this week", False),
        "20 minutes a day": (25, "today", True),
        "Strong": (2, "this month", False),
        "One drill": (1, "this month", True),
    }
    assert overview(alice, "all").goals == ()


@pytest.mark.django_db
def test_trained_drills_are_found_with_their_last_day_and_whether_they_are_trained_often() -> None:
    alice, bob = (User.objects.create(email=f"{name}@example.com") for name in ("alice", "bob"))
    often, seldom, planned, never = (make_exercise() for _drill in range(4))
    own = services.save_own_drill(owner=alice, at=NOON, name="Mine", measures=["reps"], sides="each_side")
    for back in (9, 6, 3):
        workout = log(alice, often, TODAY - timedelta(days=back), *pair(5, 5))
    for back in (9, 6):
        log(alice, seldom, TODAY - timedelta(days=back), *pair(5, 5))
    log(bob, never, TODAY, *pair(5, 5))
    entry = services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=own)
    services.record_sets(owner=alice, at=NOON, entry_id=entry, drafts=pair(5, 5))
    services.delete_own_drill(owner=alice, at=NOON, drill_id=own)

    drills, ever = trained_drills(alice, also=[planned.id], counted=True)

    assert set(drills) == {often.id, seldom.id, planned.id, own}
    assert ever == {
        often.id: Trained(TODAY - timedelta(days=3), often=True, rounds=3),
        seldom.id: Trained(TODAY - timedelta(days=6), often=False, rounds=2),
        own: Trained(TODAY - timedelta(days=3), often=False, rounds=1),
    }
    assert trained_drills(alice)[1] == {
        drill_id: trained._replace(rounds=0) for drill_id, trained in ever.items()
    }
