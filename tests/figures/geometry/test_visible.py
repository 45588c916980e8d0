"""What a figure is about must be seen: hands that were placed, the ball as a ball, the band on both knees."""

import functools

import numpy as np
import pytest
from scipy import ndimage

from figures import digits, film, layers, spec
from figures.contacts import region
from figures.drill import Drill
from figures.layers import Lights
from figures.props import MATERIALS, band_seat
from figures.raster import look

FEWEST_PIXELS = 600  # of a hand in a picture of 960 by 800
FEWEST_PIXELS_OF_BAND = 220


@functools.cache
def seen_by_its_camera(slug):
    drill = Drill(spec.read(slug))
    scenes = {key: drill.scene(pose) for key, pose in drill.keys.items()}
    return drill, scenes, film.camera_of(drill, list(scenes.values()))


def pixels_of_hand(slug, key, hand):
    _, scenes, camera = seen_by_its_camera(slug)
    scene = scenes[key]
    pixels = look(camera, scene.vertices, scene.triangles)
    of_hand = np.isin(scene.triangles, region(hand)).all(1)
    return int(of_hand[pixels.triangle[pixels.triangle >= 0]].sum())


@pytest.mark.parametrize(
    ("slug", "key"),
    [
        ("standing-hip-rotation-dissociation", "out"),
        ("standing-hip-rotation-dissociation", "in"),
        ("supine-hip-ir-end-range-expansion", "in"),
        ("supine-hip-ir-end-range-expansion", "press"),
        ("90-90-foot-lift", "end"),
        ("lacrosse-ball-hip-release", "back-head-wards"),
    ],
)
def test_no_arm_ends_in_a_stump(slug, key):
    assert min(pixels_of_hand(slug, key, f"hand.{side}") for side in "lr") >= FEWEST_PIXELS


def lines_of(kind, slug, key):
    _, scenes, camera = seen_by_its_camera(slug)
    scene = scenes[key]
    lines = digits.lines(scene.posed, camera, look(camera, scene.vertices, scene.triangles))
    return {name: line for name, line in lines.items() if name.startswith(kind)}


def test_a_hand_that_shows_its_back_shows_its_fingers():
    lines = lines_of("finger", "90-90-foot-lift", "end")
    on_the_knee = [line for name, line in lines.items() if ".l." in name]
    assert len(on_the_knee) == 3
    assert all(line is not None for line in on_the_knee)
    # Side by side: nowhere does one cross the next.
    tips = np.array([line[-1, 0] for line in on_the_knee])
    assert (np.diff(tips) > 0).all() or (np.diff(tips) < 0).all()


def test_a_hand_seen_from_its_edge_has_no_lines_on_it():
    lines = lines_of("finger", "90-90-foot-lift", "end")
    assert [line for name, line in lines.items() if ".r." in name] == [None] * 3


def test_a_planted_foot_shows_its_toes():
    lines = lines_of("toe", "supine-hip-internal-rotation", "end")
    assert len([line for name, line in lines.items() if ".l." in name and line is not None]) == 4


@pytest.mark.parametrize("slug", ["seated-banded-internal-rotation", "seated-banded-knee-out-rotation"])
def test_no_shade_lies_in_the_middle_of_a_shirt(slug):
    drill, scenes, camera = seen_by_its_camera(slug)
    points = np.concatenate([scene.vertices for scene in scenes.values()])
    lights = Lights.around(camera, points)
    masks = layers.frame_of(camera, lights, scenes["end"], drill.spec.muscles, "r").masks
    islands, count = ndimage.label(masks["shade"])
    inside = ndimage.binary_erosion(masks["top"], iterations=2)
    assert not [island for island in range(1, count + 1) if inside[islands == island].all()]


def test_a_ball_has_a_light_and_a_dark_side_although_the_body_shades_it():
    drill, scenes, camera = seen_by_its_camera("lacrosse-ball-hip-release")
    points = np.concatenate([scene.vertices for scene in scenes.values()])
    frame = layers.frame_of(
        camera, Lights.around(camera, points), scenes["head-wards"], drill.spec.muscles, "r"
    )
    ball, dark, light = (frame.masks[name] for name in ("ball", "ball_shade", "ball_shine"))
    assert 0.1 < dark.sum() / ball.sum() < 0.6
    assert 0.01 < light.sum() / ball.sum() < 0.3
    assert not (frame.masks["shade"] & ball).any()


def test_the_loop_is_seen_outside_both_thighs():
    _, scenes, camera = seen_by_its_camera("seated-banded-knee-out-rotation")
    for scene in scenes.values():
        pixels = look(camera, scene.vertices, scene.triangles)
        band = (pixels.triangle >= 0) & (scene.materials[pixels.triangle] == MATERIALS["band"])
        across = np.nonzero(band)[1]
        seats = [band_seat(scene.posed, f"thigh.{side}", 0.10)[0] for side in "rl"]
        right, left = camera.project(seats)[:, 0]
        assert (across < right).sum() > FEWEST_PIXELS_OF_BAND
        assert (across > left).sum() > FEWEST_PIXELS_OF_BAND
