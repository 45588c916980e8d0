import re
from collections.abc import Callable, Iterator
from typing import Any

import rjsmin
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = ("css/app.css", "css/admin.css")
SCRIPTS = "js/"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w.-]+)\))?;')


def joined_stylesheet(source: Storage, path: str) -> str:
    """The stylesheet with every `@import` replaced by the file it names, wrapped in its layer."""

    def inline(match: re.Match[str]) -> str:
        folder = path.rpartition("/")[0]
        css = joined_stylesheet(source, f"{folder}/{match['path']}")
        return f"@layer {match['layer']} {{\n{css}}}" if match["layer"] else css

    with source.open(path) as file:
        return IMPORT.sub(inline, file.read().decode())


def without_comments(source: Storage, path: str) -> str:
    """A module as the phone needs it: no comments, no indentation."""
    with source.open(path) as file:
        return str(rjsmin.jsmin(file.read().decode()))


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names for everything, JavaScript's imports too; each of our stylesheets in one file.

    The sources stay apart, one file a component: as many requests would cost a phone more than it gains. Our modules
    go without their comments.
    """

    support_js_module_import_aggregation = True
    # One for each step from a module to the last that it leans on; Django gives up after five. It stops when nothing
    # changes any more, so room costs nothing.
    max_post_process_passes = 40

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            paths = {path: self.prepared(path, *found) for path, found in paths.items()}
        yield from super().post_process(paths, dry_run, **options)

    def prepared(self, name: str, source: Storage, path: str) -> tuple[Storage, str]:
        """Where the file to be hashed lies: our own are written anew, others stay as they came."""
        write: Callable[[Storage, str], str]
        if name in STYLESHEETS:
            write = joined_stylesheet
        elif name.startswith(SCRIPTS) and name.endswith(".js"):
            write = without_comments
        else:
            return source, path
        text = write(source, path)
        self.delete(name)
        self._save(name, ContentFile(text.encode()))
        return self, name
