from datetime import datetime

from django.db import transaction

from exercises.models import Exercise, OldSlug, Published
from exercises.services.version import catalogue_changed


@transaction.atomic
def publish(row: Published, *, at: datetime) -> None:
    row.status = Published.Status.PUBLISHED
    row.published_at = row.published_at or at
    row.save(update_fields=["status", "published_at", "updated_at"])
    catalogue_changed()


@transaction.atomic
def archive(row: Published) -> None:
    row.status = Published.Status.ARCHIVED
    row.save(update_fields=["status", "updated_at"])
    catalogue_changed()


def date_publication(row: Published, *, at: datetime) -> None:
    """Before a row with a chosen status is saved: the first publication is dated, once."""
    if row.status == Published.Status.PUBLISHED and not row.published_at:
        row.published_at = at


@transaction.atomic
def move_drill(drill: Exercise, *, slug: str) -> None:
    """Give a drill another address. The old one redirects, for good, if anybody can have seen it."""
    old = Exercise.objects.values_list("slug", flat=True).get(pk=drill.pk)
    if slug != old:
        keep_old_slug(drill, old=old, new=slug)
        drill.slug = slug
        drill.save(update_fields=["slug", "updated_at"])
        catalogue_changed()


def keep_old_slug(drill: Exercise, *, old: str, new: str) -> None:
    """A live page wins over a redirect: whoever takes an address that only redirects frees it."""
    free_slug(new)
    lives_there_now = Exercise.objects.filter(slug=old).exclude(pk=drill.pk).exists()
    if old and drill.published_at and not lives_there_now:
        OldSlug.objects.get_or_create(slug=old, defaults={"exercise": drill})


def free_slug(slug: str) -> None:
    OldSlug.objects.filter(slug=slug).delete()
