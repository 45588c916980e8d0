"""static/figures/manifest.json: what the committed files were made from. The standard library alone, so that the site's
own tests can check it."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "static" / "figures"
MANIFEST = OUTPUT / "manifest.json"
# Code that cannot change a picture.
NOT_DRAWING = frozenset({"__main__.py", "bodymap.py", "build.py", "manifest.py", "preview.py", "checks.py"})


def read() -> dict[str, Any]:
    return json.loads(MANIFEST.read_text()) if MANIFEST.is_file() else {"figures": {}}


def write(figures: dict[str, Any]) -> None:
    ordered = {slug: figures[slug] for slug in sorted(figures)}
    MANIFEST.write_text(json.dumps({"figures": ordered}, indent=1, ensure_ascii=False) + "\n")


def origin(slug: str) -> str:
    """One hash of everything a figure is made from: its spec, the body, the drawing code and its packages."""
    return digest([HERE / "drills" / f"{slug}.yaml", *shared_sources()])


def shared_sources() -> list[Path]:
    code = [path for path in sorted(HERE.glob("*.py")) if path.name not in NOT_DRAWING]
    return [*code, HERE / "body" / "body.npz", HERE.parent / "requirements-figures.txt"]


def digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:32]


def file_hashes(paths: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(OUTPUT).as_posix(): digest([path]) for path in sorted(paths)}
