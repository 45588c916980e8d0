"""Each error that the reference pages make is caught; none of the published drills is warned about."""

from dataclasses import replace
from typing import Any

import pytest

from exercises import queries
from exercises.directions import Text, Words, warnings_of
from exercises.models import Exercise, Muscle

Acts = Muscle.HipAction


def drill(*steps: str, name: str = "A drill", joint_action: str = "internal_rotation", **facts) -> Words:
    texts = tuple(Text("steps", number, step) for number, step in enumerate(steps, start=1))
    return Words(
        **{"name": name, "joint_action": joint_action, "position": "seated", "texts": texts, **facts}
    )


def codes(words: Words) -> set[str]:
    return {warning.code for warning in warnings_of(words)}


SIDE_LYING_R2 = drill(
    "Lie on your side with a loop above the knees and the feet together.",
    "Keep the feet together and lift the top knee toward the ceiling.",
    name="Band Lying Hip Internal Rotation",
    position="side_lying",
    band_placement="above_knees",
)
SUPINE_R2 = drill(
    "Lie on your back with a loop above the knees and the feet together.",
    "Rotate the knees toward each other against the band.",
    name="Band Lying Hip Internal Rotation",
    position="supine",
    band_placement="above_knees",
)
SEATED_R3 = drill(
    "Sit on a chair with a loop above the knees.",
    "Press your knees outward against the band.",
    name="Seated Internal Hip Rotation",
    band_placement="above_knees",
)


def test_the_side_lying_version_that_is_a_clamshell_is_caught():
    assert codes(SIDE_LYING_R2) == {"top_knee_lifts", "loop_above_knees_helps"}


def test_the_supine_version_whose_loop_helps_is_caught():
    assert codes(SUPINE_R2) == {"loop_above_knees_helps"}


def test_the_seated_drill_whose_knees_go_out_is_caught():
    assert codes(SEATED_R3) == {"knees_out", "loop_above_knees_helps"}


def test_the_seated_drill_is_caught_by_its_name_too_once_its_action_is_right():
    assert codes(replace(SEATED_R3, joint_action="external_rotation")) == {"name"}


def test_outward_rotators_as_the_workers_of_an_inward_drill_are_caught():
    control = Text("questions", 2, "The return is controlled by the glutes and deep rotators.")
    assert codes(replace(drill(position="prone"), texts=(control,))) == {"outward_rotators_work"}


def test_primary_muscles_that_all_turn_the_other_way_are_caught():
    deep = (Acts.EXTERNAL_ROTATION, Acts.EXTERNAL_ROTATION)
    minimus = (Acts.INTERNAL_ROTATION, Acts.INTERNAL_ROTATION)
    assert codes(drill(muscle_actions=(deep,))) == {"muscles"}
    assert codes(drill(muscle_actions=(deep, minimus))) == set()
    assert codes(drill(muscle_actions=(deep,), is_for_range=True)) == set()
    assert codes(drill(muscle_actions=(minimus,), joint_action="external_rotation")) == {"muscles"}


@pytest.mark.parametrize(
    ("position", "step", "code"),
    [
        ("prone", "Turn the thigh so that the foot travels toward the midline.", "foot_in"),
        ("seated", "Bring the shin inward.", "foot_in"),
        ("seated", "Rotate the thigh outward until it stops.", "thigh_out"),
        ("seated", "Externally rotate the hip.", "thigh_out"),
        ("supine", "Push both knees apart.", "knees_out"),
        ("seated", "Turn the toes in as far as they go.", "shin_twists"),
        ("standing", "Lift the leg a little and turn the toes outward.", "toes_out"),
        ("standing", "Turn the pelvis away from the standing leg.", "away_from_standing_leg"),
        ("standing", "Let the free hip drop toward the floor.", "free_hip_drops"),
        ("half_kneeling", "Turn the chest toward the front leg.", "towards_front_leg"),
        ("quadruped", "Lift knee and foot together to the side.", "whole_leg_lifts"),
    ],
)
def test_an_inward_drill_that_describes_something_else_is_caught(position, step, code):
    assert code in codes(drill(step, position=position))


@pytest.mark.parametrize(
    ("position", "step", "code"),
    [
        ("prone", "Let the foot travel outward, away from the other leg.", "foot_out"),
        ("side_lying", "Lift the top foot toward the ceiling.", "top_foot_lifts"),
        ("supine", "Let the knees tip toward each other.", "knees_in"),
        ("seated", "Turn the thigh inward.", "thigh_in"),
        ("standing", "Turn the pelvis toward the standing leg.", "towards_standing_leg"),
        ("standing", "Turn the toes in.", "toes_in_straight"),
        ("seated", "This trains the internal rotators.", "inward_rotators_work"),
    ],
)
def test_an_outward_drill_that_describes_the_inward_turn_is_caught(position, step, code):
    assert code in codes(drill(step, position=position, joint_action="external_rotation"))
    assert code not in codes(drill(step, position=position))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"band_anchor": "outer_side", "band_placement": "ankle"}, "outer_anchor_helps"),
        ({"ball_placement": "between_knees"}, "ball_loads_adduction"),
        ({"ball_placement": "between_ankles"}, "ball_between_ankles"),
        ({"band_placement": "ankle", "position": "standing"}, "no_lever"),
        (
            {"band_anchor": "inner_side", "band_placement": "ankle", "joint_action": "external_rotation"},
            "inner_anchor_helps",
        ),
        ({"band_placement": "feet", "joint_action": "external_rotation"}, "loop_on_feet_helps"),
        (
            {"band_placement": "ankle", "position": "standing", "joint_action": "external_rotation"},
            "no_lever",
        ),
    ],
)
def test_a_band_or_ball_that_does_not_resist_the_movement_is_caught(facts, code):
    assert codes(drill("Breathe.", **facts)) == {code}


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        (
            "Hold the ball and press both feet apart.",
            {"ball_placement": "between_knees", "position": "supine"},
        ),
        ("Bend the knee and keep it bent.", {"band_placement": "ankle", "position": "standing"}),
        ("The loop helps the knees in: rest there.", {"band_placement": "above_knees", "position": "supine"}),
        ("Turn the thigh back out, slowly.", {}),
        ("Stop before the free hip drops.", {"position": "standing"}),
        ("The band pulls the foot inward.", {"position": "prone"}),
    ],
)
def test_what_only_sounds_like_the_opposite_is_let_pass(step, facts):
    assert codes(drill(step, **facts)) == set()


def test_an_alias_of_the_opposite_direction_needs_the_editors_note_to_name_it():
    facts: dict[str, Any] = {
        "joint_action": "external_rotation",
        "aliases": ("Seated Internal Hip Rotation",),
    }
    assert codes(drill(**facts)) == {"alias"}
    assert codes(drill(**facts, editors_note="Some say seated internal hip rotation to it.")) == set()
    assert codes(drill(**facts, editors_note="Sources disagree.")) == {"alias"}


def test_a_reverse_clamshell_and_a_foot_out_drill_are_inward_names():
    assert codes(drill(aliases=("Reverse Clamshell", "Seated Foot-Out Rotation"))) == set()
    assert codes(drill(name="Side-Lying Clamshell")) == {"name"}


def test_a_drill_of_both_directions_or_none_is_not_read_for_one():
    step = "Press the knees outward, then let them tip toward each other."
    assert codes(drill(step, joint_action="both", name="Internal and External Rotation")) == set()
    assert codes(drill(step, joint_action="other")) == set()
    assert codes(drill(joint_action="other", name="Hip Internal Rotation Release")) == {"name"}


def test_a_warning_names_the_place_and_quotes_the_sentence():
    found = [each for each in warnings_of(SEATED_R3) if each.code == "knees_out"]
    assert [(each.place, each.number, each.quote) for each in found] == [
        ("steps", 2, "Press your knees outward against the band.")
    ]


def test_none_of_the_published_drills_is_warned_about(catalogue):
    drills = list(Exercise.objects.published())
    assert len(drills) >= 13
    assert {drill.name: queries.direction_warnings(drill) for drill in drills} == {
        drill.name: () for drill in drills
    }


def test_the_clamshell_filed_as_an_inward_drill_is_warned_about_in_its_own_words(catalogue):
    clamshell = Exercise.objects.get(slug="side-lying-clamshell")
    clamshell.joint_action = Exercise.JointAction.INTERNAL_ROTATION
    found = {warning.code for warning in queries.direction_warnings(clamshell)}
    assert {"name", "top_knee_lifts", "loop_above_knees_helps"} <= found
