import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Stage:
    """What the moving figure shows from `at_seconds` on, in words."""

    at_seconds: float
    caption: str


@dataclass(frozen=True)
class Figure:
    """The drawings of one drill, as paths of static files: docs/figures.md."""

    folder: str
    # The hip that works in the drawing: left or right; both where a mirror image would show the same.
    side: str
    round_seconds: float
    stages: tuple[Stage, ...]

    @property
    def poster_light(self) -> str:
        return f"{self.folder}/poster-light.svg"

    @property
    def poster_dark(self) -> str:
        return f"{self.folder}/poster-dark.svg"

    @property
    def moving_light(self) -> str:
        return f"{self.folder}/moving-light.svg"

    @property
    def moving_dark(self) -> str:
        return f"{self.folder}/moving-dark.svg"

    @property
    def card(self) -> str:
        return f"{self.folder}/card.png"


SIDES = {"l": "left", "r": "right"}


@lru_cache(maxsize=1)
def figures() -> dict[str, Figure]:
    """Every figure that has been drawn, by its name. They ship with the code, so a running site reads them once."""
    manifest = settings.BASE_DIR / "static" / "figures" / "manifest.json"
    drawn: dict[str, dict[str, Any]] = json.loads(manifest.read_text(encoding="utf-8"))["figures"]
    return {
        name: Figure(
            folder=f"figures/{name}",
            side=SIDES.get(entry["works"], "both"),
            round_seconds=round(entry["seconds"], 2),
            stages=tuple(Stage(stage["at_seconds"], stage["caption"]) for stage in entry["stages"]),
        )
        for name, entry in drawn.items()
    }


def figure(name: str) -> Figure | None:
    """None where a drill names no figure, or one that is not drawn: its place is held by a pictogram."""
    return figures().get(name)
