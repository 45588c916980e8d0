import json

import pytest
from django.conf import settings

from workouts import minutes

CASES = json.loads((settings.BASE_DIR / "tests/cases/minutes.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_minutes_as_on_the_phone(case):
    assert minutes.minutes_of(minutes.Piece(**piece) for piece in case["pieces"]) == case["minutes"]
