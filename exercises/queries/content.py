"""What a row holds, in the shape of its fixture file: to write the file, and to tell whether an admin was here."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from exercises.models import (
    Equipment,
    Exercise,
    Guide,
    GuideDrill,
    Muscle,
    SafetyNote,
    Variant,
)

Content = dict[str, Any]

MUSCLE_FIELDS = ("slug", "name", "summary", "region", "hip_straight", "hip_bent", "other_actions")
EQUIPMENT_FIELDS = ("slug", "name", "summary")
SAFETY_NOTE_FIELDS = ("slug", "title", "text")
DOSE_FIELDS = (
    "sets_min",
    "sets_max",
    "amount_min",
    "amount_max",
    "rest_seconds_min",
    "rest_seconds_max",
)
DRILL_FIELDS = (
    "slug",
    "name",
    "status",
    "summary",
    "description",
    "joint_action",
    "position",
    "band_placement",
    "band_anchor",
    "ball_placement",
    "category",
    "level",
    "body_part",
    "sides",
    "logged_hip",
    "measures",
)
# Lists that are sets: their order means nothing, so files and rows agree on one.
SETS = {"aliases", "safety_notes", "primary", "secondary"}


def muscle_content(row: Muscle) -> Content:
    return {name: getattr(row, name) for name in MUSCLE_FIELDS}


def equipment_content(row: Equipment) -> Content:
    return {name: getattr(row, name) for name in EQUIPMENT_FIELDS}


def safety_note_content(row: SafetyNote) -> Content:
    return {name: getattr(row, name) for name in SAFETY_NOTE_FIELDS}


DRILL_PARTS = (
    "steps",
    "tips",
    "mistakes",
    "questions",
    "references",
    "aliases",
    "safety_notes",
    "primary_muscles",
    "secondary_muscles",
    "equipment",
    "optional_equipment",
)


def drills_with_parts() -> QuerySet[Exercise]:
    variants = Prefetch("variants", Variant.objects.select_related("drill"))
    return Exercise.objects.order_by("slug").prefetch_related(variants).prefetch_related(*DRILL_PARTS)


def drill_record(slug: str) -> Content | None:
    row = drills_with_parts().filter(slug=slug, status=Exercise.Status.PUBLISHED).first()
    return drill_content(row) if row else None


def drill_content(row: Exercise) -> Content:
    needed = [{"slug": slug, "optional": False} for slug in slugs(row.equipment.all())]
    optional = [{"slug": slug, "optional": True} for slug in slugs(row.optional_equipment.all())]
    return {
        "id": str(row.id),
        **{name: getattr(row, name) for name in DRILL_FIELDS},
        "dose": {**{name: getattr(row, name) for name in DOSE_FIELDS}, "note": row.dose_note},
        "muscles": {
            "primary": slugs(row.primary_muscles.all()),
            "secondary": slugs(row.secondary_muscles.all()),
        },
        "equipment": needed + optional,
        "figure": row.figure,
        "figure_alt": row.figure_alt,
        "setup": row.setup.splitlines(),
        "steps": [part.text for part in row.steps.all()],
        "tips": [part.text for part in row.tips.all()],
        "mistakes": [{"fault": part.fault, "fix": part.fix} for part in row.mistakes.all()],
        "questions": question_contents(row.questions.all()),
        "variants": [
            {"drill": str(part.drill_id), "name": part.drill.name, "kind": part.kind, "when": part.when}
            for part in row.variants.all()
        ],
        "references": reference_contents(row.references.all()),
        "aliases": sorted(alias.name for alias in row.aliases.all()),
        "safety_notes": slugs(row.safety_notes.all()),
        "safety_note": row.safety_note,
        "editors_note": row.editors_note,
    }


def guides_with_parts() -> Iterable[Guide]:
    drills = Prefetch("drills", GuideDrill.objects.select_related("drill"))
    return Guide.objects.order_by("slug").prefetch_related(drills, "sections", "questions", "references")


def guide_content(row: Guide) -> Content:
    return {
        "id": str(row.id),
        "slug": row.slug,
        "title": row.title,
        "status": row.status,
        "summary": row.summary,
        "sections": [{"heading": part.heading, "body": part.body} for part in row.sections.all()],
        "drills": [
            {"drill": str(part.drill_id), "name": part.drill.name, "why": part.why}
            for part in row.drills.all()
        ],
        "questions": question_contents(row.questions.all()),
        "references": reference_contents(row.references.all()),
    }


def question_contents(rows: Iterable[Any]) -> list[Content]:
    return [{"question": row.question, "answer": row.answer} for row in rows]


def reference_contents(rows: Iterable[Any]) -> list[Content]:
    return [{"title": row.title, "authors": row.authors, "site": row.site, "year": row.year} for row in rows]


def slugs(rows: Iterable[Any]) -> list[str]:
    return sorted(row.slug for row in rows)


def in_order(content: Content) -> Content:
    """The same content with every set in the order that a dump writes."""
    ordered = dict(content)
    for name in SETS & set(ordered):
        ordered[name] = sorted(ordered[name])
    if "muscles" in ordered:
        ordered["muscles"] = in_order(ordered["muscles"])
    if "equipment" in ordered:
        ordered["equipment"] = sorted(ordered["equipment"], key=lambda item: (item["optional"], item["slug"]))
    return ordered


def digest(content: Content) -> str:
    """Empty values do not count, so a field that a later version adds changes no digest until it is filled;
    nor do the names beside ids, which are another row's."""
    text = json.dumps(essence(in_order(content)), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def essence(value: Any) -> Any:
    if isinstance(value, dict):
        names = value.keys() - ({"name"} if "drill" in value else set())
        return {name: essence(value[name]) for name in names if value[name] not in ("", None, [], False)}
    if isinstance(value, list):
        return [essence(item) for item in value]
    return with_plain_line_ends(value)


def with_plain_line_ends(value: Any) -> Any:
    """Browsers send a form's text with CRLF: that is no edit."""
    if isinstance(value, dict):
        return {name: with_plain_line_ends(item) for name, item in value.items()}
    if isinstance(value, list):
        return [with_plain_line_ends(item) for item in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
