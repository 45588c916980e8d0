"""Arrows that show the rotation: along the arc of a joint, or round an axis."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from skimage import measure

from figures.contacts import joint_place
from figures.drill import Drill
from figures.raster import Camera
from figures.rotations import about, unit

HEAD = 30.0  # view box units
STEPS = 28

Line: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Arrow:
    strokes: list[Line]  # shaft and heads
    during: tuple[str, ...]  # the keys on whose way, and while they are held, it shows; none: always


def courses(drill: Drill) -> list[Line]:
    """Where the arrows run in the world, for the camera to leave room."""
    return [_course(drill, arrow) for arrow in drill.spec.arrows]


def of(drill: Drill, camera: Camera, scale: float) -> list[Arrow]:
    """The drill's arrows, in view box units."""
    found = []
    for arrow in drill.spec.arrows:
        shaft = camera.project(_course(drill, arrow))[:, :2] * scale
        shaft = shaft + np.asarray(arrow.get("shift", (0, 0)), float)
        strokes = [measure.approximate_polygon(shaft, 0.4), _head(shaft)]
        if arrow.get("both"):
            strokes.append(_head(shaft[::-1]))
        found.append(Arrow(strokes, tuple(arrow.get("during", ()))))
    return found


def _course(drill: Drill, arrow: Mapping[str, Any]) -> Line:
    """`follow: joint` (the way it goes between two keys), `around: joint` with `axis`, `radius`, `start`, `end`, or
    `line: [from, to]`."""
    if "around" in arrow:
        return _arc(drill, arrow)
    if "line" in arrow:
        return np.linspace(*np.array(arrow["line"], float), STEPS)
    faded, solid = drill.spec.poster
    start, end = arrow.get("from", faded), arrow.get("to", solid)
    shares = np.linspace(arrow.get("t0", 0.05), arrow.get("t1", 0.95), STEPS // 2)
    places = []
    for share in shares:
        posed = drill.posed(drill.between(start, end, float(share), exact=False))
        places.append(joint_place(posed, arrow["follow"]))
    return np.array(places) + np.asarray(arrow.get("offset", (0, 0, 0)), float)


def _arc(drill: Drill, arrow: Mapping[str, Any]) -> Line:
    """Angles in degrees about `axis` from the figure's front (-Y), turning left about an upward axis being positive."""
    posed = drill.posed(drill.keys[arrow.get("key", drill.spec.poster[1])])
    axis = unit(arrow.get("axis", (0, 0, 1)))
    front = np.array([0, -1.0, 0]) if abs(axis[1]) < 0.9 else np.array([0, 0, 1.0])
    front = unit(front - (front @ axis) * axis) * arrow["radius"]
    centre = joint_place(posed, arrow["around"]) + np.asarray(arrow.get("offset", (0, 0, 0)), float)
    return np.array(
        [centre + about(axis, a) @ front for a in np.linspace(arrow["start"], arrow["end"], STEPS)]
    )


def _head(shaft: Line) -> Line:
    tip, before = shaft[-1], shaft[-4]
    ahead = unit(tip - before)
    across = np.array([-ahead[1], ahead[0]])
    tip = tip + ahead * 4
    return np.array([tip - ahead * HEAD + across * HEAD * 0.6, tip, tip - ahead * HEAD - across * HEAD * 0.6])
