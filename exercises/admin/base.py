from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast

from adminsortable2.admin import SortableAdminBase
from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exercises import queries, services
from exercises.admin.parts import RoomyMixin
from exercises.admin.versions import VersionsMixin
from exercises.models import Published

Form = forms.ModelForm
Status = Published.Status
PUBLISH = "exercises.publish_exercise"


class CatalogueAdmin(admin.ModelAdmin):
    """Every write here makes the rendered pages old."""

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


class StepRequest(HttpRequest):
    """On its second way through the form: why the step was refused."""

    not_ready: tuple[str, ...]


class StepsAdmin(admin.ModelAdmin):
    """Buttons beside Save, one a step. A step that is refused changes nothing, and the form says why."""

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "steps": self.steps(request, object_id)}
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, context)
        except services.NotReady as refusal:
            # Once more, to show what was typed with the reasons above it.
            cast("StepRequest", request).not_ready = refusal.sentences
            answer = super().changeform_view(request, object_id, form_url, context)
            answer.status_code = 422
            return answer

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form = super().get_form(request, obj, change=change, **options)
        sentences = getattr(request, "not_ready", ())
        return refusing(form, sentences) if sentences else form

    def steps(self, request: HttpRequest, object_id: Any) -> list[tuple[str, Any]]:
        """The buttons that this person has here: (name, label)."""
        raise NotImplementedError

    def step_pressed(self, request: HttpRequest, object_id: Any) -> str:
        return next(
            (name for name, _label in self.steps(request, object_id) if f"_{name}" in request.POST), ""
        )


class PublishedAdmin(RoomyMixin, SortableAdminBase, VersionsMixin, StepsAdmin, CatalogueAdmin):
    """Drills, guides and routines: draft → in review → published → archived, one button a step.

    Deleted only while nobody can have seen them. A step that is refused changes nothing, and the form says why.
    """

    slug_redirects = False
    change_form_template = "admin/exercises/published_form.html"
    actions = ["send_to_review", "publish", "archive"]
    list_filter = ["status"]
    readonly_fields = ["status_shown", "gaps"]

    class Media:
        js: ClassVar = [forms.Script("js/admin/part-order.js", type="module")]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "slug"] if obj and obj.published_at and not self.slug_redirects else fields

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PUBLISH)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers see is a reviewer's to change."""
        is_live = obj is not None and obj.status in (Status.PUBLISHED, Status.ARCHIVED)
        return super().has_change_permission(request, obj) and (not is_live or self.may_publish(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.published_at)

    # --- the form ---

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        row = self.get_object(request, object_id)
        if row is not None:
            context["why_it_stays"] = queries.why_it_stays(row)
            context["last_version"] = services.versions_of(row).select_related("history_user").first()
        return super().change_view(request, object_id, form_url, context)

    def steps(self, request: HttpRequest, object_id: Any) -> list[tuple[str, Any]]:
        row = self.get_object(request, str(object_id)) if object_id else None
        status = row.status if row else Status.DRAFT
        may_publish = self.may_publish(request)
        offered = [
            ("review", gettext_lazy("Save and send to review"), status == Status.DRAFT),
            ("send_back", gettext_lazy("Save and send back"), status == Status.IN_REVIEW and may_publish),
            (
                "publish",
                gettext_lazy("Save and publish"),
                status in (Status.DRAFT, Status.IN_REVIEW) and may_publish,
            ),
            ("publish", gettext_lazy("Publish again"), status == Status.ARCHIVED and may_publish),
            ("archive", gettext_lazy("Archive"), status == Status.PUBLISHED and may_publish),
        ]
        return [(name, label) for name, label, is_offered in offered if is_offered]

    def save_model(self, request: HttpRequest, obj: Any, form: Form, change: bool) -> None:
        if change:
            services.keep_first_version(obj, self.stored_content(obj))
        obj._history_user = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Form, formsets: Iterable[Any], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        row = self.model._default_manager.get(pk=form.instance.pk)
        services.keep_version(row, self.stored_content(row))
        name = self.step_pressed(request, row.pk)
        if name:
            self.take_step(request, row, name)
        elif row.status == Status.PUBLISHED:
            services.check_ready(row)

    def take_step(self, request: HttpRequest, row: Any, name: str) -> None:
        by: Any = request.user
        if name == "publish":
            services.publish(row, at=timezone.now(), by=by)
        elif name == "archive":
            services.archive(row, by=by)
        elif name == "review":
            services.send_to_review(row, by=by)
        else:
            services.send_back(row, by=by)
        services.keep_version(row, self.stored_content(row))

    def stored_content(self, row: Any) -> dict[str, Any]:
        return self.content_of(self.model._default_manager.get(pk=row.pk))

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_shown(self, row: Any) -> str:
        return format_html(
            '<span class="status status--{}">{}</span>', row.status or "draft", row.get_status_display()
        )

    @admin.display(description=gettext_lazy("gaps"))
    def gaps(self, row: Any) -> str:
        if row is None or row._state.adding:
            return _("Checked when it is saved.")
        missing = [(sentence,) for sentence in queries.missing_for_publishing(row)]
        if not missing:
            return _("Nothing is missing.")
        return format_html('<ul class="findings">{}</ul>', format_html_join("", "<li>{}</li>", missing))

    # --- the list ---

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        # Deleting in bulk asks for no single row, so it could take a published one.
        actions.pop("delete_selected", None)
        if not self.may_publish(request):
            for name in ("publish", "archive"):
                actions.pop(name, None)
        return actions

    @admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.step_all(request, queryset, "review")

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.step_all(request, queryset, "publish")

    @admin.action(description=gettext_lazy("Archive"), permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.step_all(request, queryset, "archive")

    def step_all(self, request: HttpRequest, rows: QuerySet[Any], name: str) -> None:
        """Each by itself: what can't take the step is named, with the reason."""
        done = 0
        for row in rows:
            try:
                with transaction.atomic():
                    self.take_step(request, row, name)
                done += 1
            except services.NotReady as refusal:
                sentence = _("%(row)s: %(why)s") % {"row": row, "why": " ".join(refusal.sentences)}
                self.message_user(request, sentence, messages.WARNING)
        if done:
            sentence = ngettext("%(count)d changed.", "%(count)d changed.", done) % {"count": done}
            self.message_user(request, sentence, messages.SUCCESS)


def refusing(form: Any, sentences: Iterable[str]) -> Any:
    class Refusing(form):
        def clean(self) -> Any:
            cleaned = super().clean()
            for sentence in sentences:
                self.add_error(None, sentence)
            return cleaned

    return Refusing
