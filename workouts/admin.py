from typing import Any, ClassVar

from django.contrib import admin

from exercises.admin import PublishedAdmin
from workouts.models import CuratedItem, CuratedReference, CuratedRoutine


class ItemInline(admin.TabularInline):
    model = CuratedItem
    autocomplete_fields: ClassVar[list[str]] = ["drill"]
    extra = 0


class ReferenceInline(admin.TabularInline):
    model = CuratedReference
    extra = 0


@admin.register(CuratedRoutine)
class CuratedRoutineAdmin(PublishedAdmin):
    search_fields: ClassVar[list[str]] = ["title", "slug"]
    list_display: ClassVar[list[str]] = ["title", "status", "minutes", "updated_at"]
    fields: ClassVar[list[str]] = [
        "title",
        "slug",
        "status",
        "published_at",
        "minutes",
        "summary",
        "description",
    ]
    inlines: ClassVar[list[Any]] = [ItemInline, ReferenceInline]
