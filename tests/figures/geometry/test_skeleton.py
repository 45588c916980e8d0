"""Angles are clinical and mean the same on both sides: the signs are where figures go wrong."""

import numpy as np
import pytest

from figures.body import SIDES
from figures.rotations import unit
from figures.skeleton import angle_in, hand_frame, pose_body, reach

BOTH = pytest.mark.parametrize(("side", "out"), SIDES)  # `out`: the sign of X away from the midline
FRONT = -1  # the sign of Y


def posed(**angles):
    return pose_body({name.replace("_", "."): value for name, value in angles.items()}, np.eye(3))


def gone(side, joint, **angles):
    """How far a joint of this side moves from the neutral pose."""
    here = {f"{name}": value for name, value in angles.items()}
    return posed(**here).joint(f"{joint}.{side}") - posed().joint(f"{joint}.{side}")


@BOTH
def test_hip_flexion_brings_the_knee_forward_and_up(side, out):
    across, ahead, up = gone(side, "knee", **{f"hip_{side}_flex": 60})
    assert ahead * FRONT > 0.3
    assert up > 0.1
    assert abs(across) < 0.01


@BOTH
def test_abduction_takes_the_leg_away_from_the_midline(side, out):
    assert gone(side, "ankle", **{f"hip_{side}_abd": 30})[0] * out > 0.3


@BOTH
def test_a_bent_knee_brings_the_foot_back(side, out):
    assert gone(side, "ankle", **{f"knee_{side}": 90})[1] * FRONT < -0.3


@BOTH
def test_with_the_knee_bent_inward_rotation_carries_the_foot_outward(side, out):
    bent = posed(**{f"knee_{side}": 90})
    turned = posed(**{f"knee_{side}": 90, f"hip_{side}_ir": 35})
    assert (turned.joint(f"ankle.{side}") - bent.joint(f"ankle.{side}"))[0] * out > 0.15
    # Part of the turn happens in the upper thigh, so the knee follows by a few millimetres.
    np.testing.assert_allclose(turned.joint(f"knee.{side}"), bent.joint(f"knee.{side}"), atol=0.008)


@BOTH
def test_seated_inward_rotation_carries_the_foot_outward_too(side, out):
    seated = {f"hip_{side}_flex": 90, f"knee_{side}": 90}
    start, end = posed(**seated), posed(**seated, **{f"hip_{side}_ir": 35})
    assert (end.joint(f"ankle.{side}") - start.joint(f"ankle.{side}"))[0] * out > 0.15


@BOTH
def test_with_the_leg_straight_inward_rotation_turns_the_toes_in(side, out):
    assert gone(side, "toes", **{f"hip_{side}_ir": 35})[0] * out < -0.04


@BOTH
def test_the_ankle_lifts_the_toes(side, out):
    assert gone(side, "toes", **{f"ankle_{side}": 20})[2] > 0.03


@BOTH
def test_the_elbow_brings_the_wrist_forward(side, out):
    assert gone(side, "wrist", **{f"elbow_{side}": 90})[1] * FRONT > 0.15


def test_the_spine_turns_towards_the_left_and_bends_forward():
    facing = posed(spine_rot=30).frames["chest"] @ np.array([0, FRONT, 0])
    assert facing[0] == pytest.approx(0.5, abs=1e-6)
    assert gone("l", "shoulder", spine_flex=40)[1] * FRONT > 0.05


def test_the_two_sides_are_mirror_images():
    angles = {"hip_{}_flex": 50, "hip_{}_abd": 20, "hip_{}_ir": 30, "knee_{}": 70, "shoulder_{}_abd": 40}
    left, right = (posed(**{name.format(side): value for name, value in angles.items()}) for side in "lr")
    for joint in ("knee", "ankle", "toes", "elbow", "wrist"):
        mirrored = right.joint(f"{joint}.r") * [-1, 1, 1]
        np.testing.assert_allclose(left.joint(f"{joint}.l"), mirrored, atol=0.004)


def test_bones_keep_their_lengths_in_any_pose():
    bent = posed(hip_l_flex=110, hip_l_abd=30, hip_l_ir=-20, knee_l=130)
    shank = bent.joint("ankle.l") - bent.joint("knee.l")
    assert np.linalg.norm(shank) == pytest.approx(bent.body.length("knee.l", "ankle.l"))


@BOTH
def test_a_hand_reaches_the_place_it_is_given(side, out):
    standing = posed()
    goal = np.add(standing.joint(f"shoulder.{side}"), (0.05 * out, -0.3, -0.2))
    arms = reach(standing, side, goal, (out, 0, 0))
    found = pose_body(arms, np.eye(3)).joint(f"wrist.{side}")
    # The shoulder girdle follows the arm, so the reach began some centimetres from where the shoulder ends.
    assert np.linalg.norm(found - goal) < 0.065


def test_an_arm_that_cannot_reach_stretches_towards_its_goal():
    standing = posed()
    frames = reach(standing, "l", np.add(standing.joint("shoulder.l"), (0, -5.0, 0)), (0, 0, -1))
    along = pose_body(frames, np.eye(3)).frames["forearm.l"] @ np.array([0, 0, -1.0])
    assert along @ unit([0, -1, 0]) > 0.99


@BOTH
def test_a_hand_points_its_fingers_and_its_palm_where_it_is_told(side, out):
    turned = hand_frame(side, (0, -1, 0), (0, 0, -1))
    np.testing.assert_allclose(turned @ [0, 0, -1], [0, -1, 0], atol=1e-9)
    np.testing.assert_allclose(turned @ [-out, 0, 0], [0, 0, -1], atol=1e-9)
    assert np.linalg.det(turned) == pytest.approx(1)


@BOTH
def test_a_resting_hand_is_closed(side, out):
    resting = posed()
    first, last = (resting.joint(f"finger{finger}-3.{side.upper()}") for finger in (2, 5))
    assert np.linalg.norm(first - last) < 0.058
    thumb, knuckle = (resting.joint(f"finger{finger}.{side.upper()}") for finger in ("1-3", "2-1"))
    assert np.linalg.norm(thumb - knuckle) < 0.035


def test_an_angle_that_is_left_out_rests():
    assert angle_in({}, "knee.l") == 0
    assert angle_in({}, "fingers.r") > 0
    assert angle_in({"fingers.r": 3}, "fingers.r") == 3
