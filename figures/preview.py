"""A grey picture of every key in a few seconds, for authoring: no outlines, no colours, one light."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from figures.body import vertex_normals
from figures.drill import Drill, Scene
from figures.film import camera_of
from figures.props import MATERIALS
from figures.raster import Camera, look
from figures.rotations import unit

WIDTH, HEIGHT = 600, 500
TINTS = {
    "body": (215, 215, 220),
    "mat": (120, 150, 190),
    "band": (235, 90, 60),
    "prop": (150, 120, 100),
    "prop2": (130, 100, 80),
    "ball": (60, 180, 90),
    "hair": (60, 50, 45),
}


def draw(drill: Drill, target: Path, azimuth: float | None = None, elevation: float | None = None) -> None:
    """All keys side by side; another angle of view than the spec's helps to judge depth."""
    scenes = [drill.scene(pose) for pose in drill.keys.values()]
    camera = camera_of(drill, scenes, WIDTH, HEIGHT)
    if azimuth is not None:
        view = drill.spec.camera
        camera = Camera(azimuth, view.elevation if elevation is None else elevation, view.lens, WIDTH, HEIGHT)
        camera.fit(np.concatenate([scene.vertices for scene in scenes]), 0.05)
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.concatenate([_grey(camera, scene) for scene in scenes], 1)).save(target)


def _grey(camera: Camera, scene: Scene) -> NDArray[np.uint8]:
    pixels = look(camera, scene.vertices, scene.triangles)
    normals = pixels.spread(vertex_normals(scene.vertices, scene.triangles), scene.triangles)
    normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-6)
    light = unit(-camera.ahead + 0.6 * camera.up - 0.5 * camera.right)
    brightness = 0.25 + 0.75 * np.clip(normals @ light * 0.5 + 0.5, 0, 1)
    tints = np.array([TINTS[name] for name in MATERIALS], float)
    colours = tints[scene.materials[np.maximum(pixels.triangle, 0)]]
    return np.where((pixels.triangle >= 0)[..., None], colours * brightness[..., None], 255).astype(np.uint8)
