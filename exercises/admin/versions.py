"""The history of a row in the admin: who saved it when, what changed, and putting a version back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from exercises import queries, services
from exercises.queries.changes import ChangeLine

LONGEST = 50


@dataclass(frozen=True)
class VersionLine:
    id: int
    at: Any
    by: str
    status: str
    changes: tuple[ChangeLine, ...]
    # The content is there, and it is not what the row holds now.
    can_be_put_back: bool


class VersionsMixin(admin.ModelAdmin):
    def get_urls(self) -> list[Any]:
        options = self.model._meta
        names = f"{options.app_label}_{options.model_name}"
        mine = [
            path(
                "<path:object_id>/preview/",
                self.admin_site.admin_view(self.preview_view),
                name=f"{names}_preview",
            ),
            path(
                "<path:object_id>/history/<int:version>/",
                self.admin_site.admin_view(self.put_back_view),
                name=f"{names}_put_back",
            ),
        ]
        return [*mine, *super().get_urls()]

    def content_of(self, row: Any) -> dict[str, Any]:
        """The row and its parts, as its fixture file has them."""
        raise NotImplementedError

    def row_or_404(self, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """As readers will see it, from what is saved."""
        return self.preview(self.row_or_404(request, object_id))

    def preview(self, row: Any) -> HttpResponse:
        raise NotImplementedError

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.row_or_404(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % row,
            "original": row,
            "opts": self.model._meta,
            "versions": self.version_lines(row),
            "may_put_back": self.has_change_permission(request, row),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/exercises/history.html", context)

    def version_lines(self, row: Any) -> list[VersionLine]:
        rows = list(services.versions_of(row).select_related("history_user")[: LONGEST + 1])
        now = self.content_of(row)
        lines = []
        for version, before in zip(rows, [*rows[1:], None], strict=False):
            old = before.content if before is not None else {}
            lines.append(
                VersionLine(
                    id=version.history_id,
                    at=version.history_date,
                    by=str(version.history_user or ""),
                    status=version.get_status_display(),
                    changes=queries.changes_between(old, version.content) if old and version.content else (),
                    can_be_put_back=bool(version.content)
                    and bool(queries.changes_between(without_status(now), without_status(version.content))),
                )
            )
        return lines[:LONGEST]

    def put_back_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        row = self.row_or_404(request, object_id)
        if request.method != "POST" or not self.has_change_permission(request, row):
            raise PermissionDenied
        kept = services.versions_of(row).filter(history_id=version).first()
        if kept is None or not kept.content:
            raise Http404
        try:
            self.put_back(request, row, kept.content)
            self.message_user(request, _("The version is back."), messages.SUCCESS)
        except (services.NotReady, services.BadFixture) as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        options = self.model._meta
        return redirect(reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk]))

    def put_back(self, request: HttpRequest, row: Any, content: dict[str, Any]) -> None:
        """Its texts and parts; the status stays as it is now."""
        raise NotImplementedError


def without_status(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "status"}
