from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Record
from exercises.models import Exercise
from workouts.models.limits import NOTE_LENGTH, TITLE_LENGTH, Between, checked


def iso_date(text: str) -> date:
    """As phones compare them, letter by letter: not 20261122, nor a week's day."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def validate_pauses(pauses: Any) -> None:
    """Former pauses, each [first day, last day] as ISO dates."""
    try:
        sound = isinstance(pauses, list) and all(
            isinstance(pause, list) and len(pause) == 2 and iso_date(pause[0]) <= iso_date(pause[1])
            for pause in pauses
        )
    except (TypeError, ValueError):
        sound = False
    if not sound:
        raise ValidationError(_("A pause has a first and a last day."))


class Goal(Record):
    class Period(models.TextChoices):
        DAY = "day", _("A day")
        WEEK = "week", _("A week")
        MONTH = "month", _("A month")

    class Counts(models.TextChoices):
        SESSIONS = "sessions", _("Sessions")
        MINUTES = "minutes", _("Minutes")
        SETS = "sets", _("Sets")
        # A habit: counted by its check-ins, or by what they add up to when it has a unit.
        TIMES = "times", _("Times")

    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    colour = models.CharField(_("colour"), max_length=20, blank=True)
    period = models.CharField(_("period"), max_length=5, choices=Period, default=Period.WEEK)
    counts = models.CharField(_("counts"), max_length=8, choices=Counts, default=Counts.SESSIONS)
    amount = models.IntegerField(_("amount"), default=2, validators=[Between(1, 10_000)])
    # Sets of one drill, or of one category; both empty: of anything. Of a habit the category says what it is for.
    drill_id = models.UUIDField(_("drill"), null=True, blank=True)
    category = models.CharField(_("category"), max_length=12, choices=Exercise.Category, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    # The pause that runs, comes or was last; without a last day it lasts until it is ended.
    paused_from = models.DateField(_("paused from"), null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    # Those before it: a streak still has to pass over them.
    pauses = models.JSONField(_("former pauses"), default=list, blank=True, validators=[validate_pauses])
    archived = models.BooleanField(_("archived"), default=False)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        indexes = [models.Index(fields=["owner", "revision"], name="goal_pull")]
        constraints = [
            *checked("goal", amount=(1, 10_000)),
            models.CheckConstraint(
                condition=Q(period__in=["day", "week", "month"]), name="goal_period_known"
            ),
            models.CheckConstraint(
                condition=Q(counts__in=["sessions", "minutes", "sets", "times"]), name="goal_counts_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CheckIn(Record):
    goal_id = models.UUIDField()
    date = models.DateField(_("date"))
    value = models.DecimalField(
        _("value"), max_digits=9, decimal_places=3, null=True, blank=True, validators=[Between(0, 100_000)]
    )
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        indexes = [
            models.Index(fields=["owner", "goal_id", "date"], name="checkin_by_goal"),
            models.Index(fields=["owner", "revision"], name="checkin_pull"),
        ]
        constraints = checked("checkin", value=(0, 100_000))

    def __str__(self) -> str:
        return str(self.date)


def validate_trials(trials: Any) -> None:
    if not isinstance(trials, list) or not 1 <= len(trials) <= 3:
        raise ValidationError(_("A range check has one to three readings."))
    if any(
        isinstance(angle, bool) or not isinstance(angle, int | float) or not 0 <= angle <= 120
        for angle in trials
    ):
        raise ValidationError(_("Write each reading in degrees, from 0 to 120."))


class RangeCheck(Record):
    class Movement(models.TextChoices):
        INTERNAL_ROTATION = "internal_rotation", _("Internal rotation")
        EXTERNAL_ROTATION = "external_rotation", _("External rotation")

    class Side(models.TextChoices):
        LEFT = "left", _("Left")
        RIGHT = "right", _("Right")

    class Position(models.TextChoices):
        SEATED = "seated", _("Seated")
        PRONE = "prone", _("Face down")
        SUPINE = "supine", _("On the back")

    class Device(models.TextChoices):
        PHONE = "phone", _("Phone")
        GONIOMETER = "goniometer", _("Goniometer")
        INCLINOMETER = "inclinometer", _("Inclinometer")
        BY_EYE = "by_eye", _("By eye")

    class MeasuredBy(models.TextChoices):
        SELF = "self", _("Myself")
        TRAINED = "trained", _("A trained person")

    movement = models.CharField(_("movement"), max_length=20, choices=Movement)
    side = models.CharField(_("side"), max_length=5, choices=Side)
    position = models.CharField(_("position"), max_length=8, choices=Position)
    active = models.BooleanField(_("active"), default=True)
    device = models.CharField(_("device"), max_length=12, choices=Device)
    trials_degrees = models.JSONField(_("readings in degrees"), default=list, validators=[validate_trials])
    date = models.DateField(_("date"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    measured_by = models.CharField(
        _("measured by"), max_length=7, choices=MeasuredBy, default=MeasuredBy.SELF
    )
    pain = models.SmallIntegerField(_("pain"), null=True, blank=True, validators=[Between(0, 10)])
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("range check")
        verbose_name_plural = _("range checks")
        indexes = [
            models.Index(fields=["owner", "date"], name="rangecheck_by_date"),
            models.Index(fields=["owner", "revision"], name="rangecheck_pull"),
        ]
        constraints = [
            *checked("rangecheck", pain=(0, 10)),
            models.CheckConstraint(condition=Q(side__in=["left", "right"]), name="rangecheck_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.movement} {self.side} {self.date}"


class DayTotal(models.Model):
    """What one drill and side came to on one day: derived from the sets by the store, so that a page about ten
    years reads thousands of rows instead of tens of thousands. Warm-up sets count nowhere."""

    pk = models.CompositePrimaryKey("owner", "drill_id", "date", "side")
    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, db_index=False, related_name="+")
    drill_id = models.UUIDField()
    date = models.DateField()
    side = models.CharField(max_length=5)
    sets = models.IntegerField()
    # As the pages count: the right of a round adds only what its left does not stand for already.
    rounds = models.IntegerField(default=0)
    reps = models.BigIntegerField()
    hold_seconds = models.BigIntegerField()
    duration_seconds = models.BigIntegerField()
    breaths = models.BigIntegerField()
    cycles = models.BigIntegerField()
    # Reps times load, summed.
    volume_kg = models.DecimalField(max_digits=16, decimal_places=3)
    best_reps = models.IntegerField(null=True)
    best_hold_seconds = models.IntegerField(null=True)
    best_duration_seconds = models.IntegerField(null=True)
    best_breaths = models.IntegerField(null=True)
    best_cycles = models.IntegerField(null=True)
    best_load_kg = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    worst_pain = models.SmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "date"], name="daytotal_by_date"),
            # What all years came to is summed from it alone: workouts/queries/review.py.
            models.Index(fields=["owner", "drill_id", "date", "rounds"], name="daytotal_by_drill"),
        ]

    def __str__(self) -> str:
        return f"{self.drill_id} {self.date} {self.side}"


class DayBest(models.Model):
    """The best of one day for one key of records (workouts/bests.py): derived from the sets by the store, beside
    DayTotal, so that a record is found by looking at its neighbours in an index and not at ten years of sets."""

    pk = models.CompositePrimaryKey("owner", "drill_id", "date", "side", "what", "measure", "against")
    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, db_index=False, related_name="+")
    drill_id = models.UUIDField()
    date = models.DateField()
    side = models.CharField(max_length=5)
    what = models.CharField(max_length=8)
    measure = models.CharField(max_length=16)
    # Load and band in one word, empty without: a key may hold no nulls.
    against = models.CharField(max_length=48, blank=True)
    load_kg = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    band_id = models.UUIDField(null=True)
    # A count, seconds, or kilograms.
    value = models.DecimalField(max_digits=16, decimal_places=3)
    workout_id = models.UUIDField()

    class Meta:
        indexes = [
            # The highest first, and of equals the first: the one a later day has to beat.
            models.Index(
                fields=["owner", "drill_id", "side", "what", "measure", "against", "-value", "date"],
                name="daybest_to_beat",
            ),
            models.Index(fields=["owner", "date"], name="daybest_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.drill_id} {self.date} {self.side} {self.what} {self.measure} {self.against}"
