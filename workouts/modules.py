"""What a script leans on, read from the sources: a browser that is told of all at once need not find them in turn."""

import re
from functools import lru_cache

from django.conf import settings

SCRIPTS = settings.BASE_DIR / "static" / "js"
# Without those of `import("…")`, which are asked for when they are needed.
LEANS_ON = re.compile(r'^(?:import|export)\b[^"();]*"(\.{1,2}/[^"]+\.js)";', re.MULTILINE)


@lru_cache(maxsize=8)
def leant_on(*entries: str) -> tuple[str, ...]:
    """The entries and all modules that they import, as paths of static files."""
    found: dict[str, None] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        file = SCRIPTS / name
        waiting += [
            str((file.parent / path).resolve().relative_to(SCRIPTS))
            for path in LEANS_ON.findall(file.read_text(encoding="utf-8"))
        ]
    return tuple(f"js/{name}" for name in found)
