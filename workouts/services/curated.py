"""Curated routines, from their files into their rows and back; and the whole catalogue with them."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from exercises import services as catalogue
from exercises.queries import content as contents
from exercises.queries.content import Content
from exercises.queries.figures import figure
from exercises.services import drill_sheets, editing, fixtures
from exercises.services.catalogue import LoadReport, dump_folder, to_write
from exercises.services.fixtures import Sheet, columns
from workouts.minutes import Piece, minutes_of
from workouts.models import CuratedItem, CuratedReference, CuratedRoutine
from workouts.services.routines import target_of

FIELDS = ("slug", "title", "status", "summary", "description", "minutes")
ITEM_FIELDS = ("sets", "amount_min", "amount_max", "hold_seconds", "rest_seconds", "note")
ROUTINE = {
    "id": fixtures.an_id,
    **columns(CuratedRoutine, *FIELDS),
    "items": [{"drill": fixtures.an_id, "name": fixtures.a_line, **columns(CuratedItem, *ITEM_FIELDS)}],
    "references": fixtures.REFERENCES,
}


@transaction.atomic
def load_catalogue(folder: Path, *, at: datetime) -> LoadReport:
    words = catalogue.read_catalogue(folder)
    sheets = fixtures.read_folder(folder, "routines", ROUTINE)
    report = catalogue.load_catalogue(words, at=at)
    known = drill_sheets.drill_names(words["drills"])
    for sheet in sheets:
        check_items(sheet, known)
    rows = {str(row.id): row for row in routines_with_parts()}
    work = to_write(CuratedRoutine, sheets, rows, routine_content, _("routine"), report)
    for item in work:
        write_routine(item.row, item.sheet, at=at)
    if work:
        catalogue.catalogue_changed()
    return report


def dump_catalogue(folder: Path) -> list[Path]:
    written = catalogue.dump_catalogue(folder)
    return written + dump_folder(folder / "routines", map(routine_content, routines_with_parts()))


def check_items(sheet: Sheet, known: dict[str, str]) -> None:
    for number, item in enumerate(sheet.content["items"]):
        spot = sheet.spot.at("items").at(number)
        if known.get(item["drill"]) != item["name"]:
            spot.refuse(_("No drill has this id and the name “%(name)s”.") % {"name": item["name"]})
        if item["amount_min"] > item["amount_max"]:
            spot.at("amount_max").refuse(_("It is below amount_min."))


def write_routine(routine: CuratedRoutine, sheet: Sheet, *, at: datetime) -> None:
    routine.id = UUID(sheet.content["id"])
    for name in FIELDS:
        setattr(routine, name, sheet.content[name])
    routine.loaded_digest = contents.digest(sheet.content)
    catalogue.date_publication(routine, at=at)
    fixtures.refuse_clash(routine, sheet)
    routine.save()
    routine.items.all().delete()
    routine.references.all().delete()
    CuratedItem.objects.bulk_create(
        CuratedItem(
            routine=routine,
            order=n,
            drill_id=UUID(item["drill"]),
            **{name: item[name] for name in ITEM_FIELDS},
        )
        for n, item in enumerate(sheet.content["items"])
    )
    reckon_minutes(routine)
    CuratedReference.objects.bulk_create(
        CuratedReference(routine=routine, order=n, **item)
        for n, item in enumerate(sheet.content["references"])
    )


def reckon_minutes(routine: CuratedRoutine) -> None:
    """Whatever a file or an earlier version says, it takes as long as its guided run."""
    routine.minutes = minutes_of(map(piece_of, routine.items.select_related("drill")))
    CuratedRoutine.objects.filter(pk=routine.pk).update(minutes=routine.minutes)


def piece_of(item: CuratedItem) -> Piece:
    drill, drawn = item.drill, figure(item.drill.figure)
    return Piece(
        drill.measures,
        drill.sides,
        target_of(item),
        rest_seconds=drill.rest_seconds_min,
        amount_min=drill.amount_min,
        sets_min=drill.sets_min,
        round_seconds=drawn.round_seconds if drawn and drawn.stages else None,
    )


def routines_with_parts() -> Iterable[CuratedRoutine]:
    items = Prefetch("items", CuratedItem.objects.select_related("drill"))
    return CuratedRoutine.objects.order_by("slug").prefetch_related(items, "references")


def routine_content(row: CuratedRoutine) -> Content:
    return {
        "id": str(row.id),
        **{name: getattr(row, name) for name in FIELDS},
        "items": [
            {
                "drill": str(item.drill_id),
                "name": item.drill.name,
                **{name: getattr(item, name) for name in ITEM_FIELDS},
            }
            for item in row.items.all()
        ],
        "references": contents.reference_contents(row.references.all()),
    }


@transaction.atomic
def write_curated_routine(routine: CuratedRoutine, content: Content, *, at: datetime, by: Any) -> None:
    """As exercises.services.write_drill."""
    sheet = editing.sheet_for(routine, content, ROUTINE)
    check_items(sheet, drill_sheets.drill_names([]))
    digest = routine.loaded_digest
    routine._history_user = by
    write_routine(routine, sheet, at=at)
    CuratedRoutine.objects.filter(pk=routine.pk).update(loaded_digest=digest)
    editing.finish(CuratedRoutine.objects.get(pk=routine.pk), routine_content)
