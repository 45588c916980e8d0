"""The same spec gives the same bytes, and an animation gives a browser what it can draw between."""

import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from figures import card, film, motion, picture, spec
from figures.drill import Drill
from figures.outlines import area, is_outer
from figures.paths import encode


@pytest.fixture
def few_poses(monkeypatch):
    monkeypatch.setattr(motion, "FEWEST_STEPS", 2)
    monkeypatch.setattr(motion, "POSES_PER_SECOND", 1)


def test_the_same_spec_gives_the_same_bytes(few_poses):
    shown = replace(spec.read("seated-banded-internal-rotation"), timeline=(("start", 1.0), ("end", 1.0)))
    first, second = (film.shoot(Drill(shown)) for _ in range(2))
    assert picture.animated(first, "light") == picture.animated(second, "light")
    assert picture.poster(first, "dark") == picture.poster(second, "dark")


def test_a_theme_changes_colours_and_nothing_else(few_poses):
    shown = replace(spec.read("hip-ir-hinge"), timeline=(("start", 1.0), ("end", 1.0)))
    made = film.shoot(Drill(shown))
    light, dark = (re.sub(r"#[0-9a-f]+", "#", picture.animated(made, theme)) for theme in ("light", "dark"))
    assert light == dark


def test_a_stroke_of_the_face_comes_and_goes_at_once(few_poses):
    """Half faded it would hang in the air, where the head no longer is."""
    shown = replace(spec.read("standing-hip-rotation-dissociation"), timeline=(("out", 1.0), ("in", 1.0)))
    moving = picture.animated(film.shoot(Drill(shown)), "light")
    switches = re.findall(r'<animate attributeName="opacity"[^>]*>', moving)
    assert len(switches) > len(shown.arrows)
    assert all('calcMode="discrete"' in switch for switch in switches)


def test_a_link_preview_keeps_the_colour_of_the_working_muscle(few_poses):
    shown = spec.read("lacrosse-ball-hip-release")
    shown = replace(shown, timeline=(("head-wards", 1.0), ("foot-wards", 1.0)))
    with Image.open(io.BytesIO(card.png(film.shoot(Drill(shown))))) as drawn:
        red, green, _ = np.moveaxis(np.asarray(drawn.convert("RGB"), int), 2, 0)
    assert (red - green > 70).sum() > 30


def test_frames_of_one_outline_have_the_same_commands():
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    circle = np.stack([100 * np.cos(turn), 100 * np.sin(turn)], 1) + 200
    frames = np.stack([circle, circle * 1.1, np.add(circle, (30, 0))], 1)
    commands = {re.sub(r"[^a-z]", "", d, flags=re.IGNORECASE) for d in encode(frames, rounded=True)}
    assert len(commands) == 1


def test_edges_and_holes_run_opposite_ways():
    square = np.array([[0, 0], [10, 0], [10, 10], [0, 10.0]])
    assert abs(area(square)) == 100
    assert is_outer(square) != is_outer(square[::-1])
