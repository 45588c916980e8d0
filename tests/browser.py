"""Playwright at phone size against the site as production serves it.

Whatever goes wrong in the browser fails the test.
"""

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from django.urls import reverse

from tests import chromium
from tests.people import PASSWORD

PHONE = {"width": 390, "height": 844}
# Half a minute, as everything here waits.
LOOKS, BETWEEN_LOOKS_MS = 300, 100


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import expect, sync_playwright

    executable = chromium.find()
    if executable is None:
        pytest.fail(chromium.MISSING)
    # Playwright's synchronous calls run on an event loop, which the ORM would otherwise take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # As long as everything else here waits: a busy machine is no fault of the site.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def collected_static_files() -> Iterator[None]:
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.staticfiles.HashedFilesStorage"}}
    folder = settings.BASE_DIR / ".cache" / f"static-{fingerprint_of_static_sources()}"
    if not folder.is_dir():
        collect_into(folder, storages)
    with override_settings(STORAGES=storages, STATIC_ROOT=folder):
        yield


def fingerprint_of_static_sources() -> str:
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    digest.update((settings.BASE_DIR / "config" / "staticfiles.py").read_bytes())
    for file in sorted((settings.BASE_DIR / "static").rglob("*")):
        if file.is_file():
            digest.update(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}".encode())
    return digest.hexdigest()[:12]


def collect_into(folder: Path, storages: dict[str, Any]) -> None:
    """Compressing everything takes seconds: one worker does it, under another name until it is whole."""
    with (folder.parent / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.is_dir():
            return
        for former in folder.parent.glob("static-*"):
            shutil.rmtree(former)
        unfinished = folder.with_name("static-unfinished")
        with override_settings(STORAGES=storages, STATIC_ROOT=unfinished):
            call_command("collectstatic", "--no-input", "--ignore=rest_framework", verbosity=0)
        unfinished.rename(folder)


@pytest.fixture(scope="session")
def server_thread(collected_static_files: None, django_db_setup: None) -> Iterator[LiveServerThread]:
    # Without Django's own handlers for files: WhiteNoise serves the hashed ones, as in production.
    thread = LiveServerThread("localhost", static_handler=lambda files: files.application)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield thread
    thread.terminate()


@pytest.fixture
def site(server_thread: LiveServerThread, transactional_db: None) -> Iterator[str]:
    """The address of the running site, with an empty database of its own."""
    url = f"http://localhost:{server_thread.port}"
    cache.clear()
    with override_settings(SITE_URL=url, CSRF_TRUSTED_ORIGINS=[url]):
        yield url
    cache.clear()


@pytest.fixture
def faults() -> list[str]:
    """What went wrong in the browser so far. A test that provokes a fault takes it out again."""
    return []


@pytest.fixture
def open_context(browser: Any, faults: list[str]) -> Iterator[Callable[..., Any]]:
    contexts = []

    def make(**options: Any) -> Any:
        context = browser.new_context(**{"viewport": PHONE, "has_touch": True, "is_mobile": True, **options})
        contexts.append(context)
        listen_for_faults(context, faults)
        return context

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def becomes(page: Any, read: Callable[[Any], Any], wanted: Any) -> None:
    """What a screen says of a tap stands there once the tap is written, and a busy disk takes its time."""
    for _look in range(LOOKS):
        if read(page) == wanted:
            return
        page.wait_for_timeout(BETWEEN_LOOKS_MS)
    assert read(page) == wanted


def worker_events(page: Any) -> Callable[..., None]:
    """Sends the page's service worker what the browser would: `send("dispatchSyncEvent", origin, tag=…)`. Asked for
    before the worker is registered: once it controls a page, its registration has been told of."""
    session = page.context.new_cdp_session(page)
    registrations: list[dict[str, Any]] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"])
    )
    session.send("ServiceWorker.enable")

    def send(event: str, origin: str, **details: Any) -> None:
        registration = registrations[-1]["registrationId"]
        session.send(f"ServiceWorker.{event}", {"origin": origin, "registrationId": registration, **details})

    return send


def listen_for_faults(context: Any, faults: list[str]) -> None:
    def note_request(request: Any) -> None:
        if urlsplit(request.url).hostname not in ("localhost", None):
            faults.append(f"request to another host: {request.url}")

    def note_message(message: Any) -> None:
        # A refusal by the Content Security Policy arrives as a console error, too.
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def note_failure(request: Any) -> None:
        # Leaving a page cuts off what it was still loading: no fault of the site. Where scripts are switched off, the
        # browser reports each module that is fetched ahead as "csp"; a refusal by the policy says so in the console.
        # A service worker goes on fetching when its pages are closed, and is made for having no signal.
        unseen = request.failure == "net::ERR_INTERNET_DISCONNECTED" and request.service_worker
        if not unseen and request.failure not in ("net::ERR_ABORTED", "csp"):
            faults.append(f"request failed: {request.url} {request.failure}")

    context.on("console", note_message)
    context.on("weberror", lambda error: faults.append(f"page: {error.error}"))
    context.on("request", note_request)
    context.on("requestfailed", note_failure)


@pytest.fixture
def new_context(site: str, open_context: Callable[..., Any]) -> Callable[..., Any]:
    """Makes further phones, or with `viewport=` and `is_mobile=False` other screens. `page` is on the first phone."""
    return partial(open_context, base_url=site)


@pytest.fixture
def without_signal(faults: list[str]) -> Iterator[Callable[..., None]]:
    """What cannot be fetched is no fault here; everything else in the browser still is."""

    cut_off: list[Any] = []

    def cut(page: Any, offline: bool = True) -> None:
        page.context.set_offline(offline)
        cut_off.append(page)

    yield cut
    # What a page still asks for would fail after the faults were looked through.
    for page in cut_off:
        page.close()
    for fault in list(faults):
        if re.search(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch", fault):
            faults.remove(fault)


@pytest.fixture
def page(new_context: Callable[..., Any]) -> Any:
    return new_context().new_page()


@pytest.fixture
def sign_in(site: str) -> Callable[..., None]:
    """Puts a session's cookie into a page's browser. What the form itself does is its own test's business."""

    def with_cookie(page: Any, user: Any) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site, "httpOnly": True}]
        )

    return with_cookie


@pytest.fixture
def sign_in_by_form() -> Callable[..., None]:
    def fill_in(page: Any, user: Any) -> None:
        page.goto(reverse("account_login"))
        page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(user.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: reverse("account_login") not in url)

    return fill_in


# All that moves and ends has ended.
STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((movement) => Number.isFinite(movement.effect.getComputedTiming().endTime))
  .map((movement) => movement.finished)).then(() => null)"""


@pytest.fixture
def assert_accessible() -> Callable[[Any], None]:
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Any) -> None:
        # Half faded in, nothing has the contrast it is drawn with.
        page.evaluate(STILL)
        # Without reading stylesheets ahead, for which it would write a style into the page; no rule that runs needs it.
        results = Axe().run(page, options={"preload": False})
        assert results.violations_count == 0, results.generate_report()

    return check
