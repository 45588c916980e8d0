import json
from typing import Any

import pytest
from django.conf import settings

from workouts import minutes, services
from workouts.models import CuratedRoutine

CASES = json.loads((settings.BASE_DIR / "tests/cases/minutes.json").read_text())


def piece_of(item: dict[str, Any]) -> minutes.Piece:
    drill = dict(item["drill"])
    moving = drill.pop("moving", None)
    seconds = moving["seconds"] if moving and moving["stages"] else None
    return minutes.Piece(**drill, target=item["target"], superset=item.get("superset"), round_seconds=seconds)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_minutes_as_on_the_phone(case):
    assert minutes.minutes_of(map(piece_of, case["pieces"])) == case["minutes"]


@pytest.mark.usefixtures("catalogue")
def test_ready_made_routines_take_as_long_as_their_files_say():
    written = {row.slug: row.minutes for row in CuratedRoutine.objects.all()}
    said = [json.loads(file.read_text()) for file in (settings.BASE_DIR / "fixtures/routines").glob("*.json")]
    assert written == {each["slug"]: each["minutes"] for each in said}


@pytest.mark.usefixtures("catalogue")
def test_minutes_follow_the_drills_whatever_was_written_before():
    routine = CuratedRoutine.objects.get(slug="three-drill-routine")
    before = routine.minutes
    routine.items.update(sets=5)
    services.reckon_minutes(routine)
    routine.refresh_from_db()
    assert routine.minutes > 2 * before
