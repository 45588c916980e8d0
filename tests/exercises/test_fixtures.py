"""The shipped catalogue: deep enough, and pointing at nothing that is not there."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from exercises.models import Exercise, Guide
from workouts.models import CuratedRoutine

FIXTURES: Path = settings.BASE_DIR / "fixtures"
THIRTEEN = {
    "Band Lying Hip Internal Rotation",
    "Supine Hip Internal Rotation",
    "Side-Lying Banded Internal Rotation",
    "Side-Lying Clamshell",
    "Seated Banded Knee-Out Rotation",
    "Seated Banded Internal Rotation",
    "Seated Hip Internal Rotation Stretch",
    "Squatting Internal Rotations",
    "90-90 Foot Lift",
    "Lacrosse Ball Hip Release",
    "Standing Hip Rotation Dissociation",
    "Supine Hip IR End-Range Expansion",
    "Hip IR Hinge",
}


def read(folder: str) -> list[dict[str, Any]]:
    return [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((FIXTURES / folder).glob("*.json"))
    ]


DRILLS = read("drills")
PUBLISHED = {drill["id"] for drill in DRILLS if drill["status"] == "published"}


def test_the_thirteen_drills_are_there_and_published() -> None:
    assert {drill["name"] for drill in DRILLS if drill["id"] in PUBLISHED} >= THIRTEEN


@pytest.mark.parametrize("drill", DRILLS, ids=[drill["slug"] for drill in DRILLS])
def test_a_drill_is_complete(drill: dict[str, Any]) -> None:
    least = {"setup": 3, "steps": 6, "tips": 4, "mistakes": 3, "questions": 4, "variants": 2, "aliases": 2}
    assert {part: len(drill[part]) for part in least if len(drill[part]) < least[part]} == {}
    assert all(drill[text].strip() for text in ("summary", "description", "figure_alt"))
    assert drill["dose"]["amount_min"]
    assert drill["muscles"]["primary"]
    assert drill["safety_notes"]
    assert drill["references"]
    assert drill["logged_hip"] or drill["sides"] == "both_together"


@pytest.mark.parametrize("drill", DRILLS, ids=[drill["slug"] for drill in DRILLS])
def test_variants_point_at_other_published_drills(drill: dict[str, Any]) -> None:
    named = [variant["drill"] for variant in drill["variants"]]
    assert set(named) <= PUBLISHED - {drill["id"]}
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(("folder", "part"), [("guides", "drills"), ("routines", "items")])
def test_guides_and_routines_point_at_published_drills(folder: str, part: str) -> None:
    files = read(folder)
    assert files
    for content in files:
        named = {item["drill"] for item in content[part]}
        assert named, content["slug"]
        assert named <= PUBLISHED, content["slug"]


def test_band_and_anchor_agree_with_the_equipment() -> None:
    for drill in DRILLS:
        gear = {item["slug"] for item in drill["equipment"]}
        if drill["band_placement"] != "none":
            assert gear & {"long-band", "loop-band"}, drill["slug"]
        if drill["band_anchor"] != "none":
            assert "anchor" in gear, drill["slug"]


@pytest.mark.usefixtures("catalogue")
def test_loaded_and_dumped_the_files_are_the_same_bytes(tmp_path: Path) -> None:
    call_command("dump_catalogue", "--to", str(tmp_path), verbosity=0)
    shipped = {path.relative_to(FIXTURES): path.read_bytes() for path in FIXTURES.rglob("*.json")}
    dumped = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")}
    assert dumped.keys() == shipped.keys()
    assert [str(path) for path in shipped if shipped[path] != dumped[path]] == []


@pytest.mark.usefixtures("catalogue")
def test_ids_are_those_of_the_files() -> None:
    assert set(map(str, Exercise.objects.values_list("id", flat=True))) == {drill["id"] for drill in DRILLS}
    assert set(map(str, Guide.objects.values_list("id", flat=True))) == {
        guide["id"] for guide in read("guides")
    }
    routines = {routine["id"] for routine in read("routines")}
    assert set(map(str, CuratedRoutine.objects.values_list("id", flat=True))) == routines
