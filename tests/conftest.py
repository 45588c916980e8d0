import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck

from accounts.models import User
from tests.people import make_person

pytest_plugins = ["tests.browser"]

# A loaded machine is slow, not wrong; and CI tries the same examples each time, so that a red run can be repeated.
hypothesis.settings.register_profile(
    "swivel",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
hypothesis.settings.load_profile("swivel")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in production, so that threads and the live server have connections of their own."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def forget_rendered_pages() -> Iterator[None]:
    """Rendered pages live in this process's memory; the database they came from is emptied after each test."""
    yield
    caches["pages"].clear()


@pytest.fixture
def alice(db: None) -> User:
    """Owns what a test is about."""
    return make_person("alice@example.com")


@pytest.fixture
def bob(db: None) -> User:
    """Must never see what is Alice's."""
    return make_person("bob@example.com")


@pytest.fixture
def catalogue(db: None) -> None:
    """The drills, muscles, guides and routines that Swivel ships."""
    call_command("load_catalogue", verbosity=0)


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"e2e", "js"} & set(Path(item.path).parts):
            item.add_marker("browser")
