"""The whole catalogue, slim: what the logger on a phone knows of drills and routines without signal."""

import re
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from accounts.preferences import Preferences
from exercises.models import Exercise, Variant
from exercises.queries.figures import Figure, figure
from exercises.queries.shelf import spoken_words
from workouts.bands import DEFAULT_BANDS, BandChoice
from workouts.queries.routines import shown_routines

SENTENCE = re.compile(r"^.+?[.!?](?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class PhoneVariant:
    kind: str
    id: UUID
    when: str


@dataclass(frozen=True)
class PhoneDrill:
    id: UUID
    slug: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    measures: tuple[str, ...]
    sides: str
    position: str
    joint_action: str
    category: str
    level: str
    status: str
    rest_seconds: int | None
    amount_min: int | None
    amount_max: int | None
    sets_min: int | None
    muscles: tuple[str, ...]
    equipment: tuple[str, ...]
    gear: tuple[str, ...]  # the same by slug, as the filters of the drills page name it
    needs_nothing: bool
    # Further words that find it: what it trains, position, level and category, as a page names them,
    # and what people say who look for it.
    also: tuple[str, ...]
    cue: str
    figure: Figure | None
    variants: tuple[PhoneVariant, ...]


@dataclass(frozen=True)
class PhoneItem:
    drill_id: UUID
    note: str
    target: dict[str, int | None]


@dataclass(frozen=True)
class PhoneRoutine:
    id: UUID
    slug: str
    title: str
    summary: str
    minutes: int
    items: tuple[PhoneItem, ...]


@dataclass(frozen=True)
class PhoneCatalogue:
    drills: tuple[PhoneDrill, ...]
    routines: tuple[PhoneRoutine, ...]
    bands: tuple[BandChoice, ...]
    preferences: dict[str, Any]


def phone_catalogue() -> PhoneCatalogue:
    """Archived drills too: what was logged keeps its name. The time zone is the phone's own."""
    preferences = asdict(Preferences(time_zone=""))
    del preferences["time_zone"]
    return PhoneCatalogue(tuple(drills()), tuple(routines()), DEFAULT_BANDS, preferences)


def drills() -> list[PhoneDrill]:
    related = ("aliases", "primary_muscles", "secondary_muscles", "equipment", "optional_equipment")
    variants = Prefetch("variants", Variant.objects.filter(drill__in=Exercise.objects.published()))
    rows = Exercise.objects.ever_published().order_by("name", "id")
    return [drill_of(row) for row in rows.prefetch_related(variants, "tips", "steps", *related)]


def drill_of(row: Exercise) -> PhoneDrill:
    names = (row.get_joint_action_display(), row.get_position_display())
    needed, optional = list(row.equipment.all()), list(row.optional_equipment.all())
    return PhoneDrill(
        id=row.id,
        slug=row.slug,
        name=row.name,
        aliases=tuple(alias.name for alias in row.aliases.all()),
        summary=row.summary,
        measures=tuple(row.measures),
        sides=row.sides,
        position=row.position,
        joint_action=row.joint_action,
        category=row.category,
        level=row.level,
        status=row.status,
        rest_seconds=row.rest_seconds_min,
        amount_min=row.amount_min,
        amount_max=row.amount_max,
        sets_min=row.sets_min,
        muscles=tuple(each.name for each in (*row.primary_muscles.all(), *row.secondary_muscles.all())),
        equipment=tuple(each.name for each in (*needed, *optional)),
        gear=tuple(each.slug for each in (*needed, *optional)),
        needs_nothing=not needed,
        also=(*names, row.get_level_display(), row.get_category_display(), *spoken_words(row)),
        cue=cue_of(row),
        figure=figure(row.figure),
        variants=tuple(PhoneVariant(each.kind, each.drill_id, each.when) for each in row.variants.all()),
    )


def cue_of(row: Exercise) -> str:
    """One thing to mind while moving: the first sentence of the first tip, else of the first step."""
    text = next((part.text for parts in (row.tips, row.steps) for part in parts.all()), "")
    first = SENTENCE.match(text)
    return first[0] if first else text


def routines() -> list[PhoneRoutine]:
    return [
        PhoneRoutine(
            id=row.id,
            slug=row.slug,
            title=row.title,
            summary=row.summary,
            minutes=row.minutes,
            items=tuple(
                PhoneItem(
                    item.drill_id,
                    item.note,
                    {
                        "sets": item.sets,
                        "amount_min": item.amount_min,
                        "amount_max": item.amount_max,
                        "hold_seconds": item.hold_seconds,
                        "rest_seconds": item.rest_seconds,
                    },
                )
                for item in row.items.all()
            ),
        )
        for row in shown_routines()
        if row.items.all()
    ]
