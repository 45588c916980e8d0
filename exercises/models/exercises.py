import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.publishing import Published
from exercises.models.vocabulary import Equipment, Measure, Muscle, SafetyNote

FEWEST_STEPS = 3


def validate_measures(measures: Any) -> None:
    known = list(Measure.values)
    if not isinstance(measures, list) or not measures or len(set(map(str, measures))) != len(measures):
        raise ValidationError(_("Choose at least one measure, each once."))
    if any(measure not in known for measure in measures):
        raise ValidationError(_("A set can record: %(known)s."), params={"known": ", ".join(known)})


def at_most(low: str, high: str) -> Q:
    return Q(**{f"{low}__isnull": True}) | Q(**{f"{high}__isnull": True}) | Q(**{f"{low}__lte": F(high)})


class Exercise(Published):
    """A drill. Logged sets refer to its id for good, so the id never changes and a published drill is never deleted."""

    class JointAction(models.TextChoices):
        INTERNAL_ROTATION = "internal_rotation", _("Internal rotation")
        EXTERNAL_ROTATION = "external_rotation", _("External rotation")
        BOTH = "both", _("Internal and external")
        OTHER = "other", _("Other")

    class Position(models.TextChoices):
        PRONE = "prone", _("Face down")
        SUPINE = "supine", _("On the back")
        SIDE_LYING = "side_lying", _("On the side")
        SEATED = "seated", _("Seated")
        QUADRUPED = "quadruped", _("Hands and knees")
        HALF_KNEELING = "half_kneeling", _("Half kneeling")
        SQUATTING = "squatting", _("Squatting")
        STANDING = "standing", _("Standing")

    class BandPlacement(models.TextChoices):
        NONE = "none", _("No band")
        ABOVE_KNEES = "above_knees", _("Loop above the knees")
        ANKLE = "ankle", _("Around one ankle")
        ANKLES = "ankles", _("Loop around both ankles")
        FEET = "feet", _("Loop around both feet")
        OTHER = "other", _("Elsewhere")

    class BandAnchor(models.TextChoices):
        NONE = "none", _("No anchor")
        INNER_SIDE = "inner_side", _("On the inner side, past the other leg")
        OUTER_SIDE = "outer_side", _("On the outer side of the working leg")
        OTHER = "other", _("Elsewhere")

    class BallPlacement(models.TextChoices):
        NONE = "none", _("No ball")
        BETWEEN_KNEES = "between_knees", _("Between the knees")
        BETWEEN_ANKLES = "between_ankles", _("Between the ankles")
        UNDER_BODY = "under_body", _("Under the body")

    class Category(models.TextChoices):
        MOBILITY = "mobility", _("Mobility")
        STRENGTH = "strength", _("Strength")
        CONTROL = "control", _("Control")
        ACTIVATION = "activation", _("Activation")
        RELEASE = "release", _("Release")

    class Level(models.TextChoices):
        BEGINNER = "beginner", _("Beginner")
        INTERMEDIATE = "intermediate", _("Intermediate")
        ADVANCED = "advanced", _("Advanced")

    class BodyPart(models.TextChoices):
        HIPS = "hips", _("Hips")
        GLUTES = "glutes", _("Glutes")
        LEGS = "legs", _("Legs")
        TRUNK = "trunk", _("Trunk")

    class Sides(models.TextChoices):
        EACH_SIDE = "each_side", _("Each side")
        ALTERNATING = "alternating", _("Alternating")
        BOTH_TOGETHER = "both_together", _("Both together")

    NEEDS = (
        (_("a summary"), lambda drill: bool(drill.summary)),
        (_("a set-up"), lambda drill: bool(drill.setup.strip())),
        (_("at least three steps"), lambda drill: len(drill.steps.all()) >= FEWEST_STEPS),
        (_("a tip"), lambda drill: bool(drill.tips.all())),
        (_("a mistake and its fix"), lambda drill: bool(drill.mistakes.all())),
        (_("a question and its answer"), lambda drill: bool(drill.questions.all())),
        (_("a primary muscle"), lambda drill: bool(drill.primary_muscles.all())),
        (_("a dose"), lambda drill: bool(drill.amount_min or drill.dose_note)),
        (_("which hip is logged"), lambda drill: not drill.logs_sides_apart or bool(drill.logged_hip)),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One or two sentences: what is it, and why.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("A blank line starts a new paragraph.")
    )
    setup = models.TextField(_("set-up"), blank=True, help_text=_("One point a line."))
    joint_action = models.CharField(_("what it trains"), max_length=20, choices=JointAction)
    position = models.CharField(_("position"), max_length=16, choices=Position)
    band_placement = models.CharField(
        _("band"), max_length=12, choices=BandPlacement, default=BandPlacement.NONE
    )
    band_anchor = models.CharField(
        _("band anchor"), max_length=12, choices=BandAnchor, default=BandAnchor.NONE
    )
    ball_placement = models.CharField(
        _("ball"), max_length=16, choices=BallPlacement, default=BallPlacement.NONE
    )
    category = models.CharField(_("category"), max_length=12, choices=Category)
    level = models.CharField(_("level"), max_length=14, choices=Level)
    body_part = models.CharField(_("body part"), max_length=8, choices=BodyPart, default=BodyPart.HIPS)
    sides = models.CharField(_("sides"), max_length=14, choices=Sides)
    logged_hip = models.CharField(
        _("which hip is logged"), max_length=80, blank=True, help_text=_("For example: the top leg.")
    )
    # The first is the main one: what charts show and what the dose counts.
    measures = models.JSONField(_("measures"), default=list, validators=[validate_measures])
    sets_min = models.PositiveSmallIntegerField(_("sets, at least"), null=True, blank=True)
    sets_max = models.PositiveSmallIntegerField(_("sets, at most"), null=True, blank=True)
    amount_min = models.PositiveSmallIntegerField(
        _("dose, at least"), null=True, blank=True, help_text=_("In the main measure: reps, seconds, cycles.")
    )
    amount_max = models.PositiveSmallIntegerField(_("dose, at most"), null=True, blank=True)
    rest_seconds_min = models.PositiveSmallIntegerField(_("rest in seconds, at least"), null=True, blank=True)
    rest_seconds_max = models.PositiveSmallIntegerField(_("rest in seconds, at most"), null=True, blank=True)
    dose_note = models.CharField(_("dose note"), max_length=200, blank=True)
    primary_muscles = models.ManyToManyField(
        Muscle, verbose_name=_("primary muscles"), blank=True, related_name="primary_in"
    )
    secondary_muscles = models.ManyToManyField(
        Muscle, verbose_name=_("secondary muscles"), blank=True, related_name="secondary_in"
    )
    equipment = models.ManyToManyField(
        Equipment, verbose_name=_("equipment"), blank=True, related_name="needed_in"
    )
    optional_equipment = models.ManyToManyField(
        Equipment, verbose_name=_("optional equipment"), blank=True, related_name="optional_in"
    )
    safety_notes = models.ManyToManyField(
        SafetyNote, verbose_name=_("safety notes"), blank=True, related_name="drills"
    )
    safety_note = models.TextField(_("safety note of this drill alone"), blank=True)
    editors_note = models.TextField(
        _("editor's note"), blank=True, help_text=_("Where sources disagree, and what this page says.")
    )
    # A duplicate's page leads to the drill it was merged into; what was logged under it stays with it.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("merged into"),
        related_name="merged",
    )
    figure = models.CharField(_("figure"), max_length=80, blank=True)
    figure_alt = models.CharField(_("what the figure shows"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("drill")
        verbose_name_plural = _("drills")
        permissions = [("publish_exercise", _("May publish and archive the catalogue"))]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="exercise_name_unique",
                violation_error_message=_("Another drill has this name."),
            ),
            models.CheckConstraint(condition=~Q(measures=[]), name="exercise_measures_something"),
            models.CheckConstraint(condition=at_most("sets_min", "sets_max"), name="exercise_sets_in_order"),
            models.CheckConstraint(
                condition=at_most("amount_min", "amount_max"), name="exercise_amount_in_order"
            ),
            models.CheckConstraint(
                condition=at_most("rest_seconds_min", "rest_seconds_max"), name="exercise_rest_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(status=Published.Status.PUBLISHED) | Q(published_at__isnull=False),
                name="exercise_published_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercises:drill", args=[self.slug])

    @property
    def main_measure(self) -> str:
        return self.measures[0]

    @property
    def logs_sides_apart(self) -> bool:
        return self.sides != self.Sides.BOTH_TOGETHER


class Alias(models.Model):
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("alias"), max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="alias_name_unique",
                violation_error_message=_("Another drill has this alias."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OldSlug(models.Model):
    """Where a drill used to live; its pages redirect from here."""

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="old_slugs")
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("old slug")
        verbose_name_plural = _("old slugs")

    def __str__(self) -> str:
        return self.slug


class Variant(models.Model):
    class Kind(models.TextChoices):
        EASIER = "easier", _("Easier")
        HARDER = "harder", _("Harder")
        OTHER_POSITION = "other_position", _("Other position")
        OTHER_EQUIPMENT = "other_equipment", _("Other equipment")
        OPPOSITE_ACTION = "opposite_action", _("Opposite action")

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="variants")
    drill = models.ForeignKey(
        Exercise, on_delete=models.CASCADE, verbose_name=_("drill"), related_name="variant_of"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    when = models.CharField(_("when to choose it"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        constraints = [
            models.UniqueConstraint(fields=["exercise", "drill"], name="variant_named_once"),
            models.CheckConstraint(condition=~Q(exercise=F("drill")), name="variant_is_another_drill"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.drill}"
