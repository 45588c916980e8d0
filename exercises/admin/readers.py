"""The queue of what readers ask: an editor drafts the answer, a reviewer publishes or declines it."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from exercises import services
from exercises.admin.base import PUBLISH, StepsAdmin
from exercises.forms import AnswerForm
from exercises.models import ReaderQuestion

Status = ReaderQuestion.Status


class QueueFilter(admin.SimpleListFilter):
    """What waits, unless somebody asks for more."""

    title = gettext_lazy("status")
    parameter_name = "status"
    everything = "all"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*Status.choices[1:], (self.everything, gettext_lazy("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": Status.WAITING.label}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[ReaderQuestion]) -> QuerySet[ReaderQuestion]:
        chosen = self.value() or Status.WAITING
        return queryset if chosen == self.everything else queryset.filter(status=chosen)


@admin.register(ReaderQuestion)
class ReaderQuestionAdmin(StepsAdmin):
    form = AnswerForm
    list_display = ["asked", "drill", "status_shown", "asked_at", "is_drafted"]
    list_filter = [QueueFilter, "drill"]
    search_fields = ["text", "wording", "drill__name"]
    list_select_related = ["drill"]
    ordering = ["asked_at"]
    fields = ["status_shown", "drill_shown", "asked_at", "text", "wording", "answer", "note"]
    readonly_fields = ["status_shown", "drill_shown", "asked_at", "text"]
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "wording", "answer", "note"] if obj and obj.status != Status.WAITING else fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def steps(self, request: HttpRequest, object_id: Any) -> list[tuple[str, Any]]:
        row = self.get_object(request, str(object_id)) if object_id else None
        if row is None or row.status != Status.WAITING or not request.user.has_perm(PUBLISH):
            return []
        return [
            ("publish", gettext_lazy("Publish as a question of the drill")),
            ("decline", gettext_lazy("Decline")),
        ]

    def save_model(self, request: HttpRequest, obj: ReaderQuestion, form: Any, change: bool) -> None:
        obj.save(update_fields=[name for name in form.changed_data if name in AnswerForm.Meta.fields])
        by, at = cast("User", request.user), timezone.now()
        step = self.step_pressed(request, obj.pk)
        if step == "publish":
            # As it was written in the form, even where nobody touched the wording that it offered.
            obj.wording = form.cleaned_data["wording"]
            obj.save(update_fields=["wording"])
            services.publish_answer(obj, by=by, at=at)
            self.message_user(request, _("It is on the drill's page now."), messages.SUCCESS)
        elif step == "decline":
            services.decline_question(obj, by=by, at=at)

    @admin.display(description=gettext_lazy("question"))
    def asked(self, row: ReaderQuestion) -> str:
        return Truncator(row.text).chars(90)

    @admin.display(description=gettext_lazy("drafted"), boolean=True)
    def is_drafted(self, row: ReaderQuestion) -> bool:
        return bool(row.answer)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_shown(self, row: ReaderQuestion) -> str:
        return format_html('<span class="status status--{}">{}</span>', row.status, row.get_status_display())

    @admin.display(description=gettext_lazy("drill"))
    def drill_shown(self, row: ReaderQuestion) -> str:
        return format_html('<a href="{}">{}</a>', row.drill.get_absolute_url(), row.drill)
