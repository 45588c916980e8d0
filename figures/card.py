"""A film's poster as a PNG of 1200 x 630 for link previews: drawn from the same outlines, on the hall floor."""

import io
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor, ImageDraw

from figures import film
from figures.arrows import Arrow
from figures.film import STYLES, Film, Shot
from figures.outlines import Points, is_outer, simplified
from figures.palette import COLOURS, HALO, tint
from figures.paths import flattened
from figures.picture import EDGES, GHOST, GHOST_LAYERS, STROKE_PAINT

WIDTH, HEIGHT = 1200, 630
FINE = 2  # drawn this much larger, then shrunk
COLOURS_IN_FILE = 96
COURT_RADII = (150, 260, 370, 480)  # pixels

Canvas: TypeAlias = NDArray[np.float32]


def png(shown: Film) -> bytes:
    colours = COLOURS["light"]
    size = (WIDTH * FINE, HEIGHT * FINE)
    ground = Image.new("RGB", size, colours["ground"])
    _court(ground, colours["court"])
    canvas = np.asarray(ground, np.float32)
    faded, solid = (shown.shots[shown.motion.key_frames[key]] for key in shown.drill.spec.poster)
    for name, shapes in shown.props.items():
        canvas = _laid(canvas, _mask(shapes, 1.0, False), *tint(name, colours))
    ghost = canvas
    for name in GHOST_LAYERS:
        ghost = _laid(ghost, _mask(faded.outlines[name], 1.0, STYLES[name].round), *tint(name, colours))
    canvas = canvas * (1 - GHOST) + ghost * GHOST
    canvas = _arrows(_person(canvas, solid), shown)
    small = Image.fromarray(np.rint(canvas).astype(np.uint8)).resize(
        (WIDTH, HEIGHT), Image.Resampling.LANCZOS
    )
    out = io.BytesIO()
    # An octree keeps the few pixels of tint and ball that a median cut would turn grey.
    few = small.quantize(COLOURS_IN_FILE, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _person(canvas: Canvas, shot: Shot) -> Canvas:
    colours = COLOURS["light"]
    for name, style in STYLES.items():
        shapes = shot.outlines[name]
        if name in EDGES:
            edge = [np.concatenate([shape, shape[:1]]) for shape in shapes]
            canvas = _laid(canvas, _strokes(edge, EDGES[name] / 2), colours["line"], 1)
        canvas = _laid(canvas, _mask(shapes, style.tolerance, style.round), *tint(name, colours))
    for feature, line in shot.strokes.items():
        if line is not None:
            colour, width = STROKE_PAINT[feature.partition(".")[0]]
            canvas = _laid(canvas, _strokes([line], width / 2), colours[colour], 1)
    if shot.marker is not None:
        x, y, radius = shot.marker
        turn = np.linspace(0, 2 * np.pi, 73)
        glow = np.c_[x + radius * np.cos(turn), y + radius * np.sin(turn)]
        canvas = _laid(canvas, _mask([glow], 0.1, False), colours["ball"], HALO)
    return canvas


def _arrows(canvas: Canvas, shown: Film) -> Canvas:
    end = shown.drill.spec.poster[1]
    arrows: list[Arrow] = [arrow for arrow in shown.arrows if not arrow.during or end in arrow.during]
    lines = [line for arrow in arrows for line in arrow.strokes]
    canvas = _laid(canvas, _strokes(lines, 15), COLOURS["light"]["ground"], 0.8)
    return _laid(canvas, _strokes(lines, 8.5), COLOURS["light"]["arrow"], 1)


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
    rgb = np.array(ImageColor.getrgb(colour), np.float32)
    return canvas + (rgb - canvas) * mask * alpha


def _court(ground: Image.Image, colour: str) -> None:
    pen = ImageDraw.Draw(ground)
    middle = np.array([WIDTH / 2, HEIGHT / 2]) * FINE
    for radius in COURT_RADII:
        low, high = middle - radius * FINE, middle + radius * FINE
        pen.ellipse((*low, *high), outline=colour, width=2 * FINE)
