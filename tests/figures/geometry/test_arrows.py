from dataclasses import replace

import numpy as np
import pytest

from figures import arrows, spec
from figures.drill import Drill
from figures.raster import Camera


@pytest.fixture(scope="module")
def drill():
    return Drill(spec.read("band-lying-hip-internal-rotation"))


def drawn(drill, **arrow):
    made = object.__new__(Drill)
    made.__dict__ = {**drill.__dict__, "spec": replace(drill.spec, arrows=(arrow,))}
    return made


def test_an_arrow_that_follows_a_joint_goes_its_way(drill):
    [course] = arrows.courses(drawn(drill, follow="ankle.l"))
    start, end = (drill.posed(drill.keys[key]).joint("ankle.l") for key in ("start", "end"))
    way = course[-1] - course[0]
    assert way @ (end - start) / np.linalg.norm(way) / np.linalg.norm(end - start) > 0.99
    # The way of a foot that swings is an arc, longer than its chord.
    assert np.linalg.norm(np.diff(course, axis=0), axis=1).sum() > np.linalg.norm(way) * 1.01


def test_an_arrow_round_the_upright_axis_turns_left_for_growing_angles(drill):
    [course] = arrows.courses(drawn(drill, around="pelvis", radius=0.2, start=0, end=90))
    middle = drill.posed(drill.keys["end"]).joint("pelvis")
    np.testing.assert_allclose(course[0] - middle, [0, -0.2, 0], atol=1e-9)
    np.testing.assert_allclose(course[-1] - middle, [0.2, 0, 0], atol=1e-9)


def test_an_arrow_keeps_its_distance_from_what_it_goes_round(drill):
    [course] = arrows.courses(drawn(drill, around="knee.l", axis=[1, 0.3, 0], radius=0.3, start=10, end=200))
    middle = drill.posed(drill.keys["end"]).joint("knee.l")
    np.testing.assert_allclose(np.linalg.norm(course - middle, axis=1), 0.3)


def test_the_head_of_an_arrow_is_at_its_end_and_both_ends_may_have_one(drill):
    camera = Camera(0, 0, 16, 960, 800)
    line = {"line": [[-0.2, 0, 0.5], [0.2, 0, 0.5]]}
    [single] = arrows.of(drawn(drill, **line), camera, 1.0)
    shaft, head = single.strokes
    assert np.linalg.norm(head[1] - shaft[-1]) < 5
    # Seen from the front, the figure's left is on the right: the barbs lie behind the tip.
    assert head[1][0] > max(head[0][0], head[2][0])
    [double] = arrows.of(drawn(drill, **line, both=True), camera, 1.0)
    assert len(double.strokes) == 3
    assert double.strokes[2][1][0] < min(double.strokes[2][0][0], double.strokes[2][2][0])
