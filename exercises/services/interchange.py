"""Drills with all their parts as one JSON or CSV file, out and in. Coming in never publishes anything."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.models import Exercise, Published
from exercises.queries import changes_between
from exercises.queries import content as contents
from exercises.queries.changes import ChangeLine
from exercises.queries.content import Content
from exercises.services import drill_sheets, editing, fixtures
from exercises.services.fixtures import Sheet, Spot
from exercises.services.versions import keep_first_version

MOST_BYTES = 800_000
# A cell of these holds one item a line; the fields of an item stand between bars.
LISTS: dict[str, tuple[str, ...]] = {
    "setup": (),
    "steps": (),
    "tips": (),
    "aliases": (),
    "safety_notes": (),
    "mistakes": ("fault", "fix"),
    "questions": ("question", "answer"),
    "variants": ("drill", "name", "kind", "when"),
    "references": ("title", "authors", "site", "year"),
    "equipment": ("slug", "optional"),
}
# Cells that hold a dict's values, as "dose.sets_min".
INSIDE = {"dose": (*contents.DOSE_FIELDS, "note"), "muscles": ("primary", "secondary")}
NUMBERS = {*contents.DOSE_FIELDS, "year"}
# A spreadsheet would take a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class ImportLine:
    """One drill of a file: a new draft where `is_new`, unchanged where there are no `changes`."""

    name: str
    is_new: bool
    changes: tuple[ChangeLine, ...]
    # Readers see it.
    is_live: bool = False


def columns() -> list[str]:
    names: list[str] = []
    for name in fixtures.DRILL:
        names += [f"{name}.{inner}" for inner in INSIDE[name]] if name in INSIDE else [name]
    return names


def to_json(drills: Iterable[Exercise]) -> str:
    return (
        json.dumps([contents.drill_content(drill) for drill in drills], indent=2, ensure_ascii=False) + "\n"
    )


def to_csv(drills: Iterable[Exercise]) -> str:
    written = io.StringIO()
    rows = csv.DictWriter(written, columns(), lineterminator="\r\n")
    rows.writeheader()
    rows.writerows(cells_of(contents.drill_content(drill)) for drill in drills)
    return written.getvalue()


def cells_of(content: Content) -> dict[str, str]:
    cells = {}
    for name in columns():
        outer, _dot, inner = name.partition(".")
        value = content[outer][inner] if inner else content[outer]
        cell = cell_of(outer if not inner else "", value)
        cells[name] = f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell
    return cells


def cell_of(name: str, value: Any) -> str:
    if isinstance(value, list):
        fields = LISTS.get(name, ())
        items = [[item[field] for field in fields] if fields else [item] for item in value]
        return "\n".join(" | ".join(escaped(part) for part in item) for item in items)
    return "" if value is None else str(value)


def escaped(part: Any) -> str:
    if part is None:
        return ""
    text = ("yes" if part else "no") if isinstance(part, bool) else str(part)
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r\n", "\n").replace("\n", "\\n")


def read_upload(name: str, data: bytes) -> list[Sheet]:
    """Raises BadFixture, which names the row and the column."""
    spot = Spot(name[:80])
    if len(data) > MOST_BYTES:
        spot.refuse(_("The file is larger than 800 kB. Split it."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        spot.refuse(_("It is not UTF-8."))
    sheets = from_json(text, spot) if text.lstrip().startswith(("[", "{")) else from_csv(text, spot)
    if not sheets:
        spot.refuse(_("There is no drill in it."))
    for key in ("id", "name", "slug"):
        fixtures.refuse_repeated(sheets, key)
    return sheets


def from_json(text: str, spot: Spot) -> list[Sheet]:
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        spot.at(f"line {error.lineno}").refuse(_("It is not JSON: %(wrong)s.") % {"wrong": error.msg})
    except (ValueError, RecursionError):
        spot.refuse(_("It holds a number that is too long, or lists too deep in each other."))
    fixtures.check(items, [fixtures.DRILL], spot)
    return [Sheet(spot.at(number), item) for number, item in enumerate(items)]


def from_csv(text: str, spot: Spot) -> list[Sheet]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head, *rows = list(reader) or [[]]
    except csv.Error as error:
        spot.at(f"line {reader.line_num}").refuse(_("It is not CSV: %(wrong)s.") % {"wrong": error})
    missing = [name for name in columns() if name not in head]
    if missing:
        spot.refuse(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    sheets = []
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        place = Spot(spot.file, f"row {number}")
        if len(row) != len(head):
            place.refuse(
                _("It has %(here)d cells, the first row has %(there)d.")
                % {
                    "here": len(row),
                    "there": len(head),
                }
            )
        content = content_of(dict(zip(head, row, strict=True)), place)
        fixtures.check(content, fixtures.DRILL, place)
        sheets.append(Sheet(place, content))
    return sheets


def content_of(cells: dict[str, str], spot: Spot) -> Content:
    content: Content = {}
    for name in columns():
        outer, _dot, inner = name.partition(".")
        cell = cells[name].replace("\r\n", "\n")
        cell = cell[1:] if cell.startswith("'") else cell
        value = value_of(inner or outer, cell, spot.at(name), is_list=name in LISTS or outer == "muscles")
        if inner:
            content.setdefault(outer, {})[inner] = value
        else:
            content[outer] = value
    return content


def value_of(name: str, cell: str, spot: Spot, *, is_list: bool) -> Any:
    if name == "measures":
        return cell.split("\n") if cell else []
    if is_list:
        return [item_of(name, line, spot) for line in cell.split("\n") if line.strip()]
    return whole(cell, spot) if name in NUMBERS else cell


def item_of(name: str, line: str, spot: Spot) -> Any:
    parts = parts_of(line)
    fields = LISTS.get(name, ())
    if len(parts) != max(1, len(fields)):
        spot.refuse(
            _("Write %(fields)s in each line, with | between.") % {"fields": ", ".join(fields) or name}
        )
    if not fields:
        return parts[0]
    item: dict[str, Any] = dict(zip(fields, parts, strict=True))
    if "optional" in item:
        item["optional"] = item["optional"] == "yes"
    if "year" in item:
        item["year"] = whole(item["year"], spot)
    return item


def parts_of(line: str) -> list[str]:
    """Split at bars that no backslash stands before."""
    parts, letters = [""], iter(line)
    for letter in letters:
        if letter == "\\":
            after = next(letters, "")
            parts[-1] += {"n": "\n"}.get(after, after)
        elif letter == "|":
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip(" ") for part in parts]


def whole(cell: str, spot: Spot) -> int | None:
    if not cell:
        return None
    if not cell.isdecimal() or len(cell) > 9:
        spot.refuse(_("Write a whole number."))
    return int(cell)


def preview_import(sheets: list[Sheet]) -> list[ImportLine]:
    """What would change. Raises BadFixture where the file names what is not there."""
    drill_sheets.check_links(sheets)
    rows = {str(row.id): row for row in contents.drills_with_parts()}
    lines = []
    for sheet in sheets:
        row = rows.get(sheet.content["id"])
        before = contents.drill_content(row) if row else {}
        after = sheet.content | ({"status": row.status} if row else {"status": Published.Status.DRAFT})
        is_live = row is not None and row.status in (Published.Status.PUBLISHED, Published.Status.ARCHIVED)
        lines.append(ImportLine(sheet.content["name"], row is None, changes_between(before, after), is_live))
    return lines


@transaction.atomic
def apply_import(sheets: list[Sheet], *, at: datetime, by: Any) -> list[ImportLine]:
    """New drills come as drafts; drills that are here keep their status. Raises BadFixture, NotReady."""
    lines = preview_import(sheets)
    rows = {str(row.id): row for row in contents.drills_with_parts()}
    work = []
    for sheet, line in zip(sheets, lines, strict=True):
        if not line.changes:
            continue
        row = rows.get(sheet.content["id"])
        if row is not None:
            keep_first_version(row, contents.drill_content(row))
        status = row.status if row else Published.Status.DRAFT
        work.append((row or Exercise(), Sheet(sheet.spot, sheet.content | {"status": status})))
    digests = {row.pk: row.loaded_digest for row, _sheet in work if not row._state.adding}
    for row, _sheet in work:
        row._history_user = by
    drill_sheets.write(work, at=at)
    for row, _sheet in work:
        Exercise.objects.filter(pk=row.pk).update(loaded_digest=digests.get(row.pk, ""))
        editing.finish(Exercise.objects.get(pk=row.pk), contents.drill_content)
    return lines
