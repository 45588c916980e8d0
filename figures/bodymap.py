"""static/figures/body-map.svg: front and back of hips and thighs, with a named region for every muscle.

Made to be put inline into a page: every region is a group with the classes `muscle muscle--<slug>` and a title, and
takes its colour from the page. figures/body/muscles.yaml says where the regions lie on the resting body.
"""

import json
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import yaml
from numpy.typing import NDArray
from skimage.measure import points_in_poly

from figures import body as bodies
from figures import outlines, paths
from figures.outfit import resting_points
from figures.outlines import Style
from figures.raster import Camera, look

ROOT = Path(__file__).parent.parent
AREAS = Path(__file__).parent / "body" / "muscles.yaml"
TARGET = ROOT / "static" / "figures" / "body-map.svg"
WIDTH, HEIGHT, GAP = 420, 640, 20  # view box units of one view, and between the two
TOP, BOTTOM = 1.16, 0.42  # metres
LENS = 3.0
BODY_STYLE = Style(tolerance=0.7, smallest=40, blur=1.2)
REGION_STYLE = Style(tolerance=0.8, smallest=30, blur=2.2)
DEEP = frozenset({"gluteus-minimus", "piriformis", "obturator-internus", "obturator-externus", "gemelli"})
DEEP |= {"quadratus-femoris", "adductor-brevis", "iliopsoas"}

Area = list[list[float]]
Areas = dict[str, list[Area]]


def draw() -> None:
    names = {
        muscle["slug"]: muscle["name"]
        for muscle in json.loads((ROOT / "fixtures" / "muscles.json").read_text())
    }
    areas = yaml.safe_load(AREAS.read_text())
    views = [("front", "Front", 0.0), ("back", "Back", 180.0)]
    drawn = [
        f'<g class="body-map__{view}" transform="translate({number * (WIDTH + GAP) * 2} 0)">'
        f"<title>{title}</title>{_view(azimuth, areas[view], names)}</g>"
        for number, (view, title, azimuth) in enumerate(views)
    ]
    box = f"0 0 {(2 * WIDTH + GAP) * 2} {HEIGHT * 2}"
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="body-map" viewBox="{box}">{"".join(drawn)}</svg>\n'
    )


def _view(azimuth: float, areas: Areas, names: dict[str, str]) -> str:
    place = _resting_places(azimuth)
    inside = np.isfinite(place[..., 0]) & (place[..., 2] < TOP) & (place[..., 2] > BOTTOM)
    drawn = [
        f'<path class="body-map__body" fill="currentColor" fill-opacity=".1" stroke="currentColor"'
        f' stroke-opacity=".35" stroke-width="2.5" d="{_traced(inside, BODY_STYLE)}"/>'
    ]
    for slug, parts in areas.items():
        mask = np.zeros_like(inside)
        for part in parts:
            mask |= _covered(place, part)
        kind = "muscle body-map__deep" if slug in DEEP else "muscle"
        drawn.append(
            f'<g class="{kind} muscle--{slug}" fill="currentColor" fill-opacity=".08">'
            f'<title>{escape(names[slug])}</title><path d="{_traced(mask & inside, REGION_STYLE)}"/></g>'
        )
    return "".join(drawn)


def _resting_places(azimuth: float) -> NDArray[np.float32]:
    """(height, width, 3): which place of the resting body, without arms, each pixel sees; NaN beside it."""
    body = bodies.load()
    arm = resting_points()[:, 3]
    triangles = body.triangles[(arm[body.triangles] < 0.5).all(1)]
    camera = Camera(azimuth, 0.0, LENS, WIDTH, HEIGHT)
    camera.fit(np.array([[x, 0, z] for x in (-0.2, 0.2) for z in (TOP, BOTTOM)]), 0.02)
    pixels = look(camera, body.vertices, triangles)
    place = pixels.spread(body.vertices, triangles)
    place[pixels.triangle < 0] = np.nan
    return place


def _covered(place: NDArray[np.float32], part: Area) -> NDArray[np.bool_]:
    body = bodies.load()
    hip, knee = body.head_of("hip.l"), body.head_of("knee.l")
    height = np.nan_to_num(place[..., 2])
    down = np.clip((hip[2] - 0.1 - height) / (hip[2] - 0.1 - knee[2]), 0, 1.2)
    spread = down * (knee[0] - hip[0])
    across = np.abs(np.nan_to_num(place[..., 0], nan=9.0)) - spread
    points = np.stack([across.ravel(), height.ravel()], 1)
    return points_in_poly(points, part).reshape(height.shape)


def _traced(mask: NDArray[np.bool_], style: Style) -> str:
    shapes = outlines.trace(mask, 1.0, style)
    return "".join(
        paths.encode(outlines.simplified(shape[:, None], style.tolerance), True)[0] for shape in shapes
    )
