from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from exercises.admin import OrderedParts, PublishedAdmin
from exercises.caching import page
from workouts import queries, services
from workouts.models import CuratedItem, CuratedReference, CuratedRoutine


class ItemInline(OrderedParts):
    model = CuratedItem
    autocomplete_fields = ["drill"]
    fields = ["drill", ("sets", "amount_min", "amount_max"), ("hold_seconds", "rest_seconds"), "note"]


class ReferenceInline(OrderedParts):
    model = CuratedReference
    fields = ["title", ("authors", "site", "year")]


@admin.register(CuratedRoutine)
class CuratedRoutineAdmin(PublishedAdmin):
    search_fields = ["title", "slug"]
    list_display = ["title", "status_shown", "minutes", "updated_at"]
    fields = ["status_shown", "gaps", "title", "slug", "summary", "description"]
    inlines: ClassVar = [ItemInline, ReferenceInline]

    def save_model(self, request: HttpRequest, obj: CuratedRoutine, form: Any, change: bool) -> None:
        # Nobody types them: they are reckoned as soon as the drills are there.
        obj.minutes = obj.minutes or 1
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        services.reckon_minutes(form.instance)

    def content_of(self, row: CuratedRoutine) -> dict[str, Any]:
        return services.routine_content(row)

    def preview(self, row: CuratedRoutine) -> HttpResponse:
        shown = queries.routine_page(row.slug, whatever_status=True)
        return page(
            "workouts/routines/routine.html",
            {"routine": shown, "preview": row.get_status_display(), "section": "drills"},
        )

    def put_back(self, request: HttpRequest, row: CuratedRoutine, content: dict[str, Any]) -> None:
        services.write_curated_routine(row, content, at=timezone.now(), by=request.user)
