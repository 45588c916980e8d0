from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.exercises import Exercise
from exercises.models.parts import Part

FOLDER = "photos"
# In the order in which a browser is offered them: the smallest first, what every browser reads last.
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
EVERYWHERE = "jpg"


@dataclass(frozen=True)
class PhotoFiles:
    """Where a photo's files lie in the storage of media."""

    digest: str
    widths: tuple[int, ...]

    def name(self, width: int, suffix: str) -> str:
        return f"{FOLDER}/{self.digest}-{width}.{suffix}"

    def names(self) -> Iterator[str]:
        yield from (self.name(width, suffix) for width in self.widths for suffix in FORMATS)


class Photo(Part):
    """A photo of a drill. Its files are named by their content, so two drills may share them."""

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="photos")
    digest = models.CharField(max_length=32, db_index=True, editable=False)
    alt = models.CharField(
        _("what it shows"),
        max_length=300,
        help_text=_("Read aloud to people who can't see it: who does what, seen from where."),
    )
    # Of the largest file, in pixels; `widths` are all of them, the smallest first.
    width = models.PositiveSmallIntegerField(_("width"), editable=False)
    height = models.PositiveSmallIntegerField(_("height"), editable=False)
    widths = models.JSONField(_("widths"), default=list, editable=False)

    class Meta(Part.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.alt

    @property
    def files(self) -> PhotoFiles:
        return PhotoFiles(self.digest, tuple(self.widths))

    def url(self, width: int, suffix: str = EVERYWHERE) -> str:
        return reverse("exercises:photo", args=[self.digest, width, suffix])
