from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from exercises.models import Exercise, Guide, GuideDrill
from exercises.queries.cards import DrillCard, drill_card
from exercises.queries.drill_pages import Answer, ReadingLine, paragraphs, reading_lines


@dataclass(frozen=True)
class GuideLine:
    title: str
    url: str
    summary: str
    drill_count: int


@dataclass(frozen=True)
class Section:
    heading: str
    anchor: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class ChosenDrill:
    card: DrillCard
    why: str


@dataclass(frozen=True)
class GuidePage:
    title: str
    url: str
    summary: str
    sections: tuple[Section, ...]
    drills: tuple[ChosenDrill, ...]
    questions: tuple[Answer, ...]
    references: tuple[ReadingLine, ...]
    published_at: datetime
    updated_at: datetime


def guide_lines() -> list[GuideLine]:
    shown = Prefetch("drills", GuideDrill.objects.filter(drill__in=Exercise.objects.published()))
    rows = Guide.objects.published().prefetch_related(shown)
    return [GuideLine(row.title, row.get_absolute_url(), row.summary, len(row.drills.all())) for row in rows]


def guide_page(slug: str, *, whatever_status: bool = False) -> GuidePage | None:
    """`whatever_status` is for a preview."""
    published = Exercise.objects.published()
    drills = published.prefetch_related("equipment", "optional_equipment")
    shown = GuideDrill.objects.filter(drill__in=published).prefetch_related(Prefetch("drill", drills))
    guides = Guide.objects.all() if whatever_status else Guide.objects.published()
    rows = guides.prefetch_related("sections", Prefetch("drills", shown), "questions", "references")
    row = rows.filter(slug=slug).first()
    if row is None:
        return None
    return GuidePage(
        title=row.title,
        url=row.get_absolute_url(),
        summary=row.summary,
        sections=tuple(
            Section(part.heading, f"part-{number}", paragraphs(part.body))
            for number, part in enumerate(row.sections.all(), start=1)
        ),
        drills=tuple(ChosenDrill(drill_card(part.drill), part.why) for part in row.drills.all()),
        questions=tuple(Answer(part.question, part.answer) for part in row.questions.all()),
        references=reading_lines(row.references.all()),
        published_at=row.published_at or row.created_at,
        updated_at=row.updated_at,
    )
