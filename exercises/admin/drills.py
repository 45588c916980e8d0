from typing import Any, ClassVar, cast
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from exercises import queries, services
from exercises.admin.base import Form, PublishedAdmin
from exercises.admin.interchange import InterchangeMixin
from exercises.admin.parts import OrderedParts, UnorderedParts
from exercises.admin.photos import PhotoInline, PhotosMixin
from exercises.caching import page
from exercises.forms import DrillForm, DrillFormSet, MergeForm
from exercises.models import (
    Alias,
    Exercise,
    Mistake,
    Question,
    Reference,
    Step,
    Tip,
    Variant,
)

READ_FOR_LIST = ("steps", "tips", "mistakes", "questions", "aliases", "primary_muscles")


class StepInline(OrderedParts):
    model = Step


class TipInline(OrderedParts):
    model = Tip


class MistakeInline(OrderedParts):
    model = Mistake


class QuestionInline(OrderedParts):
    model = Question


class VariantInline(OrderedParts):
    model = Variant
    fk_name = "exercise"
    autocomplete_fields = ["drill"]


class ReferenceInline(OrderedParts):
    model = Reference
    fields = ["title", ("authors", "site", "year")]


class AliasInline(UnorderedParts):
    model = Alias
    formset = DrillFormSet


class StandingFilter(admin.SimpleListFilter):
    """By what the texts still need; read in Python, as the rules are."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("ready", gettext_lazy("Whole")),
            ("missing", gettext_lazy("Something is missing")),
            ("warned", gettext_lazy("Direction warning")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        tests: dict[str, Any] = {
            "ready": lambda row: not queries.missing_for_publishing(row),
            "missing": queries.missing_for_publishing,
            "warned": queries.direction_warnings,
        }
        rows = queryset.prefetch_related(*READ_FOR_LIST)
        fits = tests.get(self.value() or "", bool)
        return queryset.filter(pk__in=[row.pk for row in rows if fits(row)])


@admin.register(Exercise)
class ExerciseAdmin(InterchangeMixin, PhotosMixin, PublishedAdmin):
    form = DrillForm
    slug_redirects = True
    search_fields = ["name", "aliases__name", "slug"]
    list_display_links = ["name"]
    list_display = [
        "poster",
        "name",
        "status_shown",
        "standing",
        "joint_action",
        "position",
        "level",
        "updated_at",
    ]
    list_filter = ["status", StandingFilter, "joint_action", "position", "category", "level", "equipment"]
    inlines: ClassVar = [
        AliasInline,
        StepInline,
        PhotoInline,
        TipInline,
        MistakeInline,
        QuestionInline,
        VariantInline,
        ReferenceInline,
    ]
    actions = ["send_to_review", "publish", "archive", "export_json", "export_csv"]
    readonly_fields = ["status_shown", "contradictions", "drawn"]
    fieldsets = [
        (
            None,
            {"fields": ["status_shown", "contradictions", "name", "slug", "summary", "description", "setup"]},
        ),
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
        (gettext_lazy("Figure"), {"fields": ["drawn", "figure", "figure_alt"]}),
    ]

    def content_of(self, row: Exercise) -> dict[str, Any]:
        return queries.drill_content(row)

    def get_urls(self) -> list[Any]:
        merge = path(
            "<uuid:object_id>/merge/",
            self.admin_site.admin_view(self.merge_view),
            name="exercises_exercise_merge",
        )
        return [merge, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        if self.may_publish(request):
            context["merge_url"] = reverse("admin:exercises_exercise_merge", args=[object_id])
        return super().change_view(request, object_id, form_url, context)

    def merge_view(self, request: HttpRequest, object_id: UUID) -> HttpResponse:
        """Asks into which drill, says what will happen, and does it."""
        row = self.row_or_404(request, str(object_id))
        if not (self.may_publish(request) and self.has_change_permission(request, row)):
            raise PermissionDenied
        form = MergeForm(request.POST or None, duplicate=row)
        if form.is_valid():
            into = form.cleaned_data["into"]
            services.merge_drill(row, into=into, by=cast("User", request.user))
            self.message_user(request, _("“%(name)s” leads to this drill now.") % {"name": row})
            return redirect("admin:exercises_exercise_change", into.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge “%s” into another drill") % row,
            "original": row,
            "opts": self.model._meta,
            "form": form,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/exercises/merge.html", context, status=status)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exercise]:
        return super().get_queryset(request).prefetch_related(*READ_FOR_LIST)

    def save_model(self, request: HttpRequest, obj: Exercise, form: Form, change: bool) -> None:
        if not change or "slug" in form.changed_data:
            services.keep_old_slug(obj, old=form.initial.get("slug", "") if change else "", new=obj.slug)
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, row: Exercise) -> str:
        missing, warnings = queries.missing_for_publishing(row), queries.direction_warnings(row)
        if warnings:
            words = ngettext("%d direction warning", "%d direction warnings", len(warnings)) % len(warnings)
            why = f"{place_of(warnings[0])} {warnings[0].says}"
            return format_html('<span class="status status--warned">{}</span> <small>{}</small>', words, why)
        if missing:
            words = ngettext("%d thing missing", "%d things missing", len(missing)) % len(missing)
            return format_html("{} <small>{}</small>", words, " ".join(missing))
        return _("Whole")

    @admin.display(description=gettext_lazy("direction and gaps"))
    def contradictions(self, row: Exercise | None) -> str:
        """What the rules of direction and of readiness say about the drill as it was saved."""
        if row is None or row._state.adding:
            return _("Checked when it is saved.")
        warnings = [
            (place_of(each), each.says, format_html("<q>{}</q>", each.quote) if each.quote else "")
            for each in queries.direction_warnings(row)
        ]
        missing = [(sentence,) for sentence in queries.missing_for_publishing(row)]
        if not warnings and not missing:
            return _("Nothing is missing, and the words fit the movement.")
        return format_html(
            '<ul class="findings">{}{}</ul>',
            format_html_join("", '<li class="findings__warning"><b>{}</b> {} {}</li>', warnings),
            format_html_join("", "<li>{}</li>", missing),
        )

    class Media:
        css: ClassVar = {"all": ["css/components/figure.css", "css/components/photo.css"]}

    @admin.display(description=gettext_lazy("poster"))
    def poster(self, drill: Exercise) -> str:
        return self.picture(drill, css_class="figure--row")

    @admin.display(description=gettext_lazy("drawn"))
    def drawn(self, drill: Exercise) -> str:
        return self.picture(drill, css_class="figure--preview", alt=drill.figure_alt)

    def picture(self, drill: Exercise, *, css_class: str, alt: str = "") -> str:
        figure = queries.figure(drill.figure)
        if figure is None:
            return _("Not drawn")
        return render_to_string(
            "components/picture.html", {"drill": {"figure": figure}, "class": css_class, "alt": alt}
        )

    def preview(self, row: Exercise) -> HttpResponse:
        context = {"drill": queries.preview_of(row), "preview": row.get_status_display(), "section": "drills"}
        return page("exercises/drill.html", context)

    def put_back(self, request: HttpRequest, row: Exercise, content: dict[str, Any]) -> None:
        services.write_drill(row, content, at=timezone.now(), by=request.user)


def place_of(warning: Any) -> str:
    labels = {
        "name": _("Name"),
        "aliases": _("Alias"),
        "summary": _("Summary"),
        "description": _("Description"),
        "setup": _("Set-up"),
        "steps": _("Step"),
        "tips": _("Tip"),
        "questions": _("Question"),
        "band": _("Band or ball"),
        "primary_muscles": _("Muscles"),
    }
    label = labels[warning.place]
    return f"{label} {warning.number}:" if warning.number else f"{label}:"
