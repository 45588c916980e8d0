from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

AnyModel = TypeVar("AnyModel", bound=models.Model)


class CatalogueVersion(models.Model):
    """One row, counted up by every change to the catalogue: rendered pages are kept under it."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("catalogue version")

    def __str__(self) -> str:
        return str(self.number)


class Curated(models.Model):
    """What the shipped catalogue holds and admins may change."""

    # Digest of the content as load_catalogue last wrote it; where the row differs from it, an admin was here.
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Snapshot(models.Model):
    """What stands beside each saved version of a row: its content with all parts, in the shape of its fixture file."""

    content = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True


class PublishedQuerySet(models.QuerySet[AnyModel]):
    def published(self) -> Self:
        return self.filter(status=Published.Status.PUBLISHED)

    def ever_published(self) -> Self:
        return self.filter(published_at__isnull=False)


class Published(Curated):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    # What it takes to be published: (a noun, whether the row has it).
    NEEDS: ClassVar[tuple[tuple[Any, Callable[[Any], bool]], ...]] = ()

    # Not a field: who saves it. simple-history looks here when it writes a version.
    _history_user: Any
    # Set once, at the first publication: from then on it is archived, never deleted.
    published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)

    objects = PublishedQuerySet.as_manager()
    # Who saved it when, and in which status. Written by services.keep_version and the admin.
    history = HistoricalRecords(
        bases=[Snapshot], inherit=True, excluded_fields=["loaded_digest", "created_at"]
    )

    class Meta:
        abstract = True
