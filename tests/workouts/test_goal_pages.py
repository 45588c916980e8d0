import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import NOON, TODAY, make_exercise, make_workout
from workouts import queries, services
from workouts.models import CheckIn, Goal
from workouts.services import refusing
from workouts.services.merge import Change, Register, Stamp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
DAY = timedelta(days=1)
CALENDAR = queries.Calendar(TODAY, 0)
SET = [{"side": "left", "reps": 10}, {"side": "right", "reps": 10}]
GOALS = reverse("workouts:goals")
FORM = {"counts": "sessions", "amount": "3", "period": "week", "colour": "green", "title": "", "about": ""}


def make_goal(owner, **fields):
    goal_id = uuid.uuid4()
    services.save_goal(owner=owner, at=NOON, goal_id=goal_id, **fields)
    return goal_id


def make_habit(owner, **fields):
    return make_goal(
        owner, **{"counts": "times", "amount": 1, "period": "day", "title": "Foam roll", **fields}
    )


def line_of(owner, goal_id, calendar=CALENDAR):
    page = queries.goals_page(owner, calendar=calendar)
    [line] = [line for line in (*page.habits, *page.others, *page.archived) if line.id == goal_id]
    return line


def check(owner, goal_id, day=TODAY, **fields):
    return services.check_off(owner=owner, at=NOON, goal_id=goal_id, date=day, **fields)


def test_without_a_goal_the_default_shows_and_nothing_is_written(her, alice):
    make_workout(alice, drills=[make_exercise()], sets=SET)
    page = her.get(GOALS).content.decode()
    assert "2 sessions a week" in page
    assert not Goal.objects.exists()


def test_a_goal_is_set_once_however_often_the_form_is_sent(her, alice):
    goal_id = uuid.uuid4()
    for _tap in range(2):
        answer = her.post(reverse("workouts:new_goal"), {**FORM, "id": goal_id})
        assert answer["Location"] == GOALS
    goal = Goal.objects.get()
    assert (goal.id, goal.counts, goal.amount, goal.period, goal.colour) == (
        goal_id,
        "sessions",
        3,
        "week",
        "green",
    )
    assert "3 sessions a week" in her.get(GOALS).content.decode()


def test_today_and_progress_are_measured_against_it(her, alice):
    make_goal(alice, amount=4)
    make_workout(alice, drills=[make_exercise()], sets=SET, finished_at=NOON)
    assert "of 4" in her.get(reverse("workouts:today")).content.decode()
    assert "of 4" in her.get(reverse("workouts:progress")).content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"counts": ""}, "Choose what counts."),
        ({"amount": ""}, "Write how much, like 3."),
        ({"amount": "0"}, "Write 1 or more."),
        ({"amount": "2.5"}, "Write a whole number, like 3."),
        ({"period": "year"}, "Select a valid choice"),
        ({"counts": "times"}, "Give the habit a name."),
        ({"counts": "sets", "about": f"drill:{uuid.uuid4()}"}, "Choose a category or a drill of the list."),
        ({"colour": "plaid"}, "Choose one of the colours."),
        ({"title": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(her, change, sentence):
    answer = her.post(reverse("workouts:new_goal"), {**FORM, "id": uuid.uuid4(), **change})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Goal.objects.exists()


def test_what_does_not_belong_to_the_kind_of_goal_is_left_out(her):
    data = {**FORM, "id": uuid.uuid4(), "counts": "minutes", "about": "category:mobility", "unit": "km"}
    her.post(reverse("workouts:new_goal"), data)
    goal = Goal.objects.get()
    assert (goal.category, goal.unit) == ("", "")


def test_a_habit_may_have_a_category(her, alice):
    data = {**FORM, "id": uuid.uuid4(), "counts": "times", "title": "Foam roll", "category": "release"}
    her.post(reverse("workouts:new_goal"), data)
    goal = Goal.objects.get()
    assert (goal.category, goal.drill_id) == ("release", None)
    assert line_of(alice, goal.id).category == "Release"
    assert 'value="release" selected' in her.get(reverse("workouts:goal", args=[goal.id])).content.decode()


def test_sets_of_a_drill_or_a_category_count_pairs_once_and_no_warm_ups(alice):
    turn = make_exercise(name="Turn", category="mobility")
    lift = make_exercise(name="Lift", category="strength")
    pairs = [{"side": side, "reps": 8, "round": number} for number in (1, 2) for side in ("left", "right")]
    warm_up = {"side": "left", "reps": 5, "kind": "warm_up", "round": 3}
    make_workout(alice, drills=[turn], sets=[*pairs, warm_up])
    # The left of one round and the right of another are two.
    apart = [{"side": "left", "reps": 8, "round": 1}, {"side": "right", "reps": 8, "round": 2}]
    make_workout(alice, drills=[lift], sets=apart)
    one_drill = make_goal(alice, counts="sets", amount=5, drill_id=turn.id)
    category = make_goal(alice, counts="sets", amount=5, category="strength")
    anything = make_goal(alice, counts="sets", amount=5)
    assert [line_of(alice, each).done for each in (one_drill, category, anything)] == ["2", "2", "4"]
    assert line_of(alice, one_drill).title == "5 sets of Turn a week"
    assert line_of(alice, category).title == "5 sets of Strength a week"


def test_minutes_are_those_between_start_and_finish(alice):
    workout = make_workout(alice, drills=[make_exercise()], sets=SET, at=NOON - timedelta(minutes=25))
    services.change_workout(
        owner=alice,
        at=NOON,
        workout_id=workout,
        started_at=NOON - timedelta(minutes=25),
        finished_at=NOON,
    )
    goal = make_goal(alice, counts="minutes", amount=60)
    assert (line_of(alice, goal).done, line_of(alice, goal).met) == ("25", False)


def test_a_habit_is_checked_off_from_today_with_one_tap_and_taken_back(her, alice):
    habit = make_habit(alice)
    page = her.get(reverse("workouts:today")).content.decode()
    assert "Foam roll" in page
    each = uuid.uuid4()
    address = f"{reverse('workouts:check_off', args=[habit])}?next=/today/"
    for _tap in range(2):
        answer = her.post(address, {"id": each})
        assert answer["Location"] == "/today/"
    assert CheckIn.objects.get().date == TODAY
    assert line_of(alice, habit).met
    *_rest, message = answer.wsgi_request._messages
    answer = her.post(message.extra_tags)
    assert answer["Location"] == "/today/"
    assert not line_of(alice, habit).met
    *_rest, message = answer.wsgi_request._messages
    her.post(message.extra_tags)
    assert line_of(alice, habit).met


def test_the_day_of_a_check_in_is_the_persons(her, alice):
    services.save_preferences(owner=alice, at=NOON, time_zone="Pacific/Kiritimati")
    her.post(reverse("workouts:check_off", args=[make_habit(alice)]), {"id": uuid.uuid4()})
    assert CheckIn.objects.get().date == TODAY + DAY


def test_a_habit_with_a_unit_adds_up_what_is_noted(her, alice):
    habit = make_habit(alice, amount=20, unit="min")
    address = reverse("workouts:check_off", args=[habit])
    for value in ("7,5", "12.5"):
        her.post(address, {"id": uuid.uuid4(), "value": value, "note": "Slowly."})
    line = line_of(alice, habit)
    assert (line.done, line.met, line.last_value) == ("20", True, "12.5")
    page = her.get(reverse("workouts:goal", args=[habit])).content.decode()
    assert "12.5 min" in page
    assert "Slowly." in page


def test_yesterdays_check_can_be_made_up_and_tomorrows_not(her, alice):
    habit = make_habit(alice)
    address = reverse("workouts:check_off", args=[habit])
    her.post(address, {"id": uuid.uuid4(), "day": TODAY - DAY})
    assert CheckIn.objects.get().date == TODAY - DAY
    assert line_of(alice, habit).checked_today is None
    answer = her.post(address, {"id": uuid.uuid4(), "day": TODAY + DAY})
    assert answer.status_code == 422
    assert "This day is still to come." in answer.content.decode()
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("", "Write how many min."), ("lots", "Write a number"), ("-1", "from 0 to 100,000"), ("1e9", "from 0")],
)
def test_a_value_that_is_none_is_refused_with_a_sentence(her, alice, value, sentence):
    habit = make_habit(alice, unit="min")
    answer = her.post(reverse("workouts:check_off", args=[habit]), {"id": uuid.uuid4(), "value": value})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(("page", "title"), [("/today/", "Today"), ("/goals/", "Goals")])
def test_a_refused_value_leaves_one_where_the_button_was(her, alice, page, title):
    habit, other = make_habit(alice, unit="min"), make_habit(alice, unit="km")
    address = f"{reverse('workouts:check_off', args=[habit])}?next={page}"
    answer = her.post(address, {"id": uuid.uuid4(), "value": "lots"})
    assert answer.status_code == 422
    text = answer.text
    assert f"<title>{title} · Swivel</title>" in text
    own, rest = (
        text.partition(f"/goals/{each}/check/")[2].partition("</form>")[0] for each in (habit, other)
    )
    assert 'value="lots" autofocus aria-invalid="true"' in own
    assert "Write a number" in own
    assert "Write a number" not in rest
    assert "autofocus" not in rest
    assert her.post(address, {"id": uuid.uuid4(), "value": "5"})["Location"] == page


def test_a_streak_of_days_passes_over_both_of_two_pauses(alice):
    habit = make_habit(alice)
    for number in (1, 4, 7):
        check(alice, habit, TODAY - number * DAY)
    assert line_of(alice, habit).streak == "1 day in a row"
    for first, last in ((6, 5), (3, 2)):
        services.pause_goal(
            owner=alice,
            at=NOON,
            goal_id=habit,
            first=TODAY - first * DAY,
            last=TODAY - last * DAY,
            today=TODAY,
        )
    assert line_of(alice, habit).streak == "3 days in a row"


@pytest.mark.parametrize(
    ("first", "last", "again", "kept"),
    [
        # Over, and the next one begins on its last day, before it, or after it.
        (-20, -10, -10, True),
        (-20, -10, -12, True),
        (-20, -10, -5, True),
        # Runs out today, on the day the new one begins.
        (-20, 0, 0, True),
        # Runs, or is to come: changed.
        (-20, 5, -20, False),
        (-20, 5, -3, False),
        (3, 9, 9, False),
    ],
)
def test_a_pause_that_touches_another_loses_none_of_its_days(alice, first, last, again, kept):
    goal = make_goal(alice, counts="sessions", amount=1, period="day")
    for begins, ends in ((first, last), (again, 12)):
        services.pause_goal(
            owner=alice,
            at=NOON,
            goal_id=goal,
            first=TODAY + begins * DAY,
            last=TODAY + ends * DAY,
            today=TODAY,
        )
    row = Goal.objects.get()
    assert (row.paused_from, row.paused_until) == (TODAY + again * DAY, TODAY + 12 * DAY)
    former = [[(TODAY + first * DAY).isoformat(), (TODAY + last * DAY).isoformat()]]
    assert row.pauses == (former if kept else [])


def test_a_streak_holds_over_two_pauses_that_share_a_day(her, alice):
    goal = make_goal(alice, counts="sessions", amount=1, period="day")
    drill = make_exercise()
    for day in (TODAY - 9 * DAY, TODAY):
        make_workout(alice, day=day, drills=[drill], sets=SET)
    address = reverse("workouts:pause_goal", args=[goal])
    her.post(address, {"first": TODAY - 8 * DAY, "last": TODAY - 4 * DAY})
    her.post(address, {"first": TODAY - 4 * DAY, "last": TODAY - DAY})
    assert line_of(alice, goal).streak == "2 days in a row"


def test_fifty_goals_are_as_many_as_there_can_be(her, alice, bob):
    for _number in range(50):
        goal = make_goal(alice, amount=2)
    services.archive_goal(owner=alice, at=NOON, goal_id=goal)
    answer = her.post(reverse("workouts:new_goal"), {**FORM, "id": uuid.uuid4()})
    assert answer.status_code == 422
    assert "You have 50 goals, which is as many as there can be. Delete one to make room." in answer.text
    # One of them still changes, and another person has room.
    make_goal(bob, amount=2)
    services.save_goal(owner=alice, at=NOON, goal_id=goal, amount=3)
    services.delete_goal(owner=alice, at=NOON, goal_id=goal)
    make_goal(alice, amount=2)
    assert Goal.objects.filter(owner=alice, deleted=False).count() == 50


def test_a_phones_goal_beyond_fifty_is_refused_with_its_check_ins(alice, monkeypatch):
    monkeypatch.setattr(refusing, "MOST_GOALS", 2)
    stamp = Stamp(int(NOON.timestamp() * 1000), "phone")
    aim = Register(
        {"period": "week", "counts": "times", "amount": 1, "drill_id": None, "category": ""}, stamp
    )
    ids = [uuid.uuid4() for _number in range(3)]
    changes = [Change("goal", each, {"aim": aim}) for each in ids]
    did = Register({"date": TODAY.isoformat(), "value": None}, stamp)
    changes += [Change("check_in", uuid.uuid4(), {"did": did}, each) for each in ids]
    outcome = services.apply_changes(owner=alice, changes=changes, at=NOON)
    refused = [(each.type, each.code) for each in outcome.rejected]
    assert refused == [("goal", "full"), ("check_in", "parent_missing")]
    assert (Goal.objects.count(), CheckIn.objects.count()) == (2, 2)


def test_goals_of_minutes_and_sets_stand_on_today(her, alice):
    make_workout(alice, drills=[make_exercise()], sets=SET)
    make_goal(alice, counts="minutes", amount=60, period="week")
    make_goal(alice, counts="sets", amount=12, period="day")
    make_goal(alice, counts="sessions", amount=4, period="month")
    paused = make_goal(alice, counts="sets", amount=99, period="week")
    services.pause_goal(owner=alice, at=NOON, goal_id=paused, first=TODAY, last=None, today=TODAY)
    page = her.get(reverse("workouts:today")).content.decode()
    assert "60 minutes a week" in page
    assert "12 sets a day" in page
    assert "4 sessions a month" not in page
    assert "99 sets" not in page
    assert "All goals" in page


def test_a_pause_is_set_shown_and_ended(her, alice):
    goal = make_goal(alice, amount=2)
    address = reverse("workouts:pause_goal", args=[goal])
    later = TODAY + 10 * DAY
    her.post(address, {"first": TODAY - DAY, "last": later})
    assert line_of(alice, goal).pause == f"Paused until {later.day} Nov"
    her.post(reverse("workouts:resume_goal", args=[goal]))
    assert (line_of(alice, goal).pause, line_of(alice, goal).paused) == ("", False)
    assert Goal.objects.get().paused_until == TODAY - DAY


def test_a_running_pause_is_changed_from_its_own_days_on(her, alice):
    goal = make_goal(alice, amount=2)
    her.post(reverse("workouts:pause_goal", args=[goal]), {"first": TODAY - 3 * DAY, "last": TODAY + DAY})
    form = her.get(reverse("workouts:goal", args=[goal])).context["pausing"]
    assert form.initial == {"first": TODAY - 3 * DAY, "last": TODAY + DAY}


def test_a_pause_that_never_began_is_dropped(her, alice):
    goal = make_goal(alice, amount=2)
    her.post(reverse("workouts:pause_goal", args=[goal]), {"first": TODAY, "last": ""})
    assert line_of(alice, goal).pause == "Paused"
    her.post(reverse("workouts:resume_goal", args=[goal]))
    assert Goal.objects.get().paused_from is None


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"first": "", "last": ""}, "Choose the first day of the pause."),
        ({"first": "soon", "last": ""}, "Choose a day"),
        ({"first": TODAY, "last": TODAY - DAY}, "The last day lies before the first."),
    ],
)
def test_a_wrong_pause_is_refused_with_a_sentence(her, alice, days, sentence):
    answer = her.post(reverse("workouts:pause_goal", args=[make_goal(alice, amount=2)]), days)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Goal.objects.get().paused_from is None


def test_archiving_and_deleting_are_undone_from_the_toast(her, alice):
    habit = make_habit(alice)
    check(alice, habit)
    answer = her.post(reverse("workouts:archive_goal", args=[habit]))
    assert line_of(alice, habit).archived
    (message,) = answer.wsgi_request._messages
    her.post(message.extra_tags)
    assert not line_of(alice, habit).archived
    answer = her.post(reverse("workouts:delete_goal", args=[habit]))
    assert queries.find_goal(alice, habit) is None
    assert not CheckIn.objects.filter(deleted=False).exists()
    *_rest, message = answer.wsgi_request._messages
    her.post(message.extra_tags)
    assert line_of(alice, habit).met


def test_a_deleted_goal_shows_while_a_check_in_of_another_phone_is_live(alice):
    habit = make_habit(alice)
    services.delete_goal(owner=alice, at=NOON, goal_id=habit)
    check(alice, habit)
    assert line_of(alice, habit).met


def test_bob_neither_sees_nor_changes_alices_goal(client_for, alice, bob):
    habit = make_habit(alice, title="Secret habit")
    each = check(alice, habit, value=Decimal(3))
    his = client_for(bob)
    assert "Secret habit" not in his.get(GOALS).content.decode()
    for name, more in (
        ("goal", []),
        ("check_off", []),
        ("pause_goal", []),
        ("resume_goal", []),
        ("archive_goal", []),
        ("delete_goal", []),
        ("delete_check_in", [each]),
    ):
        answer = his.post(reverse(f"workouts:{name}", args=[habit, *more]), {**FORM, "id": habit})
        assert answer.status_code == 404, name
    assert Goal.objects.get().title == "Secret habit"


@pytest.mark.parametrize("goals", [3, 12])
def test_the_list_takes_as_many_queries_for_many_goals(client_for, alice, goals):
    drill = make_exercise()
    for number in range(goals):
        counts = ("sessions", "sets", "times")[number % 3]
        goal = make_goal(
            alice,
            counts=counts,
            title=f"Goal {number}",
            amount=1,
            drill_id=drill.id if counts == "sets" else None,
        )
        if counts == "times":
            check(alice, goal)
        make_workout(alice, day=TODAY - number * DAY, drills=[drill], sets=SET)
    client = client_for(alice)
    client.get(GOALS)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(GOALS).status_code == 200
    assert len(captured) <= 10
