from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    Value,
    When,
)

from accounts.models import User
from exercises.models import Exercise
from exercises.queries import Figure, figure
from workouts.models import OwnDrill

# /progress/records/ is no drill's.
PAGES_OF_PROGRESS = {"summary", "records", "how", "range"}


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
    sets_min: int | None
    figure: Figure | None

    @property
    def main_measure(self) -> str:
        return self.measures[0]

    @property
    def logs_sides_apart(self) -> bool:
        return self.sides != Exercise.Sides.BOTH_TOGETHER

    @property
    def key(self) -> str:
        """How addresses name it: a catalogue drill by slug, an own drill by id, and by id a drill that is called as a
        page beside it is."""
        return str(self.id) if self.own or self.slug in PAGES_OF_PROGRESS else self.slug


def drills_by_id(owner: User, ids: Collection[UUID]) -> dict[UUID, Drill]:
    """Any drill ever published, and the owner's own, archived and deleted ones too: what was logged keeps its name.
    One query for both kinds."""
    wanted = list(ids)
    catalogue = Exercise.objects.ever_published().filter(id__in=wanted).order_by()
    own = OwnDrill.objects.owned_by(owner).filter(id__in=wanted).order_by()
    rows = catalogue.values_list(*CATALOGUE).union(own.values_list(*OWN), all=True)
    return {drill.id: drill for drill in (drill_of(Row(*row)) for row in rows)}


def find_drill(owner: User, key: str) -> Drill | None:
    """By the slug of a catalogue drill, old slugs too, or the id of either kind."""
    try:
        return drills_by_id(owner, [UUID(key)]).get(UUID(key))
    except ValueError:
        pass
    if not is_slug(key):
        return None
    published = Exercise.objects.ever_published()
    found = catalogue_drills(published.filter(slug=key)) or catalogue_drills(
        published.filter(old_slugs__slug=key)[:1]
    )
    return found[0] if found else None


def is_slug(key: str) -> bool:
    """PostgreSQL takes no NUL, not even to look for it."""
    return "\x00" not in key


def catalogue_drills(rows: QuerySet[Exercise]) -> list[Drill]:
    return [drill_of(Row(*row)) for row in rows.values_list(*CATALOGUE)]


def own_drills(rows: QuerySet[OwnDrill]) -> list[Drill]:
    return [drill_of(Row(*row)) for row in rows.values_list(*OWN)]


class Row(NamedTuple):
    """The columns of either kind, in the order in which both are read."""

    id: UUID
    name: str
    slug: str
    summary: str
    measures: list[str]
    sides: str
    position: str
    joint_action: str
    category: str
    figure: str
    own: bool
    archived: bool
    rest_seconds: int | None
    amount_min: int | None
    amount_max: int | None
    sets_min: int | None


def flag(condition: Q | bool) -> Case | Value:
    if isinstance(condition, bool):
        return Value(condition, output_field=BooleanField())
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def nothing(field: Any) -> Value:
    return Value("" if isinstance(field, CharField) else None, output_field=field)


CATALOGUE = (
    *("id", "name", "slug", "summary", "measures", "sides", "position", "joint_action", "category", "figure"),
    flag(False),
    flag(Q(status=Exercise.Status.ARCHIVED)),
    *("rest_seconds_min", "amount_min", "amount_max", "sets_min"),
)
OWN = (
    *("id", "name", nothing(CharField()), "note", "measures", "sides"),
    *(nothing(CharField()) for _column in ("position", "joint_action", "category", "figure")),
    flag(True),
    flag(Q(archived=True) | Q(deleted=True)),
    *(nothing(PositiveSmallIntegerField()) for _column in ("rest", "at least", "at most", "sets")),
)


def drill_of(row: Row) -> Drill:
    values = row._asdict()
    own, archived = bool(values.pop("own")), bool(values.pop("archived"))
    drawn = figure(values.pop("figure"))
    return Drill(**{**values, "measures": tuple(row.measures)}, own=own, archived=archived, figure=drawn)
