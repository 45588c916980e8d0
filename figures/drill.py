"""A drill in motion: its key poses made true against the floor, every pose between them, and the whole scene's mesh."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from figures import contacts, props
from figures.body import SIDES
from figures.contacts import joint_place
from figures.rotations import Vector
from figures.skeleton import ANGLES, Posed, hand_frame, pose_body, reach
from figures.spec import Spec

Pose = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Scene:
    """One frame's triangles, the body's first. `materials` is a number per triangle, named in props.MATERIALS."""

    vertices: NDArray[np.float64]
    triangles: NDArray[np.int64]
    materials: NDArray[np.int64]
    posed: Posed
    skin_vertices: int


class Drill:
    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.pins: dict[str, Vector] = {}
        self.keys: dict[str, Pose] = {}
        self.height: float | None = None
        for name, pose in spec.keys.items():
            self.keys[name] = self._grounded(pose)
            self._remember_pins(name)

    def between(self, start: str, end: str, share: float, exact: bool = True) -> Pose:
        """The pose `share` (0 to 1) of the way between two keys, angle by angle; `exact` keeps its contacts too."""
        if share in (0, 1) or start == end:
            return self.keys[end if share == 1 else start]
        pose = _mix(self.keys[start], self.keys[end], share)
        contact = self.spec.contact
        if exact and contact and contact.always:
            return contacts.settle(pose, pose["root"], contact, self.pins)
        return pose

    def posed(self, pose: Pose) -> Posed:
        root = {**self.spec.root, **pose.get("root", {})}
        angles = {name: value for name, value in pose.items() if name in ANGLES}
        posed = contacts.stand(angles, root, fingers=True)
        arms: dict[str, Any] = {}
        for side, _ in SIDES:
            if arm := pose.get(f"arm.{side}"):
                arms |= _reach(posed, side, arm)
        return pose_body({**angles, **arms}, posed.frames["pelvis"], posed.joint("pelvis")) if arms else posed

    def scene(self, pose: Pose) -> Scene:
        posed = self.posed(pose)
        skin = posed.skin()
        parts = [props.Part(skin, posed.body.triangles, "body"), props.bun(posed)]
        parts += [part for prop in self.spec.props for part in props.build(prop, posed, skin)]
        offsets = np.cumsum([0, *(len(part.vertices) for part in parts)])
        return Scene(
            vertices=np.concatenate([part.vertices for part in parts]),
            triangles=np.concatenate(
                [part.triangles + offset for part, offset in zip(parts, offsets, strict=False)]
            ),
            materials=np.concatenate(
                [np.full(len(part.triangles), props.MATERIALS[part.material]) for part in parts]
            ),
            posed=posed,
            skin_vertices=len(skin),
        )

    def _grounded(self, pose: Pose) -> Pose:
        root = {**self.spec.root, **pose.get("root", {})}
        if contact := self.spec.contact:
            own = replace(contact, touch=pose.get("touch", contact.touch))
            settled = contacts.settle(pose, root, own, self.pins)
            return settled if contact.always or "z" not in settled["root"] else _at_its_height(settled)
        if "plant" in root or "z" in root:
            return {**pose, "root": root}
        if self.height is None:  # the first key decides, so that the body does not bob up and down
            angles = {name: value for name, value in pose.items() if name in ANGLES}
            self.height = float(contacts.stand(angles, root).joint("pelvis")[2])
        return {**pose, "root": {**root, "height": self.height}}

    def _remember_pins(self, key: str) -> None:
        if not self.spec.contact:
            return
        posed = self.posed(self.keys[key])
        for joint, place in self.spec.contact.pin.items():
            if place == key:
                self.pins[joint] = posed.joint(joint)
            elif not isinstance(place, str):
                self.pins[joint] = np.asarray(place, float)


def _at_its_height(pose: Pose) -> Pose:
    """The same pose, placed by the pelvis's height: between two keys that is what should change evenly."""
    angles = {name: value for name, value in pose.items() if name in ANGLES}
    height = float(contacts.stand(angles, pose["root"]).joint("pelvis")[2])
    return {**pose, "root": {**{k: v for k, v in pose["root"].items() if k != "z"}, "height": height}}


def eased(share: float) -> float:
    """Slow, through, slow."""
    return share * share * (3 - 2 * share)


def _reach(posed: Posed, side: str, arm: Mapping[str, Any]) -> dict[str, Any]:
    frames: dict[str, Any] = reach(
        posed, side, joint_place(posed, arm["wrist"]), arm.get("elbow_dir", (0, 1, 0))
    )
    if "fingers" in arm:
        frames[f"frame.hand.{side}"] = hand_frame(side, arm["fingers"], arm.get("palm", (0, 0, -1)))
    return frames


def _mix(start: Pose, end: Pose, share: float) -> dict[str, Any]:
    mixed: dict[str, Any] = {}
    for name in sorted({*start, *end}):
        a, b = start.get(name), end.get(name)
        if isinstance(a, Mapping) or isinstance(b, Mapping):
            mixed[name] = _mix_parts(a or {}, b or {}, share, both=name == "pin")
        else:
            mixed[name] = _mix_values(a or 0.0, b or 0.0, share)
    return mixed


def _mix_parts(a: Mapping[str, Any], b: Mapping[str, Any], share: float, both: bool) -> dict[str, Any]:
    """`both`: only parts that start and end have, because a joint pinned at one end alone is on its way."""
    names = {*a} & {*b} if both else {*a} | {*b}
    return {
        name: _mix_values(a.get(name, b.get(name)), b.get(name, a.get(name)), share) for name in sorted(names)
    }


def _mix_values(a: Any, b: Any, share: float) -> Any:
    """Numbers and lists of numbers mix; a joint's name stays, and its shift mixes when both ends name that joint."""
    if isinstance(a, str):
        (joint, _, from_shift), (other, _, to_shift) = a.partition("+"), b.partition("+")
        if joint != other or not from_shift or from_shift == to_shift:
            return a
        start, end = (np.array([float(part) for part in text.split(",")]) for text in (from_shift, to_shift))
        mixed = _mix_values(start, end, share)
        return f"{joint}+{','.join(str(float(part)) for part in mixed)}"
    if isinstance(a, list | tuple | np.ndarray):
        return np.asarray(a, float) * (1 - share) + np.asarray(b, float) * share
    return float(a) * (1 - share) + float(b) * share
