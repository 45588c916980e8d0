"""The catalogue's drills in and out of files, with a preview of what a file would change."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exercises import queries, services


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "JSON or CSV, as exported here; at most 800 kB. You see what would change first."
        ),
    )


class ApplyForm(forms.Form):
    """The file again, as the preview showed it: nothing is kept on the server in between."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    content = forms.CharField(widget=forms.HiddenInput, strip=False)


class InterchangeMixin(admin.ModelAdmin):
    change_list_template = "admin/exercises/drill_list.html"
    # Of the admin that this is mixed into.
    may_publish: Callable[[HttpRequest], bool]

    def get_urls(self) -> list[Any]:
        return [
            path("import/", self.admin_site.admin_view(self.import_view), name="exercises_exercise_import"),
            *super().get_urls(),
        ]

    @admin.action(description=gettext_lazy("Export as JSON"), permissions=["view"])
    def export_json(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return as_file(services.to_json(self.whole(queryset)), "application/json", "drills.json")

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=["view"])
    def export_csv(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        # With the mark, spreadsheets read the file as UTF-8.
        return as_file("\ufeff" + services.to_csv(self.whole(queryset)), "text/csv", "drills.csv")

    def whole(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queries.drills_with_parts().filter(pk__in=[row.pk for row in queryset])

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """First the file, then what it would change, then done."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        if "content" in request.POST:
            return self.apply_view(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self.import_page(request, form, status=422 if form.is_bound else 200)
        upload = form.cleaned_data["file"]
        data = upload.read(services.MOST_BYTES + 1)
        try:
            lines = services.preview_import(services.read_upload(upload.name, data))
        except services.BadFixture as refusal:
            form.add_error("file", str(refusal))
            return self.import_page(request, form, status=422)
        content = ApplyForm(initial={"name": upload.name[:200], "content": data.decode("utf-8-sig")})
        may_import = self.may_import(request, lines)
        return self.import_page(request, form, lines=lines, apply_form=content, may_import=may_import)

    def apply_view(self, request: HttpRequest) -> HttpResponse:
        form = ApplyForm(request.POST)
        if not form.is_valid():
            return self.import_page(request, UploadForm(), status=422)
        data = form.cleaned_data["content"].encode()
        try:
            sheets = services.read_upload(form.cleaned_data["name"], data)
            if not self.may_import(request, services.preview_import(sheets)):
                raise PermissionDenied
            lines = services.apply_import(sheets, at=timezone.now(), by=request.user)
        except (services.BadFixture, services.NotReady) as refusal:
            self.message_user(request, _("Nothing was imported. %s") % refusal, messages.ERROR)
            return redirect("admin:exercises_exercise_import")
        changed = sum(bool(line.changes) for line in lines)
        sentence = ngettext("%(count)d drill written.", "%(count)d drills written.", changed)
        self.message_user(request, sentence % {"count": changed}, messages.SUCCESS)
        return redirect("admin:exercises_exercise_changelist")

    def may_import(self, request: HttpRequest, lines: list[services.ImportLine]) -> bool:
        """What readers see is a reviewer's to change; new drills and drafts are anybody's who writes."""
        return self.may_publish(request) or not any(line.is_live for line in lines if line.changes)

    def import_page(
        self, request: HttpRequest, form: forms.Form, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "title": _("Import drills"),
            "opts": self.model._meta,
            "form": form,
        }
        return TemplateResponse(request, "admin/exercises/import.html", context, status=status)


def as_file(text: str, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{content_type}; charset=utf-8", headers=headers)
