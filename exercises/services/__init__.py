from exercises.services.catalogue import LoadReport, dump_catalogue, load_catalogue, read_catalogue
from exercises.services.editing import write_drill, write_guide
from exercises.services.fixtures import BadFixture
from exercises.services.interchange import (
    MOST_BYTES,
    ImportLine,
    apply_import,
    preview_import,
    read_upload,
    to_csv,
    to_json,
)
from exercises.services.merging import merge_drill
from exercises.services.photos import NotAPhoto, files_of, keep_files, read_photo, remove_unused, taken_names
from exercises.services.publishing import (
    NotReady,
    archive,
    check_ready,
    date_publication,
    keep_old_slug,
    move_drill,
    publish,
    send_back,
    send_to_review,
)
from exercises.services.readers import ask_question, decline_question, dismiss_news, publish_answer
from exercises.services.version import catalogue_changed
from exercises.services.versions import keep_first_version, keep_version, versions_of

__all__ = [
    "MOST_BYTES",
    "BadFixture",
    "ImportLine",
    "LoadReport",
    "NotAPhoto",
    "NotReady",
    "apply_import",
    "archive",
    "ask_question",
    "catalogue_changed",
    "check_ready",
    "date_publication",
    "decline_question",
    "dismiss_news",
    "dump_catalogue",
    "files_of",
    "keep_files",
    "keep_first_version",
    "keep_old_slug",
    "keep_version",
    "load_catalogue",
    "merge_drill",
    "move_drill",
    "preview_import",
    "publish",
    "publish_answer",
    "read_catalogue",
    "read_photo",
    "read_upload",
    "remove_unused",
    "send_back",
    "send_to_review",
    "taken_names",
    "to_csv",
    "to_json",
    "versions_of",
    "write_drill",
    "write_guide",
]
