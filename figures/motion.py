"""A timeline of keys → the poses to draw, and when each is shown."""

from dataclasses import dataclass

from figures.drill import Drill, Pose, eased

POSES_PER_SECOND = 7  # drawn ones; the browser draws what lies between them
FEWEST_STEPS = 5  # between two keys


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
    """There and back shares its poses; a way round draws every leg, and its first pose again at the end."""
    timeline = drill.spec.timeline
    legs = _legs(timeline)
    circle = [legs[0][0], *(end for _, end, _ in legs)]
    there_and_back = circle == circle[::-1]
    drawn = legs[: len(legs) // 2] if there_and_back else legs
    poses: list[Pose] = [drill.keys[circle[0]]]
    key_frames, frames_of_leg = {circle[0]: 0}, []
    for start, end, seconds in drawn:
        steps = max(FEWEST_STEPS, round(seconds * POSES_PER_SECOND))
        first = len(poses) - 1
        poses += [drill.between(start, end, eased(step / steps)) for step in range(1, steps + 1)]
        frames_of_leg.append(list(range(first, first + steps + 1)))
        key_frames.setdefault(end, len(poses) - 1)
    if there_and_back:
        frames_of_leg += [frames[::-1] for frames in frames_of_leg[::-1]]
    return Motion(tuple(poses), *_playing(timeline, frames_of_leg), _stages(timeline), key_frames)


def _legs(timeline: tuple[tuple[str, float], ...]) -> list[tuple[str, str, float]]:
    following = [*timeline[1:], timeline[0]]
    return [
        (key, after, seconds)
        for (key, seconds), (after, _) in zip(timeline, following, strict=True)
        if key != after
    ]


def _stages(timeline: tuple[tuple[str, float], ...]) -> tuple[tuple[float, str], ...]:
    total, now, stages = sum(seconds for _, seconds in timeline), 0.0, []
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
