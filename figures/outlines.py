"""Masks over time → outlines that keep their points from frame to frame, so that a browser can draw what lies between.

An outline is (points, 2) in view box units, closed, without its first point repeated; outer edges run one way round and
holes the other. A Track follows one outline through the frames.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree
from skimage import measure

Points: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]

STEP = 2.5  # view box units between neighbouring points of a raw outline
SAME_PLACE = 0.9  # a point that moved less than this has not moved: keeps still parts byte for byte still
FURTHEST_MATCH = 26.0  # view box units that an outline may be from where it was expected
FURTHEST_PAIR = 20.0  # view box units between expected and found of any one point, or the outline breaks off
FURTHEST_GUESS, FURTHEST_SOFT_GUESS = 48.0, 8.0  # view box units that an outline may go on without being seen
GUESS_SMOOTHING = 4.0  # points: an outline that goes on unseen bends and does not tear
LARGEST_GROWTH, LARGEST_SOFT_GROWTH = 900, 8000  # area of what may grow from a point or shrink to one
STEP_PENALTY = 5.0  # of pairing one point with several, against squared units of distance
DIRECTION_WEIGHT = 120.0  # of outlines running different ways at paired points


@dataclass(frozen=True)
class Style:
    """How one kind of shape is traced. Lengths in view box units, areas in square ones."""

    tolerance: float
    smallest: float
    blur: float
    round: bool = True  # False: straight edges and sharp corners, as things made by machines have


@dataclass
class Track:
    """One outline through the frames from `born` on. Where parts of the body pass in front of each other an outline may
    break off, and another take its place in one instant, halfway between two frames: then the first `leaves` and the
    second `enters`. Otherwise outlines grow from a point and shrink to one."""

    born: int
    points: Points = field(
        repr=False
    )  # (points, frames alive, 2), and one more where it enters, and where it leaves
    enters: bool = False
    leaves: bool = False

    @property
    def frames(self) -> int:
        return self.points.shape[1] - self.enters - self.leaves

    @property
    def last(self) -> int:
        return self.born + self.frames - 1

    @property
    def first(self) -> Points:
        return self.points[:, int(self.enters)]

    @property
    def largest_area(self) -> float:
        return max(abs(area(self.points[:, i])) for i in range(self.points.shape[1]))

    def over(self, count: int, cuts: Collection[int]) -> Points:
        """(points, count + 2 cuts, 2): all frames, and behind each frame in `cuts` the moments before and after the
        instant halfway to the next."""
        steps = []
        for number in range(count):
            here = self._at(number)
            steps.append(here)
            if number in cuts:
                halfway = (here + self._at(number + 1)) / 2
                before = after = halfway
                if number == self.last and self.leaves:
                    before, after = self.points[:, -1], self._at(number + 1)
                elif number + 1 == self.born and self.enters:
                    before, after = here, self.points[:, 0]
                steps += [before, after]
        return np.stack(steps, 1)

    def _at(self, number: int) -> Points:
        if self.born <= number <= self.last:
            return self.points[:, number - self.born + self.enters]
        edge = self.points[:, 0 if number < self.born else -1]
        return np.broadcast_to(edge.mean(0), edge.shape)


def _ahead(seen: Points, step: Points, soft: bool) -> Points:
    """Half a step ahead of a frame that was seen; not where the skin moves so fast that nothing can be told."""
    half = ndimage.gaussian_filter1d(step, GUESS_SMOOTHING, axis=0, mode="wrap") / 2
    furthest = FURTHEST_SOFT_GUESS if soft else FURTHEST_GUESS
    return seen + half if np.linalg.norm(half, axis=1).max() < furthest else seen


def cuts_of(tracks: Iterable[Track]) -> list[int]:
    """The frames after which something breaks off or comes in."""
    found = {track.last for track in tracks if track.leaves}
    return sorted(found | {track.born - 1 for track in tracks if track.enters})


def trace(mask: Mask, scale: float, style: Style) -> list[Points]:
    """The outlines of one mask, largest first. `scale` is view box units per pixel."""
    if mask.sum() * scale * scale < style.smallest:
        return []
    soft = np.pad(ndimage.gaussian_filter(mask.astype(np.float32), style.blur / scale), 2)
    found = []
    for contour in measure.find_contours(soft, 0.5):
        points = (contour[:-1, ::-1] - 2 + 0.5) * scale
        if len(points) >= 6 and abs(area(points)) >= style.smallest:
            found.append(_thinned(points))
    return sorted(found, key=lambda points: -abs(area(points)))


def area(points: Points) -> float:
    """Positive one way round, negative the other."""
    after = np.roll(points, -1, 0)
    return float(0.5 * np.sum(points[:, 0] * after[:, 1] - after[:, 0] * points[:, 1]))


def is_outer(points: Points) -> bool:
    return area(points) > 0


def follow(
    frames: Sequence[list[Points]],
    motions: Sequence[NDArray[np.float32] | None],
    smallest_flash: float,
    soft: bool = False,
) -> list[Track]:
    """Links the outlines of consecutive frames. `motions[i]` is where each view box unit of frame i goes until i + 1
    (height, width, 2). Tracks of one or two frames smaller than `smallest_flash` are flicker, and dropped.
    A `soft` shape, light or shade, may come and go more loosely than the parts of a body."""
    tracks: list[Track] = []
    alive: list[Track] = []
    for number, outlines in enumerate(frames):
        motion = motions[number - 1] if number else None
        alive, fresh = _next(alive, outlines, motion, number, soft)
        tracks += fresh
    lasting = [track for track in tracks if not _flickers(track, len(frames), smallest_flash)]
    return sorted(lasting, key=lambda track: (track.born, -abs(area(track.points[:, 0]))))


def _next(
    alive: list[Track],
    outlines: list[Points],
    motion: NDArray[np.float32] | None,
    number: int,
    soft: bool,
) -> tuple[list[Track], list[Track]]:
    """One more frame: the tracks that are alive in it, and the new ones among them. When an outline breaks off, or one
    too large to grow from a point has no partner, everything that comes or goes in this step does so in the same
    instant: a hole must not grow where none was, nor two legs shrink while one grows in their place."""
    expected = [_moved(track.points[:, -1], motion) for track in alive]
    partner = _partners(expected, outlines)
    longer = {i: _extended(alive[i].points, expected[i], outlines[j]) for i, j in partner.items()}
    continued = {i: points for i, points in longer.items() if points is not None}
    unpaired = [points for i, points in enumerate(expected) if i not in partner]
    unpaired += [points for j, points in enumerate(outlines) if j not in partner.values()]
    largest_growth = LARGEST_SOFT_GROWTH if soft else LARGEST_GROWTH
    too_large = number > 0 and any(abs(area(points)) > largest_growth for points in unpaired)
    at_once = too_large or len(continued) < len(longer)
    for i, track in enumerate(alive):
        if i in continued:
            track.points = continued[i]
        elif at_once:
            halfway = _ahead(track.points[:, -1], expected[i] - track.points[:, -1], soft)
            track.points, track.leaves = np.concatenate([track.points, halfway[:, None]], 1), True
    taken = {partner[i] for i in continued}
    fresh = [
        _born(outline, number, motion, at_once, soft) for j, outline in enumerate(outlines) if j not in taken
    ]
    return [alive[i] for i in sorted(continued)] + fresh, fresh


def _born(
    outline: Points, number: int, motion: NDArray[np.float32] | None, at_once: bool, soft: bool
) -> Track:
    if not at_once:
        return Track(number, outline[:, None])
    before = _ahead(outline, outline - _moved(outline, motion), soft)
    return Track(number, np.stack([before, outline], 1), enters=True)


def with_their_holes(tracks: Sequence[Track]) -> list[list[Track]]:
    """Tracks in sets that must be drawn as one path: a hole, and every outer edge that it ever lies in."""
    sets = [[track] for track in tracks if is_outer(track.first)]
    for hole in tracks:
        if not is_outer(hole.first):
            around = [group for group in sets if any(_lies_in(hole, other) for other in group)]
            sets = [group for group in sets if all(group is not other for other in around)]
            sets.append([track for group in around for track in group] + [hole])
    return sets


def _lies_in(hole: Track, outer: Track) -> bool:
    """Judged by their boxes, in the first frame that both have."""
    number = max(hole.born, outer.born)
    if number > min(hole.last, outer.last):
        return False
    inner, around = (track.points[:, number - track.born + track.enters] for track in (hole, outer))
    return bool((inner.min(0) >= around.min(0)).all() and (inner.max(0) <= around.max(0)).all())


def simplified_track(track: Track, tolerance: float) -> Track:
    kept = _kept(track.points, tolerance)
    return Track(track.born, track.points[kept], track.enters, track.leaves)


def simplified(points: Points, tolerance: float) -> Points:
    return points[_kept(points, tolerance)]


def _kept(points: Points, tolerance: float) -> NDArray[np.bool_]:
    """Douglas and Peucker's rule in all frames at once: a point goes if no frame would notice. (points, frames, 2)"""
    far = int(np.argmax(np.square(points - points[:1]).sum((1, 2))))
    closed = np.concatenate([points, points[:1]])
    keep = np.zeros(len(closed), bool)
    keep[[0, far, -1]] = True
    pending = [(0, far), (far, len(closed) - 1)]
    while pending:
        start, end = pending.pop()
        if end - start < 2:
            continue
        off = _distances(closed[start + 1 : end], closed[start], closed[end]).max(1)
        worst = int(np.argmax(off))
        if off[worst] > tolerance:
            middle = start + 1 + worst
            keep[middle] = True
            pending += [(start, middle), (middle, end)]
    return keep[:-1]


def _thinned(points: Points) -> Points:
    """Points about STEP apart, chosen by place on the picture and not by distance along the outline, so that a part
    which does not move keeps the same points whatever the rest does."""
    cell = np.floor(points / STEP).astype(int)
    fresh = np.any(cell != np.roll(cell, 1, 0), 1)
    return points[fresh] if fresh.sum() >= 6 else points


def _moved(points: Points, motion: NDArray[np.float32] | None) -> Points:
    if motion is None:
        return points
    x = np.clip(points[:, 0].astype(int), 0, motion.shape[1] - 1)
    y = np.clip(points[:, 1].astype(int), 0, motion.shape[0] - 1)
    return points + motion[y, x]


def _partners(expected: list[Points], outlines: list[Points]) -> dict[int, int]:
    """One outline for each expected one, the nearest pairs first; both must run the same way round."""
    trees = [cKDTree(points) for points in expected], [cKDTree(points) for points in outlines]
    pairs = []
    for i, old in enumerate(expected):
        for j, new in enumerate(outlines):
            if area(old) * area(new) <= 0:
                continue
            apart = trees[1][j].query(old)[0].mean() + trees[0][i].query(new)[0].mean()
            if apart < 2 * FURTHEST_MATCH:
                pairs.append((apart, i, j))
    partner: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in partner and j not in partner.values():
            partner[i] = j
    return partner


def _extended(points: Points, expected: Points, outline: Points) -> Points | None:
    """Adds a frame to a track, pairing its points with those of the new outline in order; a point that has to serve
    several is doubled in all earlier frames. None where the two outlines do not show the same thing."""
    shift, start = _anchor(expected, outline)
    points, expected = np.roll(points, -shift, 0), np.roll(expected, -shift, 0)
    outline = np.roll(outline, -start, 0)
    old, new = _pairing(
        np.ascontiguousarray(expected),
        np.ascontiguousarray(outline),
        _directions(expected),
        _directions(outline),
    )
    if np.linalg.norm(expected[old] - outline[new], axis=1).max() > FURTHEST_PAIR:
        return None
    last, fresh = points[old, -1], outline[new]
    still = np.linalg.norm(last - fresh, axis=1) < SAME_PLACE
    fresh = np.where(still[:, None], last, fresh)
    longer = np.concatenate([points[old], fresh[:, None]], 1)
    gap = np.linalg.norm(longer - np.roll(longer, 1, 0), axis=2).max(1)
    kept = gap > 0.4 * STEP
    return longer[kept] if kept.sum() >= 6 else longer


def _anchor(expected: Points, outline: Points) -> tuple[int, int]:
    """A pair of points that surely belong together, to start the pairing from."""
    candidates = np.unique(np.linspace(0, len(expected) - 1, 48).astype(int))
    away, nearest = cKDTree(outline).query(expected[candidates])
    facing = (_directions(expected)[candidates] * _directions(outline)[nearest]).sum(1)
    best = int(np.argmin(away + 8 * (1 - facing)))
    return int(candidates[best]), int(nearest[best])


def _directions(points: Points) -> Points:
    way = np.roll(points, -2, 0) - np.roll(points, 2, 0)
    return np.ascontiguousarray(way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9))


def _pairing(
    a: Points, b: Points, a_way: Points, b_way: Points
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pairs = _warp(a, b, a_way, b_way, STEP_PENALTY, DIRECTION_WEIGHT)[::-1]
    return pairs[:, 0], pairs[:, 1]


@njit(cache=True)
def _warp(a, b, a_way, b_way, step_penalty, direction_weight):  # noqa: C901
    """Dynamic time warping from the first pair to the last; returns the pairs backwards."""
    n, m = len(a), len(b)
    total = np.full((n, m), np.inf)
    came = np.zeros((n, m), np.uint8)
    for i in range(n):
        for j in range(m):
            cost = (a[i, 0] - b[j, 0]) ** 2 + (a[i, 1] - b[j, 1]) ** 2
            cost += direction_weight * (1 - a_way[i, 0] * b_way[j, 0] - a_way[i, 1] * b_way[j, 1])
            if i == 0 and j == 0:
                total[i, j] = cost
                continue
            best, way = np.inf, 0
            if i > 0 and j > 0:
                best = total[i - 1, j - 1]
            if i > 0 and total[i - 1, j] + step_penalty < best:
                best, way = total[i - 1, j] + step_penalty, 1
            if j > 0 and total[i, j - 1] + step_penalty < best:
                best, way = total[i, j - 1] + step_penalty, 2
            total[i, j] = best + cost
            came[i, j] = way
    pairs = np.empty((n + m, 2), np.int64)
    i, j, count = n - 1, m - 1, 0
    while True:
        pairs[count, 0], pairs[count, 1] = i, j
        count += 1
        if i == 0 and j == 0:
            break
        way = came[i, j]
        if way == 0:
            i -= 1
            j -= 1
        elif way == 1:
            i -= 1
        else:
            j -= 1
    return pairs[:count]


def _distances(points: Points, start: Points, end: Points) -> NDArray[np.float64]:
    """(points, frames): how far each point is from the straight line between two others."""
    along = end - start
    length = np.maximum(np.square(along).sum(-1), 1e-12)
    share = np.clip(((points - start) * along).sum(-1) / length, 0, 1)
    return np.linalg.norm(points - start - share[..., None] * along, axis=-1)


def _flickers(track: Track, count: int, smallest_flash: float) -> bool:
    if track.frames > 2 or track.enters or track.leaves or count <= 3:
        return False
    return track.largest_area < smallest_flash
