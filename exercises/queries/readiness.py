from django.utils.translation import gettext as _

from exercises.models import Exercise, Published


def missing_for_publishing(row: Published) -> tuple[str, ...]:
    """What it still needs, one sentence each; reads the row's parts, so prefetch them for a list."""
    return tuple(_("It needs %s.") % what for what, is_met in row.NEEDS if not is_met(row))


def why_it_stays(row: Published) -> str:
    """Why it can't be deleted, and what a drill's readers may do instead; nothing where it can."""
    if not row.published_at:
        return ""
    if not isinstance(row, Exercise):
        return _("It was published, so it can be archived, not deleted.")
    sentence = _("It was published, so it can be archived, not deleted: what people logged with it stays.")
    names = [variant.drill.name for variant in row.variants.select_related("drill")]
    if not names:
        return sentence
    return _("%(sentence)s Readers are sent to its variants: %(names)s.") % {
        "sentence": sentence,
        "names": ", ".join(names),
    }
