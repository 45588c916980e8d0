"""A film's poster as a PNG of 1200 x 630 for link previews: drawn from the same outlines, on the hall floor."""

import io
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from figures import film
from figures.arrows import Arrow
from figures.film import STYLES, Film, Shot
from figures.outlines import Points, is_outer, simplified
from figures.palette import COLOURS
from figures.paths import flattened
from figures.picture import FACE_PAINT, GHOST, GHOST_LAYERS

WIDTH, HEIGHT = 1200, 630
FINE = 2  # drawn this much larger, then shrunk
COLOURS_IN_FILE = 96
COURT_RADII = (150, 260, 370, 480)  # pixels
ALPHA = {
    "floor": 0.17,
    "work": 0.9,
    "shade": 0.2,
    "shine": 0.13,
    "line": 0.62,
    "prop_side": 0.18,
    "prop2_side": 0.18,
}
TINTS = {
    "floor": "#000000",
    "shade": "#000a1e",
    "shine": "#ffffff",
    "prop_side": "#000a1e",
    "prop2_side": "#000a1e",
}

Canvas: TypeAlias = NDArray[np.float32]


def png(shown: Film) -> bytes:
    colours = COLOURS["light"]
    size = (WIDTH * FINE, HEIGHT * FINE)
    ground = Image.new("RGB", size, colours["ground"])
    _court(ground, colours["court"])
    canvas = np.asarray(ground, np.float32)
    faded, solid = (shown.shots[shown.motion.key_frames[key]] for key in shown.drill.spec.poster)
    for name, shapes in shown.props.items():
        canvas = _laid(canvas, _mask(shapes, 1.0, False), _tint(name), ALPHA.get(name, 1))
    ghost = canvas
    for name in GHOST_LAYERS:
        ghost = _laid(ghost, _mask(faded.outlines[name], 1.0, STYLES[name].round), _tint(name), 1)
    canvas = canvas * (1 - GHOST) + ghost * GHOST
    canvas = _arrows(_person(canvas, solid), shown)
    small = Image.fromarray(np.rint(canvas).astype(np.uint8)).resize(
        (WIDTH, HEIGHT), Image.Resampling.LANCZOS
    )
    out = io.BytesIO()
    small.quantize(COLOURS_IN_FILE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _person(canvas: Canvas, shot: Shot) -> Canvas:
    colours = COLOURS["light"]
    for name, style in STYLES.items():
        shapes = shot.outlines[name]
        if name == "skin":
            edge = [np.concatenate([shape, shape[:1]]) for shape in shapes]
            canvas = _laid(canvas, _strokes(edge, 3.2 / 2), colours["line"], 1)
        canvas = _laid(canvas, _mask(shapes, style.tolerance, style.round), _tint(name), ALPHA.get(name, 1))
    for feature, line in shot.face.items():
        if line is not None:
            colour, width = FACE_PAINT[feature.partition(".")[0]]
            canvas = _laid(canvas, _strokes([line], width / 2), colours[colour], 1)
    if shot.marker is not None:
        x, y, radius = shot.marker
        turn = np.linspace(0, 2 * np.pi, 73)
        ring = np.c_[x + radius * np.cos(turn), y + radius * np.sin(turn)]
        canvas = _laid(canvas, _strokes([ring[i : i + 4] for i in range(0, 70, 6)], 5), colours["ball"], 1)
    return canvas


def _arrows(canvas: Canvas, shown: Film) -> Canvas:
    end = shown.drill.spec.poster[1]
    arrows: list[Arrow] = [arrow for arrow in shown.arrows if not arrow.during or end in arrow.during]
    lines = [line for arrow in arrows for line in arrow.strokes]
    canvas = _laid(canvas, _strokes(lines, 15), COLOURS["light"]["ground"], 0.8)
    return _laid(canvas, _strokes(lines, 8.5), COLOURS["light"]["arrow"], 1)


def _tint(layer: str) -> str:
    return TINTS.get(layer) or COLOURS["light"][layer]


def _placed(points: Points) -> list[tuple[float, float]]:
    """View box → canvas: as high as the card, in its middle."""
    scale = HEIGHT * FINE / film.HEIGHT
    left = (WIDTH * FINE - film.WIDTH * scale) / 2
    return [(left + x * scale, y * scale) for x, y in points]


def _mask(shapes: Iterable[Points], tolerance: float, rounded: bool) -> Canvas:
    """1 inside the outlines, which come largest first; those that run the other way round are holes."""
    image = Image.new("L", (WIDTH * FINE, HEIGHT * FINE))
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        points = flattened(simplified(shape[:, None], tolerance), rounded)
        pen.polygon(_placed(points), fill=255 if is_outer(shape) else 0)
    return np.asarray(image, np.float32)[..., None] / 255


def _strokes(lines: Iterable[Points], width: float) -> Canvas:
    """`width` in view box units; round ends."""
    image = Image.new("L", (WIDTH * FINE, HEIGHT * FINE))
    pen = ImageDraw.Draw(image)
    broad = width * HEIGHT * FINE / film.HEIGHT
    for line in lines:
        points = _placed(line)
        pen.line(points, fill=255, width=max(1, round(broad)), joint="curve")
        for x, y in points if broad > 6 else []:
            pen.ellipse((x - broad / 2, y - broad / 2, x + broad / 2, y + broad / 2), fill=255)
    return np.asarray(image, np.float32)[..., None] / 255


def _laid(canvas: Canvas, mask: Canvas, colour: str, alpha: float) -> Canvas:
    tint = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
    return canvas + (tint - canvas) * mask * alpha


def _court(ground: Image.Image, colour: str) -> None:
    pen = ImageDraw.Draw(ground)
    middle = np.array([WIDTH / 2, HEIGHT / 2]) * FINE
    for radius in COURT_RADII:
        low, high = middle - radius * FINE, middle + radius * FINE
        pen.ellipse((*low, *high), outline=colour, width=2 * FINE)
