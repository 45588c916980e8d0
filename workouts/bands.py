"""The five bands everybody has until they change one. They are not rows: only a changed one is written."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class BandChoice:
    id: UUID
    name: Any  # text; a default one's is translated when it is shown
    colour: str
    level: int
    pull_kg: Decimal | None = None
    archived: bool = False


# As they are sold. An unknown word, from a later version, is drawn grey.
COLOURS = (
    ("yellow", _("Yellow")),
    ("orange", _("Orange")),
    ("red", _("Red")),
    ("pink", _("Pink")),
    ("purple", _("Purple")),
    ("blue", _("Blue")),
    ("green", _("Green")),
    ("brown", _("Brown")),
    ("grey", _("Grey")),
    ("black", _("Black")),
)
MOST_LEVEL = 20

DEFAULT_BANDS = (
    BandChoice(UUID("5b0d0000-0000-4000-8000-000000000001"), _("Extra light"), "yellow", 1),
    BandChoice(UUID("5b0d0000-0000-4000-8000-000000000002"), _("Light"), "green", 2),
    BandChoice(UUID("5b0d0000-0000-4000-8000-000000000003"), _("Medium"), "blue", 3),
    BandChoice(UUID("5b0d0000-0000-4000-8000-000000000004"), _("Heavy"), "red", 4),
    BandChoice(UUID("5b0d0000-0000-4000-8000-000000000005"), _("Extra heavy"), "black", 5),
)
