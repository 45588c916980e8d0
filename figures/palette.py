"""The colours of a figure, by theme. The figure keeps middle tones that stand on both grounds; the rest changes."""

THEMES = ("light", "dark")
COLOURS = {
    "light": {
        "ground": "#f4e4cf",
        "court": "#e3c9a8",
        "mat": "#cdd9e5",
        "mat_side": "#a9bacb",
        "skin": "#d9a684",
        "shorts": "#31435a",
        "top": "#4f86a8",
        "hair": "#3a2c28",
        "work": "#ff7a45",
        "band": "#d93a41",
        "prop": "#c9a881",
        "prop2": "#94795a",
        "ball": "#1f8f5d",
        "line": "#22303f",
        "arrow": "#1b2a3c",
        "face": "#3a2621",
        "lips": "#a45c4c",
    },
    "dark": {
        "ground": "#1d2530",
        "court": "#2f3b4a",
        "mat": "#2f4152",
        "mat_side": "#22303d",
        "skin": "#d9a684",
        "shorts": "#4f6886",
        "top": "#5fa3c9",
        "hair": "#6b5247",
        "work": "#ff8a57",
        "band": "#ff6369",
        "prop": "#93795c",
        "prop2": "#6b5945",
        "ball": "#3ecf8e",
        "line": "#0a0e13",
        "arrow": "#fff4e3",
        "face": "#33211c",
        "lips": "#a45c4c",
    },
}
# Light and shade, the same in both themes: colour and opacity.
SHADES = {
    "floor": ("#000", 0.17),
    "shade": ("#000a1e", 0.2),
    "shine": ("#fff", 0.13),
    "ball_shade": ("#000a1e", 0.34),
    "ball_shine": ("#fff", 0.6),
    "prop_side": ("#000a1e", 0.18),
    "prop2_side": ("#000a1e", 0.18),
}
ALPHA = {"work": 0.9, "line": 0.62}
HALO = 0.26  # opacity of the glow round a thing that is half hidden

Colours = dict[str, str]


def tint(layer: str, colours: Colours) -> tuple[str, float]:
    """Colour and opacity of a layer."""
    return SHADES.get(layer) or (colours[layer], ALPHA.get(layer, 1.0))
