"""Boxes that fit a phone, and the parts of a drill, a guide or a routine one below the other, each with its labels."""

from collections.abc import Mapping
from typing import Any, ClassVar

from adminsortable2.admin import SortableStackedInline
from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

TEMPLATE = "admin/exercises/parts.html"
# Longer than what a phone shows of a field of one line.
LONG = 150


class Paragraph(forms.Textarea):
    """For what is one line in the database, however many the box shows."""

    def __init__(self) -> None:
        super().__init__({"rows": 2, "class": "vLargeTextField"})

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return None if value is None else " ".join(value.split())


class RoomyMixin(admin.options.BaseModelAdmin):
    formfield_overrides: ClassVar = {
        models.TextField: {"widget": forms.Textarea({"rows": 3, "class": "vLargeTextField"})},
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
    }

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **options: Any
    ) -> Any:
        if isinstance(db_field, models.CharField) and not db_field.choices and (db_field.max_length or 0) > LONG:
            options.setdefault("widget", Paragraph())
        return super().formfield_for_dbfield(db_field, request, **options)


class OrderedParts(RoomyMixin, SortableStackedInline):
    """In an order that the form changes: by drag, or by the two buttons of each part."""

    template = TEMPLATE
    extra = 0


class UnorderedParts(RoomyMixin, admin.StackedInline):
    template = TEMPLATE
    extra = 0
