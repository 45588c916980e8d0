from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Record
from exercises.models import Exercise
from exercises.models.exercises import validate_measures
from workouts.models.limits import MOST_KG, NOTE_LENGTH, TITLE_LENGTH, Between, checked


def validate_weekdays(days: Any) -> None:
    if not isinstance(days, list) or any(type(day) is not int or not 0 <= day <= 6 for day in days):
        raise ValidationError(_("Days are numbers from 0 (Monday) to 6 (Sunday)."))


class OwnDrill(Record):
    """A drill that a person made for themselves; nobody else sees it."""

    name = models.CharField(_("name"), max_length=120)
    measures = models.JSONField(_("what a set records"), default=list, validators=[validate_measures])
    sides = models.CharField(
        _("sides"), max_length=14, choices=Exercise.Sides, default=Exercise.Sides.EACH_SIDE
    )
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)
    archived = models.BooleanField(_("archived"), default=False)

    class Meta:
        verbose_name = _("own drill")
        verbose_name_plural = _("own drills")
        indexes = [models.Index(fields=["owner", "revision"], name="owndrill_pull")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sides__in=["each_side", "alternating", "both_together"]),
                name="owndrill_sides_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def main_measure(self) -> str:
        return self.measures[0]

    @property
    def logs_sides_apart(self) -> bool:
        return self.sides != Exercise.Sides.BOTH_TOGETHER


class Routine(Record):
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)
    weekdays = models.JSONField(_("days"), default=list, blank=True, validators=[validate_weekdays])
    archived = models.BooleanField(_("archived"), default=False)

    class Meta:
        verbose_name = _("routine")
        verbose_name_plural = _("routines")
        indexes = [models.Index(fields=["owner", "revision"], name="routine_pull")]

    def __str__(self) -> str:
        return self.title


class RoutineItem(Record):
    routine_id = models.UUIDField()
    order = models.BigIntegerField(default=0)
    superset = models.SmallIntegerField(_("superset"), null=True, blank=True, validators=[Between(0, 1000)])
    drill_id = models.UUIDField(_("drill"))
    target = models.JSONField(_("target"), default=dict, blank=True)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("routine item")
        verbose_name_plural = _("routine items")
        indexes = [
            models.Index(fields=["owner", "routine_id"], name="item_by_routine"),
            models.Index(fields=["owner", "revision"], name="item_pull"),
        ]
        constraints = checked("item", superset=(0, 1000))

    def __str__(self) -> str:
        return str(self.id)


class Band(Record):
    name = models.CharField(_("name"), max_length=60)
    colour = models.CharField(_("colour"), max_length=20, blank=True)
    # 1 is the lightest.
    level = models.SmallIntegerField(_("level"), default=1, validators=[Between(1, 20)])
    pull_kg = models.DecimalField(
        _("pull in kg"),
        max_digits=7,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[Between(0, MOST_KG)],
    )
    archived = models.BooleanField(_("archived"), default=False)

    class Meta:
        verbose_name = _("band")
        verbose_name_plural = _("bands")
        indexes = [models.Index(fields=["owner", "revision"], name="band_pull")]
        constraints = checked("band", level=(1, 20), pull_kg=(0, MOST_KG))

    def __str__(self) -> str:
        return self.name


class Favourite(Record):
    """Its id is the drill's."""

    order = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("favourite")
        verbose_name_plural = _("favourites")
        indexes = [models.Index(fields=["owner", "revision"], name="favourite_pull")]

    def __str__(self) -> str:
        return str(self.id)


class PinnedNote(Record):
    """A note that shows every time the drill does. Its id is the drill's."""

    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("pinned note")
        verbose_name_plural = _("pinned notes")
        indexes = [models.Index(fields=["owner", "revision"], name="pinnednote_pull")]

    def __str__(self) -> str:
        return self.note[:40]
