from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from exercises.models import Exercise
from exercises.queries.figures import Figure, figure


@dataclass(frozen=True)
class DrillCard:
    """A drill in a list: what its row, its poster and its filters need."""

    id: UUID
    slug: str
    url: str
    name: str
    summary: str
    joint_action: str
    trains: str
    position: str
    position_name: str
    level: str
    level_name: str
    category: str
    category_name: str
    sides: str
    figure: Figure | None
    equipment: tuple[str, ...]
    equipment_slugs: frozenset[str]
    needs_nothing: bool

    @property
    def line(self) -> str:
        return " · ".join((self.position_name, self.level_name))


def drill_card(row: Exercise) -> DrillCard:
    """The row comes with `equipment` and `optional_equipment` prefetched."""
    needed, optional = list(row.equipment.all()), list(row.optional_equipment.all())
    return DrillCard(
        id=row.id,
        slug=row.slug,
        url=row.get_absolute_url(),
        name=row.name,
        summary=row.summary,
        joint_action=row.joint_action,
        trains=row.get_joint_action_display(),
        position=row.position,
        position_name=row.get_position_display(),
        level=row.level,
        level_name=row.get_level_display(),
        category=row.category,
        category_name=row.get_category_display(),
        sides=row.sides,
        figure=figure(row.figure),
        equipment=tuple(sorted(item.name for item in needed)),
        equipment_slugs=frozenset(item.slug for item in needed + optional),
        needs_nothing=not needed,
    )


def drill_cards(rows: Iterable[Exercise]) -> list[DrillCard]:
    return [drill_card(row) for row in rows]
