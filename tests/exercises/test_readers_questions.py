import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from exercises import queries, services
from exercises.models import Exercise, ReaderQuestion
from tests.builders import NOON, make_exercise
from tests.exercises.test_admin import form_of
from tests.people import make_person
from workouts.services.deletion import delete_account
from workouts.services.roles import EDITORS, REVIEWERS, SUPPORT, make_roles

CLAM = "/drills/side-lying-clamshell/"
ASK = f"{CLAM}ask/"
WORDS = "How far apart should my feet be?"
XSS = 'Is <script>alert(1)</script> "safe" & sound?'


@pytest.fixture(autouse=True)
def no_tries_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def clam(catalogue: None) -> Exercise:
    return Exercise.objects.get(slug="side-lying-clamshell")


def asked_about(drill: Exercise, *, by: User | None = None, text: str = WORDS) -> ReaderQuestion:
    return services.ask_question(drill_id=drill.pk, text=text, by=by, at=NOON)


def answered(drill: Exercise, *, by: User, text: str = WORDS) -> ReaderQuestion:
    row = asked_about(drill, by=by, text=text)
    row.wording, row.answer = "How wide?", "A fist."
    row.save()
    services.publish_answer(row, by=by, at=NOON)
    return row


# --- asking ---


def test_a_drill_s_page_links_to_a_page_of_its_own_and_carries_no_form(
    clam: Exercise, client: Client
) -> None:
    page = client.get(CLAM).text
    assert f'href="{ASK}"' in page
    assert "<form" not in page
    reply = client.get(ASK)
    assert "no-store" in reply["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in reply.text


def test_anybody_may_ask(clam: Exercise, client: Client) -> None:
    reply = client.post(ASK, {"text": f"  {WORDS}  ", "website": ""})
    assert (reply.status_code, reply["Location"]) == (302, f"{ASK}?sent")
    row = ReaderQuestion.objects.get()
    assert (row.drill, row.text, row.asked_by, row.status) == (clam, WORDS, None, "waiting")
    assert "Your question was sent" in client.get(reply["Location"]).text


def test_who_is_signed_in_will_be_told(clam: Exercise, alice: User, client_for: Any) -> None:
    client_for(alice).post(ASK, {"text": WORDS})
    assert ReaderQuestion.objects.get().asked_by == alice


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write your question."),
        ("Why?", "10 characters at least"),
        ("a" * 501, "500 characters at most"),
        ("Look at https://example.test/pills now", "Leave links and addresses out"),
        ("Look at www.example.test for more", "Leave links and addresses out"),
        ("Buy it at cheap-bands.shop today", "Leave links and addresses out"),
        ("Write to me@example.test please", "Leave links and addresses out"),
        ("See <a href='//x'>this</a> thing", "Leave links and addresses out"),
        ("A null \0 in the middle", "Null characters"),
    ],
)
def test_what_no_editor_should_read_is_refused_in_a_sentence(
    clam: Exercise, client: Client, text: str, sentence: str
) -> None:
    reply = client.post(ASK, {"text": text})
    assert reply.status_code == 422
    assert sentence in reply.text
    assert not ReaderQuestion.objects.exists()


def test_five_hundred_characters_fit_however_the_lines_end(clam: Exercise, client: Client) -> None:
    client.post(ASK, {"text": "Why so?\r\n" * 55})
    assert "\r" not in ReaderQuestion.objects.get().text


def test_a_full_honeypot_is_thanked_and_nothing_is_kept(clam: Exercise, client: Client) -> None:
    reply = client.post(ASK, {"text": WORDS, "website": "pills"})
    assert (reply.status_code, reply["Location"]) == (302, f"{ASK}?sent")
    assert not ReaderQuestion.objects.exists()


def test_an_account_asks_five_times_an_hour_and_keeps_its_words(
    clam: Exercise, alice: User, bob: User, client_for: Any
) -> None:
    client = client_for(alice)
    replies = [client.post(ASK, {"text": f"{WORDS} {n}"}) for n in range(6)]
    assert [reply.status_code for reply in replies] == [302] * 5 + [429]
    assert f"{WORDS} 5" in replies[-1].text
    assert "Wait an hour" in replies[-1].text
    assert ReaderQuestion.objects.count() == 5
    assert client_for(bob).post(ASK, {"text": WORDS}).status_code == 302


def test_an_address_of_the_network_asks_ten_times_an_hour(clam: Exercise) -> None:
    codes = [Client().post(ASK, {"text": f"{WORDS} {n}"}).status_code for n in range(11)]
    assert codes == [302] * 10 + [429]
    assert Client(REMOTE_ADDR="192.0.2.9").post(ASK, {"text": WORDS}).status_code == 302


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
def test_only_a_published_drill_is_asked_about(db: None, client: Client, status: str) -> None:
    drill = make_exercise(status=status, published_at=None if status != "archived" else NOON)
    address = reverse("exercises:ask", args=[drill.slug])
    assert client.get(address).status_code == client.post(address, {"text": WORDS}).status_code == 404
    if status == "archived":
        assert address not in client.get(drill.get_absolute_url()).text


def test_a_form_from_elsewhere_is_refused(clam: Exercise) -> None:
    assert Client(enforce_csrf_checks=True).post(ASK, {"text": WORDS}).status_code == 403


# --- answering ---


def member_of(role: str) -> Client:
    make_roles()
    person = make_person(f"{role.lower()}@example.com", is_staff=True)
    person.groups.set(person.groups.model.objects.filter(name=role))
    client = Client()
    client.force_login(person)
    return client


def place_of(row: ReaderQuestion) -> str:
    return f"/admin/exercises/readerquestion/{row.pk}/change/"


def test_an_editor_drafts_and_a_reviewer_publishes(clam: Exercise, client: Client) -> None:
    row = asked_about(clam)
    number = clam.questions.count()
    client.get(CLAM)
    editor, reviewer = member_of(EDITORS), member_of(REVIEWERS)
    assert "_publish" not in editor.get(place_of(row)).text
    draft = form_of(editor, place_of(row)) | {
        "wording": "How wide?",
        "answer": "A fist apart.",
        "_publish": "1",
    }
    assert editor.post(place_of(row), draft).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.wording, row.answer) == ("waiting", "How wide?", "A fist apart.")
    data = form_of(reviewer, place_of(row)) | {"_publish": "1"}
    assert reviewer.post(place_of(row), data).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.text) == ("answered", WORDS)
    assert list(clam.questions.all())[-1] == row.question
    assert clam.questions.count() == number + 1
    page = client.get(CLAM).text
    assert f'<p id="question-{row.question_id}">A fist apart.</p>' in page
    version = services.versions_of(clam).first()
    assert str(version.history_user) == "reviewers@example.com"
    assert version.content["questions"][-1] == {"question": "How wide?", "answer": "A fist apart."}


def test_nothing_is_published_without_an_answer(clam: Exercise) -> None:
    row = asked_about(clam)
    reviewer = member_of(REVIEWERS)
    page = reviewer.post(place_of(row), form_of(reviewer, place_of(row)) | {"_publish": "1"}).text
    assert "Write the answer." in page
    assert ReaderQuestion.objects.waiting().exists()


def test_a_drill_that_is_not_whole_takes_no_answer_and_the_form_keeps_it(clam: Exercise) -> None:
    row = asked_about(clam)
    reviewer = member_of(REVIEWERS)
    answer = "About a fist, or less with a strong band."
    data = form_of(reviewer, place_of(row)) | {"answer": answer, "_publish": "1"}
    assert Exercise.objects.filter(pk=clam.pk).update(summary="") == 1
    reply = reviewer.post(place_of(row), data)
    assert reply.status_code == 422
    assert answer in reply.text
    row.refresh_from_db()
    assert (row.status, row.answer, row.question) == ("waiting", "", None)


def test_what_is_decided_cannot_be_decided_again(clam: Exercise, alice: User) -> None:
    row = answered(clam, by=alice)
    with pytest.raises(services.NotReady, match="Answered"):
        services.decline_question(row, by=alice, at=NOON)
    reviewer = member_of(REVIEWERS)
    assert "_decline" not in reviewer.get(place_of(row)).text
    reviewer.post(place_of(row), {"answer": "Other words.", "_decline": "1"})
    row.refresh_from_db()
    assert (row.status, row.answer) == ("answered", "A fist.")


def test_the_queue_opens_with_what_waits(clam: Exercise, alice: User) -> None:
    answered(clam, by=alice, text="What was answered before?")
    asked_about(clam)
    reviewer = member_of(REVIEWERS)
    waiting, everything = (
        reviewer.get(f"/admin/exercises/readerquestion/{q}").text for q in ("", "?status=all")
    )
    assert WORDS in waiting
    assert "answered before" not in waiting
    assert WORDS in everything
    assert "answered before" in everything
    assert "alice@" not in everything


def test_support_and_readers_see_no_queue(clam: Exercise, alice: User, client_for: Any) -> None:
    row = asked_about(clam)
    assert member_of(SUPPORT).get(place_of(row)).status_code == 403
    assert client_for(alice).get(place_of(row)).status_code == 302


def test_what_a_reader_types_is_never_markup(clam: Exercise, alice: User, client_for: Any) -> None:
    row = asked_about(clam, by=alice, text=XSS)
    reviewer = member_of(REVIEWERS)
    pages = [reviewer.get("/admin/exercises/readerquestion/").text, reviewer.get(place_of(row)).text]
    data = form_of(reviewer, place_of(row)) | {"answer": "<b>Yes</b>", "_publish": "1"}
    assert reviewer.post(place_of(row), data).status_code == 302
    pages += [client_for(alice).get("/today/").text, Client().get(CLAM).text]
    pages.append(Client().post(ASK, {"text": XSS + " www.x"}).text)
    for page in pages:
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        assert "<b>Yes" not in page


# --- telling ---


def test_today_tells_who_asked_and_nobody_else_until_it_is_put_away(
    clam: Exercise, alice: User, bob: User, client_for: Any
) -> None:
    row = asked_about(clam, by=alice)
    today = "/today/"
    assert "Your question" not in client_for(alice).get(today).text
    row.wording, row.answer = "How wide?", "A fist."
    row.save()
    services.publish_answer(row, by=bob, at=NOON)
    page = client_for(alice).get(today).text
    assert "Your question about Side-Lying Clamshell was answered." in page
    assert f'href="{CLAM}#question-{row.question_id}"' in page
    assert "Your question" not in client_for(bob).get(today).text
    seen = reverse("exercises:dismiss_news", args=[row.pk])
    assert client_for(bob).post(seen).status_code == 404
    assert client_for(alice).get(seen).status_code == 405
    assert "Your question" in client_for(alice).get(today).text
    assert client_for(alice).post(seen)["Location"] == today
    assert "Your question" not in client_for(alice).get(today).text


def test_a_declined_question_is_told_calmly_with_its_note(
    clam: Exercise, alice: User, client_for: Any
) -> None:
    row = asked_about(clam, by=alice)
    reviewer = member_of(REVIEWERS)
    data = form_of(reviewer, place_of(row)) | {"note": "Ask a physiotherapist.", "_decline": "1"}
    assert reviewer.post(place_of(row), data).status_code == 302
    page = client_for(alice).get("/today/").text
    assert "Your question about Side-Lying Clamshell won’t be added to its page." in page
    assert "Ask a physiotherapist." in page
    assert "Read the answer" not in page


def test_what_still_waits_cannot_be_put_away(clam: Exercise, alice: User) -> None:
    row = asked_about(clam, by=alice)
    assert not services.dismiss_news(owner=alice, question_id=row.pk, at=NOON)


def test_a_question_taken_out_again_leaves_a_link_that_leads_somewhere(clam: Exercise, alice: User) -> None:
    row = answered(clam, by=alice)
    clam.questions.all().delete()
    assert [news.url for news in queries.news_for(alice)] == [f"{CLAM}#questions"]
    row.refresh_from_db()
    assert row.status == "answered"


def test_the_earliest_news_comes_first_for_one_query(
    clam: Exercise, alice: User, django_assert_num_queries: Any
) -> None:
    for hours in (2, 1, 3):
        row = asked_about(clam, by=alice, text=f"Asked with {hours}?")
        services.decline_question(row, by=alice, at=NOON + timedelta(hours=hours))
    with django_assert_num_queries(1):
        news = queries.news_for(alice)
    assert [each.text for each in news] == [f"Asked with {hours}?" for hours in (1, 2, 3)]


def test_a_deleted_account_leaves_its_question_to_nobody(clam: Exercise, alice: User) -> None:
    row = answered(clam, by=alice)
    delete_account(owner=alice)
    row.refresh_from_db()
    assert (row.asked_by, row.answered_by) == (None, None)


def test_an_export_holds_what_one_asked_and_nobody_else_s(
    clam: Exercise, alice: User, bob: User, client_for: Any
) -> None:
    asked_about(clam, by=alice)
    asked_about(clam, by=bob, text="What would Bob ask?")
    file = client_for(alice).get("/you/export.json")
    account = json.loads(b"".join(file.streaming_content))["account"]
    assert [(each["drill"], each["text"]) for each in account["questions_asked"]] == [(clam.name, WORDS)]


def test_questions_follow_a_drill_that_is_merged(clam: Exercise) -> None:
    duplicate = make_exercise()
    row = asked_about(duplicate)
    services.merge_drill(duplicate, into=clam)
    row.refresh_from_db()
    assert row.drill == clam
