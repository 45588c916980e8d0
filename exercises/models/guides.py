import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.exercises import Exercise
from exercises.models.parts import Part, Source
from exercises.models.publishing import Published


class Guide(Published):
    NEEDS = (
        (_("a summary"), lambda guide: bool(guide.summary)),
        (_("a section"), lambda guide: bool(guide.sections.all())),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120, unique=True)
    summary = models.CharField(_("summary"), max_length=300)

    class Meta:
        ordering = ["title"]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exercises:guide", args=[self.slug])


class GuideSection(Part):
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(_("heading"), max_length=120)
    body = models.TextField(_("text"), help_text=_("A blank line starts a new paragraph."))

    class Meta(Part.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.heading


class GuideDrill(Part):
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="drills")
    drill = models.ForeignKey(
        Exercise, on_delete=models.CASCADE, verbose_name=_("drill"), related_name="in_guides"
    )
    why = models.CharField(_("why"), max_length=300)

    class Meta(Part.Meta):
        verbose_name = _("drill")
        verbose_name_plural = _("drills")
        constraints = [models.UniqueConstraint(fields=["guide", "drill"], name="guide_drill_once")]

    def __str__(self) -> str:
        return str(self.drill)


class GuideQuestion(Part):
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=200)
    answer = models.TextField(_("answer"))

    class Meta(Part.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.question


class GuideReference(Source):
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="references")
