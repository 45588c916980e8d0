"""What the logger's page asks for at once."""

import re

import pytest
from django.test import Client

from workouts import modules


def test_all_that_a_script_imports_is_found_and_nothing_that_it_fetches_later() -> None:
    found = modules.leant_on("logger.js")
    assert found[0] == "js/logger.js"
    assert {
        "js/lib/router.js",
        "js/offline/store.js",
        "js/offline/database.js",
        "js/domain/records.js",
    } <= set(found)
    assert "js/elements/log-workout.js" not in found
    assert len(found) == len(set(found))


@pytest.mark.django_db
def test_the_page_names_each_once_and_they_are_files() -> None:
    page = Client().get("/log/").content.decode()
    named = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', page)
    assert tuple(named) == modules.leant_on("logger.js", "elements/log-start.js")
    assert all((modules.SCRIPTS.parent / name).is_file() for name in named)
