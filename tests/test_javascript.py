"""How much JavaScript a phone fetches: as it is served, without comments, each module compressed by itself."""

import re
from pathlib import Path

import brotli
import pytest
import rjsmin
from django.conf import settings

SCRIPTS = Path(settings.BASE_DIR) / "static" / "js"
IMPORT = re.compile(r"""(?:from|import)\s+["'](?P<path>\.[^"']+)["']""")
IMPORT_LATER = re.compile(r"""import\(["'](?P<path>\.[^"']+)["']\)""")


def leaned_on(module: Path, *, later: bool) -> list[Path]:
    text = module.read_text()
    found = [*IMPORT.finditer(text), *(IMPORT_LATER.finditer(text) if later else ())]
    return [(module.parent / match["path"]).resolve() for match in found]


def modules_from(*names: str, later: bool = False) -> set[Path]:
    seen: set[Path] = set()
    todo = [SCRIPTS / name for name in names]
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            todo += leaned_on(module, later=later)
    return seen


def compressed_bytes(modules: set[Path]) -> int:
    return sum(len(brotli.compress(rjsmin.jsmin(module.read_text()).encode())) for module in modules)


def test_logging_a_set_takes_at_most_60_kb():
    screens = ("logger.js", "elements/log-start.js", "elements/log-workout.js")
    assert compressed_bytes(modules_from(*screens)) <= 60 * 1024


def test_no_screen_of_the_logger_is_a_burden_of_its_own():
    base = modules_from("logger.js", "elements/log-start.js", "elements/log-workout.js")
    for screen in leaned_on(SCRIPTS / "logger.js", later=True):
        name = screen.relative_to(SCRIPTS).as_posix()
        assert compressed_bytes(modules_from(name) - base) <= 15 * 1024, name


@pytest.mark.parametrize(
    "page", ["exercises/drill.html", "exercises/drills.html", "workouts/drill_progress.html"]
)
def test_a_reading_page_takes_at_most_15_kb(page):
    templates = Path(settings.BASE_DIR) / "templates"
    text = (templates / "layouts" / "base.html").read_text() + (templates / page).read_text()
    names = re.findall(r"{% static 'js/([^']+)' %}", text)
    assert names
    assert compressed_bytes(modules_from(*names)) <= 15 * 1024
