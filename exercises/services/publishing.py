from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from exercises import queries
from exercises.models import Exercise, OldSlug, Published
from exercises.services.version import catalogue_changed

Status = Published.Status


class NotReady(Exception):
    """Why a row can't take this step. Each of `sentences` names one thing to do."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


def send_to_review(row: Published, *, by: User | None = None) -> None:
    """From a draft; a reviewer reads it next."""
    move(row, Status.IN_REVIEW, by=by, allowed=(Status.DRAFT,))


def send_back(row: Published, *, by: User | None = None) -> None:
    """From review to its writer."""
    move(row, Status.DRAFT, by=by, allowed=(Status.IN_REVIEW,))


@transaction.atomic
def publish(row: Published, *, at: datetime, by: User | None = None) -> None:
    """From any status: an archived row comes back."""
    check_ready(row)
    row.published_at = row.published_at or at
    move(row, Status.PUBLISHED, by=by)


def archive(row: Published, *, by: User | None = None) -> None:
    """Its page says so from now on; what was logged with it stays."""
    move(row, Status.ARCHIVED, by=by, allowed=(Status.PUBLISHED, Status.ARCHIVED))


def check_ready(row: Published) -> None:
    """Raises NotReady."""
    sentences = queries.missing_for_publishing(row)
    if isinstance(row, Exercise) and not row.editors_note and queries.direction_warnings(row):
        sentences = (
            *sentences,
            _("Its words contradict its movement: correct them, or explain them in the editor's note."),
        )
    if isinstance(row, Exercise) and row.merged_into_id:
        sentences = (*sentences, _("It was merged into another drill."))
    if sentences:
        raise NotReady(sentences)


@transaction.atomic
def move(
    row: Published, status: str, *, by: User | None, allowed: Iterable[str] = tuple(Status.values)
) -> None:
    if row.status not in allowed:
        raise NotReady([_("This can't be done from here: it is now “%s”.") % row.get_status_display()])
    row.status = status
    row._history_user = by
    row.save(update_fields=["status", "published_at", "updated_at"])
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
