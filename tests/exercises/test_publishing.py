"""Draft, in review, published, archived: who may take which step, and what a row needs for it."""

import re
import uuid

import pytest
from django.contrib.auth.models import Group

from exercises import queries, services
from exercises.models import Exercise, Guide
from tests.builders import NOON, make_exercise
from tests.people import make_person
from workouts.services import roles

pytestmark = pytest.mark.usefixtures("catalogue")
CLAM = "side-lying-clamshell"


def whole_draft(**fields) -> Exercise:
    """A draft with all that a published drill has."""
    draft = make_exercise(status="draft", published_at=None, name="Draft turn", slug="draft-turn")
    model = Exercise.objects.get(slug="side-lying-banded-internal-rotation")
    content = queries.drill_content(model) | {"name": "Draft turn", "aliases": [], **fields}
    services.write_drill(draft, content, at=NOON, by=None)
    return Exercise.objects.get(pk=draft.pk)


def person_in(role: str):
    roles.make_roles()
    person = make_person(f"{role.lower()}@example.com", is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


def press(client, drill: Exercise, button: str, **fields):
    from tests.exercises.test_admin import address, form_of

    return client.post(address(drill), form_of(client, address(drill)) | {button: "1"} | fields)


def test_a_whole_draft_is_published_and_dated_once():
    draft = whole_draft()
    services.publish(draft, at=NOON)
    assert (draft.status, draft.published_at) == ("published", NOON)


def test_a_draft_that_is_not_whole_is_refused_with_what_it_needs():
    draft = make_exercise(status="draft", published_at=None)
    with pytest.raises(services.NotReady, match="It needs a set-up") as refusal:
        services.publish(draft, at=NOON)
    assert "It needs a primary muscle." in refusal.value.sentences
    assert Exercise.objects.get(pk=draft.pk).status == "draft"


def test_words_that_contradict_the_movement_need_an_editors_note():
    draft = whole_draft(joint_action="external_rotation", editors_note="")
    with pytest.raises(services.NotReady, match="contradict"):
        services.publish(draft, at=NOON)
    draft.editors_note = "Sources disagree."
    services.publish(draft, at=NOON)
    assert draft.status == "published"


def test_only_what_was_published_is_archived_and_only_a_draft_goes_to_review():
    draft = whole_draft()
    with pytest.raises(services.NotReady, match="Draft"):
        services.archive(draft)
    services.send_to_review(draft)
    with pytest.raises(services.NotReady, match="In review"):
        services.send_to_review(draft)
    services.send_back(draft)
    assert draft.status == "draft"


def test_an_archived_drill_keeps_its_page_which_says_so_and_names_others(client):
    clam = Exercise.objects.get(slug=CLAM)
    services.archive(clam)
    page = client.get(clam.get_absolute_url())
    assert page.status_code == 200
    assert "This drill is archived." in page.text
    assert 'name="robots" content="noindex"' in page.text
    assert "Try instead" in page.text
    assert CLAM not in client.get("/drills/").text


def test_an_editor_writes_and_sends_to_review_but_cannot_publish(client_for):
    editor = client_for(person_in(roles.EDITORS))
    draft = whole_draft()
    assert press(editor, draft, "_publish").status_code == 302
    draft.refresh_from_db()
    assert draft.status == "draft"
    press(editor, draft, "_review")
    draft.refresh_from_db()
    assert draft.status == "in_review"
    clam = Exercise.objects.get(slug=CLAM)
    page = editor.get(f"/admin/exercises/exercise/{clam.pk}/change/")
    assert 'name="_save"' not in page.text


def test_a_reviewer_publishes_and_the_history_says_who(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    draft = whole_draft()
    press(reviewer, draft, "_publish")
    draft.refresh_from_db()
    assert draft.status == "published"
    page = reviewer.get(f"/admin/exercises/exercise/{draft.pk}/history/").text
    assert "Published · reviewers@example.com" in page


def test_a_refused_step_saves_nothing_and_says_why_above_the_form(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    draft = make_exercise(status="draft", published_at=None, name="Half a drill", slug="half")
    reply = press(reviewer, draft, "_publish", summary="Typed in vain?")
    assert reply.status_code == 422
    assert "It needs a set-up." in reply.text
    assert "Typed in vain?" in reply.text
    draft.refresh_from_db()
    assert draft.summary != "Typed in vain?"


def test_a_live_drill_cannot_be_edited_into_a_contradiction(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    foot = Exercise.objects.get(slug="squatting-internal-rotations")
    reply = press(reviewer, foot, "_save", joint_action="external_rotation", editors_note="")
    assert reply.status_code == 422
    foot.refresh_from_db()
    assert foot.joint_action == "internal_rotation"


def test_a_version_is_put_back_with_its_parts(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    clam = Exercise.objects.get(slug=CLAM)
    steps = [step.text for step in clam.steps.all()]
    press(reviewer, clam, "_save", **{"summary": "Worse.", "steps-0-text": "Do it somehow."})
    first = services.versions_of(clam).last()
    page = reviewer.get(f"/admin/exercises/exercise/{clam.pk}/history/").text
    assert "Do it somehow." in page
    assert "Put this version back" in page
    reviewer.post(f"/admin/exercises/exercise/{clam.pk}/history/{first.history_id}/")
    clam = Exercise.objects.get(pk=clam.pk)
    assert clam.summary != "Worse."
    assert [step.text for step in clam.steps.all()] == steps


def test_the_form_says_who_saved_last_and_in_which_status(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    draft = whole_draft()
    press(reviewer, draft, "_review")
    page = reviewer.get(f"/admin/exercises/exercise/{draft.pk}/change/").text
    assert re.search(r"In review, last saved .+ by reviewers@example\.com\.", page)


def test_the_form_of_what_was_published_says_why_it_stays_and_names_the_variants(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    clam, draft = Exercise.objects.get(slug=CLAM), whole_draft()
    variant = clam.variants.select_related("drill")[0]
    page = reviewer.get(f"/admin/exercises/exercise/{clam.pk}/change/").text
    assert re.search(rf"can be archived, not deleted: .+ variants: .*{variant.drill.name}", page)
    assert "not deleted" not in reviewer.get(f"/admin/exercises/exercise/{draft.pk}/change/").text


def test_a_guide_s_form_says_what_is_missing(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    guide = Guide.objects.create(title="Half", slug="half", summary="Half.")
    assert "It needs a section." in reviewer.get(f"/admin/exercises/guide/{guide.pk}/change/").text


def test_a_preview_shows_a_draft_to_staff_alone(client_for, client, bob):
    draft = whole_draft()
    url = f"/admin/exercises/exercise/{draft.pk}/preview/"
    page = client_for(person_in(roles.EDITORS)).get(url)
    assert "Preview · Draft" in page.text
    assert "Draft turn" in page.text
    assert client.get(url).status_code == 302
    assert client_for(bob).get(url).status_code == 302
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_support_sees_accounts_and_nothing_else(client_for):
    support = client_for(person_in(roles.SUPPORT))
    assert support.get("/admin/accounts/user/").status_code == 200
    assert support.get("/admin/exercises/exercise/").status_code == 403


def test_an_unknown_version_or_drill_is_404(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    clam = Exercise.objects.get(slug=CLAM)
    assert reviewer.post(f"/admin/exercises/exercise/{clam.pk}/history/999999/").status_code == 404
    assert reviewer.get(f"/admin/exercises/exercise/{uuid.uuid4()}/preview/").status_code == 404


def test_the_list_names_what_is_missing_and_filters_by_it(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    make_exercise(status="draft", published_at=None, name="Half a drill", slug="half")
    everything = reviewer.get("/admin/exercises/exercise/").text
    assert re.search(r"\d things missing <small>It needs a set-up\.", everything)
    missing = reviewer.get("/admin/exercises/exercise/?standing=missing").text
    assert "Half a drill" in missing
    assert "Side-Lying Clamshell" not in missing


def test_a_bulk_step_takes_those_that_are_ready_and_names_the_others(client_for):
    reviewer = client_for(person_in(roles.REVIEWERS))
    draft = whole_draft()
    half = make_exercise(status="draft", published_at=None, name="Half a drill", slug="half")
    chosen = {"action": "publish", "_selected_action": [str(draft.pk), str(half.pk)]}
    page = reviewer.post("/admin/exercises/exercise/", chosen, follow=True).text
    assert "1 changed." in page
    assert "Half a drill: It needs" in page
    for row, status in ((draft, "published"), (half, "draft")):
        row.refresh_from_db()
        assert row.status == status


def test_the_shipped_drills_are_whole(catalogue):
    assert {row.name: queries.missing_for_publishing(row) for row in Exercise.objects.published()} == {
        row.name: () for row in Exercise.objects.published()
    }
