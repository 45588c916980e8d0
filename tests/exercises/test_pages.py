import json
import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from exercises import services
from exercises.models import Exercise, Guide, Muscle
from tests.builders import make_exercise

CLAM = "/drills/side-lying-clamshell/"
PAGES = [
    "/",
    "/drills/",
    CLAM,
    "/muscles/piriformis/",
    "/equipment/mat/",
    "/guides/",
    "/guides/understanding-hip-internal-rotation/",
    "/routines/",
    "/routines/three-drill-routine/",
]
pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_title_one_heading_and_its_own_address(
    client: Client, settings: Any, path: str
) -> None:
    settings.SITE_URL = "https://swivel.example"
    body = client.get(path).content.decode()
    assert len(re.findall(r"<h1[ >]", body)) == 1
    assert f'<link rel="canonical" href="https://swivel.example{path}">' in body
    assert re.search(r"<title>[^<]*\bSwivel\b[^<]*</title>", body)
    assert re.search(r'<meta name="description" content="[^"]{20,}">', body)


def test_a_drill_page_shows_every_part_in_order(client: Client) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    body = client.get(CLAM).content.decode()
    headings = re.findall(r"<h2>([^<]+)</h2>", body)
    assert headings == [
        "Set-up",
        "Steps",
        "Tips",
        "If it goes wrong",
        "About this drill",
        "Try instead",
        "Questions",
        "Muscles",
        "Before you start",
        "Further reading",
    ]
    assert 'href="/log/?drill=side-lying-clamshell"' in body
    assert f'<last-time data-src="/progress/side-lying-clamshell/last/" data-drill="{clam.id}">' in body
    assert body.count('<li id="step-') == clam.steps.count()


def test_a_muscle_acts_by_the_hip_angle_of_the_drill(client: Client) -> None:
    muscle = Muscle.objects.create(
        slug="turncoat",
        name="Turncoat",
        summary="x",
        hip_straight="external_rotation",
        hip_bent="internal_rotation",
    )
    said = {}
    for position in ("prone", "seated", "side_lying"):
        drill = make_exercise(position=position)
        drill.primary_muscles.add(muscle)
        services.catalogue_changed()
        body = client.get(drill.get_absolute_url()).content.decode()
        said[position] = re.findall(r'muscles__action">([^<]+)<', body)
    assert said == {
        "prone": ["Turns the thigh out"],
        "seated": ["Turns the thigh in"],
        "side_lying": ["Hip straight: turns the thigh out. Hip bent: turns the thigh in."],
    }


def test_structured_data_parses_and_says_what_the_page_says(client: Client) -> None:
    for drill in Exercise.objects.published():
        graph = structured(client.get(drill.get_absolute_url()).content.decode())
        assert {"HowTo", "ExercisePlan", "FAQPage", "BreadcrumbList"} == set(graph)
        assert len(graph["HowTo"]["step"]) == drill.steps.count()
        assert len(graph["FAQPage"]["mainEntity"]) == drill.questions.count()
        assert graph["ExercisePlan"]["repetitions"]
    guide = Guide.objects.get()
    assert (
        structured(client.get(guide.get_absolute_url()).content.decode())["Article"]["headline"]
        == guide.title
    )


def test_structured_data_cannot_leave_its_script(client: Client) -> None:
    text = "</script><script>alert(1)</script><!-- & \u2028"
    drill = make_exercise(name="Sneaky", summary=text)
    drill.steps.create(text=text)
    services.catalogue_changed()
    body = client.get(drill.get_absolute_url()).content.decode()
    assert "<script>alert" not in body
    assert structured(body)["HowTo"]["step"][0]["text"] == text


def structured(body: str) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)
    assert len(blocks) == 1
    data = json.loads(blocks[0])
    return {item["@type"]: item for item in data["@graph"]}


def test_a_changed_slug_redirects_for_good(client: Client) -> None:
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    services.move_drill(clam, slug="clam")
    services.move_drill(clam, slug="clamshell")
    for old in (CLAM, "/drills/clam/"):
        reply = client.get(old)
        assert (reply.status_code, reply["Location"]) == (301, "/drills/clamshell/")
    services.move_drill(clam, slug="clam")
    assert client.get("/drills/clam/").status_code == 200
    assert client.get("/drills/clamshell/")["Location"] == "/drills/clam/"


def test_a_new_drill_may_take_a_former_address(client: Client) -> None:
    services.move_drill(Exercise.objects.get(slug="side-lying-clamshell"), slug="clam")
    other = Exercise.objects.get(slug="hip-ir-hinge")
    services.move_drill(other, slug="side-lying-clamshell")
    assert "Hip IR Hinge" in client.get(CLAM).content.decode()
    assert client.get("/drills/hip-ir-hinge/")["Location"] == CLAM


@pytest.mark.parametrize("path", ["drills", "muscles", "equipment", "guides", "routines"])
def test_what_is_not_there_is_404_with_a_way_on(client: Client, path: str) -> None:
    reply = client.get(f"/{path}/nothing/")
    assert reply.status_code == 404
    assert 'href="/drills/"' in reply.content.decode()


def test_a_draft_has_no_page(client: Client) -> None:
    draft = make_exercise(status="draft", published_at=None)
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_an_archived_drill_leaves_every_page(client: Client) -> None:
    services.archive(Exercise.objects.get(slug="standing-hip-rotation-dissociation"))
    for path in [*PAGES, "/drills/band-lying-hip-internal-rotation/", "/sitemap.xml"]:
        assert "standing-hip-rotation-dissociation" not in client.get(path).content.decode(), path


def test_the_sitemap_names_every_page_and_only_what_answers(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://swivel.example"
    locations = re.findall(
        r"<loc>https://swivel\.example([^<]+)</loc>", client.get("/sitemap.xml").content.decode()
    )
    assert set(PAGES) <= set(locations)
    assert len(set(locations)) == len(locations)
    assert {client.get(location).status_code for location in locations} == {200}


def test_robots_name_the_sitemap_and_leave_private_pages(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://swivel.example"
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: https://swivel.example/sitemap.xml" in text
    assert "Disallow: /workouts/" in text
    assert "Disallow: /drills/\n" not in text
    assert "Disallow: /drills/*/ask/\n" in text


@pytest.mark.parametrize("path", [*PAGES, "/sitemap.xml", "/robots.txt", "/api/v1/drills/"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_the_number_of_queries_of_a_list_page_does_not_grow(
    client: Client, alice: User, django_assert_max_num_queries: Any
) -> None:
    muscle = Muscle.objects.get(slug="piriformis")
    for _ in range(2):
        for _number in range(10):
            make_exercise().primary_muscles.add(muscle)
        services.catalogue_changed()
        with django_assert_max_num_queries(9):
            client.get("/muscles/piriformis/")
        with django_assert_max_num_queries(16):
            client.get("/")
        with django_assert_max_num_queries(9):
            client.get("/drills/")


def test_a_drill_page_takes_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(18):
        client.get(CLAM)


def test_the_api_reads_the_catalogue(client: Client) -> None:
    drills = client.get(
        "/api/v1/drills/", {"q": "clamshell", "position": "side_lying", "trains": "external_rotation"}
    ).json()["drills"]
    assert [drill["slug"] for drill in drills] == ["side-lying-clamshell"]
    drill = client.get("/api/v1/drills/side-lying-clamshell/").json()
    assert drill["name"] == "Side-Lying Clamshell"
    assert len(drill["steps"]) >= 6
    assert client.get("/api/v1/drills/nothing/").status_code == 404
