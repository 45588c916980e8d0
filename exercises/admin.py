from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from exercises import queries, services
from exercises.forms import DrillForm, DrillFormSet
from exercises.models import (
    Alias,
    Equipment,
    Exercise,
    Guide,
    GuideDrill,
    GuideQuestion,
    GuideReference,
    GuideSection,
    Mistake,
    Muscle,
    Question,
    Reference,
    SafetyNote,
    Step,
    Tip,
    Variant,
)

Form = forms.ModelForm


class CatalogueAdmin(admin.ModelAdmin):
    """Every write here makes the rendered pages old."""

    save_on_top = True

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": [self.search_fields[0]]}

    def save_related(self, request: HttpRequest, form: Form, formsets: Iterable[Any], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        services.catalogue_changed()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        services.catalogue_changed()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        services.catalogue_changed()


class WordAdmin(CatalogueAdmin):
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


class PublishedAdmin(CatalogueAdmin):
    """Drills, guides and routines: published and archived, deleted only while nobody can have seen them."""

    slug_redirects = False
    actions = ["publish", "archive"]
    list_filter = ["status"]
    readonly_fields = ["published_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "slug"] if obj and obj.published_at and not self.slug_redirects else fields

    def save_model(self, request: HttpRequest, obj: Any, form: Form, change: bool) -> None:
        services.date_publication(obj, at=timezone.now())
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.published_at)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        # Deleting in bulk asks for no single row, so it could take a published one.
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            services.publish(row, at=timezone.now())
        self.tell(
            request, ngettext("%(count)d published.", "%(count)d published.", len(queryset)), len(queryset)
        )

    @admin.action(description=gettext_lazy("Archive"), permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            services.archive(row)
        self.tell(
            request, ngettext("%(count)d archived.", "%(count)d archived.", len(queryset)), len(queryset)
        )

    def tell(self, request: HttpRequest, sentence: str, count: int) -> None:
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)


class StepInline(admin.TabularInline):
    model = Step
    extra = 0


class TipInline(admin.TabularInline):
    model = Tip
    extra = 0


class MistakeInline(admin.TabularInline):
    model = Mistake
    extra = 0


class QuestionInline(admin.TabularInline):
    model = Question
    extra = 0


class VariantInline(admin.TabularInline):
    model = Variant
    fk_name = "exercise"
    autocomplete_fields = ["drill"]
    extra = 0


class ReferenceInline(admin.TabularInline):
    model = Reference
    extra = 0


class AliasInline(admin.TabularInline):
    model = Alias
    formset = DrillFormSet
    extra = 0


@admin.register(Exercise)
class ExerciseAdmin(PublishedAdmin):
    form = DrillForm
    slug_redirects = True
    readonly_fields = [*PublishedAdmin.readonly_fields, "preview"]
    search_fields = ["name", "aliases__name", "slug"]
    list_display = [
        "poster",
        "name",
        "status",
        "joint_action",
        "position",
        "category",
        "level",
        "updated_at",
    ]
    list_display_links = ["name"]
    list_filter = [
        "status",
        "joint_action",
        "position",
        "category",
        "level",
        "equipment",
    ]
    filter_horizontal = [
        "primary_muscles",
        "secondary_muscles",
        "equipment",
        "optional_equipment",
        "safety_notes",
    ]
    inlines = [
        AliasInline,
        StepInline,
        TipInline,
        MistakeInline,
        QuestionInline,
        VariantInline,
        ReferenceInline,
    ]
    fieldsets = [
        (None, {"fields": ["name", "slug", "status", "published_at", "summary", "description", "setup"]}),
        (
            gettext_lazy("What it is"),
            {
                "fields": [
                    ("joint_action", "position"),
                    ("category", "level", "body_part"),
                    ("band_placement", "band_anchor", "ball_placement"),
                ]
            },
        ),
        (
            gettext_lazy("How it is logged"),
            {
                "fields": [
                    ("sides", "logged_hip"),
                    "main_measure",
                    "other_measures",
                    ("sets_min", "sets_max"),
                    ("amount_min", "amount_max"),
                    ("rest_seconds_min", "rest_seconds_max"),
                    "dose_note",
                ]
            },
        ),
        (
            gettext_lazy("Muscles and equipment"),
            {"fields": ["primary_muscles", "secondary_muscles", "equipment", "optional_equipment"]},
        ),
        (gettext_lazy("Care"), {"fields": ["safety_notes", "safety_note", "editors_note"]}),
        (gettext_lazy("Figure"), {"fields": ["preview", "figure", "figure_alt"]}),
    ]

    class Media:
        css = {"all": ["css/components/figure.css", "css/admin.css"]}

    @admin.display(description=gettext_lazy("poster"))
    def poster(self, drill: Exercise) -> str:
        return self.picture(drill, css_class="figure--row")

    @admin.display(description=gettext_lazy("preview"))
    def preview(self, drill: Exercise) -> str:
        return self.picture(drill, css_class="figure--preview", alt=drill.figure_alt)

    def picture(self, drill: Exercise, *, css_class: str, alt: str = "") -> str:
        figure = queries.figure(drill.figure)
        if figure is None:
            return gettext("Not drawn")
        return render_to_string(
            "components/picture.html", {"drill": {"figure": figure}, "class": css_class, "alt": alt}
        )

    def save_model(self, request: HttpRequest, obj: Exercise, form: Form, change: bool) -> None:
        services.date_publication(obj, at=timezone.now())
        if not change or "slug" in form.changed_data:
            services.keep_old_slug(obj, old=form.initial.get("slug", "") if change else "", new=obj.slug)
        super().save_model(request, obj, form, change)


class GuideSectionInline(admin.StackedInline):
    model = GuideSection
    extra = 0


class GuideDrillInline(admin.TabularInline):
    model = GuideDrill
    autocomplete_fields = ["drill"]
    extra = 0


class GuideQuestionInline(admin.TabularInline):
    model = GuideQuestion
    extra = 0


class GuideReferenceInline(admin.TabularInline):
    model = GuideReference
    extra = 0


@admin.register(Guide)
class GuideAdmin(PublishedAdmin):
    search_fields = ["title", "slug"]
    list_display = ["title", "status", "updated_at"]
    fields = ["title", "slug", "status", "published_at", "summary"]
    inlines = [
        GuideSectionInline,
        GuideDrillInline,
        GuideQuestionInline,
        GuideReferenceInline,
    ]


admin.site.site_header = "Swivel"
admin.site.site_title = "Swivel"
admin.site.index_title = gettext_lazy("Catalogue and accounts")
