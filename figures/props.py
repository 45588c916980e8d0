"""Things around the body, as small meshes: mat, bench, band, loop, ball, and the bun of the hair."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import ConvexHull

from figures import body as bodies
from figures.contacts import joint_place
from figures.rotations import Vector, about_z, unit
from figures.skeleton import Posed

MATERIALS = {"body": 0, "mat": 1, "band": 2, "prop": 3, "prop2": 4, "ball": 5, "hair": 6}
# The joint a band sits next to, the one it is measured towards, and the bones whose skin it lies on: a seated thigh's
# plane meets the calf as well.
LIMBS = {
    "ankle": ("ankle", "knee", ("lowerleg", "foot")),
    "thigh": ("knee", "hip", ("upperleg",)),
    "foot": ("toes", "ankle", ("foot", "toe")),
}
SLICE = 0.02  # metres above and below a band's plane whose skin it has to go round
PATH_POINTS = 61
GAP = 0.003  # metres between skin and band
CORD_RADIUS = 0.0075  # metres
THICKNESS = 0.004


@dataclass(frozen=True, eq=False)
class Part:
    vertices: NDArray[np.float64]
    triangles: NDArray[np.int64]
    material: str


def build(prop: Mapping[str, Any], posed: Posed, skin: NDArray[np.float64]) -> list[Part]:
    ((kind, options),) = prop.items()
    match kind:
        case "mat":
            return [_mat(**options)]
        case "box":
            return [
                _box(options["size"], options["at"], options.get("yaw", 0), options.get("material", "prop"))
            ]
        case "ball":
            return [_sphere(joint_place(posed, options["at"]), options.get("r", 0.032), "ball")]
        case "band":
            return _long_band(posed, skin, **options)
        case "loop":
            return [_loop(posed, skin, **options)]
        case _:
            raise KeyError(kind)


def bun(posed: Posed) -> Part:
    body = posed.body
    head = body.bone("head")
    at_rest = np.array([0, 0.052, body.vertices[:, 2].max() - 0.020])
    ball = _sphere(at_rest, 0.040, "hair")
    moved = (ball.vertices - body.heads[head]) @ posed.turns[head].T + posed.places[head]
    return Part(moved, ball.triangles, "hair")


def band_seat(posed: Posed, limb: str, up: float) -> tuple[Vector, Vector]:
    """Where a band goes round `limb` (`ankle.l`): the middle of the limb `up` metres along it, and its direction."""
    place, side = limb.split(".")
    near, far = (posed.joint(f"{joint}.{side}") for joint in LIMBS[place][:2])
    along = unit(far - near)
    return near + along * up, along


def taut_path(
    posed: Posed, skin: NDArray[np.float64], limbs: list[str], centre: Vector, axis: Vector
) -> NDArray[np.float64]:
    """The shortest way round the limbs in the plane through `centre` across `axis`, its first point repeated."""
    around = [skin[_skin_of_limb(limb)] for limb in limbs]
    near = np.concatenate(
        [points[np.abs((points - centre) @ axis) < SLICE] for points in around if len(points)]
    )
    right = unit(np.cross(axis, (0, 0, 1) if abs(axis[2]) < 0.9 else (1, 0, 0)))
    ahead = np.cross(axis, right)
    flat = np.c_[(near - centre) @ right, (near - centre) @ ahead]
    hull = flat[ConvexHull(flat).vertices]
    hull = np.roll(hull, -int(np.argmax(hull[:, 0])), 0)
    hull = hull + GAP * _outward(hull)
    closed = _evenly_spaced(np.concatenate([hull, hull[:1]]), PATH_POINTS)
    return centre + closed[:, :1] * right + closed[:, 1:] * ahead


def _long_band(
    posed: Posed,
    skin: NDArray[np.float64],
    limb: str,
    anchor: ArrayLike,
    up: float = 0.05,
    width: float = 0.026,
) -> list[Part]:
    """A cuff round the limb, and a straight cord from its nearest point to the anchor."""
    centre, along = band_seat(posed, limb, up)
    cuff = taut_path(posed, skin, [limb], centre, along)
    end = np.asarray(anchor, float)
    nearest = cuff[np.argmin(np.linalg.norm(cuff - end, axis=1))]
    return [_ribbon(cuff, along, width), _cord(nearest, end)]


def _loop(
    posed: Posed, skin: NDArray[np.float64], limbs: list[str], up: float = 0.06, width: float = 0.04
) -> Part:
    """One taut loop round two limbs."""
    (first, along), (second, along_too) = (band_seat(posed, limb, up) for limb in limbs)
    apart = unit(second - first)
    axis = along + along_too
    axis = unit(axis - (axis @ apart) * apart)
    return _ribbon(taut_path(posed, skin, limbs, (first + second) / 2, axis), axis, width)


@functools.cache
def _skin_of_limb(limb: str) -> NDArray[np.int64]:
    place, side = limb.split(".")
    body = bodies.load()
    bones = [
        i
        for i, name in enumerate(body.names)
        if name.startswith(LIMBS[place][2]) and name.endswith(f".{side.upper()}")
    ]
    return np.flatnonzero(body.weights[:, bones].sum(1) > 0.6)


def _evenly_spaced(path: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Every frame's band gets the same number of points, the first one furthest along the path's first axis."""
    walked = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    shares = np.linspace(0, walked[-1], count)
    return np.stack([np.interp(shares, walked, path[:, axis]) for axis in range(2)], 1)


def _outward(hull: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unit steps away from the middle of a convex outline."""
    away = hull - hull.mean(0)
    return away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)


def _ribbon(path: NDArray[np.float64], axis: Vector, width: float) -> Part:
    middle = path.mean(0)
    rings = []
    for point in path:
        outward = point - middle
        outward = unit(outward - (outward @ axis) * axis) * THICKNESS
        high, low = point + axis * width / 2, point - axis * width / 2
        rings.append([high, high + outward, low + outward, low])
    return _swept(np.array(rings), "band")


def _cord(start: Vector, end: Vector) -> Part:
    along = unit(end - start)
    across = unit(np.cross(along, (0, 0, 1) if abs(along[2]) < 0.9 else (1, 0, 0)))
    upward = np.cross(along, across)
    angles = np.linspace(0, 2 * np.pi, 10, endpoint=False)[:, None]
    ring = CORD_RADIUS * (np.cos(angles) * across + np.sin(angles) * upward)
    return _swept(np.array([start + ring, end + ring]), "band")


def _swept(rings: NDArray[np.float64], material: str) -> Part:
    count, corners = rings.shape[:2]
    triangles = []
    for i in range(count - 1):
        for j in range(corners):
            a, b = i * corners + j, i * corners + (j + 1) % corners
            triangles += [[a, b, b + corners], [a, b + corners, a + corners]]
    return Part(rings.reshape(-1, 3), np.array(triangles), material)


def _sphere(centre: Vector, radius: float, material: str, steps: int = 16) -> Part:
    down, around = np.linspace(0, np.pi, steps + 1), np.linspace(0, 2 * np.pi, 2 * steps + 1)
    points = [[np.sin(a) * np.cos(b), np.sin(a) * np.sin(b), np.cos(a)] for a in down for b in around]
    row = len(around)
    triangles = []
    for i in range(steps):
        for j in range(2 * steps):
            a = i * row + j
            triangles += [[a, a + row, a + row + 1], [a, a + row + 1, a + 1]]
    return Part(np.array(points) * radius + np.asarray(centre), np.array(triangles), material)


def _box(size: ArrayLike, at: ArrayLike, yaw: float, material: str) -> Part:
    """Every face has corners of its own, so that shading stays flat."""
    x, y, z = np.asarray(size, float) / 2
    corners = np.array([[a, b, c] for a in (-x, x) for b in (-y, y) for c in (-z, z)])
    corners = corners @ about_z(yaw).T + np.asarray(at, float)
    faces = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
    vertices = np.concatenate([corners[list(face)] for face in faces])
    starts = np.arange(6)[:, None] * 4
    return Part(
        vertices, np.concatenate([starts + np.array(corner) for corner in ((0, 1, 2), (0, 2, 3))]), material
    )


def _mat(
    size: ArrayLike = (0.66, 1.9),
    at: ArrayLike = (0, 0),
    yaw: float = 0,
    thickness: float = 0.012,
    corner: float = 0.03,
) -> Part:
    """A slab with round corners whose top lies at Z = 0."""
    width, length = size
    quarter = np.linspace(0, np.pi / 2, 7)
    outline = []
    for turn, (right, ahead) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        for angle in quarter + turn * np.pi / 2:
            outline.append(
                [
                    right * (width / 2 - corner) + corner * np.cos(angle),
                    ahead * (length / 2 - corner) + corner * np.sin(angle),
                ]
            )
    flat = np.array(outline) @ about_z(yaw)[:2, :2].T + np.asarray(at, float)
    count = len(flat)
    top = np.c_[flat, np.zeros(count)]
    vertices = np.concatenate([top, [[*at, 0]], top, top - [0, 0, thickness]])
    here = np.arange(count)
    following = (here + 1) % count
    upper, lower = count + 1, 2 * count + 1
    triangles = np.concatenate(
        [
            np.c_[np.full(count, count), here, following],
            np.c_[upper + here, lower + here, lower + following],
            np.c_[upper + here, lower + following, upper + following],
        ]
    )
    return Part(vertices, triangles, "mat")
