"""The pages of a muscle and of a piece of equipment."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from exercises.models import Equipment, Exercise, Muscle
from exercises.queries.cards import DrillCard, drill_cards
from exercises.queries.drill_pages import paragraphs


@dataclass(frozen=True)
class MusclePage:
    name: str
    url: str
    summary: tuple[str, ...]
    region: str
    hip_straight: str
    hip_bent: str
    other_actions: str
    changes_sides: bool
    primary_in: tuple[DrillCard, ...]
    secondary_in: tuple[DrillCard, ...]


@dataclass(frozen=True)
class EquipmentPage:
    name: str
    url: str
    summary: tuple[str, ...]
    needed_in: tuple[DrillCard, ...]
    optional_in: tuple[DrillCard, ...]


def muscle_page(slug: str) -> MusclePage | None:
    row = Muscle.objects.filter(slug=slug).first()
    if row is None:
        return None
    return MusclePage(
        name=row.name,
        url=row.get_absolute_url(),
        summary=paragraphs(row.summary),
        region=row.get_region_display(),
        hip_straight=row.get_hip_straight_display(),
        hip_bent=row.get_hip_bent_display(),
        other_actions=row.other_actions,
        changes_sides=row.hip_straight != row.hip_bent,
        primary_in=cards_of(row.primary_in),
        secondary_in=cards_of(row.secondary_in),
    )


def equipment_page(slug: str) -> EquipmentPage | None:
    row = Equipment.objects.filter(slug=slug).first()
    if row is None:
        return None
    return EquipmentPage(
        name=row.name,
        url=row.get_absolute_url(),
        summary=paragraphs(row.summary),
        needed_in=cards_of(row.needed_in),
        optional_in=cards_of(row.optional_in),
    )


def cards_of(drills: Any) -> tuple[DrillCard, ...]:
    rows: QuerySet[Exercise] = drills.filter(status=Exercise.Status.PUBLISHED).order_by("name")
    return tuple(drill_cards(rows.prefetch_related("equipment", "optional_equipment")))
