import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from exercises import queries, services
from exercises.models import Exercise
from exercises.services.interchange import escaped, parts_of
from tests.builders import NOON
from tests.exercises.test_publishing import person_in, whole_draft
from workouts.services import roles

ADDRESS = "/admin/exercises/exercise/import/"


@pytest.fixture
def drills(catalogue):
    return list(queries.drills_with_parts())


def edited(drills, **fields) -> bytes:
    content = json.loads(services.to_json(drills[:2]))
    content[0] |= fields
    return json.dumps(content).encode()


@pytest.mark.parametrize("written", [services.to_json, services.to_csv])
def test_what_goes_out_comes_back_in_as_no_change(drills, written):
    sheets = services.read_upload("drills", written(drills).encode())
    assert len(sheets) == len(drills) >= 13
    assert {line.changes for line in services.preview_import(sheets)} == {()}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_cells_that_a_spreadsheet_would_run_are_disarmed_and_come_back(drills, start):
    drills[0].summary = f"{start}SUM(A1)"
    text = services.to_csv(drills[:1])
    assert f"'{start}SUM(A1)" in text
    assert services.read_upload("drills.csv", text.encode())[0].content["summary"] == f"{start}SUM(A1)"


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
        min_size=1,
        max_size=4,
    )
)
def test_the_parts_of_a_line_survive_bars_and_backslashes(parts):
    stripped = [part.strip(" ") for part in parts]
    assert parts_of(" | ".join(escaped(part) for part in stripped)) == stripped


def test_a_preview_names_each_change_and_writes_nothing(drills):
    sheets = services.read_upload("drills.json", edited(drills, summary="Shorter."))
    first, second = services.preview_import(sheets)
    assert [(change.place, change.after) for change in first.changes] == [("summary", "Shorter.")]
    assert second.changes == ()
    assert not Exercise.objects.filter(summary="Shorter.").exists()


def test_a_new_drill_comes_as_a_draft_whatever_the_file_says(drills):
    fields = {
        "id": str(uuid.uuid4()),
        "name": "Another",
        "slug": "another",
        "aliases": [],
        "status": "published",
    }
    services.apply_import(services.read_upload("drills.json", edited(drills, **fields)), at=NOON, by=None)
    assert Exercise.objects.get(slug="another").status == "draft"


def test_an_import_that_would_contradict_a_live_drill_changes_nothing(drills):
    data = edited(
        [drill for drill in drills if drill.slug == "squatting-internal-rotations"],
        joint_action="external_rotation",
        editors_note="",
    )
    with pytest.raises(services.NotReady, match="contradict"):
        services.apply_import(services.read_upload("drills.json", data), at=NOON, by=None)
    assert Exercise.objects.get(slug="squatting-internal-rotations").joint_action == "internal_rotation"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe", "It is not UTF-8"),
        (b"[{", "It is not JSON"),
        (b"[]", "There is no drill in it"),
        (b"name,slug\r\nA,b\r\n", "These columns are missing"),
        (b'"name', "It is not CSV"),
        (b"[" * 5000, "too deep|not JSON"),
        (b'[{"id": 1}]', "These keys are missing"),
        (b" " * 800_001, "larger than 800 kB"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(catalogue, data, sentence):
    with pytest.raises(services.BadFixture, match=sentence):
        services.read_upload("file", data)


def test_a_wrong_cell_is_named_by_row_and_column(drills):
    text = (
        services.to_csv(drills[:1]).replace(",10,12,", ",10,a dozen,", 1).replace(",8,12,", ",8,a dozen,", 1)
    )
    text = text if "a dozen" in text else text.replace("dose.sets_max", "dose.sets_max", 1)
    bad = text.replace("internal_rotation,", "sideways,", 1)
    with pytest.raises(services.BadFixture, match=r"row 2.*joint_action"):
        services.read_upload("drills.csv", bad.encode())


def test_the_admin_shows_what_would_change_and_then_does_it(drills, client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    upload = SimpleUploadedFile("drills.json", edited(drills, summary="Shorter."))
    page = reviewer.post(ADDRESS, {"file": upload})
    assert "1 change" in page.text
    assert "Shorter." in page.text
    form = page.context["apply_form"]
    reply = reviewer.post(
        ADDRESS, {"name": form["name"].value(), "content": form["content"].value()}, follow=True
    )
    assert "1 drill written." in reply.text
    assert Exercise.objects.filter(summary="Shorter.", status="published").exists()


def test_an_editor_changes_a_draft_by_a_file(drills, client_for):
    editor = client_for(person_in(roles.EDITORS))
    draft = whole_draft()
    data = services.to_json([draft]).replace(draft.summary, "Shorter.")
    editor.post(ADDRESS, {"name": "drills.json", "content": data})
    draft.refresh_from_db()
    assert draft.summary == "Shorter."


def test_an_editor_may_not_change_what_readers_see_by_a_file(drills, client_for):
    editor = client_for(person_in(roles.EDITORS))
    data = edited(drills, summary="Shorter.").decode()
    preview = editor.post(ADDRESS, {"file": SimpleUploadedFile("drills.json", data.encode())}).text
    assert "a reviewer imports it" in preview
    assert 'value="Import"' not in preview
    assert editor.post(ADDRESS, {"name": "drills.json", "content": data}).status_code == 403
    assert not Exercise.objects.filter(summary="Shorter.").exists()


@pytest.mark.parametrize("action", ["export_json", "export_csv"])
def test_the_list_exports_what_was_chosen(drills, client_for, action):
    editor = client_for(person_in(roles.EDITORS))
    chosen = {"action": action, "_selected_action": [str(drills[0].pk)]}
    reply = editor.post("/admin/exercises/exercise/", chosen)
    assert "attachment" in reply["Content-Disposition"]
    assert len(services.read_upload("drills", reply.content)) == 1
