"""Camera and z-buffer: triangles → which triangle each pixel sees, and where in it."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from figures.rotations import Vector, unit


class Camera:
    """A long lens. `azimuth` 0 looks at the figure's front (from -Y), 90 at its left; `elevation` is above level."""

    def __init__(self, azimuth: float, elevation: float, lens: float, width: int, height: int) -> None:
        a, e = np.radians(azimuth), np.radians(elevation)
        ahead = -np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])
        self._aim(ahead, lens, width, height)

    @classmethod
    def along(cls, direction: ArrayLike, size: int) -> "Camera":
        """Looks along `direction` from so far away that rays are parallel, as a light does."""
        camera = cls.__new__(cls)
        camera._aim(unit(direction), 1.0, size, size)
        return camera

    def _aim(self, ahead: Vector, lens: float, width: int, height: int) -> None:
        self.ahead, self.lens, self.width, self.height = ahead, lens, width, height
        self.right = unit(np.cross(ahead, [0, 0, 1]))
        self.up = np.cross(self.right, ahead)
        self._stand(np.array([0, 0, 0.5]), 2.0)

    def _stand(self, target: Vector, span: float) -> None:
        self.target, self.span = target, span  # `span` metres fill the picture's width at the target
        distance = span / 2 / np.tan(np.radians(self.lens) / 2)
        self.eye = target - self.ahead * distance
        self.focal = self.width / span * distance

    def project(self, points: ArrayLike) -> NDArray[np.float64]:
        """(n, 3): pixel x, pixel y (down), and 1 / distance, which is linear across a flat triangle."""
        way = np.asarray(points, float) - self.eye
        depth = way @ self.ahead
        x = self.width / 2 + self.focal * (way @ self.right) / depth
        y = self.height / 2 - self.focal * (way @ self.up) / depth
        return np.stack([x, y, 1 / depth], -1)

    def fit(self, points: NDArray[np.float64], margin: float) -> None:
        """Moves sideways and in or out until all `points` are in the picture with `margin` (a share) to spare."""
        for _ in range(6):
            seen = self.project(points)[:, :2]
            low, high = seen.min(0), seen.max(0)
            centre = ((low + high) / 2 - [self.width / 2, self.height / 2]) * self.span / self.width
            fill = (high - low) / (np.array([self.width, self.height]) * (1 - 2 * margin))
            self._stand(self.target + self.right * centre[0] - self.up * centre[1], self.span * fill.max())


@dataclass(frozen=True, eq=False)
class Pixels:
    """What every pixel sees. `nearness` is 1 / distance (0: nothing), `triangle` -1 where there is nothing."""

    nearness: NDArray[np.float64]
    triangle: NDArray[np.int32]
    shares: NDArray[np.float32]  # (height, width, 3) barycentric

    def spread(self, values: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float32]:
        """Values per vertex → values per pixel, 0 where there is nothing."""
        seen = self.triangle >= 0
        out = np.zeros((*self.triangle.shape, *values.shape[1:]), np.float32)
        corners = values[triangles[self.triangle[seen]]]
        shares = self.shares[seen]
        out[seen] = (corners * (shares[..., None] if values.ndim > 1 else shares)).sum(1)
        return out

    def depth_behind(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far (metres) each of these projected points lies behind what is seen in its place."""
        height, width = self.nearness.shape
        x = np.clip(points[:, 0].astype(int), 0, width - 1)
        y = np.clip(points[:, 1].astype(int), 0, height - 1)
        return 1 / points[:, 2] - 1 / np.maximum(self.nearness[y, x], 1e-9)


def look(camera: Camera, vertices: NDArray[np.float64], triangles: NDArray[np.int64]) -> Pixels:
    size = (camera.height, camera.width)
    nearness = np.zeros(size)
    triangle = np.full(size, -1, np.int32)
    shares = np.zeros((*size, 3), np.float32)
    points = np.ascontiguousarray(camera.project(vertices))
    _fill(points, np.ascontiguousarray(triangles, np.int64), nearness, triangle, shares)
    return Pixels(nearness, triangle, shares)


@njit(cache=True)
def _fill(points, triangles, nearness, triangle, shares):
    height, width = nearness.shape
    for t in range(triangles.shape[0]):
        i, j, k = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        x0, y0, x1, y1, x2, y2 = (
            points[i, 0], points[i, 1], points[j, 0], points[j, 1], points[k, 0], points[k, 1],
        )  # fmt: skip
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if abs(area) < 1e-9:
            continue
        for y in range(
            max(0, int(np.floor(min(y0, y1, y2)))), min(height - 1, int(np.ceil(max(y0, y1, y2)))) + 1
        ):
            for x in range(
                max(0, int(np.floor(min(x0, x1, x2)))), min(width - 1, int(np.ceil(max(x0, x1, x2)))) + 1
            ):
                px, py = x + 0.5, y + 0.5
                w1 = ((px - x0) * (y2 - y0) - (x2 - x0) * (py - y0)) / area
                w2 = ((x1 - x0) * (py - y0) - (px - x0) * (y1 - y0)) / area
                w0 = 1 - w1 - w2
                if w0 < -1e-6 or w1 < -1e-6 or w2 < -1e-6:
                    continue
                near = w0 * points[i, 2] + w1 * points[j, 2] + w2 * points[k, 2]
                if near > nearness[y, x]:
                    nearness[y, x] = near
                    triangle[y, x] = t
                    shares[y, x, 0], shares[y, x, 1], shares[y, x, 2] = w0, w1, w2
