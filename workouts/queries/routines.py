"""Curated routines, as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise, Measure
from exercises.queries.cards import DrillCard, drill_card
from exercises.queries.drill_pages import ReadingLine, paragraphs, reading_lines, span
from exercises.queries.figures import Figure
from exercises.queries.sitemap import SitemapLine
from workouts.models import CuratedItem, CuratedRoutine


@dataclass(frozen=True)
class RoutineLine:
    """`position`, `joint_action` and `figure` are its first drill's: they make its poster."""

    name: str
    url: str
    summary: str
    line: str
    position: str
    joint_action: str
    figure: Figure | None


@dataclass(frozen=True)
class RoutineItem:
    card: DrillCard
    dose: str
    rest: str
    note: str


@dataclass(frozen=True)
class RoutinePage:
    id: UUID
    slug: str
    title: str
    url: str
    log_url: str
    summary: str
    description: tuple[str, ...]
    minutes: int
    line: str
    items: tuple[RoutineItem, ...]
    equipment: tuple[str, ...]
    references: tuple[ReadingLine, ...]
    updated_at: datetime


def routine_lines() -> list[RoutineLine]:
    return [line_of(row) for row in shown_routines() if row.items.all()]


def routine_page(slug: str, *, whatever_status: bool = False) -> RoutinePage | None:
    """`whatever_status` is for a preview."""
    routines = shown_routines(CuratedRoutine.objects.all() if whatever_status else None)
    row = routines.prefetch_related("references").filter(slug=slug).first()
    if row is None:
        return None
    items = tuple(item_of(item) for item in row.items.all())
    return RoutinePage(
        id=row.id,
        slug=row.slug,
        title=row.title,
        url=row.get_absolute_url(),
        log_url=f"{reverse('workouts:log')}?routine={row.slug}",
        summary=row.summary,
        description=paragraphs(row.description),
        minutes=row.minutes,
        line=words(row, items),
        items=items,
        equipment=equipment_of(items),
        references=reading_lines(row.references.all()),
        updated_at=row.updated_at,
    )


def routine_sitemap_lines() -> list[SitemapLine]:
    return [SitemapLine(row.get_absolute_url(), row.updated_at) for row in CuratedRoutine.objects.published()]


def shown_routines(routines: QuerySet[CuratedRoutine] | None = None) -> QuerySet[CuratedRoutine]:
    drills = Exercise.objects.published().prefetch_related("equipment", "optional_equipment")
    items = CuratedItem.objects.filter(drill__in=Exercise.objects.published()).prefetch_related(
        Prefetch("drill", drills)
    )
    if routines is None:
        routines = CuratedRoutine.objects.published()
    return routines.prefetch_related(Prefetch("items", items))


def line_of(row: CuratedRoutine) -> RoutineLine:
    items = [item_of(item) for item in row.items.all()]
    first = items[0].card
    return RoutineLine(
        name=row.title,
        url=row.get_absolute_url(),
        summary=row.summary,
        line=words(row, items),
        position=first.position,
        joint_action=first.joint_action,
        figure=first.figure,
    )


def words(row: CuratedRoutine, items: Iterable[RoutineItem]) -> str:
    items = list(items)
    drills = ngettext("%(count)d drill", "%(count)d drills", len(items)) % {"count": len(items)}
    minutes = ngettext("%(count)d minute", "%(count)d minutes", row.minutes) % {"count": row.minutes}
    needed = [] if equipment_of(items) else [_("no equipment")]
    return " · ".join([drills, minutes, *needed])


def equipment_of(items: Iterable[RoutineItem]) -> tuple[str, ...]:
    return tuple(sorted({name for item in items for name in item.card.equipment}))


def item_of(item: CuratedItem) -> RoutineItem:
    rest = _("%(seconds)d s rest") % {"seconds": item.rest_seconds} if item.rest_seconds else ""
    return RoutineItem(drill_card(item.drill), dose_of(item), rest, item.note)


def dose_of(item: CuratedItem) -> str:
    drill = item.drill
    dose = f"{item.sets} × {amount_of(item)}" if item.sets > 1 else amount_of(item)
    if item.hold_seconds:
        dose = _("%(dose)s, hold %(seconds)d s") % {"dose": dose, "seconds": item.hold_seconds}
    if drill.sides != Exercise.Sides.BOTH_TOGETHER:
        dose = _("%(dose)s, each side") % {"dose": dose}
    return dose


def amount_of(item: CuratedItem) -> str:
    low, high, measure = item.amount_min, item.amount_max, item.drill.main_measure
    if measure in (Measure.HOLD, Measure.DURATION):
        if low >= 60 and low % 60 == 0 and high % 60 == 0:
            return _("%(amount)s min") % {"amount": span(low // 60, high // 60)}
        return _("%(amount)s s") % {"amount": span(low, high)}
    units: dict[str, str] = {
        Measure.BREATHS: ngettext("breath", "breaths", high),
        Measure.CYCLES: ngettext("cycle", "cycles", high),
    }
    return f"{span(low, high)} {units.get(measure) or ngettext('rep', 'reps', high)}"
