from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.publishing import Curated


class Measure(models.TextChoices):
    """What a set can record."""

    REPS = "reps", _("Reps")
    HOLD = "hold", _("Hold")
    DURATION = "duration", _("Time")
    LOAD = "load", _("Load")
    BAND = "band", _("Band")
    BREATHS = "breaths", _("Breaths")
    CYCLES = "cycles", _("Cycles")


class Muscle(Curated):
    class Region(models.TextChoices):
        FRONT = "front", _("Front")
        BACK = "back", _("Back")
        SIDE = "side", _("Side")
        DEEP = "deep", _("Deep")

    class HipAction(models.TextChoices):
        INTERNAL_ROTATION = "internal_rotation", _("Turns the thigh in")
        EXTERNAL_ROTATION = "external_rotation", _("Turns the thigh out")
        ASSISTS_INTERNAL = "assists_internal", _("Helps to turn the thigh in")
        ASSISTS_EXTERNAL = "assists_external", _("Helps to turn the thigh out")
        NONE = "none", _("Does not turn the thigh")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    summary = models.TextField(_("summary"))
    region = models.CharField(_("region"), max_length=8, choices=Region)
    # Many hip muscles turn the thigh the other way once the hip is bent: docs/architecture.md.
    hip_straight = models.CharField(_("with the hip near straight"), max_length=20, choices=HipAction)
    hip_bent = models.CharField(_("with the hip near 90 degrees"), max_length=20, choices=HipAction)
    other_actions = models.CharField(_("what else it does"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("muscle")
        verbose_name_plural = _("muscles")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercises:muscle", args=[self.slug])


class Equipment(Curated):
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    summary = models.TextField(_("summary"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercises:equipment", args=[self.slug])


class SafetyNote(Curated):
    """A caution that several drills share."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["title"]
        verbose_name = _("safety note")
        verbose_name_plural = _("safety notes")

    def __str__(self) -> str:
        return self.title
