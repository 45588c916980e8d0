"""Pose specs: figures/drills/<drill slug>.yaml, read and checked. docs/figures.md explains every field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from figures.skeleton import ANGLES

FOLDER = Path(__file__).parent / "drills"
_TOP_FIELDS = "title camera works muscles root contact base keys timeline phases poster props arrows marker"
_ROOT_FIELDS = "orient yaw pitch roll z height sink fix fix_at plant toe_out at"
TOP_FIELDS, ROOT_FIELDS = frozenset(_TOP_FIELDS.split()), frozenset(_ROOT_FIELDS.split())
KEY_FIELDS = ANGLES | {"arm.l", "arm.r", "root", "pin", "stand", "touch"}


class SpecError(ValueError):
    """A sentence for the author of a spec."""


@dataclass(frozen=True)
class Camera:
    """`azimuth` 0 looks at the figure's front, 90 from its left; `elevation` up from level; `lens`: angle of view."""

    azimuth: float
    elevation: float
    lens: float = 16.0


@dataclass(frozen=True)
class Contact:
    """What rests where. `touch`: patches of skin and the height in metres of their lowest point. `pin`: joints that
    stay where they were in another key. `vary`: angles that may be adjusted to make it so. `always`: in every frame,
    not only in the keys.

    A key may add pins of its own: `pin: {pelvis: [x, y, z]}`, and `stand: {l: [x, y, toes out]}`, which pins ankle and
    toes of a foot that stands flat there. A key's own `touch` takes the place of the drill's.
    """

    touch: Mapping[str, float] = field(default_factory=dict)
    pin: Mapping[str, Any] = field(default_factory=dict)
    vary: tuple[str, ...] = ()
    always: bool = False


@dataclass(frozen=True)
class Spec:
    slug: str
    title: str
    camera: Camera
    works: str  # the hip that rotates: "l", "r" or "both"
    muscles: tuple[str, ...]  # slugs of the catalogue, the ones to tint
    root: Mapping[str, Any]
    keys: Mapping[str, Mapping[str, Any]]
    timeline: tuple[
        tuple[str, float], ...
    ]  # a key, and the seconds from it to the next one; it runs in a circle
    contact: Contact | None = None
    phases: Mapping[str, str] = field(default_factory=dict)  # a key, and the words for what happens there
    poster: tuple[str, str] = ("", "")  # the faded key and the solid one
    props: tuple[Mapping[str, Any], ...] = ()
    arrows: tuple[Mapping[str, Any], ...] = ()
    marker: Mapping[str, Any] | None = None

    @property
    def moving_sides(self) -> str:
        return "lr" if self.works == "both" else self.works


def slugs() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def path_of(slug: str) -> Path:
    return FOLDER / f"{slug}.yaml"


def read(slug: str) -> Spec:
    path = path_of(slug)
    if not path.is_file():
        raise SpecError(f"There is no spec {path.name}. Known: {', '.join(slugs())}.")
    return parse(slug, yaml.safe_load(path.read_text()))


def parse(slug: str, data: Mapping[str, Any]) -> Spec:
    _known(slug, "the spec", data, TOP_FIELDS)
    base = data.get("base") or {}
    keys = {name: {**base, **(angles or {})} for name, angles in data["keys"].items()}
    for name, angles in keys.items():
        _known(slug, f"key {name!r}", angles, KEY_FIELDS)
    _known(slug, "root", data.get("root") or {}, ROOT_FIELDS)
    timeline = tuple((key, float(seconds)) for key, seconds in data["timeline"])
    phases = data.get("phases") or {}
    for key in [*(key for key, _ in timeline), *phases, *(data.get("poster") or ())]:
        if key not in keys:
            raise SpecError(f"{slug}: {key!r} is not among the keys ({', '.join(keys)}).")
    order = list(dict.fromkeys(key for key, _ in timeline))
    camera = data["camera"]
    return Spec(
        slug=slug,
        title=data["title"],
        camera=Camera(camera["az"], camera["el"], camera.get("fov", 16.0)),
        works=data["works"],
        muscles=tuple(data["muscles"]),
        root=data.get("root") or {},
        keys=keys,
        timeline=timeline,
        contact=_contact(slug, data.get("contact")),
        phases=phases,
        poster=tuple(data.get("poster") or (order[0], order[1])),
        props=tuple(data.get("props") or ()),
        arrows=tuple(data.get("arrows") or ()),
        marker=data.get("marker"),
    )


def _contact(slug: str, data: Mapping[str, Any] | None) -> Contact | None:
    if not data:
        return None
    vary = tuple(data.get("vary") or ())
    _known(slug, "vary", vary, ANGLES | {"root.pitch", "root.roll", "root.yaw"})
    return Contact(data.get("touch") or {}, data.get("pin") or {}, vary, bool(data.get("always")))


def _known(slug: str, place: str, names: Iterable[str], allowed: frozenset[str]) -> None:
    if wrong := sorted(set(names) - allowed):
        raise SpecError(f"{slug}: {place} has {', '.join(wrong)}, which means nothing here.")
