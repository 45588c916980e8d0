"""The catalogue's files: read, and refused with file, place and a sentence before anything is written."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from exercises.models import (
    Alias,
    Equipment,
    Exercise,
    Guide,
    GuideDrill,
    GuideSection,
    Mistake,
    Muscle,
    Question,
    Reference,
    SafetyNote,
    Variant,
)
from exercises.queries.content import Content


class BadFixture(Exception):
    def __init__(self, file: str, place: str, sentence: str) -> None:
        super().__init__(f"{file}{', ' if place else ''}{place}: {sentence}")
        self.file = file


@dataclass(frozen=True)
class Spot:
    file: str
    place: str = ""

    def at(self, step: str | int) -> "Spot":
        if isinstance(step, int):
            return Spot(self.file, f"{self.place}[{step}]")
        return Spot(self.file, f"{self.place}.{step}" if self.place else step)

    def refuse(self, sentence: str) -> NoReturn:
        raise BadFixture(self.file, self.place, sentence)


Check = Callable[[Any, Spot], None]
Shape = Any  # a dict of shapes, a list of one shape, or a Check


def check(value: Any, shape: Shape, spot: Spot) -> None:
    if isinstance(shape, dict):
        check_keys(value, shape, spot)
        for key, inner in shape.items():
            check(value[key], inner, spot.at(key))
    elif isinstance(shape, list):
        if not isinstance(value, list):
            spot.refuse(_("Write a list, in [ ]."))
        for number, item in enumerate(value):
            check(item, shape[0], spot.at(number))
    else:
        shape(value, spot)


def check_keys(value: Any, shape: dict[str, Shape], spot: Spot) -> None:
    if not isinstance(value, dict):
        spot.refuse(_("Write an object, in { }."))
    missing = [key for key in shape if key not in value]
    if missing:
        spot.refuse(_("These keys are missing: %(keys)s.") % {"keys": ", ".join(missing)})
    unknown = [key for key in value if key not in shape]
    if unknown:
        spot.refuse(_("These keys are unknown: %(keys)s.") % {"keys": ", ".join(unknown)})


def of(model: type[models.Model], name: str) -> Check:
    """What the model's own field accepts."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    is_text = isinstance(field, models.CharField | models.TextField)
    is_number = isinstance(field, models.IntegerField)

    def check_value(value: Any, spot: Spot) -> None:
        if is_text and not isinstance(value, str):
            spot.refuse(_("Write a text, in quotes."))
        if is_number and (isinstance(value, bool) or not isinstance(value, int | None)):
            spot.refuse(_("Write a whole number, or null."))
        if is_text and not can_be_kept(value):
            spot.refuse(_("This text holds a character that can't be kept."))
        try:
            field.clean(value, None)
        except ValidationError as error:
            spot.refuse(" ".join(error.messages))

    return check_value


def can_be_kept(text: str) -> bool:
    """No database keeps NUL or half of a surrogate pair, which JSON can write as \\ud800."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def an_id(value: Any, spot: Spot) -> None:
    try:
        same = str(UUID(value)) == value
    except (ValueError, TypeError, AttributeError):
        same = False
    if not same:
        spot.refuse(_("Write a UUID in lower case, with its hyphens."))


def a_flag(value: Any, spot: Spot) -> None:
    if not isinstance(value, bool):
        spot.refuse(_("Write true or false."))


def a_line(value: Any, spot: Spot) -> None:
    if not isinstance(value, str) or not value.strip() or len(value.splitlines()) != 1:
        spot.refuse(_("Write one line of text, in quotes."))
    if not can_be_kept(value):
        spot.refuse(_("This text holds a character that can't be kept."))


def columns(model: type[models.Model], *names: str) -> dict[str, Shape]:
    return {name: of(model, name) for name in names}


REFERENCES = [columns(Reference, "title", "authors", "site", "year")]
QUESTIONS = [columns(Question, "question", "answer")]
MUSCLES = [columns(Muscle, "slug", "name", "summary", "region", "hip_straight", "hip_bent", "other_actions")]
EQUIPMENT = [columns(Equipment, "slug", "name", "summary")]
SAFETY_NOTES = [columns(SafetyNote, "slug", "title", "text")]
DRILL = {
    "id": an_id,
    **columns(Exercise, "slug", "name", "status", "summary", "description", "joint_action", "position"),
    **columns(Exercise, "band_placement", "band_anchor", "ball_placement", "category", "level", "body_part"),
    **columns(Exercise, "sides", "logged_hip", "measures"),
    "dose": {
        **columns(Exercise, "sets_min", "sets_max", "amount_min", "amount_max"),
        **columns(Exercise, "rest_seconds_min", "rest_seconds_max"),
        "note": of(Exercise, "dose_note"),
    },
    "muscles": {"primary": [a_line], "secondary": [a_line]},
    "equipment": [{"slug": a_line, "optional": a_flag}],
    **columns(Exercise, "figure", "figure_alt"),
    "setup": [a_line],
    "steps": [a_line],
    "tips": [a_line],
    "mistakes": [columns(Mistake, "fault", "fix")],
    "questions": QUESTIONS,
    "variants": [{"drill": an_id, "name": a_line, "kind": of(Variant, "kind"), "when": of(Variant, "when")}],
    "references": REFERENCES,
    "aliases": [of(Alias, "name")],
    "safety_notes": [a_line],
    **columns(Exercise, "safety_note", "editors_note"),
}
GUIDE = {
    "id": an_id,
    **columns(Guide, "slug", "title", "status", "summary"),
    "sections": [columns(GuideSection, "heading", "body")],
    "drills": [{"drill": an_id, "name": a_line, "why": of(GuideDrill, "why")}],
    "questions": QUESTIONS,
    "references": REFERENCES,
}


@dataclass(frozen=True)
class Sheet:
    """One object of the catalogue, as its file has it."""

    spot: Spot
    content: Content


def read_list(folder: Path, name: str, shape: Shape) -> list[Sheet]:
    spot = Spot(name)
    items = read_json(folder / name, spot)
    check(items, shape, spot)
    sheets = [Sheet(spot.at(number), item) for number, item in enumerate(items)]
    refuse_repeated(sheets, "slug")
    refuse_repeated(sheets, "title" if "title" in shape[0] else "name")
    return sheets


def read_folder(folder: Path, name: str, shape: Shape) -> list[Sheet]:
    sheets = []
    for path in sorted((folder / name).glob("*.json")):
        spot = Spot(f"{name}/{path.name}")
        content = read_json(path, spot)
        check(content, shape, spot)
        if content["slug"] != path.stem:
            spot.at("slug").refuse(
                _("The file is named after the slug: %(slug)s.json.") % {"slug": content["slug"]}
            )
        sheets.append(Sheet(spot, content))
    refuse_repeated(sheets, "id")
    refuse_repeated(sheets, "title" if "title" in shape else "name")
    return sheets


def read_json(path: Path, spot: Spot) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        spot.refuse(_("There is no such file."))
    except OSError as error:
        spot.refuse(_("It can't be read: %(wrong)s.") % {"wrong": error.strerror})
    except UnicodeDecodeError:
        spot.refuse(_("It is not UTF-8."))
    except json.JSONDecodeError as error:
        spot.at(f"line {error.lineno}").refuse(_("It is not JSON: %(wrong)s.") % {"wrong": error.msg})
    except (ValueError, RecursionError):
        spot.refuse(_("It holds a number that is too long, or lists too deep in each other."))


def refuse_repeated(sheets: Iterable[Sheet], key: str) -> None:
    seen: dict[str, Sheet] = {}
    for sheet in sheets:
        value = sheet.content[key].casefold()
        if value in seen:
            first = seen[value].spot
            sentence = _("“%(value)s” is in %(file)s too.") % {
                "value": sheet.content[key],
                "file": first.file,
            }
            sheet.spot.at(key).refuse(sentence)
        seen[value] = sheet


def check_known(values: Iterable[str], known: Iterable[str], spot: Spot) -> None:
    values, names = list(values), set(known)
    for number, value in enumerate(values):
        if value not in names:
            spot.at(number).refuse(_("There is no “%(value)s”.") % {"value": value})
        if value in values[:number]:
            spot.at(number).refuse(_("“%(value)s” is there twice.") % {"value": value})


def check_drill_names(items: list[Content], drill_names: dict[str, str], spot: Spot) -> None:
    """The name beside a drill's id is for who reads the file, so it has to be that drill's."""
    check_known([item["drill"] for item in items], drill_names, spot)
    for number, item in enumerate(items):
        name = drill_names[item["drill"]]
        if item["name"] != name:
            spot.at(number).at("name").refuse(_("That drill is called “%(name)s”.") % {"name": name})


def refuse_clash(row: models.Model, sheet: Sheet) -> None:
    """What the database would refuse, told as a sentence with its place."""
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        sheet.spot.refuse(" ".join(error.messages))
