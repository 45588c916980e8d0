"""The slim catalogue that a phone keeps: /log/catalogue.json."""

import gzip
import json
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exercises import services as editing
from exercises.models import Exercise
from tests.builders import make_exercise
from workouts import queries
from workouts.models import CuratedRoutine
from workouts.services.routines import target_of

pytestmark = pytest.mark.usefixtures("catalogue")
ADDRESS = "/log/catalogue.json"


def fetched() -> dict[str, Any]:
    return Client().get(ADDRESS).json()


def drill(slug: str) -> dict[str, Any]:
    return next(each for each in fetched()["drills"] if each["slug"] == slug)


def test_it_holds_every_drill_that_was_ever_published_and_no_draft() -> None:
    make_exercise(name="Old turn", slug="old-turn", status="archived")
    make_exercise(name="Idea", slug="idea", status="draft", published_at=None)
    slugs = {each["slug"]: each["status"] for each in fetched()["drills"]}
    assert slugs["old-turn"] == "archived"
    assert "idea" not in slugs
    assert slugs["side-lying-clamshell"] == "published"


def test_a_drill_brings_what_the_logger_asks_of_it() -> None:
    clam = drill("side-lying-clamshell")
    assert clam["id"] == "144e476b-4e94-472a-a832-5b1060a2743e"
    assert (clam["measures"], clam["sides"]) == (["reps", "band"], "each_side")
    assert (clam["amount_min"], clam["amount_max"], clam["sets_min"], clam["rest_seconds"]) == (10, 12, 2, 30)
    assert clam["cue"] == "Feel the back pocket of your trousers do the lifting."
    assert {"Gluteus medius", "Piriformis"} <= set(clam["muscles"])
    assert clam["equipment"] == ["Loop band", "Mat"]
    assert "External rotation" in clam["also"]
    known = {each["id"] for each in fetched()["drills"]}
    assert clam["variants"]
    assert {each["id"] for each in clam["variants"]} <= known


def test_a_cue_is_one_sentence() -> None:
    hinge = drill("lacrosse-ball-hip-release")
    assert hinge["cue"] == "Keep one foot and one arm on the floor: they are your volume control."
    assert drill("90-90-foot-lift")["cue"].count(".") == 1


def test_pictures_are_files_of_the_site() -> None:
    clam = drill("side-lying-clamshell")
    assert clam["moving"]["mirrors"] is (clam["moving"]["side"] != "both")
    for picture in (clam["poster"], clam["moving"]):
        for theme in ("light", "dark"):
            assert finders.find(picture[theme].removeprefix("/static/"))
    make_exercise(name="Undrawn", slug="undrawn")
    assert (drill("undrawn")["poster"], drill("undrawn")["moving"]) == (None, None)


def test_a_variant_that_is_archived_is_offered_no_more() -> None:
    clam = drill("side-lying-clamshell")
    gone = clam["variants"][0]["id"]
    Exercise.objects.filter(id=gone).update(status="archived")
    editing.catalogue_changed()
    assert gone not in [each["id"] for each in drill("side-lying-clamshell")["variants"]]


def test_a_routine_brings_the_target_that_the_server_would_write() -> None:
    row = CuratedRoutine.objects.get(slug="warm-up-before-squats")
    sent = next(each for each in fetched()["routines"] if each["slug"] == row.slug)
    assert [each["target"] for each in sent["items"]] == [target_of(item) for item in row.items.all()]
    assert [each["drill_id"] for each in sent["items"]] == [str(item.drill_id) for item in row.items.all()]


def test_what_nobody_has_changed_comes_with_it() -> None:
    sent = fetched()
    assert [each["level"] for each in sent["bands"]] == [1, 2, 3, 4, 5]
    assert sent["bands"][1] | {"id": ""} == {
        "id": "",
        "name": "Light",
        "colour": "green",
        "level": 2,
        "pull_kg": None,
        "archived": False,
    }
    assert sent["preferences"]["units"] == "kg"
    assert sent["preferences"]["rest_seconds"] == 60
    assert "time_zone" not in sent["preferences"]


def test_its_queries_do_not_grow_with_the_catalogue() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.phone_catalogue()
        return len(seen)

    before = cost()
    for number in range(10):
        make_exercise(name=f"Another {number}", slug=f"another-{number}")
    assert cost() == before
    assert before <= 14


def test_it_is_kept_compressed_and_answered_by_its_etag() -> None:
    first = Client().get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert json.loads(gzip.decompress(first.content))["drills"]
    assert first["Content-Type"] == "application/json"
    with CaptureQueriesContext(connection) as seen:
        again = Client().get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, len(seen)) == (304, b"", 1)
    editing.catalogue_changed()
    make_exercise(name="New", slug="new")
    assert Client().get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 200
