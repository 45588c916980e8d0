"""Builds what has changed: static/figures/<slug>/ and the manifest."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli

from figures import card, film, manifest, picture, spec
from figures.drill import Drill
from figures.film import Film
from figures.palette import THEMES
from figures.spec import Spec

MOST_BYTES = {"moving": 45_000, "poster": 6_000}  # compressed by brotli

Say = Callable[[str], None]


def build(slugs: list[str], force: bool, say: Say) -> None:
    made = manifest.read()["figures"]
    wanted = slugs or spec.slugs()
    for slug in [slug for slug in made if slug not in spec.slugs()]:
        shutil.rmtree(manifest.OUTPUT / slug, ignore_errors=True)
        del made[slug]
    stale = [slug for slug in wanted if force or not is_current(slug, made.get(slug))]
    say(f"{len(wanted) - len(stale)} of {len(wanted)} figures are up to date.")
    for number, slug in enumerate(stale, 1):
        began = time.monotonic()
        title = f"{number}/{len(stale)} {slug}"
        made[slug] = build_one(slug, _saying(title, say))
        manifest.write(made)
        sizes = made[slug]["compressed_bytes"]
        say(
            f"\033[K{title}: moving {sizes['moving-light.svg'] / 1000:.1f} KB,"
            f" poster {sizes['poster-light.svg'] / 1000:.1f} KB, {time.monotonic() - began:.0f} s"
        )
    manifest.write(made)


def _saying(title: str, say: Say) -> Say:
    return lambda step: say(f"\r\033[K{title}: {step}\r")


def is_current(slug: str, entry: dict[str, Any] | None) -> bool:
    if not entry or entry["origin"] != manifest.origin(slug):
        return False
    files = [path for path in (manifest.OUTPUT / slug).glob("*") if path.is_file()]
    return manifest.file_hashes(files) == entry["files"]


def build_one(slug: str, say: Say) -> dict[str, Any]:
    drill = Drill(spec.read(slug))
    shown = film.shoot(drill, say)
    folder = manifest.OUTPUT / slug
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in _files(shown).items():
        (folder / name).write_bytes(content)
    (folder / "card.png").write_bytes(card.png(shown))
    sizes = {path.name: len(brotli.compress(path.read_bytes())) for path in sorted(folder.glob("*.svg"))}
    _refuse_heavy(slug, sizes)
    return {
        "origin": manifest.origin(slug),
        "works": drill.spec.works,
        "seconds": shown.motion.seconds,
        "stages": _stages(drill.spec, shown),
        "compressed_bytes": sizes,
        "files": manifest.file_hashes(folder.glob("*")),
    }


def _files(shown: Film) -> dict[str, bytes]:
    start, end = shown.drill.spec.poster
    stills = {"start": start, "end": end} | {f"phase-{key}": key for key in shown.drill.spec.phases}
    files = {}
    for theme in THEMES:
        files[f"moving-{theme}.svg"] = picture.animated(shown, theme)
        files[f"poster-{theme}.svg"] = picture.poster(shown, theme)
        for name, key in stills.items():
            files[f"{name}-{theme}.svg"] = picture.still(shown, key, theme)
    return {name: text.encode() for name, text in files.items()}


def _stages(drill: Spec, shown: Film) -> list[dict[str, Any]]:
    """When each phase with words begins, in seconds from the start of a round. A key without words belongs to the phase
    before it."""
    stages: list[dict[str, Any]] = []
    for share, key in shown.motion.stages:
        if key in drill.phases and not (stages and stages[-1]["key"] == key):
            moment = round(share * shown.motion.seconds, 2)
            stages.append({"at_seconds": moment, "key": key, "caption": drill.phases[key]})
    return stages


def _refuse_heavy(slug: str, sizes: dict[str, int]) -> None:
    for name, size in sizes.items():
        limit = MOST_BYTES.get(Path(name).stem.rpartition("-")[0])
        if limit and size > limit:
            raise SystemExit(f"{slug}: {name} has {size} compressed bytes, more than {limit}.")
