"""Outlines → the `d` of an SVG path, as few bytes as exact integers allow.

Coordinates are twice those of the view box, so that the midpoints between integer points are integers too. A rounded
outline is a chain of quadratic curves from midpoint to midpoint with the points themselves as handles: then each
handle mirrors the one before, and the short `t` command draws it from its end alone.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]

CORNER = 62.0  # degrees of turn from which a point stays a corner
LONG_EDGE = 90.0  # view box units: between two edges longer than this a point stays a corner


def encode(points: Points, rounded: bool) -> list[str]:
    """(points, frames, 2) → one `d` per frame, all with the same commands in the same order."""
    corners = _corners(points) if rounded else np.ones(len(points), bool)
    grid = np.rint(points).astype(int)
    return [_closed(grid[:, frame], corners) for frame in range(grid.shape[1])]


def polyline(points: Points) -> str:
    """An open line through (points, 2)."""
    grid = np.rint(points * 2).astype(int)
    steps = np.diff(grid, axis=0)
    return f"M{grid[0, 0]} {grid[0, 1]}" + _command("l", steps.ravel())


def flattened(points: Points, rounded: bool) -> Points:
    """(points, 1, 2) → the same closed outline as straight pieces."""
    corners = _corners(points) if rounded else np.ones(len(points), bool)
    here = np.rint(points[:, 0])
    before, after = (here + np.roll(here, 1, 0)) / 2, (here + np.roll(here, -1, 0)) / 2
    share = np.linspace(0, 1, 5)[:-1, None]
    pieces = []
    for point, start, end, corner in zip(here, before, after, corners, strict=True):
        if corner:
            pieces += [start, point]
        else:
            pieces += list((1 - share) ** 2 * start + 2 * share * (1 - share) * point + share**2 * end)
    return np.array(pieces)


def _corners(points: Points) -> NDArray[np.bool_]:
    """Judged over all frames in which the outline has a size."""
    before, after = points - np.roll(points, 1, 0), np.roll(points, -1, 0) - points
    turn = np.arctan2(after[..., 1], after[..., 0]) - np.arctan2(before[..., 1], before[..., 0])
    turn = np.degrees(np.abs((turn + np.pi) % (2 * np.pi) - np.pi))
    shorter = np.minimum(np.hypot(*np.moveaxis(before, -1, 0)), np.hypot(*np.moveaxis(after, -1, 0)))
    present = np.maximum((shorter > 0).sum(1), 1)
    return (turn.sum(1) / present > CORNER) | (shorter.sum(1) / present > LONG_EDGE)


def _closed(points: NDArray[np.int64], corners: NDArray[np.bool_]) -> str:
    if corners.all():
        steps = np.diff(points * 2, axis=0)
        return f"M{points[0, 0] * 2} {points[0, 1] * 2}" + _command("l", steps.ravel()) + "z"
    middles = points + np.roll(points, -1, 0)  # of the edge after each point, doubled
    at = middles[-1]
    out = [f"M{at[0]} {at[1]}"]
    run: list[int] = []
    kind = ""

    def put(command: str, numbers: Sequence[int]) -> None:
        nonlocal kind, run
        if command != kind:
            if run:
                out.append(_command(kind, run))
            kind, run = command, []
        run = [*run, *numbers]

    curving = False
    for point, middle, corner in zip(points * 2, middles, corners, strict=True):
        if corner:
            put("l", [*(point - at), *(middle - point)])
        elif curving:
            put("t", [*(middle - at)])
        else:
            put("q", [*(point - at), *(middle - at)])
        curving = not corner
        at = middle
    out.append(_command(kind, run))
    return "".join(out) + "z"


def _command(letter: str, numbers: Sequence[int] | NDArray[np.int64]) -> str:
    text = letter
    for place, number in enumerate(numbers):
        text += f"{'' if place == 0 or number < 0 else ' '}{number}"
    return text
