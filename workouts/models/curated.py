import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, Published
from exercises.models.parts import Part, Source


class CuratedRoutine(Published):
    """A routine that admins publish for everybody; a person's own ones are records (Routine)."""

    NEEDS = (
        (_("a summary"), lambda routine: bool(routine.summary)),
        (_("a drill"), lambda routine: bool(routine.items.all())),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120, unique=True)
    summary = models.CharField(_("summary"), max_length=300)
    description = models.TextField(
        _("description"), blank=True, help_text=_("A blank line starts a new paragraph.")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        ordering = ["minutes", "title"]
        verbose_name = _("curated routine")
        verbose_name_plural = _("curated routines")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workouts:routine", args=[self.slug])


class CuratedItem(Part):
    routine = models.ForeignKey(CuratedRoutine, on_delete=models.CASCADE, related_name="items")
    drill = models.ForeignKey(Exercise, on_delete=models.PROTECT, verbose_name=_("drill"), related_name="+")
    sets = models.PositiveSmallIntegerField(_("sets"), default=1)
    amount_min = models.PositiveSmallIntegerField(
        _("dose, at least"), help_text=_("In the drill's main measure.")
    )
    amount_max = models.PositiveSmallIntegerField(_("dose, at most"))
    hold_seconds = models.PositiveSmallIntegerField(_("hold in seconds"), null=True, blank=True)
    rest_seconds = models.PositiveSmallIntegerField(_("rest in seconds"), default=30)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("drill of a routine")
        verbose_name_plural = _("drills of a routine")

    def __str__(self) -> str:
        return str(self.drill)


class CuratedReference(Source):
    routine = models.ForeignKey(CuratedRoutine, on_delete=models.CASCADE, related_name="references")
