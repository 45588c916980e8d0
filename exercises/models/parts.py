from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models.exercises import Exercise


class Part(models.Model):
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]


class Step(Part):
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="steps")
    text = models.TextField(_("step"))

    class Meta(Part.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.text


class Tip(Part):
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="tips")
    text = models.TextField(_("tip"))

    class Meta(Part.Meta):
        verbose_name = _("tip")
        verbose_name_plural = _("tips")

    def __str__(self) -> str:
        return self.text


class Mistake(Part):
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="mistakes")
    fault = models.CharField(_("fault"), max_length=200)
    fix = models.TextField(_("fix"))

    class Meta(Part.Meta):
        verbose_name = _("mistake")
        verbose_name_plural = _("mistakes")

    def __str__(self) -> str:
        return self.fault


class Question(Part):
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=200)
    answer = models.TextField(_("answer"))

    class Meta(Part.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.question


class Source(Part):
    """Further reading, named and not linked: pages move, and nothing of theirs is copied."""

    title = models.CharField(_("title"), max_length=200)
    authors = models.CharField(_("authors"), max_length=200, blank=True)
    site = models.CharField(_("site or journal"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    class Meta(Part.Meta):
        abstract = True
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return self.title


class Reference(Source):
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="references")
