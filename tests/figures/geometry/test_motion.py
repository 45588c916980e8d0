from dataclasses import replace

import pytest

from figures import spec
from figures.drill import Drill
from figures.motion import motion_of


def played(timeline, slug="standing-hip-rotation-dissociation", **keys):
    shown = spec.read(slug)
    named = {name: shown.keys[key] for name, key in keys.items()}
    drill = Drill(replace(shown, keys=named, timeline=tuple(timeline), poster=tuple(keys)[:2], phases={}))
    return motion_of(drill)


def test_there_and_back_draws_its_poses_once():
    motion = played([("a", 1.0), ("b", 0.5), ("b", 2.0), ("a", 0.5)], a="out", b="in")
    assert len(motion.poses) == 8  # seven a second, and the first
    assert motion.key_frames == {"a": 0, "b": 7}
    assert motion.seconds == 4.0
    assert [number for number, _ in motion.playing] == [*range(8), *range(7, -1, -1), 0]


def test_a_row_of_keys_is_drawn_from_end_to_end_and_played_back_and_forth():
    timeline = [
        ("mid", 1.0),
        ("one", 0.2),
        ("one", 1.0),
        ("mid", 1.0),
        ("two", 0.2),
        ("two", 1.0),
        ("mid", 0.2),
    ]
    motion = played(timeline, mid="out", one="in", two="in")
    ends = sorted(motion.key_frames, key=motion.key_frames.__getitem__)
    assert ends in (["one", "mid", "two"], ["two", "mid", "one"])
    numbers = [number for number, _ in motion.playing]
    assert numbers[0] == numbers[-1] == motion.key_frames["mid"]
    assert set(numbers) == set(range(len(motion.poses)))
    assert max(abs(after - number) for number, after in zip(numbers, numbers[1:], strict=False)) == 1


def test_a_way_round_draws_every_leg_and_closes():
    timeline = [("a", 1.0), ("b", 1.0), ("c", 1.0)]
    motion = played(timeline, a="out", b="in", c="out")
    assert len(motion.poses) == 3 * 7 + 1
    assert [number for number, _ in motion.playing] == list(range(22))


@pytest.mark.parametrize("slug", spec.slugs())
def test_the_clock_of_every_drill_runs_from_start_to_end(slug):
    motion = motion_of(_Quick(spec.read(slug)))
    moments = [moment for _, moment in motion.playing]
    assert moments[0] == 0
    assert moments[-1] == pytest.approx(1)
    assert moments == sorted(moments)
    assert motion.playing[0][0] == motion.key_frames[motion_start(slug)]
    numbers = [number for number, _ in motion.playing]
    assert max(abs(after - number) for number, after in zip(numbers, numbers[1:], strict=False)) <= 1


def motion_start(slug):
    return spec.read(slug).timeline[0][0]


class _Quick(Drill):
    """Its keys as they are authored: the clock does not ask whether the body rests on the floor."""

    def __init__(self, shown):
        self.spec, self.keys = shown, shown.keys

    def between(self, start, end, share, exact=True):
        return self.keys[end]
