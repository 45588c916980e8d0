"""Rotation matrices (3 x 3, columns are the turned axes) from angles in degrees."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial.transform import Rotation

Matrix: TypeAlias = NDArray[np.float64]
Vector: TypeAlias = NDArray[np.float64]


def about_x(degrees: float) -> Matrix:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def about_y(degrees: float) -> Matrix:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def about_z(degrees: float) -> Matrix:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def about(axis: ArrayLike, degrees: float) -> Matrix:
    x, y, z = unit(axis)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + s * k + (1 - c) * (k @ k)


def unit(vector: ArrayLike) -> Vector:
    v = np.asarray(vector, float)
    return v / max(float(np.linalg.norm(v)), 1e-9)


def align(start: ArrayLike, goal: ArrayLike) -> Matrix:
    """The smallest rotation that takes direction `start` to direction `goal`."""
    a, b = unit(start), unit(goal)
    v, c = np.cross(a, b), float(a @ b)
    if c < -0.99999:
        return about_x(180)
    k = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    return np.eye(3) + k + k @ k / (1 + c)


def frame(z: ArrayLike, x: ArrayLike) -> Matrix:
    """The frame whose third axis is `z` and whose first is as near to `x` as that allows."""
    z_axis = unit(z)
    x_wanted = np.asarray(x, float)
    x_axis = unit(x_wanted - (x_wanted @ z_axis) * z_axis)
    return np.stack([x_axis, np.cross(z_axis, x_axis), z_axis], 1)


def between(start: Matrix, goal: Matrix, share: float) -> Matrix:
    """The rotation that has gone `share` (0 to 1) of the way from `start` to `goal`."""
    way = start.T @ goal
    turn = np.degrees(np.arccos(np.clip((np.trace(way) - 1) / 2, -1, 1)))
    if turn < 1e-6:
        return start
    if turn > 179.9:  # the axis is lost in rounding: the slow way finds it
        axis = Rotation.from_matrix(way).as_rotvec()
    else:
        axis = np.array([way[2, 1] - way[1, 2], way[0, 2] - way[2, 0], way[1, 0] - way[0, 1]])
    return start @ about(axis, turn * share)


def twist_towards(start: Matrix, goal: Matrix, axis: ArrayLike) -> Matrix:
    """`start` turned by that part of start → goal which lies about the world `axis`."""
    q = Rotation.from_matrix(goal @ start.T).as_quat()
    direction = unit(axis)
    angle = 2 * np.arctan2(q[:3] @ direction, q[3])
    angle = (angle + np.pi) % (2 * np.pi) - np.pi
    return Rotation.from_rotvec(direction * angle).as_matrix() @ start
