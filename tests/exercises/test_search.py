import json
import random
import string
from collections.abc import Iterable

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from exercises import queries
from exercises.models import Equipment, Muscle
from exercises.queries.words import one_slip
from tests.builders import make_exercise
from workouts.queries.phone import phone_catalogue


def found(text: str) -> list[str]:
    return [card.name for card in queries.drills_found(text, {})]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hip internal", "Band Lying Hip Internal Rotation"),
        ("HIP INTERNAL", "Band Lying Hip Internal Rotation"),
        ("internal hip", "Band Lying Hip Internal Rotation"),
        ("rotation internal hip lying band", "Band Lying Hip Internal Rotation"),
        ("hip intrenal", "Band Lying Hip Internal Rotation"),
        ("hip interna", "Band Lying Hip Internal Rotation"),
        ("lacrose ball", "Lacrosse Ball Hip Release"),
        ("claamshell", "Side-Lying Clamshell"),
        ("clamshe", "Side-Lying Clamshell"),
        ("Seated Internal Hip Rotation", "Seated Banded Knee-Out Rotation"),
        ("reverse clamshell", "Side-Lying Banded Internal Rotation"),
        ("90/90 foot", "90-90 Foot Lift"),
        ("9090", "90-90 Foot Lift"),
        ("sidelying clam", "Side-Lying Clamshell"),
        ("hip ir hinge", "Hip IR Hinge"),
    ],
)
def test_what_people_type_finds_the_drill(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.django_db
def test_what_hips_feel_like_finds_what_loosens_them_here_and_on_the_phone() -> None:
    shared = json.loads((settings.BASE_DIR / "tests/cases/search.json").read_text())
    for drill in shared["drills"]:
        make_exercise(name=drill["name"], category=drill["category"], joint_action="other")
    assert {case["typed"]: sorted(found(case["typed"])) for case in shared["cases"]} == {
        case["typed"]: case["found"] for case in shared["cases"]
    }
    # What the phone's half of these cases is given is what the phone is given.
    sent = {drill.name: set(drill.also) for drill in phone_catalogue().drills}
    assert all(set(drill["also"]) <= sent[drill["name"]] for drill in shared["drills"])


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("typed", ["stiff hips", "tight hip", "hip pinch", "sore hips"])
def test_the_catalogue_answers_what_hips_feel_like(typed: str) -> None:
    cards = queries.drills_found(typed, {})
    assert len(cards) > 2
    assert {card.category for card in cards} <= {"mobility", "release"}


@pytest.mark.usefixtures("catalogue")
def test_nonsense_finds_nothing() -> None:
    assert found("bicycle") == []
    assert found("hip internal bicycle") == []


@pytest.mark.django_db
def test_accents_do_not_matter_in_either() -> None:
    make_exercise(name="Élévation de hanche")
    assert found("elevation") == found("ÉLÉVATION") == found("e\u0301levation") == ["Élévation de hanche"]


@pytest.mark.django_db
def test_a_name_comes_before_an_alias_and_an_alias_before_a_muscle() -> None:
    by_muscle = make_exercise(name="Aaa")
    by_muscle.primary_muscles.add(Muscle.objects.create(slug="m", name="Zephyr"))
    by_alias = make_exercise(name="Bbb")
    by_alias.aliases.create(name="Zephyr turn")
    make_exercise(name="Zephyr")
    make_exercise(name="Unrelated")
    assert found("zephyr") == ["Zephyr", "Bbb", "Aaa"]


@pytest.mark.django_db
def test_equipment_and_what_it_trains_are_found() -> None:
    drill = make_exercise(name="Aaa", joint_action="external_rotation")
    drill.equipment.add(Equipment.objects.create(slug="anvil", name="Anvil"))
    make_exercise(name="Bbb", joint_action="internal_rotation")
    assert found("anvil") == ["Aaa"]
    assert found("external") == ["Aaa"]
    assert found("outward") == ["Aaa"]


@pytest.mark.django_db
def test_a_known_word_is_taken_as_typed_and_a_short_one_is_not_corrected() -> None:
    make_exercise(name="Bend")
    make_exercise(name="Band")
    make_exercise(name="Mat")
    assert found("band") == ["Band"]
    assert found("bind") == ["Band", "Bend"]
    assert found("mut") == []


@pytest.mark.django_db
def test_drafts_and_archived_drills_are_not_found() -> None:
    make_exercise(name="Shown")
    make_exercise(name="Draft", status="draft", published_at=None)
    make_exercise(name="Archived", status="archived")
    assert found("") == ["Shown"]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_drills(django_assert_num_queries: object) -> None:
    for count in (10, 10):
        for _ in range(count):
            make_exercise()
        with django_assert_num_queries(8):  # type: ignore[operator]
            queries.drills_page("hip", {})
        with django_assert_num_queries(1):  # type: ignore[operator]
            queries.drills_page("turn", {})


def distance(a: str, b: str) -> int:
    """Optimal string alignment, as textbooks write it."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        rows[i][0] = i
    for j in range(len(b) + 1):
        rows[0][j] = j
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = a[i - 1] != b[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_slip_is_a_distance_of_one_at_most(a: str, b: str) -> None:
    assert one_slip(a, b) == (distance(a, b) <= 1)


def slips(word: str) -> Iterable[str]:
    dice = random.Random(word)
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + dice.choice(string.ascii_lowercase) + word[place:]
        yield word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


@pytest.mark.parametrize("word", ["clamshell", "internal", "band"])
def test_every_slip_of_the_finger_is_forgiven(word: str) -> None:
    assert all(one_slip(word, slip) for slip in slips(word))
