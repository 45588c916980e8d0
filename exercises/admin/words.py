from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from exercises.admin.base import CatalogueAdmin
from exercises.admin.parts import RoomyMixin
from exercises.models import Equipment, Muscle, SafetyNote


class WordAdmin(RoomyMixin, CatalogueAdmin):
    """Muscles, equipment, safety notes: their pages have no redirect, so a slug stays."""

    search_fields = ["name", "slug"]
    list_display = ["name", "slug", "updated_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug"] if obj else []


@admin.register(Muscle)
class MuscleAdmin(WordAdmin):
    list_display = ["name", "region", "hip_straight", "hip_bent", "updated_at"]
    list_filter = ["region"]


@admin.register(Equipment)
class EquipmentAdmin(WordAdmin):
    pass


@admin.register(SafetyNote)
class SafetyNoteAdmin(WordAdmin):
    search_fields = ["title", "slug"]
    list_display = ["title", "slug", "updated_at"]
