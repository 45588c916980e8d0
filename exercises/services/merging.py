"""Two drills that turn out to be one."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Alias, Exercise
from exercises.queries.content import drill_content
from exercises.services.publishing import NotReady
from exercises.services.version import catalogue_changed
from exercises.services.versions import keep_first_version, keep_version


@transaction.atomic
def merge_drill(duplicate: Exercise, *, into: Exercise, by: User | None = None) -> None:
    """The duplicate is archived, and its address leads to the other drill, which is found by its names from now on.

    Logged sets name drills by id, so they stay where they are, with the name they were logged under.
    """
    if into.pk == duplicate.pk or into.merged_into_id or into.status != Exercise.Status.PUBLISHED:
        raise NotReady([_("Choose another drill that is published.")])
    if duplicate.merged_into_id:
        raise NotReady([_("It was merged before.")])
    for drill in (duplicate, into):
        keep_first_version(drill, drill_content(drill))
    move_names(duplicate, into)
    for field in naming_fields():
        lead_elsewhere(field, duplicate, into)
    if duplicate.published_at:
        duplicate.status = Exercise.Status.ARCHIVED
    duplicate.merged_into = into
    duplicate._history_user = by
    duplicate.save(update_fields=["status", "merged_into", "updated_at"])
    into._history_user = by
    into.save(update_fields=["updated_at"])
    for drill in Exercise.objects.filter(pk__in=[duplicate.pk, into.pk]):
        keep_version(drill, drill_content(drill))
    Exercise.objects.filter(merged_into=duplicate).update(merged_into=into)
    catalogue_changed()


def move_names(duplicate: Exercise, into: Exercise) -> None:
    names = [duplicate.name, *(alias.name for alias in duplicate.aliases.all())]
    duplicate.aliases.all().delete()
    known = {into.name.casefold(), *(alias.name.casefold() for alias in into.aliases.all())}
    Alias.objects.bulk_create(
        Alias(exercise=into, name=name) for name in names if name.casefold() not in known
    )


def naming_fields() -> list["models.ForeignKey[Any, Any]"]:
    """Wherever a row of the catalogue names a drill: variants, guides, routines. Its own parts call it `exercise`."""
    relations = Exercise._meta.get_fields(include_hidden=True)
    fields = [relation.field for relation in relations if isinstance(relation, models.ManyToOneRel)]
    return [field for field in fields if field.name == "drill" and isinstance(field, models.ForeignKey)]


def lead_elsewhere(field: "models.ForeignKey[Any, Any]", duplicate: Exercise, into: Exercise) -> None:
    """One that names both drills already, or would name itself, is dropped."""
    for row in field.model._default_manager.filter(**{field.name: duplicate}):
        names = {f.name for f in row._meta.fields}
        parent = next((name for name in ("exercise", "guide", "routine") if name in names), None)
        if parent is None:
            # A reader's question: it stands by itself.
            field.model._default_manager.filter(pk=row.pk).update(**{field.name: into})
            continue
        holder = getattr(row, parent)
        siblings = field.model._default_manager.filter(**{parent: holder, field.name: into})
        if parent != "routine" and (holder == into or siblings.exists()):
            row.delete()
        else:
            setattr(row, field.name, into)
            row.save(update_fields=[field.name])
