import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, make_exercise
from tests.people import make_person
from workouts.services import curated

pytestmark = pytest.mark.usefixtures("catalogue")
CURATED = [
    "exercises/exercise",
    "exercises/guide",
    "exercises/muscle",
    "exercises/equipment",
    "exercises/safetynote",
    "workouts/curatedroutine",
]


@pytest.fixture
def editor(db: None, client_for: Callable[[User], Client]) -> Client:
    return client_for(make_person("editor@example.com", is_staff=True, is_superuser=True))


def address(drill: Exercise) -> str:
    return f"/admin/exercises/exercise/{drill.pk}/change/"


def form_of(editor: Client, url: str) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    context = editor.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value.replace("\n", "\r\n") if isinstance(value, str) else value
    return data


@pytest.mark.parametrize("path", CURATED)
def test_every_list_and_form_opens(editor: Client, path: str) -> None:
    page = editor.get(f"/admin/{path}/")
    assert page.status_code == 200
    assert editor.get(f"/admin/{path}/?q=hip").status_code == 200
    assert editor.get(f"/admin/{path}/add/").status_code == 200
    change = re.search(rf'/admin/{path}/[^/"]+/change/', page.content.decode())
    assert change
    assert editor.get(change.group()).status_code == 200


@pytest.mark.parametrize("path", CURATED)
def test_a_form_sent_back_unchanged_is_no_edit(editor: Client, path: str) -> None:
    change = re.search(rf'/admin/{path}/[^/"]+/change/', editor.get(f"/admin/{path}/").content.decode())
    assert change
    reply = editor.post(change.group(), form_of(editor, change.group()))
    assert reply.status_code == 302
    report = curated.load_catalogue(settings.BASE_DIR / "fixtures", at=NOON)
    assert (report.updated, report.left_alone) == ([], [])


def test_an_edit_in_the_admin_shows_on_the_page_at_once(editor: Client, client: Client) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    client.get(clam.get_absolute_url())
    data = form_of(editor, address(clam)) | {
        "summary": "Open like a mussel.",
        "other_measures": ["band", "hold"],
    }
    assert editor.post(address(clam), data).status_code == 302
    assert b"Open like a mussel." in client.get(clam.get_absolute_url()).content
    clam.refresh_from_db()
    assert clam.measures == ["reps", "hold", "band"]


def test_a_new_slug_in_the_admin_leaves_a_redirect(editor: Client, client: Client) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    assert editor.post(address(clam), form_of(editor, address(clam)) | {"slug": "clam"}).status_code == 302
    reply = client.get("/drills/side-lying-clamshell/")
    assert (reply.status_code, reply["Location"]) == (301, "/drills/clam/")


def test_a_published_drill_cannot_be_deleted_and_a_draft_can(editor: Client) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    draft = make_exercise(status="draft", published_at=None)
    assert editor.post(f"/admin/exercises/exercise/{clam.pk}/delete/", {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [str(clam.pk)], "post": "yes"}
    editor.post("/admin/exercises/exercise/", bulk)
    assert Exercise.objects.filter(pk=clam.pk).exists()
    editor.post(f"/admin/exercises/exercise/{draft.pk}/delete/", {"post": "yes"})
    assert not Exercise.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("taken", ["hip ir HINGE", "reverse clamshell"])
def test_a_taken_name_is_refused_in_a_sentence(editor: Client, taken: str) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    page = editor.post(address(clam), form_of(editor, address(clam)) | {"name": taken})
    assert "already finds the drill" in page.content.decode()
    data = form_of(editor, address(clam)) | {"aliases-0-name": taken}
    assert "already finds the drill" in editor.post(address(clam), data).content.decode()


def test_training_is_not_in_the_admin() -> None:
    shown = {model._meta.label for model in admin.site._registry}
    assert "mfa.Authenticator" not in shown
    assert {label for label in shown if label.startswith("workouts.")} == {"workouts.CuratedRoutine"}


def test_the_admin_has_nothing_inline_that_the_policy_blocks(editor: Client) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    body = editor.get(address(clam)).content.decode()
    assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", body)
    assert not re.search(r"\son[a-z]+=\"|<style", body)


def test_the_list_shows_the_small_posters_of_both_themes(editor: Client) -> None:
    page = editor.get("/admin/exercises/exercise/").content.decode()
    for theme in ("light", "dark"):
        assert page.count(f"/poster-{theme}") == Exercise.objects.count()
    assert "css/components/figure" in page


def test_more_drills_cost_the_list_no_more_queries(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get("/admin/exercises/exercise/").status_code == 200
        return len(captured)

    queries()  # The first one also learns what content types there are.
    few = queries()
    for _number in range(10):
        make_exercise().steps.create(text="Turn.")
    assert queries() == few


def test_a_summary_typed_in_lines_is_kept_as_one(editor: Client) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    data = form_of(editor, address(clam)) | {"summary": "Lie down.\r\nOpen."}
    editor.post(address(clam), data)
    clam.refresh_from_db()
    assert clam.summary == "Lie down. Open."


def test_a_drill_s_form_shows_its_figure_and_says_what_it_is(editor: Client) -> None:
    drill = Exercise.objects.get(slug="hip-ir-hinge")
    page = editor.get(address(drill)).content.decode()
    shown = re.search(r'<span class="figure figure--preview">(.*?)</span>', page)
    assert shown
    assert shown[1].count("/hip-ir-hinge/poster-") == 2
    assert f'alt="{drill.figure_alt}"' in shown[1]


def test_a_drill_without_a_drawing_says_so(editor: Client) -> None:
    drill = make_exercise(figure="")
    assert "Not drawn" in editor.get(address(drill)).content.decode()
    assert editor.get("/admin/exercises/exercise/add/").status_code == 200
