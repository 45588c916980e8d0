"""Drills, from their files into their rows."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from exercises.models import (
    Alias,
    Equipment,
    Exercise,
    Mistake,
    Muscle,
    Question,
    Reference,
    SafetyNote,
    Step,
    Tip,
    Variant,
)
from exercises.queries import content as contents
from exercises.queries.content import Content
from exercises.queries.names import name_clash
from exercises.services import fixtures, publishing
from exercises.services.fixtures import Sheet


def check_links(sheets: list[Sheet]) -> None:
    """Every slug and id that a drill names is there, in the database by now or among the files."""
    muscles = set(Muscle.objects.values_list("slug", flat=True))
    equipment = set(Equipment.objects.values_list("slug", flat=True))
    notes = set(SafetyNote.objects.values_list("slug", flat=True))
    drills = drill_names(sheets)
    for sheet in sheets:
        content, spot = sheet.content, sheet.spot
        trained = content["muscles"]
        fixtures.check_known(trained["primary"], muscles, spot.at("muscles").at("primary"))
        fixtures.check_known(
            trained["secondary"], muscles - set(trained["primary"]), spot.at("muscles").at("secondary")
        )
        fixtures.check_known([item["slug"] for item in content["equipment"]], equipment, spot.at("equipment"))
        fixtures.check_known(content["safety_notes"], notes, spot.at("safety_notes"))
        others = {key: name for key, name in drills.items() if key != content["id"]}
        fixtures.check_drill_names(content["variants"], others, spot.at("variants"))


def drill_names(sheets: Iterable[Sheet]) -> dict[str, str]:
    """By id. The files' names count among the files: an admin may have renamed a drill since."""
    known = {str(key): name for key, name in Exercise.objects.values_list("id", "name")}
    return known | {sheet.content["id"]: sheet.content["name"] for sheet in sheets}


def write(work: list[tuple[Exercise, Sheet]], *, at: datetime) -> None:
    former = {drill.pk: drill.slug for drill, _sheet in work if not drill._state.adding}
    park(former)
    for drill, sheet in work:
        write_drill(drill, sheet, former_slug=former.get(drill.pk, ""), at=at)
    # Last, because a variant may be a drill that came in this load.
    for drill, sheet in work:
        drill.variants.all().delete()
        Variant.objects.bulk_create(
            Variant(
                exercise=drill,
                drill_id=UUID(item["drill"]),
                kind=item["kind"],
                when=item["when"],
                order=order,
            )
            for order, item in enumerate(sheet.content["variants"])
        )


def park(drills: Iterable[UUID]) -> None:
    """Two drills may have swapped names: nothing that is about to be written stands in the way of another."""
    for key in drills:
        Exercise.objects.filter(pk=key).update(name=str(key), slug=str(key))
    Alias.objects.filter(exercise_id__in=list(drills)).delete()


def write_drill(drill: Exercise, sheet: Sheet, *, former_slug: str, at: datetime) -> None:
    content = sheet.content
    drill.id = UUID(content["id"])
    set_fields(drill, content)
    drill.loaded_digest = contents.digest(content)
    publishing.date_publication(drill, at=at)
    clash = name_clash(name=drill.name, aliases=content["aliases"], drill_id=drill.id)
    if clash:
        sheet.spot.at(clash.field).refuse(clash.sentence)
    fixtures.refuse_clash(drill, sheet)
    if former_slug != drill.slug:
        publishing.keep_old_slug(
            drill, old=former_slug, new=drill.slug
        ) if former_slug else publishing.free_slug(drill.slug)
    drill.save()
    write_parts(drill, content)


def set_fields(drill: Exercise, content: Content) -> None:
    for name in (*contents.DRILL_FIELDS, "figure", "figure_alt", "safety_note", "editors_note"):
        setattr(drill, name, content[name])
    for name in contents.DOSE_FIELDS:
        setattr(drill, name, content["dose"][name])
    drill.dose_note = content["dose"]["note"]
    drill.setup = "\n".join(content["setup"])


def write_parts(drill: Exercise, content: Content) -> None:
    for related in (drill.steps, drill.tips, drill.mistakes, drill.questions, drill.references):
        related.all().delete()
    Step.objects.bulk_create(
        Step(exercise=drill, order=n, text=text) for n, text in enumerate(content["steps"])
    )
    Tip.objects.bulk_create(Tip(exercise=drill, order=n, text=text) for n, text in enumerate(content["tips"]))
    Mistake.objects.bulk_create(
        Mistake(exercise=drill, order=n, **item) for n, item in enumerate(content["mistakes"])
    )
    Question.objects.bulk_create(
        Question(exercise=drill, order=n, **item) for n, item in enumerate(content["questions"])
    )
    Reference.objects.bulk_create(
        Reference(exercise=drill, order=n, **item) for n, item in enumerate(content["references"])
    )
    Alias.objects.bulk_create(Alias(exercise=drill, name=name) for name in content["aliases"])
    drill.primary_muscles.set(Muscle.objects.filter(slug__in=content["muscles"]["primary"]))
    drill.secondary_muscles.set(Muscle.objects.filter(slug__in=content["muscles"]["secondary"]))
    drill.safety_notes.set(SafetyNote.objects.filter(slug__in=content["safety_notes"]))
    for relation, optional in ((drill.equipment, False), (drill.optional_equipment, True)):
        slugs = [item["slug"] for item in content["equipment"] if item["optional"] == optional]
        relation.set(Equipment.objects.filter(slug__in=slugs))
