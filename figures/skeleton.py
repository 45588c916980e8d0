"""Anatomical joint angles → where every bone and every vertex of the skin is."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures import body as bodies
from figures.body import BONE_OF_JOINT, HANGING, SIDES, Body
from figures.rotations import (
    Matrix,
    Vector,
    about,
    about_x,
    about_y,
    about_z,
    align,
    between,
    frame,
    twist_towards,
    unit,
)

_ANGLES = """
    spine.flex spine.side spine.rot neck.flex neck.side neck.rot
    hip.l.flex hip.l.abd hip.l.ir hip.r.flex hip.r.abd hip.r.ir
    knee.l knee.r ankle.l ankle.r foot.l.inv foot.r.inv toes.l toes.r
    shoulder.l.flex shoulder.l.abd shoulder.l.ir shoulder.r.flex shoulder.r.abd shoulder.r.ir
    elbow.l elbow.r forearm.l.pron forearm.r.pron wrist.l wrist.r fingers.l fingers.r
"""
ANGLES = frozenset(_ANGLES.split())
RESTING = {"fingers.l": 6.0, "fingers.r": 6.0}  # every other angle rests at 0
SPINE_SHARES = (("spine05", 0.16), ("spine04", 0.40), ("spine03", 0.65), ("spine02", 0.85), ("spine01", 1.0))
NECK_SHARES = (("neck01", 0.25), ("neck02", 0.5), ("neck03", 0.75), ("head", 1.0))
UPPER_THIGH_SHARE = 0.45  # the skin near the hip joint follows this much of the thigh's rotation
# Bones that move exactly as a segment does: the segment, and whose correction of the rest pose it needs.
STIFF_BONES = {
    "upperarm02": ("upper_arm", "upper_arm"),
    "lowerarm01": ("forearm", "forearm"),
    "wrist": ("hand", "forearm"),
    "upperleg01": ("upper_thigh", "thigh"),
    "upperleg02": ("thigh", "thigh"),
    "lowerleg01": ("shank", "shank"),
    "lowerleg02": ("shank", "shank"),
    "foot": ("foot", "foot"),
}
SHOULDER_SHARES = {"shoulder01": 0.35, "upperarm01": 0.85}  # of the way from collar bone to arm
# The rest pose spreads the hand, and a spread hand reads as a claw at this size: the fingers lie side by side, the
# thumb along them.
TIPS_TOGETHER = 0.45  # of the gap between two knuckles is gone at the tips
FINGER_LENGTH = 0.075  # metres from knuckle to tip
THUMB_ALONG = 0.72  # of the way from where the thumb rests to where the hand's edge is

Pose = Mapping[str, Any]
Frames: TypeAlias = dict[str, Matrix]


@dataclass(frozen=True, eq=False)
class Posed:
    """A body in one pose. `turns` are world rotations of the bones, `frames` clean anatomical ones by segment."""

    body: Body
    turns: NDArray[np.float64]  # (bones, 3, 3)
    places: NDArray[np.float64]  # (bones, 3) metres
    frames: Frames

    def joint(self, name: str) -> Vector:
        return self.places[self.body.bone(BONE_OF_JOINT.get(name, name))]

    def moved(self, shift: Vector) -> "Posed":
        return Posed(self.body, self.turns, self.places + shift, self.frames)

    def skin_of(self, vertices: NDArray[np.int64]) -> NDArray[np.float64]:
        """Linear blend skinning of some vertices: quick, and exact enough to find contacts."""
        body = self.body
        shifts = self.places - np.einsum("nij,nj->ni", self.turns, body.heads)
        bones, weights = body.top_bones[vertices], body.top_weights[vertices]
        turned = np.einsum("vk,vkij,vj->vi", weights, self.turns[bones], body.vertices[vertices])
        return turned + np.einsum("vk,vki->vi", weights, shifts[bones])

    def skin(self) -> NDArray[np.float64]:
        """(n, 3): blend skinning, then delta mush, which smooths creases and puts the details back."""
        body = self.body
        smooth = body.smoothed(self.skin_of(np.arange(len(body.vertices))), bodies.MUSH_ROUNDS)
        own_frames = bodies.tangent_frames(smooth, body.triangles)
        return smooth + np.einsum("nij,nj->ni", own_frames, body.details)


def pose_body(
    pose: Pose, pelvis_turn: Matrix, pelvis_place: ArrayLike | None = None, fingers: bool = True
) -> Posed:
    """Forward kinematics. `pose` holds angles by name and may hold frames (`frame.forearm.l`) that win over them.
    Without `fingers` hands stay flat: enough to find contacts, in half the time."""
    body = bodies.load()
    frames = _trunk(pose, pelvis_turn)
    for side, sign in SIDES:
        frames |= _leg(pose, pelvis_turn, side, sign)
        frames |= _arm(pose, frames["chest"], side, sign)
    turns: list[Matrix] = []
    places = np.zeros((len(body.names), 3))
    for i, name in enumerate(body.names):
        parent = int(body.parents[i])
        inherited = turns[parent] if parent >= 0 else pelvis_turn
        turns.append(_bone_turn(body, name, frames, pose if fingers else None, inherited))
        if parent < 0:
            places[i] = (
                np.asarray(pelvis_place, float) if pelvis_place is not None else pelvis_turn @ body.heads[i]
            )
        else:
            places[i] = places[parent] + turns[parent] @ (body.heads[i] - body.heads[parent])
    return Posed(body, np.array(turns), places, frames)


def reach(posed: Posed, side: str, wrist: ArrayLike, elbow_direction: ArrayLike) -> Frames:
    """Frames of an arm whose wrist is at `wrist` (world) and whose elbow points along `elbow_direction`."""
    shoulder = posed.joint(f"shoulder.{side}")
    upper = posed.body.length(f"shoulder.{side}", f"elbow.{side}")
    lower = posed.body.length(f"elbow.{side}", f"wrist.{side}")
    way = np.asarray(wrist, float) - shoulder
    distance = float(np.clip(np.linalg.norm(way), abs(upper - lower) + 1e-3, (upper + lower) * 0.999))
    way = unit(way)
    cosine = (upper**2 + distance**2 - lower**2) / (2 * upper * distance)
    bend = np.asarray(elbow_direction, float)
    bend = unit(bend - (bend @ way) * way)
    elbow = shoulder + upper * (cosine * way + np.sqrt(max(0.0, 1 - cosine**2)) * bend)
    along_upper, along_lower = unit(elbow - shoulder), unit(shoulder + distance * way - elbow)
    hinge = np.cross(along_upper, along_lower)
    return {
        f"frame.upper_arm.{side}": frame(along_upper, hinge) @ HANGING.T,
        f"frame.forearm.{side}": frame(along_lower, hinge) @ HANGING.T,
    }


def hand_frame(side: str, fingers: ArrayLike, palm: ArrayLike) -> Matrix:
    """A hand whose fingers point along `fingers` and whose palm faces `palm` as nearly as that allows."""
    sign = 1 if side == "l" else -1
    along = unit(fingers)
    facing = np.asarray(palm, float)
    facing = unit(facing - (facing @ along) * along)
    wanted = np.stack([facing, np.cross(facing, along), along], 1)
    neutral_palm, neutral_fingers = np.array([-sign, 0.0, 0.0]), np.array([0.0, 0.0, -1.0])
    neutral = np.stack([neutral_palm, np.cross(neutral_palm, neutral_fingers), neutral_fingers], 1)
    return wanted @ neutral.T


def angle_in(pose: Pose, name: str) -> float:
    return float(pose.get(name, RESTING.get(name, 0.0)))


def _trunk(pose: Pose, pelvis: Matrix) -> Frames:
    frames = {"pelvis": pelvis}
    flex, side, turn = (angle_in(pose, f"spine.{way}") for way in ("flex", "side", "rot"))
    for bone, share in SPINE_SHARES:
        frames[bone] = pelvis @ about_x(share * flex) @ about_y(share * side) @ about_z(share * turn)
    frames["chest"] = frames["spine01"]
    flex, side, turn = (angle_in(pose, f"neck.{way}") for way in ("flex", "side", "rot"))
    for bone, share in NECK_SHARES:
        frames[bone] = frames["chest"] @ about_x(share * flex) @ about_y(share * side) @ about_z(share * turn)
    return frames


def _leg(pose: Pose, pelvis: Matrix, side: str, sign: int) -> Frames:
    """Order of the hip: flexion, then abduction, then rotation about the thigh's own length."""
    flex, abd, ir = (angle_in(pose, f"hip.{side}.{way}") for way in ("flex", "abd", "ir"))
    unturned = pelvis @ about_x(-flex) @ about_y(-sign * abd)
    thigh = unturned @ about_z(-sign * ir)
    shank = thigh @ about_x(angle_in(pose, f"knee.{side}"))
    foot = (
        shank @ about_x(-angle_in(pose, f"ankle.{side}")) @ about_y(sign * angle_in(pose, f"foot.{side}.inv"))
    )
    return {
        f"upper_thigh.{side}": unturned @ about_z(-sign * ir * UPPER_THIGH_SHARE),
        f"thigh.{side}": thigh,
        f"shank.{side}": shank,
        f"foot.{side}": foot,
        f"toes.{side}": foot @ about_x(-angle_in(pose, f"toes.{side}")),
    }


def _arm(pose: Pose, chest: Matrix, side: str, sign: int) -> Frames:
    flex, abd, ir = (angle_in(pose, f"shoulder.{side}.{way}") for way in ("flex", "abd", "ir"))
    hanging = chest @ about_x(-flex) @ about_y(-sign * abd) @ about_z(-sign * ir)
    upper = pose.get(f"frame.upper_arm.{side}", hanging)
    forearm = pose.get(f"frame.forearm.{side}", upper @ about_x(-angle_in(pose, f"elbow.{side}")))
    turned = forearm @ about_z(-sign * angle_in(pose, f"forearm.{side}.pron"))
    hand = pose.get(f"frame.hand.{side}", turned @ about_x(-angle_in(pose, f"wrist.{side}")))
    return {
        f"upper_arm.{side}": upper,
        f"forearm.{side}": forearm,
        f"hand.{side}": hand,
        f"clavicle.{side}": _clavicle(chest, upper, sign),
    }


def _clavicle(chest: Matrix, upper_arm: Matrix, sign: int) -> Matrix:
    """The shoulder girdle rises with the arm: from 25° of lift on, up to 26°, and swings forward or back."""
    along = chest.T @ (upper_arm @ np.array([0.0, 0.0, -1.0]))
    lifted = np.degrees(np.arccos(np.clip(-along[2], -1, 1)))
    share = float(np.clip((lifted - 25) / 120, 0, 1))
    return (
        chest @ about_y(-sign * 26 * share) @ about_z(-sign * 14 * share * float(np.clip(-along[1], -1, 1)))
    )


def _bone_turn(body: Body, name: str, frames: Frames, pose: Pose | None, inherited: Matrix) -> Matrix:
    if name in frames:
        return frames[name]
    stem, _, letter = name.partition(".")
    if stem == "pelvis":
        return frames["pelvis"]
    if not letter:
        return inherited
    side = letter.lower()
    if stem.startswith("finger"):
        return _finger_turn(body, stem, side, frames, pose, inherited) if pose is not None else inherited
    return _limb_turn(body, stem, side, frames, inherited)


def _limb_turn(body: Body, stem: str, side: str, frames: Frames, inherited: Matrix) -> Matrix:
    def placed(segment: str, rest: str) -> Matrix:
        return frames[f"{segment}.{side}"] @ body.corrections[f"{rest}.{side}"]

    if stem.startswith("toe"):
        return placed("toes", "foot")
    if stem in STIFF_BONES:
        return placed(*STIFF_BONES[stem])
    if stem == "clavicle":
        return frames[f"clavicle.{side}"]
    if stem in SHOULDER_SHARES:
        upper_arm = placed("upper_arm", "upper_arm")
        return between(frames[f"clavicle.{side}"], upper_arm, SHOULDER_SHARES[stem])
    if stem == "lowerarm02":  # the forearm's skin takes part of the hand's twist
        forearm, along = placed("forearm", "forearm"), frames[f"forearm.{side}"] @ np.array([0.0, 0.0, 1.0])
        return between(forearm, twist_towards(forearm, placed("hand", "forearm"), along), 0.6)
    return inherited


def _finger_turn(body: Body, stem: str, side: str, frames: Frames, pose: Pose, inherited: Matrix) -> Matrix:
    """Closes the hand at the knuckles and curls every finger a little, as a resting hand does."""
    number, joint = int(stem[6]), int(stem[8])
    sign = 1 if side == "l" else -1
    curl = 0.0 if number == 1 else angle_in(pose, f"fingers.{side}")
    hinge = frames[f"hand.{side}"] @ np.array([0.0, sign, 0.0])
    turn = inherited
    if joint == 1:
        now, wanted, share = _finger_ways(body, number, side)
        turn = between(np.eye(3), align(inherited @ now, inherited @ wanted), share) @ turn
    return about(hinge, curl) @ turn


@functools.cache
def _finger_ways(body: Body, number: int, side: str) -> tuple[Vector, Vector, float]:
    """At rest: where a finger points, where it would in a closed hand, and how much of the way it goes."""

    def knuckle(finger: int, joint: int = 1) -> Vector:
        return body.head_of(f"finger{finger}-{joint}.{side.upper()}")

    now = unit(knuckle(number, 3) - knuckle(number))
    if number == 1:
        return now, unit(knuckle(2) - knuckle(1)), THUMB_ALONG
    along = unit(knuckle(3, 3) - knuckle(3)) * FINGER_LENGTH
    return now, unit(along + TIPS_TOGETHER * (knuckle(3) - knuckle(number))), 1.0
