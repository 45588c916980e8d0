import csv
import io
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import Record, User
from tests.builders import NOON, TODAY, make_exercise, make_workout
from workouts import exports, services
from workouts.bands import DEFAULT_BANDS
from workouts.models import CheckIn, Goal, RangeCheck, Routine, RoutineItem
from workouts.queries.export import LEFT_OUT, TABLES, fields_of

BAND = DEFAULT_BANDS[2].id


def export_of(user: User) -> dict[str, Any]:
    client = Client()
    client.force_login(user)
    response = client.get(reverse("workouts:export"))
    assert response["Content-Type"] == "application/json"
    document: dict[str, Any] = json.loads(response.getvalue())
    return document


def lines_of(user: User) -> list[dict[str, str]]:
    client = Client()
    client.force_login(user)
    content = client.get(reverse("workouts:export_sets")).getvalue()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def trained(alice: User) -> User:
    """Alice owns at least one record of every kind."""
    drill = make_exercise(name="Clamshell")
    sets = [
        {
            "side": "left",
            "reps": 10,
            "band_id": BAND,
            "effort": Decimal("7.5"),
            "pain": 2,
            "note": 'felt, "good"',
        },
        {"side": "right", "reps": 9, "load_kg": Decimal("5.670"), "load_unit": "lb"},
    ]
    make_workout(alice, title="Morning", drills=[drill], sets=sets)
    services.keep_favourite(owner=alice, at=NOON, drill_id=drill.id, favourite=True)
    services.pin_note(owner=alice, at=NOON, drill_id=drill.id, note="Knees together")
    services.save_own_drill(owner=alice, at=NOON, name="Doorway turn", measures=["hold"], sides="each_side")
    services.save_band(owner=alice, at=NOON, band_id=uuid4(), name="Old loop", colour="grey", level=2)
    services.save_preferences(owner=alice, at=NOON, units="lb")
    # No service of these yet: the sync writes them.
    routine, goal, made = uuid4(), uuid4(), {"owner": alice, "revision": 1000}
    Routine.objects.create(id=routine, title="Evening", **made)
    RoutineItem.objects.create(id=uuid4(), routine_id=routine, drill_id=drill.id, **made)
    Goal.objects.create(id=goal, amount=3, drill_id=drill.id, **made)
    CheckIn.objects.create(id=uuid4(), goal_id=goal, date=TODAY, value=Decimal("1.5"), **made)
    RangeCheck.objects.create(
        id=uuid4(),
        movement="internal_rotation",
        side="left",
        position="seated",
        device="phone",
        trials_degrees=[28, 30.5],
        date=TODAY,
        **made,
    )
    return alice


def test_every_kind_of_record_has_its_table():
    records = {model for model in apps.get_models() if issubclass(model, Record)}
    assert set(TABLES.values()) == records


def test_every_field_of_a_record_is_taken_but_those_of_the_sync():
    for model in TABLES.values():
        columns = {field.attname for field in model._meta.concrete_fields}
        assert columns - set(fields_of(model)) == {"owner_id", "stamps", "revision"}
    assert {"owner", "stamps", "revision"} == LEFT_OUT


def test_the_export_says_what_it_is(trained):
    document = export_of(trained)
    assert (document["format"], document["version"]) == ("swivel-export", 1)
    assert document["account"]["email"] == "alice@example.com"
    assert document["account"]["addresses"] == [{"email": "alice@example.com", "confirmed": True}]
    assert document["account"]["preferences"]["units"] == "lb"
    assert list(document) == ["format", "version", "exported_at", "account", *TABLES]


def test_reminders_are_in_it_and_the_calendars_secret_is_not(trained):
    services.save_reminders(
        owner=trained,
        by_mail=True,
        weekdays=[3, 1],
        with_routines=False,
        time_of_day=NOON.time(),
        quiet_from=None,
        quiet_until=None,
    )
    services.make_calendar_address(owner=trained, at=NOON)
    endpoint = "https://push.example/secret-of-the-phone"
    services.remind_on_phone(owner=trained, at=NOON, endpoint=endpoint, p256dh="a", auth="b")
    services.send_reminders(now=NOON + timedelta(days=7))
    kept = export_of(trained)["account"]["reminders"]
    assert (kept["by_mail"], kept["weekdays"], kept["time_of_day"]) == (True, [1, 3], "12:00:00")
    assert kept["sent"] == [(TODAY + timedelta(days=7)).isoformat()]
    assert list(kept) == [
        *("by_mail", "weekdays", "with_routines", "time_of_day", "quiet_from", "quiet_until"),
        *("sent", "calendar_address_made", "phones"),
    ]
    [phone] = kept["phones"]
    assert (phone["push_service"], phone["failed"]) == ("push.example", None)
    assert "secret-of-the-phone" not in json.dumps(kept)


def test_no_table_is_empty_for_somebody_who_has_everything(trained):
    document = export_of(trained)
    assert [name for name in TABLES if not document[name]] == []


def test_names_stand_beside_ids(trained):
    document = export_of(trained)
    for table in ("entries", "sets", "favourites", "pinned_notes", "routine_items", "goals"):
        assert document[table][0]["drill"] == "Clamshell"
    assert document["sets"][0]["band"] == "Medium"
    assert document["sets"][0]["entry_id"] == document["entries"][0]["id"]


def test_numbers_come_exactly(trained):
    assert export_of(trained)["sets"][1]["load_kg"] == "5.670"


def test_a_deleted_record_is_marked(trained):
    workout = export_of(trained)["workouts"][0]
    assert workout["deleted"] is False
    services.delete_workout(owner=trained, at=NOON, workout_id=UUID(workout["id"]))
    document = export_of(trained)
    assert [row["deleted"] for row in document["workouts"] + document["sets"]] == [True, True, True]
    assert lines_of(trained) == []


def test_no_secret_leaves(trained):
    text = json.dumps(export_of(trained))
    assert "password" not in text
    assert trained.password not in text


def test_nobody_gets_what_is_anothers(trained, bob):
    document = export_of(bob)
    assert "alice" not in json.dumps(document)
    assert all(document[name] == [] for name in TABLES)
    assert lines_of(bob) == []


@pytest.mark.parametrize("name", ["workouts:export", "workouts:export_sets"])
def test_nobody_signed_in_gets_nothing(client, db, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert client.post(reverse(name)).status_code == 405


@pytest.mark.parametrize(("name", "file"), [("export", "swivel-"), ("export_sets", "swivel-sets-")])
def test_the_file_is_named_after_the_day_and_never_kept_by_a_cache(client, alice, name, file):
    client.force_login(alice)
    response = client.get(reverse(f"workouts:{name}"))
    assert response["Content-Disposition"].startswith(f'attachment; filename="{file}20')
    assert "no-store" in response["Cache-Control"]
    assert response.streaming


@pytest.mark.parametrize("name", ["workouts:export", "workouts:export_sets"])
def test_twice_the_training_asks_no_more_of_the_database(client, alice, django_assert_num_queries, name):
    def queries() -> int:
        with django_assert_num_queries(30, exact=False) as captured:
            client.get(reverse(name)).getvalue()
        return len(captured)

    client.force_login(alice)
    drills = [make_exercise() for _ in range(2)]
    make_workout(alice, drills=drills, sets=[{"reps": 10}] * 3)
    queries()  # The day's first page renews the session.
    few = queries()
    for _ in range(5):
        make_workout(alice, drills=drills, sets=[{"reps": 10}] * 3)
    assert queries() == few


def test_a_set_is_a_line_with_the_load_as_it_was_typed(trained):
    left, right = lines_of(trained)
    assert (left["date"], left["workout"], left["drill"]) == ("2026-11-12", "Morning", "Clamshell")
    assert (left["round"], left["side"], left["kind"]) == ("1", "left", "working")
    assert (left["reps"], left["band"], left["effort"], left["pain"]) == ("10", "Medium", "7.5", "2")
    assert left["note"] == 'felt, "good"'
    assert (left["load_kg"], left["load"], left["load_unit"]) == ("", "", "")
    assert (right["load_kg"], right["load"], right["load_unit"]) == ("5.67", "12.5", "lb")


def test_the_csv_is_utf8_with_a_mark_and_lines_end_as_the_standard_says(client, trained):
    client.force_login(trained)
    content = client.get(reverse("workouts:export_sets")).getvalue()
    assert content.startswith(b"\xef\xbb\xbfdate,workout,drill,round,side,kind,")
    assert content.count(b"\r\n") == content.count(b"\n") == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_nothing_in_the_csv_is_a_formula(alice, start):
    drill = make_exercise(name=f"{start}cmd|' /C calc'!A0")
    make_workout(alice, title=f"{start}1+1", drills=[drill], sets=[{"reps": 1, "note": f"{start}SUM(A1)"}])
    (line,) = lines_of(alice)
    for column in ("workout", "drill", "note"):
        assert line[column].startswith("'")


def test_sets_stand_in_the_order_of_the_workout(alice):
    drills = [make_exercise(name=name) for name in ("Zebra", "Apple")]
    make_workout(alice, drills=drills, sets=[{"side": side, "reps": 5} for side in ("left", "right")])
    assert [(line["drill"], line["side"]) for line in lines_of(alice)] == [
        ("Zebra", "left"),
        ("Zebra", "right"),
        ("Apple", "left"),
        ("Apple", "right"),
    ]


def test_a_long_csv_comes_in_pieces(alice, monkeypatch):
    monkeypatch.setattr(exports, "LINES_AT_ONCE", 2)
    make_workout(alice, drills=[make_exercise()], sets=[{"reps": count} for count in range(1, 8)])
    assert [line["reps"] for line in lines_of(alice)] == ["1", "2", "3", "4", "5", "6", "7"]
