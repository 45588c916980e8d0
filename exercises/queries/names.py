from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from exercises.models import Alias, Exercise


@dataclass(frozen=True)
class NameClash:
    field: str  # name or aliases
    sentence: str


def name_clash(*, name: str, aliases: Sequence[str], drill_id: UUID) -> NameClash | None:
    """A name or an alias finds one drill, whatever its capitals. The database knows each list by itself only."""
    taken: dict[str, str] = {}
    # A duplicate that was merged keeps its name for what was logged with it; nothing else finds it.
    others = Exercise.objects.filter(merged_into=None).exclude(id=drill_id)
    for other, theirs in others.values_list("name", "name"):
        taken[other.casefold()] = theirs
    for alias, theirs in Alias.objects.exclude(exercise_id=drill_id).values_list("name", "exercise__name"):
        taken[alias.casefold()] = theirs
    own: set[str] = set()
    for field, wanted in [("name", name), *(("aliases", alias) for alias in aliases)]:
        folded = wanted.casefold()
        if folded in taken:
            names = {"name": wanted, "drill": taken[folded]}
            return NameClash(field, _("“%(name)s” already finds the drill “%(drill)s”.") % names)
        if folded in own:
            return NameClash(field, _("“%(name)s” is there twice.") % {"name": wanted})
        own.add(folded)
    return None
