from exercises.services.catalogue import LoadReport, dump_catalogue, load_catalogue, read_catalogue
from exercises.services.fixtures import BadFixture
from exercises.services.publishing import archive, date_publication, keep_old_slug, move_drill, publish
from exercises.services.version import catalogue_changed

__all__ = [
    "BadFixture",
    "LoadReport",
    "archive",
    "catalogue_changed",
    "date_publication",
    "dump_catalogue",
    "keep_old_slug",
    "load_catalogue",
    "move_drill",
    "publish",
    "read_catalogue",
]
