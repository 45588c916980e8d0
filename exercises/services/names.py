from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from exercises.models import Alias, Exercise
from exercises.services.refusals import CatalogueRefused


def check_names(*, name: str, aliases: Iterable[str], drill_id: UUID | None) -> None:
    """A name or an alias finds one drill, whatever its capitals. The database knows each list by itself only."""
    taken: dict[str, str] = {}
    for other, theirs in Exercise.objects.exclude(id=drill_id).values_list("name", "name"):
        taken[other.casefold()] = theirs
    for alias, theirs in Alias.objects.exclude(exercise_id=drill_id).values_list("name", "exercise__name"):
        taken[alias.casefold()] = theirs
    own: set[str] = set()
    for field, wanted in [("name", name), *(("aliases", alias) for alias in aliases)]:
        folded = wanted.casefold()
        if folded in taken:
            raise CatalogueRefused(
                field,
                _("“%(name)s” already finds the drill “%(drill)s”.")
                % {"name": wanted, "drill": taken[folded]},
            )
        if folded in own:
            raise CatalogueRefused(field, _("“%(name)s” is there twice.") % {"name": wanted})
        own.add(folded)
