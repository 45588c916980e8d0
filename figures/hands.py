"""The gaps between the fingers, as lines along the bones of a hand: without them a closed hand reads as a paw."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from figures.face import Lines
from figures.raster import Camera, Pixels
from figures.rotations import unit
from figures.skeleton import Posed

FINGERS = (2, 3, 4, 5)  # from the index to the little finger
FEATURES = tuple(f"gap.{side}.{first}" for side in "lr" for first in FINGERS[:-1])
BEGINS = 0.35  # share of the way from the knuckle to the next joint: where the fingers part
TIP = 0.7  # of the last bone's length, beyond its joint
HIDDEN_BY = 0.022  # metres: as deep as the bones lie in a finger, and something thin
FACING = 0.4  # sine between the hand's plane and the line of sight below which the lines would fall together


def lines(posed: Posed, camera: Camera, pixels: Pixels) -> Lines:
    """Every gap's points in pixels, or None where the hand is seen from its edge or is covered."""
    found: Lines = {}
    for side in "lr":
        fingers = [_finger(posed, number, side) for number in FINGERS]
        across = unit(fingers[-1][0] - fingers[0][0])
        along = unit(np.mean([finger[-1] - finger[0] for finger in fingers], axis=0))
        sight = unit(np.mean(fingers, axis=(0, 1)) - camera.eye)
        seen_flat = abs(unit(np.cross(across, along)) @ sight) > FACING
        for first, (one, other) in zip(FINGERS, pairwise(fingers), strict=False):
            gap = camera.project((one + other) / 2)
            uncovered = (pixels.depth_behind(gap) < HIDDEN_BY).all()
            found[f"gap.{side}.{first}"] = gap[:, :2] if seen_flat and uncovered else None
    return found


def _finger(posed: Posed, number: int, side: str) -> NDArray[np.float64]:
    """(4, 3): from where it parts from its neighbour over its joints to the tip."""
    knuckle, middle, last = (
        posed.places[posed.body.bone(f"finger{number}-{joint}.{side.upper()}")] for joint in (1, 2, 3)
    )
    return np.array([knuckle + BEGINS * (middle - knuckle), middle, last, last + TIP * (last - middle)])
