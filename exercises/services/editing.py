"""One row of the catalogue written from a content: a version that is put back, or an import."""

from datetime import datetime
from typing import Any

from django.db import transaction

from exercises.models import Exercise, Guide
from exercises.queries import content as contents
from exercises.queries.content import Content
from exercises.services import drill_sheets, fixtures, guide_sheets
from exercises.services.fixtures import Sheet, Spot
from exercises.services.publishing import check_ready
from exercises.services.version import catalogue_changed
from exercises.services.versions import keep_version


@transaction.atomic
def write_drill(drill: Exercise, content: Content, *, at: datetime, by: Any) -> None:
    """The row keeps its status, its id and its address. Raises BadFixture or NotReady."""
    sheet = sheet_for(drill, content, fixtures.DRILL)
    drill_sheets.check_links([sheet])
    digest = drill.loaded_digest
    drill._history_user = by
    drill_sheets.write([(drill, sheet)], at=at)
    Exercise.objects.filter(pk=drill.pk).update(loaded_digest=digest)
    finish(Exercise.objects.get(pk=drill.pk), contents.drill_content)


@transaction.atomic
def write_guide(guide: Guide, content: Content, *, at: datetime, by: Any) -> None:
    sheet = sheet_for(guide, content, fixtures.GUIDE)
    guide_sheets.check_links([sheet], drill_sheets.drill_names([]))
    digest = guide.loaded_digest
    guide._history_user = by
    guide_sheets.write([(guide, sheet)], at=at)
    Guide.objects.filter(pk=guide.pk).update(loaded_digest=digest)
    finish(Guide.objects.get(pk=guide.pk), contents.guide_content)


def sheet_for(row: Any, content: Content, shape: Any) -> Sheet:
    content = {**content, "id": str(row.pk), "slug": row.slug, "status": row.status}
    spot = Spot(str(row))
    fixtures.check(content, shape, spot)
    return Sheet(spot, content)


def finish(row: Any, content_of: Any) -> None:
    if row.status == row.Status.PUBLISHED:
        check_ready(row)
    keep_version(row, content_of(row))
    catalogue_changed()
