from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from accounts.models import User

# Passkeys and recovery codes are their owner's alone.
admin.site.unregister(Authenticator)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Support sees that an account is there and may switch it off. What a person trained is not shown anywhere here."""

    search_fields = ["email"]
    list_display = ["email", "is_active", "is_staff", "date_joined", "last_login"]
    list_filter = ["is_active", "is_staff"]
    fields = ["email", ("is_active", "is_staff"), "groups", "date_joined", "last_login"]
    formfield_overrides: ClassVar = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "groups":
            # One that was added in a window of its own would not appear among the boxes.
            field.widget.can_add_related = False
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = ["email", "date_joined", "last_login"]
        # Who may use the admin is for a superuser to say.
        return shown if getattr(request.user, "is_superuser", False) else [*shown, "is_staff", "groups"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        # Not the whole row: the revision counter in it may have been counted up meanwhile.
        obj.save(update_fields=[name for name in form.changed_data if name != "groups"])

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Nor may anybody else switch a superuser off.
        is_above = obj is not None and obj.is_superuser and not getattr(request.user, "is_superuser", False)
        return super().has_change_permission(request, obj) and not is_above

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
