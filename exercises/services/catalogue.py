"""From fixtures/ into the database and back. What an admin changed since it was loaded is the admin's."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.models import Curated, Equipment, Exercise, Guide, Muscle, Published, SafetyNote
from exercises.queries import content as contents
from exercises.queries.content import Content
from exercises.services import drill_sheets, fixtures, guide_sheets
from exercises.services.fixtures import Sheet
from exercises.services.version import catalogue_changed

Row = TypeVar("Row", bound=Curated)


@dataclass
class LoadReport:
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class Work:
    """A file whose row is to be written."""

    sheet: Sheet
    row: Any


Sheets = dict[str, list[Sheet]]


def read_catalogue(folder: Path) -> Sheets:
    return {
        "muscles": fixtures.read_list(folder, "muscles.json", fixtures.MUSCLES),
        "equipment": fixtures.read_list(folder, "equipment.json", fixtures.EQUIPMENT),
        "safety_notes": fixtures.read_list(folder, "safety-notes.json", fixtures.SAFETY_NOTES),
        "drills": fixtures.read_folder(folder, "drills", fixtures.DRILL),
        "guides": fixtures.read_folder(folder, "guides", fixtures.GUIDE),
    }


@transaction.atomic
def load_catalogue(sheets: Sheets, *, at: datetime) -> LoadReport:
    report = LoadReport()
    load_words(Muscle, sheets["muscles"], contents.muscle_content, _("muscle"), report)
    load_words(Equipment, sheets["equipment"], contents.equipment_content, _("equipment"), report)
    load_words(SafetyNote, sheets["safety_notes"], contents.safety_note_content, _("safety note"), report)

    drill_sheets.check_links(sheets["drills"])
    rows = {str(row.id): row for row in contents.drills_with_parts()}
    work = to_write(Exercise, sheets["drills"], rows, contents.drill_content, _("drill"), report)
    drill_sheets.write([(item.row, item.sheet) for item in work], at=at)

    guide_sheets.check_links(sheets["guides"], drill_sheets.drill_names(sheets["drills"]))
    guides = {str(row.id): row for row in contents.guides_with_parts()}
    work = to_write(Guide, sheets["guides"], guides, contents.guide_content, _("guide"), report)
    guide_sheets.write([(item.row, item.sheet) for item in work], at=at)
    if report.added or report.updated:
        catalogue_changed()
    return report


def load_words(
    model: type[Row], sheets: list[Sheet], content_of: Callable[[Row], Content], kind: str, report: LoadReport
) -> None:
    """Muscles, equipment and safety notes: flat rows, known by their slug."""
    rows = {row.slug: row for row in model._default_manager.all()}  # type: ignore[attr-defined]
    for item in to_write(model, sheets, rows, content_of, kind, report):
        for name, value in item.sheet.content.items():
            setattr(item.row, name, value)
        item.row.loaded_digest = contents.digest(item.sheet.content)
        fixtures.refuse_clash(item.row, item.sheet)
        item.row.save()


def to_write(
    model: type[Row],
    sheets: list[Sheet],
    rows: dict[str, Row],
    content_of: Callable[[Row], Content],
    kind: str,
    report: LoadReport,
) -> list[Work]:
    """Decide for every file: add, update where nobody touched the row, or leave alone what an admin changed."""
    work: list[Work] = []
    for sheet in sheets:
        label = f"{kind} {sheet.content.get('name') or sheet.content['title']}"
        row = rows.get(sheet.content.get("id") or sheet.content["slug"])
        wanted = contents.digest(sheet.content)
        if row is None:
            report.added.append(label)
            work.append(Work(sheet, model()))
            continue
        present = contents.digest(content_of(row))
        if present == wanted:
            report.unchanged += 1
            if row.loaded_digest != wanted:
                model._default_manager.filter(pk=row.pk).update(loaded_digest=wanted)
        elif present != row.loaded_digest:
            report.left_alone.append(label)
        else:
            refuse_unpublishing(row, sheet)
            report.updated.append(label)
            work.append(Work(sheet, row))
    return work


def refuse_unpublishing(row: Curated, sheet: Sheet) -> None:
    allowed = (Published.Status.PUBLISHED, Published.Status.ARCHIVED)
    if isinstance(row, Published) and row.published_at and sheet.content["status"] not in allowed:
        sheet.spot.at("status").refuse(_("It was published; from then on it is published or archived."))


def dump_catalogue(folder: Path) -> list[Path]:
    """Write the files of the whole catalogue, drafts and archived drills too."""
    words: list[tuple[str, type[Any], Callable[[Any], Content]]] = [
        ("muscles.json", Muscle, contents.muscle_content),
        ("equipment.json", Equipment, contents.equipment_content),
        ("safety-notes.json", SafetyNote, contents.safety_note_content),
    ]
    written = [
        write_file(folder / name, [content_of(row) for row in model.objects.order_by("slug")])
        for name, model, content_of in words
    ]
    written += dump_folder(folder / "drills", map(contents.drill_content, contents.drills_with_parts()))
    written += dump_folder(folder / "guides", map(contents.guide_content, contents.guides_with_parts()))
    return written


def dump_folder(folder: Path, items: Iterable[Content]) -> list[Path]:
    items = list(items)
    written = [write_file(folder / f"{item['slug']}.json", item) for item in items]
    ids = {item["id"] for item in items}
    for path in set(folder.glob("*.json")) - set(written):
        # The file of a slug that has changed since.
        if json.loads(path.read_text(encoding="utf-8")).get("id") in ids:
            path.unlink()
    return written


def write_file(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = contents.with_plain_line_ends(content)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
