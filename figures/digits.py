"""The gaps between fingers and between toes, as lines along their bones: without them hands read as paws and feet as
wedges."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from figures.face import OFF_SKIN_BY, Lines, drawn_back
from figures.raster import Camera, Pixels
from figures.rotations import unit
from figures.skeleton import Posed

# How many, from the index finger or the great toe on, and of how many bones each is told.
DIGITS = {"finger": ((2, 3, 4, 5), 3), "toe": ((1, 2, 3, 4, 5), 2)}
FEATURES = tuple(
    f"{kind}.{side}.{first}" for kind, (digits, _) in DIGITS.items() for side in "lr" for first in digits[:-1]
)
BEGINS = 0.35  # share of the way from the knuckle to the next joint: where two digits part
TIP = 0.7  # of the last bone's length, beyond its joint
HIDDEN_BY = 0.022  # metres: as deep as the bones lie in a digit, and something thin
FACING = 0.4  # sine between their plane and the line of sight below which the lines would fall together


def lines(posed: Posed, camera: Camera, pixels: Pixels) -> Lines:
    """Every gap's points in pixels, or None where hand or foot is seen from its edge or is covered."""
    found: Lines = {}
    for kind, (numbers, bones) in DIGITS.items():
        for side in "lr":
            digits = [_digit(posed, f"{kind}{number}", bones, side) for number in numbers]
            across = unit(digits[-1][0] - digits[0][0])
            along = unit(np.mean([digit[-1] - digit[0] for digit in digits], axis=0))
            sight = unit(np.mean(digits, axis=(0, 1)) - camera.eye)
            seen_flat = abs(unit(np.cross(across, along)) @ sight) > FACING
            for first, (one, other) in zip(numbers, pairwise(digits), strict=False):
                gap = drawn_back(camera.project((one + other) / 2), pixels)
                behind = pixels.depth_behind(gap)
                on_skin = (behind < HIDDEN_BY).all() and (behind[[0, -1]] > -OFF_SKIN_BY).all()
                found[f"{kind}.{side}.{first}"] = gap[:, :2] if seen_flat and on_skin else None
    return found


def _digit(posed: Posed, name: str, bones: int, side: str) -> NDArray[np.float64]:
    """(bones + 1, 3): from where it parts from its neighbour over its joints to the tip."""
    numbers = range(1, bones + 1)
    joints = np.array([posed.places[posed.body.bone(f"{name}-{bone}.{side.upper()}")] for bone in numbers])
    parts = joints[0] + BEGINS * (joints[1] - joints[0])
    return np.array([parts, *joints[1:], joints[-1] + TIP * (joints[-1] - joints[-2])])
