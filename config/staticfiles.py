import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/app.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w.-]+)\))?;')


def joined_stylesheet(source: Storage, path: str) -> str:
    """The stylesheet with every `@import` replaced by the file it names, wrapped in its layer."""

    def inline(match: re.Match[str]) -> str:
        folder = path.rpartition("/")[0]
        css = joined_stylesheet(source, f"{folder}/{match['path']}")
        return f"@layer {match['layer']} {{\n{css}}}" if match["layer"] else css

    with source.open(path) as file:
        return IMPORT.sub(inline, file.read().decode())


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names for everything, JavaScript's imports too; our stylesheet in one file.

    The sources stay apart, one file a component: as many requests would cost a phone more than it gains.
    """

    support_js_module_import_aggregation = True
    # One for each step from a module to the last that it leans on; Django gives up after five. It stops when nothing
    # changes any more, so room costs nothing.
    max_post_process_passes = 40

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if STYLESHEET in paths and not dry_run:
            source, path = paths[STYLESHEET]
            joined = joined_stylesheet(source, path)
            self.delete(STYLESHEET)
            self._save(STYLESHEET, ContentFile(joined.encode()))
            paths = {**paths, STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run, **options)
