"""Guides, from their files into their rows."""

from datetime import datetime
from uuid import UUID

from exercises.models import Guide, GuideDrill, GuideQuestion, GuideReference, GuideSection
from exercises.queries import content as contents
from exercises.services import fixtures, publishing
from exercises.services.fixtures import Sheet


def check_links(sheets: list[Sheet], drills: dict[str, str]) -> None:
    for sheet in sheets:
        fixtures.check_drill_names(sheet.content["drills"], drills, sheet.spot.at("drills"))


def write(work: list[tuple[Guide, Sheet]], *, at: datetime) -> None:
    for guide, sheet in work:
        content = sheet.content
        guide.id = UUID(content["id"])
        for name in ("slug", "title", "status", "summary"):
            setattr(guide, name, content[name])
        guide.loaded_digest = contents.digest(content)
        publishing.date_publication(guide, at=at)
        fixtures.refuse_clash(guide, sheet)
        guide.save()
        write_parts(guide, content)


def write_parts(guide: Guide, content: contents.Content) -> None:
    for related in (guide.sections, guide.drills, guide.questions, guide.references):
        related.all().delete()
    GuideSection.objects.bulk_create(
        GuideSection(guide=guide, order=n, **item) for n, item in enumerate(content["sections"])
    )
    GuideDrill.objects.bulk_create(
        GuideDrill(guide=guide, order=n, drill_id=UUID(item["drill"]), why=item["why"])
        for n, item in enumerate(content["drills"])
    )
    GuideQuestion.objects.bulk_create(
        GuideQuestion(guide=guide, order=n, **item) for n, item in enumerate(content["questions"])
    )
    GuideReference.objects.bulk_create(
        GuideReference(guide=guide, order=n, **item) for n, item in enumerate(content["references"])
    )
