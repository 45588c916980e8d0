from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Record
from workouts.models.limits import (
    MOST_KG,
    MOST_REPS,
    MOST_SECONDS,
    NOTE_LENGTH,
    TITLE_LENGTH,
    Between,
    checked,
    validate_halves,
    validate_time_zone,
)


class Workout(Record):
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # The day it was for the person, where they trained.
    date = models.DateField(_("date"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_time_zone]
    )
    energy = models.SmallIntegerField(_("energy"), null=True, blank=True, validators=[Between(1, 5)])
    # Where it came from: "web", "phone", an import's name; and the routine it was started from.
    source = models.CharField(_("source"), max_length=40, blank=True)
    routine_id = models.UUIDField(_("routine"), null=True, blank=True)

    class Meta:
        verbose_name = _("workout")
        verbose_name_plural = _("workouts")
        indexes = [
            models.Index(fields=["owner", "date", "id"], name="workout_by_date"),
            models.Index(fields=["owner", "revision"], name="workout_pull"),
            models.Index(fields=["owner"], condition=Q(deleted=True), name="workout_deleted"),
        ]
        constraints = checked("workout", energy=(1, 5))

    def __str__(self) -> str:
        return self.title or str(self.date)

    def get_absolute_url(self) -> str:
        return reverse("workouts:workout", args=[self.id])


class Entry(Record):
    """A drill in a workout."""

    workout_id = models.UUIDField()
    # Between its neighbours'; ties by id; never unique, since two phones may choose the same.
    order = models.BigIntegerField(default=0)
    superset = models.SmallIntegerField(_("superset"), null=True, blank=True, validators=[Between(0, 1000)])
    # A catalogue drill's id or an own drill's.
    drill_id = models.UUIDField(_("drill"))
    # What the routine asked for when this was started; the routine may change later.
    target = models.JSONField(_("target"), default=dict, blank=True)
    skipped = models.BooleanField(_("skipped"), default=False)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("drill in a workout")
        verbose_name_plural = _("drills in workouts")
        indexes = [
            models.Index(fields=["owner", "workout_id"], name="entry_by_workout"),
            models.Index(fields=["owner", "revision"], name="entry_pull"),
            models.Index(fields=["owner"], condition=Q(deleted=True), name="entry_deleted"),
        ]
        constraints = checked("entry", superset=(0, 1000))

    def __str__(self) -> str:
        return str(self.id)


class Set(Record):
    class Kind(models.TextChoices):
        WARM_UP = "warm_up", _("Warm-up")
        WORKING = "working", _("Working")
        DROP = "drop", _("Drop set")
        TO_FAILURE = "to_failure", _("To failure")

    class Side(models.TextChoices):
        LEFT = "left", _("Left")
        RIGHT = "right", _("Right")
        BOTH = "both", _("Both")

    class LoadUnit(models.TextChoices):
        KG = "kg", _("kg")
        LB = "lb", _("lb")

    entry_id = models.UUIDField()
    order = models.BigIntegerField(default=0)
    # The left and the right of one round are a pair and count as one set.
    round = models.SmallIntegerField(_("round"), default=1, validators=[Between(1, 1000)])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.WORKING)
    side = models.CharField(_("side"), max_length=5, choices=Side, default=Side.BOTH)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    reps = models.IntegerField(_("reps"), null=True, blank=True, validators=[Between(0, MOST_REPS)])
    hold_seconds = models.IntegerField(
        _("hold in seconds"), null=True, blank=True, validators=[Between(0, MOST_SECONDS)]
    )
    duration_seconds = models.IntegerField(
        _("time in seconds"), null=True, blank=True, validators=[Between(0, MOST_SECONDS)]
    )
    load_kg = models.DecimalField(
        _("load in kg"),
        max_digits=7,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[Between(0, MOST_KG)],
    )
    # What the person typed: 12.5 lb is shown as 12.5 lb again, not as 5.67 kg.
    load_unit = models.CharField(_("unit"), max_length=2, choices=LoadUnit, default=LoadUnit.KG)
    band_id = models.UUIDField(_("band"), null=True, blank=True)
    breaths = models.IntegerField(_("breaths"), null=True, blank=True, validators=[Between(0, MOST_REPS)])
    cycles = models.IntegerField(_("cycles"), null=True, blank=True, validators=[Between(0, MOST_REPS)])
    effort = models.DecimalField(
        _("effort"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[Between(1, 10), validate_halves],
    )
    pain = models.SmallIntegerField(_("pain"), null=True, blank=True, validators=[Between(0, 10)])
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)
    # Derived by the store from the entry and the workout, so that progress reads one table by one index.
    workout_id = models.UUIDField(editable=False)
    drill_id = models.UUIDField(editable=False)
    date = models.DateField(editable=False)

    class Meta:
        verbose_name = _("set")
        verbose_name_plural = _("sets")
        indexes = [
            # With what tells a live set, so that whether a workout holds one is read from the index alone.
            models.Index(fields=["owner", "workout_id", "deleted"], name="set_by_workout"),
            models.Index(fields=["owner", "drill_id", "date"], name="set_by_drill"),
            models.Index(fields=["owner", "revision"], name="set_pull"),
            models.Index(fields=["owner"], condition=Q(deleted=True), name="set_deleted"),
        ]
        constraints = [
            *checked(
                "set",
                round=(1, 1000),
                reps=(0, MOST_REPS),
                hold_seconds=(0, MOST_SECONDS),
                duration_seconds=(0, MOST_SECONDS),
                load_kg=(0, MOST_KG),
                breaths=(0, MOST_REPS),
                cycles=(0, MOST_REPS),
                pain=(0, 10),
            ),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__in=[Decimal(half) / 2 for half in range(2, 21)]),
                name="set_effort_in_halves",
            ),
            models.CheckConstraint(condition=Q(side__in=["left", "right", "both"]), name="set_side_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["warm_up", "working", "drop", "to_failure"]), name="set_kind_known"
            ),
            models.CheckConstraint(condition=Q(load_unit__in=["kg", "lb"]), name="set_unit_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)
