"""A drill seen by its camera: every drawn pose turned into shapes. What picture.py writes as SVG and card.py as PNG."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from figures import arrows, digits, face, layers, outlines
from figures.arrows import Arrow
from figures.contacts import joint_place
from figures.drill import Drill, Scene
from figures.layers import Frame, Lights
from figures.motion import Motion, motion_of
from figures.outlines import Points, Style, Track
from figures.raster import Camera

WIDTH, HEIGHT = 960, 800  # view box units and pixels of the picture that is traced
SCALE = 1.0  # view box units per pixel
MARGIN = 0.05

# A smaller gap between limbs than the least of the skin's would look like a hole in one.
STYLES = {
    "floor": Style(tolerance=2.4, smallest=400, blur=3),
    "skin": Style(tolerance=0.9, smallest=220, blur=0.8),
    "shorts": Style(tolerance=1.1, smallest=40, blur=0.8),
    "top": Style(tolerance=1.1, smallest=40, blur=0.8),
    "hair": Style(tolerance=1.0, smallest=30, blur=0.8),
    "work": Style(tolerance=1.4, smallest=80, blur=2),
    "ball": Style(tolerance=0.5, smallest=10, blur=0.8),
    "ball_shade": Style(tolerance=0.5, smallest=10, blur=0.8),
    "ball_shine": Style(tolerance=0.5, smallest=4, blur=0.8),
    "band": Style(tolerance=0.7, smallest=10, blur=0.5, round=False),
    "shade": Style(tolerance=1.8, smallest=260, blur=2.2),
    "shine": Style(tolerance=2.0, smallest=500, blur=3),
    "line": Style(tolerance=1.1, smallest=70, blur=0.7),
}
PROP_STYLE = Style(tolerance=1.0, smallest=30, blur=0.6, round=False)
SMALLEST_FLASH = {"floor": 3000, "shade": 2500, "shine": 4000, "line": 500, "work": 600}
SOFT = frozenset({"floor", "shade", "shine", "line"})
UNMOVED_BY_BODY = frozenset({"floor"})  # shapes that do not travel with the skin below them
CALM_UNTIL = 2.0  # pixels: slower skin counts as still


@dataclass(frozen=True, eq=False)
class Shot:
    """One pose: outlines by layer, the strokes of face, fingers and toes, the marker."""

    outlines: dict[str, list[Points]]
    strokes: face.Lines
    marker: NDArray[np.float64] | None


@dataclass(frozen=True, eq=False)
class Film:
    drill: Drill
    motion: Motion
    shots: list[Shot]
    tracks: dict[str, list[Track]]
    props: dict[str, list[Points]]
    arrows: list[Arrow]


def shoot(drill: Drill, say: Callable[[str], None] = lambda _: None) -> Film:
    motion = motion_of(drill)
    scenes = [drill.scene(pose) for pose in motion.poses]
    camera = camera_of(drill, scenes)
    lights = Lights.around(camera, np.concatenate([scene.vertices for scene in scenes]))
    shots: list[Shot] = []
    motions: list[NDArray[np.float32]] = []
    for number, scene in enumerate(scenes):
        say(f"pose {number + 1} of {len(scenes)}")
        frame = layers.frame_of(camera, lights, scene, drill.spec.muscles, drill.spec.moving_sides)
        shots.append(_shot(drill, camera, scene, frame))
        if number + 1 < len(scenes):
            motions.append(_motion(camera, scene, scenes[number + 1], frame))
    return Film(
        drill=drill,
        motion=motion,
        shots=shots,
        tracks={name: _tracks(name, shots, motions) for name in STYLES},
        props={
            name: outlines.trace(mask, SCALE, PROP_STYLE)
            for name, mask in layers.still_props(camera, scenes[0]).items()
        },
        arrows=arrows.of(drill, camera, SCALE),
    )


def camera_of(drill: Drill, scenes: list[Scene], width: int = WIDTH, height: int = HEIGHT) -> Camera:
    view = drill.spec.camera
    camera = Camera(view.azimuth, view.elevation, view.lens, width, height)
    camera.fit(np.concatenate([*(scene.vertices for scene in scenes), *arrows.courses(drill)]), MARGIN)
    return camera


def _shot(drill: Drill, camera: Camera, scene: Scene, frame: Frame) -> Shot:
    return Shot(
        outlines={name: outlines.trace(frame.masks[name], SCALE, style) for name, style in STYLES.items()},
        strokes={
            name: None if line is None else line * SCALE
            for part in (face, digits)
            for name, line in part.lines(scene.posed, camera, frame.pixels).items()
        },
        marker=_marker(drill, camera, scene),
    )


def _marker(drill: Drill, camera: Camera, scene: Scene) -> NDArray[np.float64] | None:
    """Middle and radius of the ring that points out a thing which is half hidden."""
    marker = drill.spec.marker
    if not marker:
        return None
    place = joint_place(scene.posed, marker["at"])
    beside = camera.project(np.array([place, place + camera.right * marker["r"]]))[:, :2] * SCALE
    return np.array([*beside[0], np.linalg.norm(beside[1] - beside[0])])


def _motion(camera: Camera, scene: Scene, following: Scene, frame: Frame) -> NDArray[np.float32]:
    """(height, width, 2): where what a pixel sees goes until the next pose; beside the figure, as its nearest pixel."""
    shift = (camera.project(following.vertices) - camera.project(scene.vertices))[:, :2]
    moved = frame.pixels.spread(shift, scene.triangles)
    moved[np.linalg.norm(moved, axis=2) < CALM_UNTIL] = 0
    nearest = ndimage.distance_transform_edt(~frame.body, return_distances=False, return_indices=True)
    return moved[nearest[0], nearest[1]] * SCALE


def _tracks(name: str, shots: list[Shot], motions: list[NDArray[np.float32]]) -> list[Track]:
    style = STYLES[name]
    steps = [None if name in UNMOVED_BY_BODY else motion for motion in motions]
    tracks = outlines.follow(
        [shot.outlines[name] for shot in shots],
        steps,
        SMALLEST_FLASH.get(name, 0),
        name in SOFT,
    )
    return [outlines.simplified_track(track, style.tolerance) for track in tracks]
