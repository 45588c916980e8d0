"""A timeline of keys → the poses to draw, and when each is shown."""

from dataclasses import dataclass
from itertools import pairwise

from figures.drill import Drill, Pose, eased

POSES_PER_SECOND = 7  # drawn ones; the browser draws what lies between them
FEWEST_STEPS = 5  # between two keys

Leg = tuple[str, str, float]  # from a key to another, and the seconds it takes


@dataclass(frozen=True)
class Motion:
    poses: tuple[
        Pose, ...
    ]  # each follows from its neighbour, so that outlines can be traced from one to the next
    playing: tuple[tuple[int, float], ...]  # a pose and its moment, as a share of the whole (0 … 1)
    seconds: float
    stages: tuple[
        tuple[float, str], ...
    ]  # from which share of the whole the body is on its way to, or in, a key
    key_frames: dict[str, int]  # the pose of each key


def motion_of(drill: Drill) -> Motion:
    """A timeline that goes back and forth along a row of keys draws every step of the row once; a way round draws every
    leg, and its first pose again at the end."""
    timeline = drill.spec.timeline
    legs = _legs(timeline)
    row = _row(legs)
    drawn = _legs_along(row, legs) if row else legs
    poses: list[Pose] = [drill.keys[drawn[0][0]]]
    key_frames, frames_of_leg = {drawn[0][0]: 0}, []
    for start, end, seconds in drawn:
        steps = max(FEWEST_STEPS, round(seconds * POSES_PER_SECOND))
        first = len(poses) - 1
        poses += [drill.between(start, end, eased(step / steps)) for step in range(1, steps + 1)]
        frames_of_leg.append(list(range(first, first + steps + 1)))
        key_frames.setdefault(end, len(poses) - 1)
    if row:
        frames_of_leg = [_frames_between(key_frames[start], key_frames[end]) for start, end, _ in legs]
    return Motion(tuple(poses), *_playing(timeline, frames_of_leg), _stages(timeline), key_frames)


def _row(legs: list[Leg]) -> list[str] | None:
    """The keys in a row, when every leg goes from one to its neighbour. None: they do not lie in a row."""
    row = [legs[0][0]]
    for start, end, _ in legs:
        if end not in row:
            if start == row[-1]:
                row.append(end)
            elif start == row[0]:
                row.insert(0, end)
        if end not in row or abs(row.index(end) - row.index(start)) != 1:
            return None
    return row


def _legs_along(row: list[str], legs: list[Leg]) -> list[Leg]:
    """From one end of the row to the other, in the seconds of the first leg that goes either way."""
    seconds: dict[frozenset[str], float] = {}
    for start, end, lasts in legs:
        seconds.setdefault(frozenset((start, end)), lasts)
    return [(start, end, seconds[frozenset((start, end))]) for start, end in pairwise(row)]


def _frames_between(first: int, last: int) -> list[int]:
    return list(range(first, last + 1) if first < last else range(first, last - 1, -1))


def _legs(timeline: tuple[tuple[str, float], ...]) -> list[Leg]:
    following = [*timeline[1:], timeline[0]]
    return [
        (key, after, seconds)
        for (key, seconds), (after, _) in zip(timeline, following, strict=True)
        if key != after
    ]


def _stages(timeline: tuple[tuple[str, float], ...]) -> tuple[tuple[float, str], ...]:
    total, now = sum(seconds for _, seconds in timeline), 0.0
    stages: list[tuple[float, str]] = []
    for (_, seconds), (towards, _) in zip(timeline, [*timeline[1:], timeline[0]], strict=True):
        if not stages or stages[-1][1] != towards:
            stages.append((now / total, towards))
        now += seconds
    return tuple(stages)


def _playing(
    timeline: tuple[tuple[str, float], ...], frames_of_leg: list[list[int]]
) -> tuple[tuple[tuple[int, float], ...], float]:
    total = sum(seconds for _, seconds in timeline)
    following = [*timeline[1:], timeline[0]]
    shown: list[tuple[int, float]] = []
    now, frame, legs = 0.0, 0, iter(frames_of_leg)
    for (key, seconds), (after, _) in zip(timeline, following, strict=True):
        frames = [frame, frame] if key == after else next(legs)
        shown += [
            (number, (now + seconds * i / (len(frames) - 1)) / total) for i, number in enumerate(frames)
        ]
        now += seconds
        frame = frames[-1]
    return tuple(entry for i, entry in enumerate(shown) if i == 0 or entry != shown[i - 1]), total
