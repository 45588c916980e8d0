import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from exercises import queries, services
from exercises.models import CatalogueVersion, Exercise, Muscle, OldSlug
from exercises.queries import content as contents
from exercises.services import BadFixture, LoadReport
from tests.builders import NOON
from workouts.models import CuratedRoutine
from workouts.services import curated

pytestmark = pytest.mark.django_db
CLAM = "drills/side-lying-clamshell.json"
Edit = Callable[[Any], Any]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return Path(shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures"))


def load(files: Path) -> LoadReport:
    return curated.load_catalogue(files, at=NOON)


def edit(files: Path, name: str, change: Edit) -> None:
    path = files / name
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_loading_twice_changes_nothing(files: Path) -> None:
    first = load(files)
    version = queries.catalogue_version()
    rows = list(Exercise.objects.values_list("id", "updated_at"))
    second = load(files)
    assert (second.added, second.updated, second.left_alone) == ([], [], [])
    assert second.unchanged == len(first.added)
    assert queries.catalogue_version() == version
    assert list(Exercise.objects.values_list("id", "updated_at")) == rows


def test_a_changed_file_updates_a_row_that_nobody_touched(files: Path) -> None:
    load(files)
    edit(
        files,
        CLAM,
        lambda drill: drill.update(summary="Open the knees.", steps=["One.", "Two."], aliases=["Clam"]),
    )
    report = load(files)
    assert report.updated == ["drill Side-Lying Clamshell"]
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    assert clam.summary == "Open the knees."
    assert [step.text for step in clam.steps.all()] == ["One.", "Two."]
    assert [alias.name for alias in clam.aliases.all()] == ["Clam"]


@pytest.mark.parametrize(
    "change",
    [
        lambda clam: Exercise.objects.filter(pk=clam.pk).update(summary="Mine."),
        lambda clam: clam.steps.first().delete(),
        lambda clam: clam.tips.create(text="Mine.", order=99),
        lambda clam: clam.aliases.create(name="My clam"),
        lambda clam: clam.equipment.clear(),
        lambda clam: clam.variants.first().delete(),
        lambda clam: services.archive(clam),
    ],
    ids=["field", "step gone", "new tip", "alias", "equipment", "variant", "archived"],
)
def test_what_an_admin_changed_is_left_alone(files: Path, change: Callable[[Exercise], Any]) -> None:
    load(files)
    change(Exercise.objects.get(slug="side-lying-clamshell"))
    kept = contents.drill_content(contents.drills_with_parts().get(slug="side-lying-clamshell"))
    edit(files, CLAM, lambda drill: drill.update(summary="The file's."))
    report = load(files)
    assert report.left_alone == ["drill Side-Lying Clamshell"]
    assert report.updated == []
    now = contents.drill_content(contents.drills_with_parts().get(slug="side-lying-clamshell"))
    assert now == kept


def test_an_archived_drill_stays_archived(files: Path) -> None:
    load(files)
    services.archive(Exercise.objects.get(slug="side-lying-clamshell"))
    load(files)
    assert Exercise.objects.get(slug="side-lying-clamshell").status == "archived"


def test_an_admin_who_makes_the_same_change_gets_later_updates(files: Path) -> None:
    load(files)
    Exercise.objects.filter(slug="side-lying-clamshell").update(summary="Ours both.")
    edit(files, CLAM, lambda drill: drill.update(summary="Ours both."))
    assert load(files).left_alone == []
    edit(files, CLAM, lambda drill: drill.update(summary="Then new."))
    assert load(files).updated == ["drill Side-Lying Clamshell"]


def test_renaming_a_drill_touches_no_drill_that_names_it(files: Path) -> None:
    load(files)
    Exercise.objects.filter(slug="side-lying-clamshell").update(name="Clam")
    assert load(files).left_alone == ["drill Side-Lying Clamshell"]


def test_a_routine_that_left_the_files_stays(files: Path) -> None:
    load(files)
    (files / "routines/warm-up-before-squats.json").unlink()
    load(files)
    assert CuratedRoutine.objects.get(slug="warm-up-before-squats").status == "published"


def test_a_changed_slug_leaves_a_redirect(files: Path) -> None:
    load(files)
    edit(files, CLAM, lambda drill: drill.update(slug="clamshell"))
    (files / CLAM).rename(files / "drills/clamshell.json")
    load(files)
    assert queries.drill_moved_to("side-lying-clamshell") == "/drills/clamshell/"


def test_two_drills_can_swap_names_slugs_and_aliases(files: Path) -> None:
    load(files)
    other = "drills/hip-ir-hinge.json"
    one, two = (json.loads((files / name).read_text()) for name in (CLAM, other))
    swap = ("slug", "name", "aliases")
    for mine, theirs, name in ((one, two, other), (two, one, CLAM)):
        (files / name).write_text(json.dumps({**mine, **{key: theirs[key] for key in swap}}))
    names = {one["id"]: two["name"], two["id"]: one["name"]}
    for path in files.rglob("*.json"):
        text = json.loads(path.read_text())
        if isinstance(text, dict):
            for item in (*text.get("variants", ()), *text.get("drills", ()), *text.get("items", ())):
                item["name"] = names.get(item["drill"], item["name"])
            path.write_text(json.dumps(text))
    load(files)
    assert Exercise.objects.get(id=one["id"]).slug == "hip-ir-hinge"
    assert Exercise.objects.get(id=two["id"]).slug == "side-lying-clamshell"
    assert not OldSlug.objects.exists()


def test_a_dump_after_a_rename_leaves_no_stale_file(files: Path) -> None:
    load(files)
    services.move_drill(Exercise.objects.get(slug="side-lying-clamshell"), slug="clamshell")
    curated.dump_catalogue(files)
    assert not (files / CLAM).exists()
    assert (files / "drills/clamshell.json").exists()


def first_question(drill: dict[str, Any]) -> dict[str, Any]:
    return drill["questions"][0]


BAD: list[tuple[str, Edit, str, str]] = [
    (CLAM, lambda d: d["muscles"]["primary"].append("big-toe"), "muscles.primary[", "big-toe"),
    (CLAM, lambda d: d["equipment"].append({"slug": "anvil", "optional": True}), "equipment[", "anvil"),
    (CLAM, lambda d: d["safety_notes"].append("lava"), "safety_notes[", "lava"),
    (
        CLAM,
        lambda d: d["variants"][0].update(drill="00000000-0000-4000-8000-000000000000"),
        "variants[0]",
        "There is no",
    ),
    (CLAM, lambda d: d["variants"][0].update(drill=d["id"]), "variants[0]", "There is no"),
    (CLAM, lambda d: d["variants"][0].update(name="Else"), "variants[0].name", "is called"),
    (CLAM, lambda d: d.update(position="floating"), "position", "floating"),
    (CLAM, lambda d: d.update(measures=["reps", "jumps"]), "measures", "A set can record"),
    (CLAM, lambda d: d.update(id="17"), "id", "UUID"),
    (CLAM, lambda d: d.pop("tips"), "", "missing: tips"),
    (CLAM, lambda d: d.update(mood="good"), "", "unknown: mood"),
    (CLAM, lambda d: first_question(d).pop("answer"), "questions[0]", "missing: answer"),
    (CLAM, lambda d: d.update(name=""), "name", "blank"),
    (CLAM, lambda d: d.update(name=7), "name", "Write a text"),
    (CLAM, lambda d: d.update(summary="x" * 301), "summary", "300"),
    (CLAM, lambda d: d.update(summary="a\0b"), "summary", "can't be kept"),
    (CLAM, lambda d: d.update(summary="\ud800"), "summary", "can't be kept"),
    (CLAM, lambda d: d["steps"].__setitem__(0, "\udfff"), "steps[0]", "can't be kept"),
    (CLAM, lambda d: d["steps"].__setitem__(0, "two\nlines"), "steps[0]", "one line"),
    (CLAM, lambda d: d.update(steps="Just do it."), "steps", "list"),
    (CLAM, lambda d: d["dose"].update(sets_min=3, sets_max=2), "", ""),
    (CLAM, lambda d: d["dose"].update(sets_min=2.5), "dose.sets_min", "whole number"),
    (CLAM, lambda d: d["dose"].update(sets_min=-1), "dose.sets_min", "greater than or equal"),
    (CLAM, lambda d: d.update(aliases=["hip ir HINGE"]), "aliases", "Hip IR Hinge"),
    (CLAM, lambda d: d.update(aliases=["Clam", "CLAM"]), "aliases", "twice"),
    (CLAM, lambda d: d.update(name="hip ir hinge"), "name", "hip ir hinge"),
    (CLAM, lambda d: d.update(slug="another-slug"), "slug", "named after"),
    ("muscles.json", lambda rows: rows.append(rows[0]), "", "is in muscles.json too"),
    ("muscles.json", lambda rows: rows[0].update(hip_bent="sideways"), "[0].hip_bent", "sideways"),
    (
        "guides/understanding-hip-internal-rotation.json",
        lambda g: g["drills"][0].update(name="Else"),
        "drills[0]",
        "called",
    ),
    (
        "routines/three-drill-routine.json",
        lambda r: r["items"][0].update(name="Else"),
        "items[0]",
        "No drill has",
    ),
    (
        "routines/three-drill-routine.json",
        lambda r: r["items"][0].update(sets="two"),
        "items[0].sets",
        "whole number",
    ),
]


@pytest.mark.parametrize(("file", "change", "place", "words"), BAD, ids=range(len(BAD)))
def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(
    files: Path, file: str, change: Edit, place: str, words: str
) -> None:
    edit(files, file, change)
    with pytest.raises(BadFixture) as refusal:
        load(files)
    assert str(refusal.value).startswith(f"{file}, {place}" if place else file)
    assert words in str(refusal.value)
    assert not Exercise.objects.exists()
    assert not Muscle.objects.exists()
    assert not CatalogueVersion.objects.exists()


def test_broken_json_is_refused_with_its_line(files: Path) -> None:
    (files / CLAM).write_text('{\n  "id": nothing\n}')
    with pytest.raises(BadFixture, match=r"side-lying-clamshell\.json, line 2: It is not JSON"):
        load(files)


@pytest.mark.parametrize("text", ["[" * 100_000, f'{{"id": {"9" * 5000}}}'], ids=["deep", "long"])
def test_json_that_python_will_not_read_is_refused_with_its_file(files: Path, text: str) -> None:
    (files / CLAM).write_text(text)
    with pytest.raises(BadFixture, match=r"side-lying-clamshell\.json: It holds a number that is too long"):
        load(files)


def test_a_folder_where_a_file_should_be_is_refused_with_its_name(files: Path) -> None:
    (files / "drills" / "folder.json").mkdir()
    with pytest.raises(BadFixture, match=r"drills/folder\.json: It can't be read"):
        load(files)


def test_the_files_cannot_unpublish(files: Path) -> None:
    load(files)
    edit(files, CLAM, lambda drill: drill.update(status="draft"))
    with pytest.raises(BadFixture, match="status: It was published"):
        load(files)
    assert Exercise.objects.get(slug="side-lying-clamshell").status == "published"


def test_a_name_that_an_admin_gave_another_drill_is_refused(files: Path) -> None:
    load(files)
    Exercise.objects.filter(slug="hip-ir-hinge").update(name="Clam")
    edit(files, CLAM, lambda drill: drill.update(aliases=["clam", "shell"]))
    with pytest.raises(BadFixture, match=r"aliases: .*“clam” already finds the drill “Clam”"):
        load(files)


def test_the_command_says_what_it_did(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_catalogue", "--from", str(files))
    assert "added: drill Side-Lying Clamshell" in capsys.readouterr().out
    services.archive(Exercise.objects.get(slug="side-lying-clamshell"))
    call_command("load_catalogue", "--from", str(files))
    said = capsys.readouterr().out
    assert "left alone, changed here since it was loaded: drill Side-Lying Clamshell" in said
    assert "0 added, 0 updated, 1 left alone" in said


def test_the_command_refuses_a_bad_file_in_a_sentence(files: Path) -> None:
    edit(files, CLAM, lambda drill: drill.pop("tips"))
    with pytest.raises(
        CommandError, match=r"Nothing was loaded\. drills/side-lying-clamshell\.json: These keys"
    ):
        call_command("load_catalogue", "--from", str(files))
