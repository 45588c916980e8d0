"""A calm face in a few strokes: brows, eyes and mouth, as lines on the resting head that move with it."""

import functools
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures import body as bodies
from figures.raster import Camera, Pixels
from figures.rotations import unit
from figures.skeleton import Posed

# Sideways and height in metres on the resting head; how far in front the skin is there, is looked up.
STROKES = {
    "brow": [(0.017, 1.6285), (0.031, 1.6325), (0.045, 1.6275)],
    "lid": [(0.021, 1.6055), (0.026, 1.6085), (0.033, 1.609), (0.040, 1.605)],
    "eye": [(0.0305, 1.6025), (0.0305, 1.6020)],
    "nose": [(0.009, 1.578), (0.003, 1.5745), (-0.005, 1.576)],
    "mouth": [(-0.019, 1.5435), (-0.008, 1.5405), (0.008, 1.5405), (0.019, 1.5435)],
}
FEATURES = ("brow.l", "brow.r", "lid.l", "lid.r", "eye.l", "eye.r", "nose", "mouth")
HIDDEN_BY = 0.014  # metres that something may lie in front of a feature before it is hidden
OFF_SKIN_BY = 0.05  # metres that what is seen lies behind a feature which sticks out past the outline
STEPS_BACK = 5  # halvings
MOSTLY = 0.6  # share of a feature's points that must not be hidden
CHEEK_CURVE = 9.0  # how much the face turns sideways, per metre from its middle
TURNED_AWAY = 0.24  # cosine between the skin's normal and the camera below which a feature is not seen

Lines: TypeAlias = dict[str, NDArray[np.float64] | None]


def lines(posed: Posed, camera: Camera, pixels: Pixels) -> Lines:
    """Every feature's points in pixels, or None where it is turned away, covered, or past the edge of the face."""
    head = posed.body.bone("head")
    found: Lines = {}
    for name in FEATURES:
        points, normal = _resting(name)
        placed = (points - posed.body.heads[head]) @ posed.turns[head].T + posed.places[head]
        seen = drawn_back(camera.project(placed), pixels)
        facing = -(posed.turns[head] @ normal) @ unit(placed.mean(0) - camera.eye)
        behind = pixels.depth_behind(seen)
        on_skin = (behind < HIDDEN_BY).mean() > MOSTLY and (behind[[0, -1]] > -OFF_SKIN_BY).all()
        found[name] = seen[:, :2] if facing > TURNED_AWAY and on_skin else None
    return found


def drawn_back(line: NDArray[np.float64], pixels: Pixels) -> NDArray[np.float64]:
    """A projected line whose ends do not stick out past the outline of the body. In between it may cross a gap: the
    mouth of the mesh is open, and so are fingers."""
    line = line.copy()
    for end, inner in ((0, 1), (-1, -2)):
        for _ in range(STEPS_BACK):
            if pixels.depth_behind(line[[end]])[0] > -OFF_SKIN_BY:
                break
            line[end] = (line[end] + line[inner]) / 2
    return line


@functools.cache
def _resting(feature: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The feature's points on the skin of the resting head, and where the face looks there."""
    stroke, _, side = feature.partition(".")
    sign = -1 if side == "r" else 1
    body = bodies.load()
    front = np.flatnonzero((body.vertices[:, 1] < -0.08) & (body.weights[:, body.bone("root")] < 0.5))
    front = front[body.vertices[front, 2] > 1.5]
    points = []
    for across, height in STROKES[stroke]:
        flat = np.array([across * sign, height])
        away = np.linalg.norm(body.vertices[front][:, [0, 2]] - flat, axis=1)
        nearest = front[np.argsort(away)[:6]]
        points.append([flat[0], body.vertices[nearest, 1].min() - 0.001, flat[1]])
    across = np.mean([point[0] for point in points])
    return np.array(points), unit([across * CHEEK_CURVE, -1, 0])
