from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from exercises import queries, services
from exercises.admin.base import PublishedAdmin
from exercises.admin.parts import OrderedParts
from exercises.caching import page
from exercises.models import Guide, GuideDrill, GuideQuestion, GuideReference, GuideSection


class GuideSectionInline(OrderedParts):
    model = GuideSection


class GuideDrillInline(OrderedParts):
    model = GuideDrill
    autocomplete_fields = ["drill"]


class GuideQuestionInline(OrderedParts):
    model = GuideQuestion


class GuideReferenceInline(OrderedParts):
    model = GuideReference
    fields = ["title", ("authors", "site", "year")]


@admin.register(Guide)
class GuideAdmin(PublishedAdmin):
    search_fields = ["title", "slug"]
    list_display = ["title", "status_shown", "updated_at"]
    fields = ["status_shown", "gaps", "title", "slug", "summary"]
    inlines: ClassVar = [GuideSectionInline, GuideDrillInline, GuideQuestionInline, GuideReferenceInline]

    def content_of(self, row: Guide) -> dict[str, Any]:
        return queries.guide_content(row)

    def preview(self, row: Guide) -> HttpResponse:
        shown = queries.guide_page(row.slug, whatever_status=True)
        return page("exercises/guide.html", {"guide": shown, "preview": row.get_status_display()})

    def put_back(self, request: HttpRequest, row: Guide, content: dict[str, Any]) -> None:
        services.write_guide(row, content, at=timezone.now(), by=request.user)
