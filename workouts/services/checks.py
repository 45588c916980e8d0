"""Whether a register's values may be stored: the model fields' own rules, and what would break a database."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from accounts.preferences import UNDERSTOOD
from workouts.services.records import DELETED, RecordType

AHEAD = timedelta(hours=48)
EARLIEST = date(1900, 1, 1)
# Planned, not done.
MAY_BE_AHEAD = {"paused_from", "paused_until"}
JSON_LENGTH = 4000
SHAPES: tuple[tuple[Any, tuple[type, ...]], ...] = (
    (models.BooleanField, (bool,)),
    (models.IntegerField, (int, float, str)),
    (models.DecimalField, (int, float, str, Decimal)),
    (models.DateField, (str, date)),
    (models.UUIDField, (str, UUID)),
    ((models.CharField, models.TextField), (str,)),
)


class Refused(Exception):
    """Why a change was not taken. `detail` is a sentence for the person; `field` is "" where no field is at fault."""

    def __init__(self, code: str, field: str, detail: str) -> None:
        super().__init__(f"{code} {field}: {detail}")
        self.code = code
        self.field = field
        self.detail = detail


def clean_register(
    kind: RecordType, register: str, values: Mapping[str, Any], *, at: datetime
) -> dict[str, Any]:
    """The register's values as Python has them, every field of it; one that was not sent is at its default."""
    names = kind.registers.get(register)
    if names is None:
        raise Refused("invalid", register, _("There is no “%(register)s” here.") % {"register": register})
    for name in values:
        if name not in names:
            raise Refused(
                "invalid", str(name)[:60], _("“%(name)s” is not known here.") % {"name": str(name)[:60]}
            )
    cleaned = {}
    for name in names:
        field = field_of(kind, name)
        try:
            cleaned[name] = clean_value(field, values.get(name, field.get_default()), at=at)
        except ValidationError as error:
            raise Refused("invalid", name, " ".join(error.messages)) from error
    return cleaned


def field_of(kind: RecordType, name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", kind.model._meta.get_field(name))


def default_of(kind: RecordType, name: str) -> Any:
    return field_of(kind, name).get_default()


def clean_value(field: "models.Field[Any, Any]", value: Any, *, at: datetime) -> Any:
    worded = isinstance(field, models.CharField | models.TextField)
    if value is None and worded and not field.null:
        value = ""
    if isinstance(value, str):
        check_text(value, field.max_length if worded else None)
    check_shape(field, value)
    if isinstance(field, models.DecimalField) and isinstance(value, float):
        # 0.1 sent as JSON arrives as 0.1000000000000000055…: the shortest text that means it is what was typed.
        value = Decimal(repr(value))
    cleaned = field.clean(value, None)
    if isinstance(cleaned, datetime):
        return checked_time(cleaned, at=at)
    if isinstance(cleaned, date) and field.name not in MAY_BE_AHEAD:
        check_date(cleaned, at=at)
    return cleaned


def check_shape(field: "models.Field[Any, Any]", value: Any) -> None:
    """What Django would stumble over, or take and make something else of: 7.5 a 7, True a 1, 12 an id."""
    if value is None:
        return
    if isinstance(field, models.JSONField):
        check_json(value)
        check_container(field, value)
    for kind, shapes in SHAPES:
        if isinstance(field, kind) and not (
            isinstance(value, shapes) and isinstance(value, bool) <= (bool in shapes)
        ):
            raise ValidationError(_("A value of this kind can't stand here."))
    if isinstance(field, models.IntegerField) and isinstance(value, float) and not value.is_integer():
        raise ValidationError(_("Write a whole number."))


def check_container(field: "models.JSONField[Any, Any]", value: Any) -> None:
    """A list stays a list: Django asks no validator about what is empty, and "" would pass for one."""
    usual = field.get_default()
    if isinstance(usual, list | dict) and not isinstance(value, type(usual)):
        raise ValidationError(_("A value of this kind can't stand here."))


def check_text(text: str, longest: int | None) -> None:
    if longest is not None and len(text) > longest:
        raise ValidationError(_("Write at most %(longest)s characters."), params={"longest": longest})
    # PostgreSQL stores neither.
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError(_("This text holds a character that can't be kept."))


def check_json(value: Any) -> None:
    try:
        written = json.dumps(value, allow_nan=False, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValidationError(_("This can't be kept.")) from error
    check_text(written, JSON_LENGTH)
    if "\\u0000" in written:
        raise ValidationError(_("This text holds a character that can't be kept."))


def checked_time(moment: datetime, *, at: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValidationError(_("A time needs its offset, like 2026-11-22T18:30:00+01:00."))
    try:
        moment = moment.astimezone(UTC)
    except OverflowError as error:
        raise ValidationError(_("This date is out of range.")) from error
    check_date(moment.date(), at=at)
    # Phones count milliseconds; a microsecond kept here would make equal values differ there.
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def check_date(day: date, *, at: datetime) -> None:
    if day > (at.astimezone(UTC) + AHEAD).date():
        raise ValidationError(_("This date is still to come. Log it when it is done."))
    if day < EARLIEST:
        raise ValidationError(_("Write a date from 1900 on."))


def check_preference(key: str, value: Any) -> None:
    """A key of a later version is kept as it is; a known one must be understood."""
    if key in UNDERSTOOD and not UNDERSTOOD[key](value):
        raise Refused("invalid", "value", _("“%(key)s” can't be set to that.") % {"key": key})


def is_deleted(registers: Mapping[str, Any]) -> bool:
    return DELETED in registers and bool(registers[DELETED].values[DELETED])
