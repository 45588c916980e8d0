from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from exercises.models import Equipment, Exercise, Guide, Muscle


@dataclass(frozen=True)
class SitemapLine:
    url: str
    changed_at: datetime | None = None


def sitemap_lines() -> list[SitemapLine]:
    rows: Iterable[Exercise | Guide | Muscle | Equipment] = chain(
        Exercise.objects.published(), Guide.objects.published(), Muscle.objects.all(), Equipment.objects.all()
    )
    return [SitemapLine(row.get_absolute_url(), row.updated_at) for row in rows]
