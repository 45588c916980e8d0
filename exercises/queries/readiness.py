from django.utils.translation import gettext as _

from exercises.models import Published


def missing_for_publishing(row: Published) -> tuple[str, ...]:
    """What it still needs, one sentence each; reads the row's parts, so prefetch them for a list."""
    return tuple(_("It needs %s.") % what for what, is_met in row.NEEDS if not is_met(row))
