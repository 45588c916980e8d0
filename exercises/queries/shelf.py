"""All published drills in memory, with the words that find them, kept until the catalogue changes."""

from dataclasses import dataclass
from functools import cached_property

from exercises.models import Equipment, Exercise
from exercises.queries.cards import DrillCard, drill_card
from exercises.queries.version import catalogue_version
from exercises.queries.words import joined_words, words_of

NAME, ALIAS, RELATED, TRAIT = 8, 4, 2, 1


@dataclass(frozen=True)
class ShelvedDrill:
    card: DrillCard
    alias_words: tuple[tuple[str, ...], ...]
    name_words: tuple[str, ...]
    weights: dict[str, int]  # what a word is worth for this drill: its best place counts


@dataclass(frozen=True)
class Shelf:
    drills: tuple[ShelvedDrill, ...]
    equipment: tuple[tuple[str, str], ...]

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        return tuple(sorted({word for drill in self.drills for word in drill.weights}))


_kept: tuple[int, Shelf] | None = None


def shelf() -> Shelf:
    global _kept
    version = catalogue_version()
    kept = _kept
    if kept is None or kept[0] != version or not version:
        # Answered from here and not from what is kept: a slower thread may have put an older shelf there meanwhile.
        kept = _kept = (version, fill_shelf())
    return kept[1]


def fill_shelf() -> Shelf:
    related = ("aliases", "primary_muscles", "secondary_muscles", "equipment", "optional_equipment")
    rows = Exercise.objects.published().order_by("name", "id").prefetch_related(*related)
    used = Equipment.objects.values_list("slug", "name").order_by("name")
    drills = tuple(shelve(row) for row in rows)
    slugs = {slug for drill in drills for slug in drill.card.equipment_slugs}
    return Shelf(drills, tuple((slug, name) for slug, name in used if slug in slugs))


def shelve(row: Exercise) -> ShelvedDrill:
    card = drill_card(row)
    aliases = [alias.name for alias in row.aliases.all()]
    muscles = [*row.primary_muscles.all(), *row.secondary_muscles.all()]
    gear = [*row.equipment.all(), *row.optional_equipment.all()]
    related = [muscle.name for muscle in muscles] + [item.name for item in gear]
    traits = [
        card.trains,
        card.position_name,
        card.level_name,
        card.category_name,
        *spoken_words(row),
    ]
    weights: dict[str, int] = {}
    for weight, texts in ((TRAIT, traits), (RELATED, related), (ALIAS, aliases), (NAME, [row.name])):
        for text in texts:
            weights |= dict.fromkeys((*words_of(text), *joined_words(text)), weight)
    return ShelvedDrill(
        card, tuple(tuple(words_of(alias)) for alias in aliases), tuple(words_of(row.name)), weights
    )


def spoken_words(row: Exercise) -> tuple[str, ...]:
    """What finds a drill and stands on none of its pages; the phone's search has them, too."""
    return (*SHORT.get(row.joint_action, ()), *FEELINGS.get(row.category, ()))


SHORT: dict[str, tuple[str, ...]] = {
    Exercise.JointAction.INTERNAL_ROTATION: ("hip IR", "medial rotation", "inward"),
    Exercise.JointAction.EXTERNAL_ROTATION: ("hip ER", "lateral rotation", "outward"),
    Exercise.JointAction.BOTH: ("hip IR ER", "medial lateral rotation", "inward outward"),
}
# What people say of their hips when they look for something that makes them move more freely.
FEELINGS: dict[str, tuple[str, ...]] = {
    Exercise.Category.MOBILITY: (
        "stiffness",
        "stiff",
        "tightness",
        "tight",
        "pinching",
        "pinch",
        "soreness",
        "sore",
    ),
    Exercise.Category.RELEASE: ("stiffness", "stiff", "tightness", "tight", "soreness", "sore"),
}
