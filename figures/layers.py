"""One frame of a scene → flat shapes, as masks over the pixels, bottom first."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from figures import body as bodies
from figures import outfit
from figures.body import vertex_normals
from figures.drill import Scene
from figures.props import MATERIALS
from figures.raster import Camera, Pixels, look
from figures.rotations import unit

Mask: TypeAlias = NDArray[np.bool_]

LIGHT_SMOOTHING = 12  # rounds: lighting a calmer body gives calmer edges between light and shade
SHADOW_SIZE = 1400  # pixels of the light's own picture
SHADOW_BIAS = 0.012  # metres
SHADE_BELOW, SHINE_ABOVE = 0.13, 0.66  # cosines between the skin and the light
# A ball lies in the body's shadow, and one flat tone would make it a dot: it keeps a light and a dark side of its own.
BALL_SHADE_BELOW, BALL_SHINE_ABOVE = 0.35, 0.86
DRAPE = 14.0  # pixels over which a shirt evens out the light on the body below it
LINE_STEP = 0.03  # metres of depth between neighbouring pixels that earn an inner line


@dataclass(frozen=True, eq=False)
class Lights:
    """Both lights hang on the camera, and the shadow camera is fitted once, so that shadows do not jump."""

    form: NDArray[np.float64]  # towards the light that models the body
    cast: NDArray[np.float64]  # towards the steeper light that throws shadows, so that they stay below
    shadow_camera: Camera

    @classmethod
    def around(cls, camera: Camera, points: NDArray[np.float64]) -> "Lights":
        sky = np.array([0, 0, 1.0])
        cast = unit(sky - camera.right * 0.16 - camera.ahead * 0.20)
        shadow_camera = Camera.along(-cast, SHADOW_SIZE)
        shadow_camera.fit(points, 0.03)
        return cls(unit(sky - camera.right * 0.45 - camera.ahead * 0.55), cast, shadow_camera)


@dataclass(frozen=True, eq=False)
class Frame:
    """What the tracer needs of one frame."""

    masks: dict[str, Mask]
    pixels: Pixels
    nearness: NDArray[np.float64]
    body: Mask


def frame_of(camera: Camera, lights: Lights, scene: Scene, muscles: tuple[str, ...], sides: str) -> Frame:
    pixels = look(camera, scene.vertices, scene.triangles)
    seen = pixels.triangle >= 0
    material = np.where(seen, scene.materials[np.maximum(pixels.triangle, 0)], -1)
    skin, ball = material == MATERIALS["body"], material == MATERIALS["ball"]
    figure = skin | (material == MATERIALS["hair"])
    points = np.zeros((len(scene.vertices), 5))
    points[: scene.skin_vertices] = outfit.resting_points()
    resting = pixels.spread(points, scene.triangles)
    covers = {name: skin & (field > 0) for name, field in outfit.covers(resting).items()}
    normals = _normals(scene, pixels)
    form = normals @ lights.form.astype(np.float32)
    top = covers["top"]
    lit = np.where(top, _draped(form, top), ndimage.gaussian_filter(form, 2.0))
    shadowed, floor = _shadows(camera, lights, scene, pixels, normals)
    cast = np.where(top, _draped(shadowed, top), ndimage.gaussian_filter(shadowed, 2.0)) > 0.5
    solid = seen & (material != MATERIALS["mat"])
    body = solid & (material != MATERIALS["band"])
    shade = (lit < SHADE_BELOW) | cast
    # The shadows of brow and nose are blots at this size; the strokes of the face say more.
    face = skin & (resting[..., 4] > 0.6) & ~covers["hair"]
    masks = {
        "floor": _floor_shadow(floor, shadowed, material == MATERIALS["mat"], solid),
        "skin": figure,
        # Shorts reach a little under the top: no fringe of skin at the waist.
        "shorts": ndimage.binary_dilation(covers["shorts"], iterations=3) & (covers["shorts"] | top),
        "top": top,
        "hair": covers["hair"] | (material == MATERIALS["hair"]),
        "work": skin & (outfit.working(resting, muscles, sides) > 0.008),
        "ball": ball,
        "ball_shade": ball & (form < BALL_SHADE_BELOW),
        "ball_shine": ball & (form > BALL_SHINE_ABOVE),
        "band": material == MATERIALS["band"],
        "shade": body & ~face & ~ball & shade & ~_spots(shade & top, top),
        "shine": figure & ~face & (lit > SHINE_ABOVE) & ~cast,
        "line": _inner_lines(pixels, seen & solid),
    }
    return Frame(masks, pixels, pixels.nearness, figure)


def still_props(camera: Camera, scene: Scene) -> dict[str, Mask]:
    """Mat and furniture without the body in front of them: drawn once, below everything."""
    kept = np.isin(scene.materials, [MATERIALS[name] for name in ("mat", "prop", "prop2")])
    if not kept.any():
        return {}
    triangles, materials = scene.triangles[kept], scene.materials[kept]
    pixels = look(camera, scene.vertices, triangles)
    material = np.where(pixels.triangle >= 0, materials[np.maximum(pixels.triangle, 0)], -1)
    facing_up = pixels.spread(vertex_normals(scene.vertices, triangles), triangles)[..., 2] > 0.5
    mat = material == MATERIALS["mat"]
    masks = {"mat_side": mat, "mat": mat & facing_up}
    for name in ("prop2", "prop"):
        masks[name] = material == MATERIALS[name]
        masks[f"{name}_side"] = masks[name] & ~facing_up
    return {name: mask for name, mask in masks.items() if mask.any()}


def _draped(light: NDArray[np.float32], cloth: Mask) -> NDArray[np.float32]:
    """Light or shadow on a shirt, which hangs from what it covers: of the body below it only the large shape shows."""
    weight = cloth.astype(np.float32)
    inside = np.maximum(ndimage.gaussian_filter(weight, DRAPE), 1e-6)
    return ndimage.gaussian_filter(light * weight, DRAPE) / inside


def _spots(shade: Mask, cloth: Mask) -> Mask:
    """What lies in the middle of the shirt: there shade without an edge to come from looks like a stain."""
    islands, _ = ndimage.label(shade)
    edge = cloth & ~ndimage.binary_erosion(cloth, iterations=3)
    return shade & ~np.isin(islands, np.unique(islands[edge & shade]))


def _normals(scene: Scene, pixels: Pixels) -> NDArray[np.float32]:
    vertices = scene.vertices.copy()
    skin = slice(0, scene.skin_vertices)
    vertices[skin] = bodies.load().smoothed(vertices[skin], LIGHT_SMOOTHING)
    normals = pixels.spread(vertex_normals(vertices, scene.triangles), scene.triangles)
    return normals / np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-6)


def _shadows(
    camera: Camera, lights: Lights, scene: Scene, pixels: Pixels, normals: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """1 where the cast light does not reach: on what is seen, and on the bare floor around it."""
    throws = scene.materials != MATERIALS["mat"]
    from_light = look(lights.shadow_camera, scene.vertices, scene.triangles[throws]).nearness
    reach = np.where(from_light > 0, 1 / np.maximum(from_light, 1e-9), 1e9)

    def behind(points: NDArray[np.float64]) -> NDArray[np.bool_]:
        there = lights.shadow_camera.project(points)
        x, y = there[:, 0].astype(int), there[:, 1].astype(int)
        inside = (x >= 0) & (y >= 0) & (x < SHADOW_SIZE) & (y < SHADOW_SIZE)
        x, y = np.clip(x, 0, SHADOW_SIZE - 1), np.clip(y, 0, SHADOW_SIZE - 1)
        return inside & (1 / there[:, 2] - reach[y, x] > SHADOW_BIAS)

    seen = pixels.triangle >= 0
    on_things = np.zeros(seen.shape, np.float32)
    on_things[seen] = behind(pixels.spread(scene.vertices, scene.triangles)[seen])
    on_things[seen & (normals @ lights.cast.astype(np.float32) < 0.05)] = 0
    on_floor = np.zeros(seen.shape, np.float32)
    y, x = np.nonzero(~seen)
    rays = (
        camera.ahead * camera.focal
        + (x[:, None] + 0.5 - camera.width / 2) * camera.right
        - (y[:, None] + 0.5 - camera.height / 2) * camera.up
    )
    downward = rays[:, 2] < -1e-6
    share = (-0.012 - camera.eye[2]) / rays[downward, 2]
    on_floor[y[downward], x[downward]] = behind(camera.eye + rays[downward] * share[:, None])
    return on_things, on_floor


def _floor_shadow(floor: NDArray[np.float32], shadowed: NDArray[np.float32], mat: Mask, solid: Mask) -> Mask:
    """The shadow on mat and floor, tucked a little under the figure so that no light seam shows."""
    shadow = (floor > 0.5) | (mat & (shadowed > 0.5))
    near = ndimage.gaussian_filter(shadow.astype(np.float32), 2) > 0.3
    return shadow | (ndimage.binary_dilation(solid, iterations=3) & near)


def _inner_lines(pixels: Pixels, where: Mask) -> Mask:
    """Where one part of the body passes in front of another."""
    depth = np.where(pixels.nearness > 0, 1 / np.maximum(pixels.nearness, 1e-9), np.nan)
    depth = np.where(np.isnan(depth), np.nanmax(depth) + 0.5, depth)
    return ndimage.binary_dilation((depth - ndimage.minimum_filter(depth, 3) > LINE_STEP) & where)
