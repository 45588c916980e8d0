"""What the store accepts. Lenient on purpose: what a person did is not refused for being unusual."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.db import models
from django.db.models import Q
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from accounts import time_zones

NOTE_LENGTH = 4000
TITLE_LENGTH = 200
MOST_REPS = 10_000
MOST_SECONDS = 86_400
MOST_KG = 9_999


@deconstructible
class Between(BaseValidator):
    """The number lies in low..high, both included."""

    message = _("Write a number from %(low)s to %(high)s.")
    code = "out_of_range"

    def __init__(self, low: int, high: int) -> None:
        super().__init__(limit_value=(low, high))

    def __call__(self, value: Any) -> None:
        low, high = self.limit_value
        if not low <= value <= high:
            raise ValidationError(self.message, code=self.code, params={"low": low, "high": high})


def validate_halves(value: Any) -> None:
    if value * 2 % 1:
        raise ValidationError(_("Write whole or half numbers, like 7 or 7.5."))


def validate_time_zone(name: str) -> None:
    if not time_zones.is_known(name):
        raise ValidationError(_("“%(name)s” is no time zone."), params={"name": name})


def in_range(field: str, low: int, high: int) -> Q:
    """A constraint on one column alone: a merge may combine any two registers."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high})


def checked(model: str, **ranges: tuple[int, int]) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(condition=in_range(field, low, high), name=f"{model}_{field}_in_range")
        for field, (low, high) in ranges.items()
    ]
