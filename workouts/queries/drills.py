from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from exercises.models import Exercise
from exercises.queries import Figure, figure
from workouts.models import OwnDrill


@dataclass(frozen=True)
class Drill:
    """What the training pages need to know of a drill, from the catalogue or a person's own."""

    id: UUID
    name: str
    slug: str
    summary: str
    measures: tuple[str, ...]
    sides: str
    position: str
    joint_action: str
    category: str
    own: bool
    archived: bool
    rest_seconds: int | None
    amount_min: int | None
    amount_max: int | None
    figure: Figure | None

    @property
    def main_measure(self) -> str:
        return self.measures[0]

    @property
    def logs_sides_apart(self) -> bool:
        return self.sides != Exercise.Sides.BOTH_TOGETHER

    @property
    def key(self) -> str:
        """How addresses name it: a catalogue drill by slug, an own drill by id."""
        return str(self.id) if self.own else self.slug


def drills_by_id(owner: User, ids: Collection[UUID]) -> dict[UUID, Drill]:
    """Any drill ever published, and the owner's own, archived and deleted ones too: what was logged keeps its name."""
    drills = {row.id: from_catalogue(row) for row in Exercise.objects.ever_published().filter(id__in=ids)}
    missing = set(ids) - set(drills)
    if missing:
        drills |= {row.id: from_own(row) for row in OwnDrill.objects.owned_by(owner).filter(id__in=missing)}
    return drills


def find_drill(owner: User, key: str) -> Drill | None:
    """By the slug of a catalogue drill, old slugs too, or the id of either kind."""
    try:
        return drills_by_id(owner, [UUID(key)]).get(UUID(key))
    except ValueError:
        pass
    published = Exercise.objects.ever_published()
    row = published.filter(slug=key).first() or published.filter(old_slugs__slug=key).first()
    return from_catalogue(row) if row else None


def from_catalogue(row: Exercise) -> Drill:
    return Drill(
        id=row.id,
        name=row.name,
        slug=row.slug,
        summary=row.summary,
        measures=tuple(row.measures),
        sides=row.sides,
        position=row.position,
        joint_action=row.joint_action,
        category=row.category,
        own=False,
        archived=row.status == Exercise.Status.ARCHIVED,
        rest_seconds=row.rest_seconds_min,
        amount_min=row.amount_min,
        amount_max=row.amount_max,
        figure=figure(row.figure),
    )


def from_own(row: OwnDrill) -> Drill:
    return Drill(
        id=row.id,
        name=row.name,
        slug="",
        summary=row.note,
        measures=tuple(row.measures),
        sides=row.sides,
        position="",
        joint_action="",
        category="",
        own=True,
        archived=row.archived or row.deleted,
        rest_seconds=None,
        amount_min=None,
        amount_max=None,
        figure=None,
    )
