"""What a picture cannot show to the eye alone, in numbers: that the hip rotates the way the drill says.

The rule behind every line: with the knee bent, inward rotation carries the foot away from the midline and outward
rotation carries it towards it; with the foot fixed, the pelvis turning towards the standing leg is inward rotation.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from figures import props, spec
from figures.drill import Drill
from figures.motion import motion_of
from figures.rotations import Vector, unit
from figures.skeleton import Posed

DEEPEST = 0.032  # metres that soft skin may press into mat or seat
SLIP = 0.015  # metres that something still may move
LEVEL = 0.03  # metres between the heights of the two hips of a level pelvis
THIN = 0.065  # metres between the middles of two limbs that touch

PELVIS_WAYS = {"front": np.array([0.0, -1.0, 0.0]), "l": np.array([1.0, 0.0, 0.0])}

Say = Callable[[str], None]


@dataclass(frozen=True)
class Move:
    """`joint` goes at least `metres` along `way` (world) between two keys."""

    joint: str
    way: tuple[float, float, float]
    metres: float
    start: str = "start"
    end: str = "end"

    def fault(self, keys: dict[str, Posed]) -> str | None:
        gone = float((keys[self.end].joint(self.joint) - keys[self.start].joint(self.joint)) @ unit(self.way))
        return None if gone >= self.metres else f"{self.joint} goes {gone:.2f} m, wanted {self.metres:.2f}"


@dataclass(frozen=True)
class Still:
    """These joints stay where they are, from the start key through all the others named."""

    joints: tuple[str, ...]
    keys: tuple[str, ...] = ("start", "end")
    slip: float = SLIP

    def fault(self, keys: dict[str, Posed]) -> str | None:
        for joint in self.joints:
            places = np.array([keys[key].joint(joint) for key in self.keys])
            slipped = float(np.linalg.norm(places - places[0], axis=1).max())
            if slipped > self.slip:
                return f"{joint} slips {slipped:.3f} m"
        return None


@dataclass(frozen=True)
class Rotates:
    """The hip's own angle: the thigh turns `degrees` inward (or, negative, outward) in the pelvis."""

    side: str
    degrees: float
    start: str = "start"
    end: str = "end"

    def fault(self, keys: dict[str, Posed]) -> str | None:
        turned = _hip_rotation(keys[self.end], self.side) - _hip_rotation(keys[self.start], self.side)
        enough = turned >= self.degrees if self.degrees > 0 else turned <= self.degrees
        return (
            None if enough else f"the {self.side} hip turns {turned:.0f}° inward, wanted {self.degrees:.0f}°"
        )


@dataclass(frozen=True)
class Turns:
    """`segment`'s front turns at least `degrees` about the world's vertical, towards the figure's left (+) or right."""

    segment: str
    degrees: float
    start: str = "start"
    end: str = "end"

    def fault(self, keys: dict[str, Posed]) -> str | None:
        turned = _heading(keys[self.end], self.segment) - _heading(keys[self.start], self.segment)
        enough = turned >= self.degrees if self.degrees > 0 else turned <= self.degrees
        return None if enough else f"{self.segment} turns {turned:.0f}°, wanted {self.degrees:.0f}°"


@dataclass(frozen=True)
class LevelPelvis:
    key: str = "end"

    def fault(self, keys: dict[str, Posed]) -> str | None:
        tilt = abs(float(keys[self.key].joint("hip.l")[2] - keys[self.key].joint("hip.r")[2]))
        return None if tilt <= LEVEL else f"one hip hangs {tilt:.3f} m lower"


@dataclass(frozen=True)
class Lies:
    """This way of the pelvis (`front`, or its `l` side) looks up in that key."""

    way: str
    key: str

    def fault(self, keys: dict[str, Posed]) -> str | None:
        looking = keys[self.key].frames["pelvis"] @ PELVIS_WAYS[self.way]
        return None if looking[2] > 0.7 else f"the pelvis does not lie with its {self.way} up in {self.key}"


Fact = Move | Still | Rotates | Turns | LevelPelvis | Lies

LEFT, RIGHT, UP, DOWN = (1, 0, 0), (-1, 0, 0), (0, 0, 1), (0, 0, -1)
FACTS: dict[str, tuple[Fact, ...]] = {
    "90-90-foot-lift": (
        Move("ankle.r", UP, 0.10),
        Still(("knee.r",), slip=0.02),
        Still(("ankle.l", "knee.l", "pelvis")),
        Rotates("r", 15),
    ),
    "band-lying-hip-internal-rotation": (
        Move("ankle.l", LEFT, 0.15),
        Still(("knee.l", "pelvis", "hip.r", "ankle.r")),
        Rotates("l", 30),
    ),
    "hip-ir-hinge": (
        Still(("ankle.r", "toes.r")),
        Rotates("r", 25),
        Turns("pelvis", -20),
        LevelPelvis(),
        Move("ankle.l", UP, 0.4),
    ),
    "lacrosse-ball-hip-release": (
        Move("pelvis", LEFT, 0.05, "head-wards", "foot-wards"),
        Move("pelvis", LEFT, 0.05, "back-head-wards", "back-foot-wards"),
        Lies("l", "foot-wards"),
        Lies("front", "back-head-wards"),
        Still(("ankle.l", "ankle.r"), ("back-head-wards", "back-foot-wards")),
    ),
    "seated-banded-internal-rotation": (
        Move("ankle.r", RIGHT, 0.15),
        Still(("knee.r", "pelvis", "ankle.l")),
        Rotates("r", 30),
    ),
    "seated-banded-knee-out-rotation": (
        Move("knee.l", LEFT, 0.10),
        Move("knee.r", RIGHT, 0.10),
        Still(("ankle.l", "ankle.r"), slip=0.02),
        Still(("pelvis",), slip=0.02),
        Rotates("l", -8),
        Rotates("r", -8),
    ),
    "seated-hip-internal-rotation-stretch": (Move("hip.r", DOWN, 0.01), Still(("ankle.l",), slip=0.03)),
    "side-lying-banded-internal-rotation": (
        Move("ankle.l", UP, 0.18),
        Still(("knee.l", "pelvis", "ankle.r"), slip=0.025),
        Rotates("l", 25),
    ),
    "side-lying-clamshell": (
        Move("knee.l", UP, 0.10),
        Still(("ankle.l", "ankle.r", "pelvis"), slip=0.02),
        Rotates("l", -15),
    ),
    "squatting-internal-rotations": (
        Move("knee.l", RIGHT, 0.15, end="left-in"),
        Move("knee.l", DOWN, 0.15, end="left-in"),
        Move("ankle.l", LEFT, 0.08, end="left-in"),
        Move("ankle.l", DOWN, -0.03, end="left-in"),  # the heel lifts a little; the foot does not fold
        Still(("ankle.r", "toes.r"), ("start", "left-in"), slip=0.02),
        Still(("toes.l",), ("start", "left-in"), slip=0.03),
        Rotates("l", 20, end="left-in"),
        Move("knee.r", LEFT, 0.15, end="right-in"),
        Move("knee.r", DOWN, 0.15, end="right-in"),
        Move("ankle.r", RIGHT, 0.08, end="right-in"),
        Move("ankle.r", DOWN, -0.03, end="right-in"),
        Still(("ankle.l", "toes.l"), ("start", "right-in"), slip=0.02),
        Still(("toes.r",), ("start", "right-in"), slip=0.03),
        Rotates("r", 20, end="right-in"),
    ),
    "standing-hip-rotation-dissociation": (
        Still(("ankle.l", "toes.l", "pelvis"), ("out", "in")),
        Rotates("r", 60, "out", "in"),
        Turns("foot.r", 40, "out", "in"),
        Turns("chest", -50, "out", "in"),
    ),
    "supine-hip-internal-rotation": (
        Move("knee.l", RIGHT, 0.12),
        Move("knee.r", LEFT, 0.12),
        Still(("ankle.l", "ankle.r", "pelvis"), slip=0.02),
        Rotates("l", 8),
        Rotates("r", 8),
    ),
    "supine-hip-ir-end-range-expansion": (
        Move("ankle.l", LEFT, 0.18, "start", "in"),
        Still(("knee.l",), ("start", "in", "down", "press", "again"), slip=0.05),
        Still(("pelvis",), ("start", "in", "down", "press", "again"), slip=0.02),
        Still(("ankle.l",), ("down", "press")),
        Move("ankle.r", LEFT, 0.31, "down", "press"),  # up to the other ankle
        Rotates("l", 25, "start", "in"),
    ),
}


def check(slugs: list[str], say: Say) -> bool:
    """Says what is wrong with each drill; True when nothing is."""
    fine = True
    for slug in slugs:
        faults = faults_of(slug)
        fine &= not faults
        say(f"{slug}: {'; '.join(faults) or 'ok'}")
    return fine


def faults_of(slug: str) -> list[str]:
    drill = Drill(spec.read(slug))
    keys = {name: drill.posed(pose) for name, pose in drill.keys.items()}
    found = [fact.fault(keys) for fact in FACTS[slug]]
    for number, pose in enumerate(motion_of(drill).poses):
        posed = drill.posed(pose)
        found += [f"pose {number}: {fault}" for fault in (_sunk(posed), _crossed(posed)) if fault]
    found += _bands(drill, list(keys.values()))
    return [fault for fault in found if fault]


def _hip_rotation(posed: Posed, side: str) -> float:
    """Degrees inward, read back from the thigh in the pelvis by the order flexion, abduction, rotation."""
    relative = posed.frames["pelvis"].T @ posed.frames[f"thigh.{side}"]
    turned = np.degrees(np.arctan2(-relative[0, 1], relative[0, 0]))
    return float(-turned if side == "l" else turned)


def _heading(posed: Posed, segment: str) -> float:
    """Degrees to the figure's left of its first front, seen from above."""
    front = posed.frames[segment] @ np.array([0.0, -1.0, 0.0])
    return float(np.degrees(np.arctan2(front[0], -front[1])))


def _sunk(posed: Posed) -> str | None:
    depth = -float(posed.skin()[:, 2].min())
    return f"skin {depth:.3f} m below the floor" if depth > DEEPEST else None


def _crossed(posed: Posed) -> str | None:
    """Shins and the ends of the thighs keep the room that their flesh needs."""
    ends = {side: [posed.joint(f"{joint}.{side}") for joint in ("knee", "ankle")] for side in "lr"}
    apart = _between_segments(*ends["l"], *ends["r"])
    return f"shins {apart:.3f} m apart" if apart < THIN else None


def _between_segments(a: Vector, b: Vector, c: Vector, d: Vector) -> float:
    steps = np.linspace(0, 1, 60)[:, None]
    one, two = a + steps * (b - a), c + steps * (d - c)
    return float(np.linalg.norm(one[:, None] - two[None], axis=2).min())


def _bands(drill: Drill, poses: list[Posed]) -> list[str]:
    """A band sits next to its joint, and an anchored one gets longer, so it never goes slack."""
    faults = []
    for prop in drill.spec.props:
        ((kind, options),) = prop.items()
        if kind not in ("band", "loop"):
            continue
        limbs = options.get("limbs") or [options["limb"]]
        seats = [
            [props.band_seat(posed, limb, options.get("up", 0.05))[0] for limb in limbs] for posed in poses
        ]
        goal = [np.asarray(options["anchor"], float)] if kind == "band" else []
        lengths = [float(np.linalg.norm([*seat, *goal][1] - seat[0])) for seat in seats]
        if lengths[-1] < lengths[0] + 0.02:
            faults.append(f"the {kind} goes from {lengths[0]:.2f} to {lengths[-1]:.2f} m and loses its pull")
    return faults
