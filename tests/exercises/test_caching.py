import gzip
from typing import Any

import brotli
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from exercises import services
from exercises.caching import accepted_coding
from exercises.models import Exercise
from tests.builders import NOON
from tests.exercises.test_pages import CLAM, PAGES

pytestmark = pytest.mark.usefixtures("catalogue")
FILES = [
    "/log/catalogue.json",
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/drills/",
    "/api/v1/drills/side-lying-clamshell/",
]
EVERYTHING = [*PAGES, *FILES]


@pytest.mark.parametrize("path", [*EVERYTHING, "/drills/?q=hip&position=prone"])
def test_everybody_gets_the_same_bytes_without_a_cookie(
    path: str, client_for: Any, alice: User, bob: User
) -> None:
    replies = [client.get(path) for client in (Client(), client_for(alice), client_for(bob), Client())]
    caches["pages"].clear()
    replies.append(client_for(bob).get(path))
    assert len({reply.content for reply in replies}) == 1
    for reply in replies:
        assert reply.status_code == 200
        assert not reply.cookies
        assert reply["Vary"] == "Accept-Encoding"
        assert reply["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert reply["Content-Length"] == str(len(reply.content))
        assert b"csrfmiddlewaretoken" not in reply.content
        assert b"alice@" not in reply.content


@pytest.mark.parametrize("path", EVERYTHING)
def test_the_second_reader_costs_one_query(path: str, client_for: Any, alice: User) -> None:
    Client().get(path)
    for client in (Client(), client_for(alice)):
        with CaptureQueriesContext(connection) as seen:
            client.get(path, headers={"accept-encoding": "gzip, br"})
        assert [query["sql"].split(" ")[0] for query in seen.captured_queries] == ["SELECT"]


@pytest.mark.parametrize("path", [*EVERYTHING, "/drills/?q=hip"])
def test_a_page_that_the_browser_holds_is_304(path: str) -> None:
    client = Client()
    etag = client.get(path)["ETag"]
    for coding in ("br", "gzip", ""):
        for known in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
            reply = client.get(path, headers={"if-none-match": known, "accept-encoding": coding})
            assert reply.status_code == 304
            assert reply.content == b""
            assert reply["ETag"] == etag
            assert reply["Vary"] == "Accept-Encoding"
            assert not reply.cookies
    assert client.get(path, headers={"if-none-match": 'W/"other"'}).status_code == 200


@pytest.mark.parametrize("path", [CLAM, "/drills/?q=hip"])
def test_a_page_is_sent_compressed_as_the_browser_takes_it(path: str) -> None:
    client = Client()
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert "Content-Encoding" not in plain
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    packed = client.get(path, headers={"accept-encoding": "gzip, deflate, br, zstd"})
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0, gzip; q=0", ""),
        ("br;q=1.0", "br"),
        ("identity", ""),
        ("", ""),
        ("*", ""),
    ],
)
def test_the_accepted_coding(header: str, coding: str) -> None:
    assert accepted_coding(header) == coding


def test_a_head_request_has_the_headers_and_no_body() -> None:
    client = Client()
    whole = client.get(CLAM)
    head = client.head(CLAM)
    assert head.content == b""
    assert {head[name] == whole[name] for name in ("ETag", "Content-Type", "Content-Length")} == {True}


def test_an_edit_shows_at_once_on_every_page_that_names_it() -> None:
    client = Client()
    pages = [
        "/drills/",
        CLAM,
        "/muscles/gluteus-medius/",
        "/api/v1/drills/",
        "/api/v1/drills/side-lying-clamshell/",
    ]
    before = {path: client.get(path)["ETag"] for path in pages}
    clam = Exercise.objects.get(slug="side-lying-clamshell")
    clam.name = "Mussel"
    clam.save()
    services.publish(clam, at=NOON)
    for path in pages:
        reply = client.get(path, headers={"if-none-match": before[path]})
        assert reply.status_code == 200, path
        assert b"Mussel" in reply.content, path


def test_an_edit_elsewhere_leaves_a_page_304() -> None:
    client = Client()
    etag = client.get(CLAM)["ETag"]
    services.catalogue_changed()
    assert client.get(CLAM, headers={"if-none-match": etag}).status_code == 304


def test_only_what_the_catalogue_bounds_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(caches["pages"], "set", lambda key, value: kept.append(key.partition(":")[2]))
    client = Client()
    for number in range(5):
        client.get(f"/drills/?q=word{number}")
        client.get(f"/drills/?page={number}")
        client.get(f"/drills/nothing-{number}/")
        # Warnings are errors, and a long key would be one.
        client.get(f"/drills/{'9' * 400}{number}/")
        client.get(f"{CLAM}?utm_source={number}")
        client.get(f"/drills/?utm_source={number}")
    assert set(kept) == {CLAM, "/drills/"}


def test_a_foreign_query_changes_nothing() -> None:
    client = Client()
    assert client.get(f"{CLAM}?utm_source=x").content == client.get(CLAM).content
    assert client.get("/drills/?fbclid=<script>").content == client.get("/drills/").content


def test_nothing_is_kept_before_the_catalogue_has_a_version(db: None) -> None:
    from exercises.models import CatalogueVersion

    CatalogueVersion.objects.all().delete()
    client = Client()
    client.get("/drills/")
    Exercise.objects.filter(slug="side-lying-clamshell").update(name="Mussel")
    assert b"Mussel" in client.get("/drills/").content


@pytest.mark.parametrize("path", ["/api/v1/drills/", "/api/v1/drills/side-lying-clamshell/"])
def test_what_the_first_asker_accepts_shapes_no_answer_of_the_api(path: str) -> None:
    replies = []
    for accepted in ("application/json; indent=8", "text/html", "*/*"):
        caches["pages"].clear()
        replies.append(Client().get(path, headers={"accept": accepted}))
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1


@pytest.mark.parametrize("path", FILES)
def test_a_kept_answer_is_only_for_reading(path: str) -> None:
    Client().get(path)
    assert Client().post(path).status_code == 405


def test_a_slower_thread_cannot_put_an_older_shelf_under_a_newer_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from exercises.queries import catalogue_version
    from exercises.queries import shelf as shelves

    newest = shelves.shelf()

    class OvertakenWhenLookedAt(tuple[int, shelves.Shelf]):
        """What is kept, replaced by the slower thread between looking at its version and taking it."""

        def __getitem__(self, place: Any) -> Any:
            monkeypatch.setattr(shelves, "_kept", (0, shelves.Shelf((), ())))
            return super().__getitem__(place)

    monkeypatch.setattr(shelves, "_kept", OvertakenWhenLookedAt((catalogue_version(), newest)))
    assert shelves.shelf() is newest
