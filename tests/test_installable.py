"""The service worker, the manifest and the page for when there is no signal, as the server gives them."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from PIL import Image

from config import installable
from exercises import services

pytestmark = pytest.mark.usefixtures("catalogue")
BUILT = re.compile(r"const BUILT = ({.*});\n")


def built(address: str = "/sw.js") -> dict[str, Any]:
    found = BUILT.match(Client().get(address).content.decode())
    assert found
    return json.loads(found[1])


def test_the_worker_comes_to_anybody_and_is_kept_nowhere(client_for: Any, alice: Any) -> None:
    for client in (Client(), client_for(alice)):
        answer = client.get("/sw.js")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Service-Worker-Allowed"] == "/"
        assert not answer.cookies


def test_the_worker_that_sends_differs_by_one_line() -> None:
    plain, sends = (Client().get(address).content.decode() for address in ("/sw.js", "/sw.js?sends"))
    [without], [line] = (
        set(one.splitlines()) - set(other.splitlines()) for one, other in ((plain, sends), (sends, plain))
    )
    assert without == "const sendWaiting = async () => {};"
    assert line == 'import { sendWaiting } from "/static/js/offline/send-waiting.js";'
    assert built("/sw.js?sends") == built()


def test_the_worker_costs_few_queries() -> None:
    Client().get("/sw.js")
    with CaptureQueriesContext(connection) as seen:
        Client().get("/sw.js")
    assert len(seen) <= len(installable.SHELLS)


def test_the_worker_keeps_every_script_and_the_stylesheet() -> None:
    files = built()["files"]
    assert "/static/css/app.css" in files
    assert {"/static/js/logger.js", "/static/js/visit.js", "/static/js/offline/catalogue.js"} <= set(files)
    assert all(finders.find(path.removeprefix("/static/")) for path in files)
    assert not [path for path in files if "/figures/" in path]


def test_a_shell_is_the_same_for_everybody_and_no_redirect(client_for: Any, alice: Any) -> None:
    for path in built()["shells"]:
        answers = [client.get(path) for client in (Client(), Client(), client_for(alice))]
        assert [answer.status_code for answer in answers] == [200] * 3
        assert answers[0].content == answers[1].content
        assert b"csrfmiddlewaretoken" not in answers[0].content
        if path != "/today/":
            assert answers[0].content == answers[2].content


def test_the_version_changes_with_a_shell_a_file_or_the_worker_and_with_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = built()["version"]
    services.catalogue_changed()
    assert built()["version"] == before
    with monkeypatch.context() as patch:
        patch.setattr(installable, "kept_files", lambda: ("/static/css/app.new.css",))
        assert built()["version"] != before
    with monkeypatch.context() as patch:
        patch.setitem(installable.SHELLS, "/offline/", installable.manifest)
        caches["pages"].clear()
        assert built()["version"] != before
    caches["pages"].clear()
    assert built()["version"] == before


def test_while_debugging_nothing_is_kept() -> None:
    with override_settings(DEBUG=True):
        source = Client().get("/sw.js").content.decode()
    assert "fetch" not in source
    assert "skipWaiting" in source


def test_the_manifest_installs_an_app_of_its_own() -> None:
    answer = Client().get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["display"], manifest["scope"], manifest["id"]) == ("standalone", "/", "/")
    for address in (manifest["start_url"], *(shortcut["url"] for shortcut in manifest["shortcuts"])):
        assert Client().get(address).status_code == 200
    for icon in manifest["icons"]:
        with Image.open(settings.BASE_DIR / icon["src"].removeprefix("/")) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            corner = image.convert("RGBA").getchannel("A").getpixel((0, 0))
        # A mask needs ground to cut from; the other brings its own round corners.
        assert corner == (255 if icon["purpose"] == "maskable" else 0)
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
    }


def test_every_page_names_the_manifest() -> None:
    for address in ("/", "/log/", "/accounts/login/"):
        assert b'<link rel="manifest" href="/manifest.webmanifest">' in Client().get(address).content


def test_the_policy_lets_the_worker_and_the_manifest_in() -> None:
    policy = Client().get("/").headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_page_of_ones_own_says_whose_it_is_and_no_other_does(client_for: Any, alice: Any) -> None:
    assert client_for(alice).get("/you/")["Swivel-Account"] == str(alice.public_id)
    for answer in (
        client_for(alice).get("/drills/"),
        Client().get("/accounts/login/"),
        Client().get("/you/"),
    ):
        assert "Swivel-Account" not in answer


def test_the_worker_names_only_addresses_that_are() -> None:
    source = (settings.BASE_DIR / "static" / "worker.js").read_text()
    for address in ("/log/catalogue.json", "/drills/", "/routines/", "/guides/", "/offline/"):
        assert f'"{address}"' in source
        assert Client().get(address).status_code == 200
