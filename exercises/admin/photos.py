"""Photos in a drill's form. Files follow the rows: none is left of a form that was refused or a photo that went."""

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises import queries, services
from exercises.admin.parts import OrderedParts
from exercises.models import Exercise, Photo


class PhotoForm(forms.ModelForm):
    upload = forms.FileField(
        label=gettext_lazy("File"),
        # A phone that photographs in HEIC sends a JPEG where HEIC is not named.
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Photo
        fields = ["alt", "order"]
        widgets: ClassVar = {"alt": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upload = self.fields["upload"]
        upload.required = self.instance._state.adding
        upload.help_text = _("%(types)s, up to 15 MB and 40 megapixels.") % {"types": services.taken_names()}
        if not upload.required:
            upload.label = _("Another file instead")

    def clean_upload(self) -> Any:
        file = self.cleaned_data["upload"]
        if file and file.refusal:
            raise ValidationError(file.refusal)
        return file.photo if file else None


def read_ahead(request: HttpRequest) -> None:
    """Before the transaction: to decode and encode takes seconds in which nobody else could write."""
    files: Any = request.FILES
    for file in files.values():
        file.photo, file.refusal = None, ""
        try:
            file.photo = services.read_photo(file, name=file.name, size=file.size)
        except services.NotAPhoto as refusal:
            file.refusal = str(refusal)


class PhotoInline(OrderedParts):
    model = Photo
    form = PhotoForm
    fields = ["shown", "upload", "alt"]
    readonly_fields = ["shown"]

    @admin.display(description=gettext_lazy("photo"))
    def shown(self, row: Photo | None) -> str:
        if row is None or not row.widths:
            return _("Shown when it is saved.")
        return render_to_string("components/photo.html", {"photo": queries.photo_shown(row)})


class PhotoRequest(HttpRequest):
    # Every file that this request wrote or made superfluous; whether it is, the rows say afterwards.
    photo_files: set[Any]


class PhotosMixin(admin.ModelAdmin):
    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        with_files = cast("PhotoRequest", request)
        with_files.photo_files = set()
        read_ahead(request)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        finally:
            services.remove_unused(with_files.photo_files)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Photo:
            self.save_photos(request, formset)
        else:
            super().save_formset(request, form, formset, change)

    def save_photos(self, request: HttpRequest, formset: Any) -> None:
        touched = cast("PhotoRequest", request).photo_files
        contents = {id(form.instance): form.cleaned_data.get("upload") for form in formset.forms}
        changed = formset.save(commit=False)
        for photo in formset.deleted_objects:
            touched.add(photo.files)
            photo.delete()
        for photo in changed:
            content = contents.get(id(photo))
            if content is not None:
                touched.add(photo.files)
                services.keep_files(photo, content, written=touched)
            photo.save()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.remove_after_commit([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.remove_after_commit(queryset)
        super().delete_queryset(request, queryset)

    def remove_after_commit(self, drills: Iterable[Exercise]) -> None:
        transaction.on_commit(partial(services.remove_unused, services.files_of(drills)))
