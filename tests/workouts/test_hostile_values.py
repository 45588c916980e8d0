"""What one phone sends must break no page of its owner, and no letter of anybody else."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import URLResolver, get_resolver, reverse

from accounts.models import User
from tests.builders import NOON, TODAY, make_exercise, make_workout
from workouts import goals, reminders, services
from workouts.models import CheckIn, Entry, RangeCheck
from workouts.queries.drills import PAGES_OF_PROGRESS
from workouts.reminders import Quiet
from workouts.services import store
from workouts.services.checks import Refused, clean_register
from workouts.services.merge import Change, Register, Stamp
from workouts.services.records import RECORD_TYPES

# More than a float can hold.
ENDLESS = 10**400


def send(owner: User, kind: str, parent: Any = None, **registers: Any) -> tuple[Any, list[str]]:
    """The new record's id, and the fields that were refused."""
    each = uuid4()
    sent = {name: Register(values, Stamp(1, "phone")) for name, values in registers.items()}
    change = Change(type=kind, id=each, parent=parent, registers=sent)
    outcome = store.apply_changes(owner=owner, changes=[change], at=NOON)
    return each, [refused.field for refused in outcome.rejected]


@pytest.mark.parametrize(
    ("kind", "register", "name", "value"),
    [
        ("routine", "days", "weekdays", ""),
        ("routine", "days", "weekdays", {}),
        ("goal", "pauses", "pauses", ""),
        ("goal", "pauses", "pauses", {}),
        ("goal", "pauses", "pauses", [["20261101", "20261102"]]),
        ("goal", "pauses", "pauses", [["2026-W01-1", "2026-W01-2"]]),
        ("entry", "plan", "target", ""),
        ("entry", "plan", "target", []),
        ("item", "plan", "target", 3),
    ],
)
def test_a_value_of_another_shape_is_refused(kind, register, name, value):
    with pytest.raises(Refused) as refused:
        clean_register(
            RECORD_TYPES[kind],
            register,
            {"drill_id": str(uuid4()), name: value} if register == "plan" else {name: value},
            at=NOON,
        )
    assert (refused.value.code, refused.value.field) == ("invalid", name)


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize("name", ["sets", "amount_min", "amount_max", "hold_seconds", "rest_seconds"])
def test_an_endless_number_in_a_plan_breaks_no_page_and_no_letter(her, alice, bob, drill, name):
    for person in (alice, bob):
        services.save_reminders(
            owner=person,
            by_mail=True,
            weekdays=[TODAY.weekday()],
            with_routines=True,
            time_of_day=time(12),
            quiet_from=None,
            quiet_until=None,
        )
    routine, _none = send(alice, "routine", name={"title": "Evening"}, days={"weekdays": [TODAY.weekday()]})
    _item, refused = send(alice, "item", routine, plan={"drill_id": str(drill.id), "target": {name: ENDLESS}})
    assert not refused
    for page in ("today", "new", "reminders"):
        assert her.get(reverse(f"workouts:{page}")).status_code == 200
    assert services.send_reminders(now=NOON).letters == 2


@pytest.mark.parametrize("sets", ["many", [1], {}, ENDLESS, 2.5, -1])
def test_a_set_is_logged_whatever_the_plan_calls_its_number(her, alice, drill, sets):
    workout = make_workout(alice, drills=[drill])
    entry = Entry.objects.get()
    Entry.objects.update(target={"sets": sets})
    address = reverse("workouts:add_set", kwargs={"workout_id": workout, "entry_id": entry.id})
    answer = her.post(
        address, {"id": uuid4(), "round": 1, "kind": "working", "left_reps": 8, "right_reps": 8}
    )
    assert answer.status_code in (302, 422), answer.status_code
    assert her.get(reverse("workouts:edit", args=[workout])).status_code == 200


def test_the_names_of_progress_pages_are_known():
    """A page that comes beside them hides the drill that is called the same, unless the drill goes by its id."""
    routes = {pattern.pattern._route for pattern in workouts_patterns()}
    beside = {
        route.split("/")[1] for route in routes if route.startswith("progress/") and route.count("/") == 2
    }
    assert {name for name in beside if not name.startswith("<")} == PAGES_OF_PROGRESS


def workouts_patterns() -> Any:
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.app_name == "workouts":
            yield from resolver.url_patterns


@pytest.mark.parametrize("slug", sorted(PAGES_OF_PROGRESS))
def test_a_drill_that_is_called_like_a_page_has_its_own(her, alice, slug):
    drill = make_exercise(name="The namesake", slug=slug)
    make_workout(alice, drills=[drill], sets=[{"side": "left", "reps": 8}])
    address = reverse("workouts:drill_progress", args=[drill.id])
    assert address in her.get(reverse("workouts:progress")).content.decode()
    answer = her.get(address)
    assert answer.status_code == 200
    assert "The namesake" in answer.content.decode()


def test_a_time_just_before_midnight_is_due_just_after_it():
    """Cron comes every quarter of an hour: at 23:45, and at 0:00 of the next day."""
    asked: dict[str, Any] = {"time_of_day": time(23, 50), "zone": ZoneInfo("UTC")}
    midnight = datetime(2026, 11, 13, tzinfo=UTC)
    assert reminders.due_day(midnight - timedelta(minutes=15), quiet=None, **asked) is None
    assert reminders.due_day(midnight, quiet=None, **asked) == TODAY
    assert reminders.due_day(midnight, quiet=Quiet(time(0), time(6)), **asked) is None
    assert reminders.due_day(midnight + timedelta(hours=1), quiet=None, **asked) is None


@pytest.mark.usefixtures("at_noon")
def test_a_check_in_of_tomorrow_does_not_hide_that_of_today(her, alice):
    """Who flew west over the line of dates has checked in on a day that is still to come."""
    goal = uuid4()
    services.save_goal(
        owner=alice, at=NOON, goal_id=goal, counts="times", title="Foam roll", period="day", amount=1
    )
    for day in (TODAY, TODAY + timedelta(days=1)):
        services.check_off(owner=alice, at=NOON, goal_id=goal, date=day)
    [today] = CheckIn.objects.filter(date=TODAY)
    undo = reverse("workouts:delete_check_in", args=[goal, today.id])
    assert undo in her.get(reverse("workouts:goals")).content.decode()


@pytest.mark.parametrize("query", ["drill=%00", "routine=%00", "drill=a%00b"])
def test_an_address_that_names_nothing_is_404(her, query):
    assert her.get(f"{reverse('workouts:new')}?{query}").status_code == 404


@pytest.mark.parametrize("workout", ["x", "%00", "7"])
def test_a_workout_that_is_none_is_passed_over_on_the_page_of_an_own_drill(her, alice, workout):
    own = services.save_own_drill(
        owner=alice, at=NOON, name="Desk swivel", measures=["reps"], sides="each_side"
    )
    address = reverse("workouts:own_drill", args=[own])
    assert her.get(f"{address}?workout={workout}").status_code == 200


def test_a_pause_since_the_year_one_is_passed_over_in_one_step(monkeypatch):
    """Day by day, one goal took two seconds, and a phone may send hundreds."""
    steps: list[date] = []
    last_day = goals.last_day

    def counted(first: date, period: str) -> date:
        steps.append(first)
        return last_day(first, period)

    monkeypatch.setattr(goals, "last_day", counted)
    held = {date(1900, 1, 1): 1, TODAY: 1, TODAY - timedelta(days=1): 1}
    aim = goals.Aim("day", 1, (goals.Pause(date.min, TODAY - timedelta(days=2)),))
    now = goals.standing(held, aim, today=TODAY, week_start=0)
    assert (now.streak, now.may_be_longer) == (2, False)
    assert len(steps) < 5


@pytest.mark.usefixtures("at_noon")
def test_a_reading_is_rounded_to_what_a_phone_would_write(her):
    form = {
        "id": uuid4(),
        "movement": "internal_rotation",
        "side": "left",
        "position": "seated",
        "active": "yes",
        "device": "goniometer",
        "measured_by": "self",
        "first": "33.96",
        "date": TODAY,
    }
    assert her.post(reverse("workouts:new_range_check"), form).status_code == 302
    assert json.dumps(RangeCheck.objects.get().trials_degrees) == "[34]"
