"""Boxes that fit a phone, and the parts of a drill, a guide or a routine one below the other, each with its labels."""

from typing import Any, ClassVar

from adminsortable2.admin import SortableStackedInline
from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from exercises.forms import Paragraph, Ticks

TEMPLATE = "admin/exercises/parts.html"
# Longer than what a phone shows of a field of one line.
LONG = 150


class RoomyMixin(admin.options.BaseModelAdmin):
    formfield_overrides: ClassVar = {
        models.TextField: {"widget": forms.Textarea({"rows": 3, "class": "vLargeTextField"})},
    }

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **options: Any
    ) -> Any:
        if (
            isinstance(db_field, models.CharField)
            and not db_field.choices
            and (db_field.max_length or 0) > LONG
        ):
            options.setdefault("widget", Paragraph())
        elif isinstance(db_field, models.ManyToManyField):
            options.setdefault("widget", Ticks(db_field.verbose_name))
        field = super().formfield_for_dbfield(db_field, request, **options)
        if isinstance(db_field, models.ManyToManyField) and field is not None:
            # What was added in a window of its own would not appear among the boxes.
            field.widget.can_add_related = False
        return field


class OrderedParts(RoomyMixin, SortableStackedInline):
    """In an order that the form changes: by drag, or by the two buttons of each part."""

    template = TEMPLATE
    extra = 0


class UnorderedParts(RoomyMixin, admin.StackedInline):
    template = TEMPLATE
    extra = 0
