"""A film → SVG files: no script, no style, no text; colours as attributes, motion as SMIL that runs inside an <img>."""

from collections.abc import Sequence
from itertools import pairwise

import brotli

from figures import digits, face, film, outlines, paths
from figures.arrows import Arrow
from figures.film import STYLES, Film, Shot
from figures.outlines import Points, Track
from figures.palette import COLOURS, HALO, Colours, tint

VIEW = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {film.WIDTH * 2} {film.HEIGHT * 2}"'
GHOST = 0.42  # opacity of the start pose behind the end pose
GHOST_LAYERS = ("skin", "shorts", "top", "hair", "band")
GHOST_TOLERANCE = 2.2
MOST_BYTES = 44_000  # compressed, of a moving figure
# Multiples of the outlines' tolerances; the first that stays light is drawn.
ROUGHNESS = (1.0, 1.2, 1.5, 1.7, 1.9, 2.2, 2.5, 3.0, 3.8)
TOO_ROUGH_FOR_SHINE = 3.8
ALWAYS_ROUND = frozenset({"ball", "ball_shade", "ball_shine"})
SMALL_THINGS = frozenset({"floor", "shade", "line"})
EDGES = {"skin": 3.2, "ball": 2.6}  # widths of the lines round these layers
STROKE_PAINT = {
    "brow": ("face", 5.0),
    "lid": ("face", 5.5),
    "eye": ("face", 8.0),
    "nose": ("lips", 4.0),
    "mouth": ("lips", 5.0),
    "finger": ("lips", 2.6),
    "toe": ("lips", 2.4),
}


def animated(shown: Film, theme: str) -> str:
    """As finely as stays light: a drill of many poses gets fewer points, and no small shadows."""
    for roughness in ROUGHNESS:
        document = _animated(shown, COLOURS[theme], roughness)
        if len(brotli.compress(document.encode())) <= MOST_BYTES:
            break
    return document


def _animated(shown: Film, colours: Colours, roughness: float) -> str:
    body = [_props(shown, colours)]
    for name in STYLES:
        if tracks := _told(shown, name, roughness):
            body.append(_moving_layer(shown, name, tracks, colours))
    body += [_moving_strokes(shown, colours), _moving_marker(shown, colours), _moving_arrows(shown, colours)]
    return _document("".join(body))


def still(shown: Film, key: str, theme: str) -> str:
    colours = COLOURS[theme]
    shot = shown.shots[shown.motion.key_frames[key]]
    return _document(_props(shown, colours) + _solid(shot, colours))


def poster(shown: Film, theme: str) -> str:
    """The start faded, the end solid, and an arrow: the whole drill in one picture."""
    colours = COLOURS[theme]
    faded, solid = (shown.shots[shown.motion.key_frames[key]] for key in shown.drill.spec.poster)
    ghost = f'<g opacity="{GHOST}">{_ghost(faded, colours)}</g>'
    end = shown.drill.spec.poster[1]
    arrows = [arrow for arrow in shown.arrows if not arrow.during or end in arrow.during]
    return _document(_props(shown, colours) + ghost + _solid(solid, colours) + _arrows(colours, arrows))


def paint(layer: str, colours: Colours) -> str:
    """The attributes that colour a layer. Widths are in doubled view box units."""
    colour, alpha = tint(layer, colours)
    attributes = f'fill="{colour}"'
    if layer in EDGES:
        attributes += f' stroke="{colours["line"]}" stroke-width="{EDGES[layer]:g}" stroke-linejoin="round"'
    return attributes if alpha == 1 else f'{attributes} opacity="{alpha:g}"'.replace('"0.', '".')


def _document(body: str) -> str:
    return f"<svg {VIEW}>{body}</svg>\n"


def _props(shown: Film, colours: Colours) -> str:
    drawn = []
    for name, shapes in shown.props.items():
        drawn.append(_path("".join(_drawn(shape, 1.0, False) for shape in shapes), paint(name, colours)))
    return "".join(drawn)


def _solid(shot: Shot, colours: Colours) -> str:
    drawn = []
    for name, style in STYLES.items():
        if shapes := shot.outlines[name]:
            d = "".join(_drawn(shape, style.tolerance, style.round) for shape in shapes)
            drawn.append(_path(d, paint(name, colours)))
    for feature, line in shot.strokes.items():
        if line is not None:
            drawn.append(_path(paths.polyline(line), _stroke_paint(feature, colours)))
    if shot.marker is not None:
        drawn.append(_glow(shot.marker, colours))
    return "".join(drawn)


def _ghost(shot: Shot, colours: Colours) -> str:
    drawn = []
    for name in GHOST_LAYERS:
        if shapes := shot.outlines[name]:
            d = "".join(_drawn(shape, GHOST_TOLERANCE, STYLES[name].round) for shape in shapes)
            drawn.append(_path(d, paint(name, colours)))
    return "".join(drawn)


def _told(shown: Film, name: str, roughness: float) -> list[Track]:
    if roughness == 1 or name in ALWAYS_ROUND:
        return shown.tracks[name]
    if name == "shine" and roughness >= TOO_ROUGH_FOR_SHINE:
        return []
    style = STYLES[name]
    least = style.smallest * roughness * 1.5 if name in SMALL_THINGS else 0
    kept = [track for track in shown.tracks[name] if track.largest_area >= least]
    return [outlines.simplified_track(track, style.tolerance * roughness) for track in kept]


def _moving_layer(shown: Film, name: str, tracks: Sequence[Track], colours: Colours) -> str:
    """A path for each set of outlines that belong together, in one group, so that they do not darken each other."""
    rounded, count = STYLES[name].round, len(shown.shots)
    drawn = []
    for together in outlines.with_their_holes(tracks):
        cuts = outlines.cuts_of(together)
        by_track = [paths.encode(track.over(count, cuts), rounded) for track in together]
        frames = ["".join(parts) for parts in zip(*by_track, strict=True)]
        drawn.append(_path(frames[0], "", _animation(shown, "d", frames, cuts)))
    return f"<g {paint(name, colours)}>{''.join(drawn)}</g>"


def _moving_strokes(shown: Film, colours: Colours) -> str:
    drawn = []
    for feature in (*face.FEATURES, *digits.FEATURES):
        lines = [shot.strokes[feature] for shot in shown.shots]
        if all(line is None for line in lines):
            continue
        frames = [paths.polyline(line) for line in _filled(lines)]
        blink = _blink(shown, [line is not None for line in lines])
        opacity = int(lines[0] is not None)
        motion = _animation(shown, "d", frames) + blink
        drawn.append(_path(frames[0], f'{_stroke_paint(feature, colours)} opacity="{opacity}"', motion))
    return "".join(drawn)


def _blink(shown: Film, seen: Sequence[bool]) -> str:
    """A stroke comes and goes at once: half faded it would hang in the air, where the head no longer is."""
    if all(seen):
        return ""
    playing = shown.motion.playing
    following = [*playing[1:], playing[-1]]
    shown_at = [
        (str(int(seen[number] and seen[after])), moment)
        for (number, moment), (after, _) in zip(playing, following, strict=True)
    ]
    changes = [shown_at[0], *(now for before, now in pairwise(shown_at) if now[0] != before[0])]
    return _discrete(shown, changes)


def _discrete(shown: Film, changes: Sequence[tuple[str, float]]) -> str:
    times, values = ";".join(_share(moment) for _, moment in changes), ";".join(value for value, _ in changes)
    return (
        f'<animate attributeName="opacity" dur="{shown.motion.seconds:g}s" repeatCount="indefinite"'
        f' calcMode="discrete" keyTimes="{times}" values="{values}"/>'
    )


def _moving_marker(shown: Film, colours: Colours) -> str:
    first = shown.shots[0].marker
    return "" if first is None else _glow(first, colours)


def _arrows(colours: Colours, arrows: Sequence[Arrow]) -> str:
    if not arrows:
        return ""
    d = "".join(paths.polyline(line) for arrow in arrows for line in arrow.strokes)
    joined = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    halo = _path(d, f'stroke="{colours["ground"]}" stroke-width="30" opacity=".8" {joined}')
    return halo + _path(d, f'stroke="{colours["arrow"]}" stroke-width="17" {joined}')


def _moving_arrows(shown: Film, colours: Colours) -> str:
    """Arrows of one stage come and go with it."""
    steady = [arrow for arrow in shown.arrows if not arrow.during]
    drawn = [_arrows(colours, steady)]
    for arrow in shown.arrows:
        if arrow.during:
            changes = [(str(int(key in arrow.during)), moment) for moment, key in shown.motion.stages]
            blink = _discrete(shown, changes)
            drawn.append(f'<g opacity="{changes[0][0]}">{blink}{_arrows(colours, [arrow])}</g>')
    return "".join(drawn)


def _glow(marker: Points, colours: Colours) -> str:
    x, y, radius = marker
    place = f'cx="{x * 2:.0f}" cy="{y * 2:.0f}" r="{radius * 2:.0f}"'
    return f'<circle {place} fill="{colours["ball"]}" opacity="{HALO:g}"/>'


def _stroke_paint(feature: str, colours: Colours) -> str:
    colour, width = STROKE_PAINT[feature.partition(".")[0]]
    return f'fill="none" stroke="{colours[colour]}" stroke-width="{width:g}" stroke-linecap="round"'


def _animation(shown: Film, attribute: str, frames: Sequence[str], cuts: Sequence[int] = ()) -> str:
    """Nothing where nothing changes. `frames` has two more behind each frame in `cuts`."""
    if len(set(frames)) == 1:
        return ""
    shown_at = [(frames[number], moment) for number, moment in _with_cuts(shown.motion.playing, cuts)]
    changes = _without_repeats(shown_at)
    values = ";".join(value for value, _ in changes)
    times = ";".join(_share(moment) for _, moment in changes)
    return (
        f'<animate attributeName="{attribute}" dur="{shown.motion.seconds:g}s" repeatCount="indefinite"'
        f' keyTimes="{times}" values="{values}"/>'
    )


def _without_repeats(shown_at: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """A value that stays is told when it begins and when it ends, and not in between."""
    last = len(shown_at) - 1
    return [
        (value, moment)
        for i, (value, moment) in enumerate(shown_at)
        if i in (0, last) or value != shown_at[i - 1][0] or value != shown_at[i + 1][0]
    ]


def _with_cuts(playing: Sequence[tuple[int, float]], cuts: Sequence[int]) -> list[tuple[int, float]]:
    """The schedule in numbers that count the two moments of each cut, and with these halfway between their frames."""
    place = {number: number + 2 * sum(cut < number for cut in cuts) for number, _ in playing}
    out: list[tuple[int, float]] = []
    for i, (number, moment) in enumerate(playing):
        if i and (before := playing[i - 1])[0] != number:
            cut = min(before[0], number)
            if cut in cuts:
                halfway = (before[1] + moment) / 2
                instants = [place[cut] + 1, place[cut] + 2]
                out += [(instant, halfway) for instant in (instants if number > cut else instants[::-1])]
        out.append((place[number], moment))
    return out


def _share(moment: float) -> str:
    return f"{moment:.4f}".rstrip("0").rstrip(".").removeprefix("0") or "0"


def _filled(lines: Sequence[Points | None]) -> list[Points]:
    """Where a line is hidden, the nearest one that is seen stands in."""
    seen = [(i, line) for i, line in enumerate(lines) if line is not None]
    return [min(seen, key=lambda other: abs(other[0] - i))[1] for i in range(len(lines))]


def _drawn(shape: Points, tolerance: float, rounded: bool) -> str:
    return paths.encode(outlines.simplified(shape[:, None], tolerance), rounded)[0]


def _path(d: str, attributes: str, inside: str = "") -> str:
    start = f'<path {attributes} d="{d}"' if attributes else f'<path d="{d}"'
    return f"{start}>{inside}</path>" if inside else f"{start}/>"
