from django.contrib import admin

from exercises.admin import PublishedAdmin
from workouts.models import CuratedItem, CuratedReference, CuratedRoutine


class ItemInline(admin.TabularInline):
    model = CuratedItem
    autocomplete_fields = ["drill"]
    extra = 0


class ReferenceInline(admin.TabularInline):
    model = CuratedReference
    extra = 0


@admin.register(CuratedRoutine)
class CuratedRoutineAdmin(PublishedAdmin):
    search_fields = ["title", "slug"]
    list_display = ["title", "status", "minutes", "updated_at"]
    fields = [
        "title",
        "slug",
        "status",
        "published_at",
        "minutes",
        "summary",
        "description",
    ]
    inlines = [ItemInline, ReferenceInline]
