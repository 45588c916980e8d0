"""Where the pelvis is, and small corrections of a pose so that what should rest on the floor does."""

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from figures import body as bodies
from figures.body import Body
from figures.rotations import Matrix, Vector, about_x, about_y, about_z
from figures.skeleton import ANGLES, Posed, angle_in, pose_body
from figures.spec import Contact

LYING = {
    "upright": np.eye(3),
    "supine": about_x(-90),
    "prone": about_x(90),
    "side_left": about_y(90),
    "side_right": about_y(-90),
}
# Patches of skin that may touch the floor: by the bones they follow (and how closely), or round a place at rest.
REGIONS_OF_BONES = {
    "foot": (("foot", "toe"), 0.7),
    "heel": (("foot",), 0.7),
    "toes": (("toe",), 0.7),
    "shank": (("lowerleg02",), 0.5),
    "thigh": (("upperleg02",), 0.6),
    "hand": (("wrist", "finger", "metacarpal"), 0.7),
}
REGIONS_ROUND_PLACES = {
    "knee": ("knee", 0.10),
    "elbow": ("elbow", 0.06),
    "hip": ((0.16, 0, 0.93), 0.10),
    "seat": ((0.085, 0.05, 0.84), 0.12),
}
TOUCH_WEIGHT = 100.0  # per metre: a centimetre off the floor costs as much …
PIN_WEIGHT = 60.0
ANGLE_WEIGHT = 1 / 45  # … as 45° away from the authored angle
REST_TOES_OUT = 6.0  # degrees, of the neutral foot
DEFAULT_SINK = 0.012  # metres that a lying body presses into the mat


def stand(angles: Mapping[str, Any], root: Mapping[str, Any], fingers: bool = False) -> Posed:
    """The body in its place: `root` says how the pelvis lies, and at what height or on which foot."""
    turn = LYING[root.get("orient", "upright")] @ about_z(root.get("yaw", 0)) @ about_x(root.get("pitch", 0))
    turn = turn @ about_y(root.get("roll", 0))
    if "plant" in root:
        return _planted(angles, root, turn, fingers)
    posed = pose_body(angles, turn, fingers=fingers)
    shift = np.zeros(3)
    if "height" in root:
        shift[2] = root["height"] - posed.joint("pelvis")[2]
    elif "z" in root:
        shift[2] = root["z"]
    else:
        shift[2] = -posed.skin()[:, 2].min() - root.get("sink", DEFAULT_SINK)
    if "fix" in root:
        shift[:2] = np.asarray(root.get("fix_at", (0, 0)), float) - posed.joint(root["fix"])[:2]
    return posed.moved(shift)


def settle(
    pose: Mapping[str, Any], root: Mapping[str, Any], contact: Contact, pins: Mapping[str, Vector]
) -> dict[str, Any]:
    """`pose` with its `vary` angles moved as little as makes every contact true. The result carries root and pins."""
    own_pins = _own_pins(pose)
    problem = _Problem(pose, root, contact, {**pins, **own_pins})
    found = least_squares(
        problem.misses,
        problem.start,
        diff_step=1e-3,
        x_scale=problem.scale,
        max_nfev=40,
        xtol=1e-5,
        ftol=1e-5,
    )
    angles, settled_root = problem.unpack(found.x)
    kept = {name: value for name, value in pose.items() if name not in ("stand", "touch")}
    return {**kept, **angles, "root": settled_root, "pin": own_pins}


def _own_pins(pose: Mapping[str, Any]) -> dict[str, Vector]:
    pins = {joint: np.asarray(place, float) for joint, place in pose.get("pin", {}).items()}
    for side, (x, y, toes_out) in pose.get("stand", {}).items():
        ankle, toes = _flat_foot(side)
        turn = about_z((toes_out - REST_TOES_OUT) * (1 if side == "l" else -1))
        spot, height = np.array([x, y, 0.0]), np.array([0.0, 0.0, ankle[2]])
        pins[f"ankle.{side}"] = spot + height
        pins[f"toes.{side}"] = spot + height + turn @ (toes - ankle)
    return pins


@functools.cache
def _flat_foot(side: str) -> tuple[Vector, Vector]:
    """Ankle and toes of a foot that stands flat, with the sole at Z = 0."""
    posed = pose_body({}, np.eye(3))
    sole = np.array([0, 0, posed.skin_of(region(f"foot.{side}"))[:, 2].min()])
    return posed.joint(f"ankle.{side}") - sole, posed.joint(f"toes.{side}") - sole


class _Problem:
    def __init__(
        self,
        pose: Mapping[str, Any],
        root: Mapping[str, Any],
        contact: Contact,
        pins: Mapping[str, Vector],
    ) -> None:
        self.pose = {name: value for name, value in pose.items() if name in ANGLES}
        self.root, self.contact, self.pins = root, contact, pins
        # The height is free unless a foot carries the body or the author gave it.
        self.floats = "plant" not in root and "height" not in root
        regions = {name: region(name) for name in contact.touch}
        self.skin = np.unique(np.concatenate([*regions.values(), [0]])).astype(int)
        self.rows = {name: np.searchsorted(self.skin, vertices) for name, vertices in regions.items()}
        authored = [self._authored(name) for name in contact.vary]
        self.authored = np.array(authored)
        self.start = np.array([*authored, *([self._height()] if self.floats else [])])
        self.scale = np.r_[np.full(len(authored), 10.0), [0.05] if self.floats else []]

    def unpack(self, values: NDArray[np.float64]) -> tuple[dict[str, Any], dict[str, Any]]:
        angles, root = dict(self.pose), dict(self.root)
        for name, value in zip(self.contact.vary, values, strict=False):
            if name.startswith("root."):
                root[name.removeprefix("root.")] = float(value)
            else:
                angles[name] = float(value)
        if self.floats:
            root["z"] = float(values[-1])
        return angles, root

    def misses(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        angles, root = self.unpack(values)
        posed = stand(angles, root)
        heights = posed.skin_of(self.skin)[:, 2]
        touch = [
            (heights[self.rows[name]].min() - height) * TOUCH_WEIGHT
            for name, height in self.contact.touch.items()
        ]
        pins = [(posed.joint(name) - place) * PIN_WEIGHT for name, place in self.pins.items()]
        drift = (values[: len(self.authored)] - self.authored) * ANGLE_WEIGHT
        return np.concatenate([touch, *pins, drift])

    def _authored(self, name: str) -> float:
        if name.startswith("root."):
            return float(self.root.get(name.removeprefix("root."), 0))
        return angle_in(self.pose, name)

    def _height(self) -> float:
        if "z" in self.root:
            return float(self.root["z"])
        lowest = stand(self.pose, {**self.root, "z": 0.0}).skin_of(self.skin)[:, 2].min()
        return -float(lowest) if self.contact.touch else 0.1


def _planted(angles: Mapping[str, Any], root: Mapping[str, Any], turn: Matrix, fingers: bool) -> Posed:
    """This foot stands flat and still, toes `toe_out` degrees out; the rest of the body follows from it."""
    foot = root["plant"]
    side = foot[-1]
    outward = (1 if side == "l" else -1) * root.get("toe_out", REST_TOES_OUT)
    turn = about_z(outward) @ pose_body(angles, turn, fingers=False).frames[foot].T @ turn
    posed = pose_body(angles, turn, fingers=fingers)
    shift = np.zeros(3)
    shift[:2] = np.asarray(root.get("at", (0, 0)), float) - posed.joint(f"ankle.{side}")[:2]
    shift[2] = -posed.skin_of(region(f"foot.{side}"))[:, 2].min()
    return posed.moved(shift)


@functools.cache
def region(name: str) -> NDArray[np.int64]:
    """Vertices of a named patch of skin, chosen on the resting body: `seat.l`, `heel.r`, `knee.l` …"""
    patch, _, side = name.partition(".")
    body = bodies.load()
    if patch in REGIONS_OF_BONES:
        stems, least = REGIONS_OF_BONES[patch]
        chosen = _weight(body, side, *stems) > least
    else:
        place, radius = REGIONS_ROUND_PLACES[patch]
        across = -1 if side == "r" else 1
        middle = (
            body.head_of(f"{place}.{side}") if isinstance(place, str) else np.multiply(place, (across, 1, 1))
        )
        chosen = _near(body, middle, radius)
    if patch == "heel":
        chosen &= body.vertices[:, 1] > 0
    if patch == "seat":
        chosen &= _weight(body, "l", "lowerleg01") + _weight(body, "r", "lowerleg01") < 0.1
    return np.flatnonzero(chosen)


def _near(body: Body, centre: Any, radius: float) -> NDArray[np.bool_]:
    return np.linalg.norm(body.vertices - np.asarray(centre), axis=1) < radius


def _weight(body: Body, side: str, *stems: str) -> NDArray[np.float64]:
    bones = [
        i for i, bone in enumerate(body.names) if bone.startswith(stems) and bone.endswith(f".{side.upper()}")
    ]
    return body.weights[:, bones].sum(1)


def joint_place(posed: Posed, place: Any) -> Vector:
    """`ankle.l`, `ankle.l+0.1,0,0.2` (a joint and a shift in metres) or `[x, y, z]`."""
    if not isinstance(place, str):
        return np.asarray(place, float)
    name, _, shift = place.partition("+")
    found = posed.joint(name.strip())
    return found + np.array([float(part) for part in shift.split(",")]) if shift else found
