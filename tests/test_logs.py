"""What is written down about requests: never who asked, for what, or what the database held."""

import json
import logging
import sys

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import resolve

from accounts.models import User
from config.logs import JsonFormatter

WORKOUT = "0b6f3a53-8a39-4f0f-9d0a-1f4f6b2d7c11"


def lines_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [JsonFormatter().format(record) for record in caplog.records]


def test_a_forged_form_is_written_down_without_its_address(alice: User, caplog: pytest.LogCaptureFixture):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    with caplog.at_level(logging.INFO):
        assert client.post(f"/workouts/{WORKOUT}/delete/?next=/secret").status_code == 403
    refused = [json.loads(line) for line in lines_of(caplog) if "Forbidden" in line]
    assert [line["event"] for line in refused] == [
        "Forbidden (CSRF cookie not set.): /workouts/<uuid:workout_id>/delete/"
    ]
    assert not any(WORKOUT in line or "secret" in line or "alice" in line for line in lines_of(caplog))


def test_a_fault_is_written_down_without_its_address():
    request = RequestFactory().get(f"/workouts/{WORKOUT}/", {"q": "secret"})
    request.resolver_match = resolve(request.path)
    record = logging.makeLogRecord(
        {"msg": "Internal Server Error: %s", "args": (request.path,), "request": request}
    )
    assert json.loads(JsonFormatter().format(record))["event"] == (
        "Internal Server Error: /workouts/<uuid:workout_id>/"
    )


def test_an_address_that_nobody_has_is_not_written_down():
    request = RequestFactory().get("/alice@example.com/")
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (request.path,), "request": request})
    assert "alice" not in JsonFormatter().format(record)


def test_what_a_database_quotes_is_not_written_down():
    # Put together here, because a traceback shows the line that raised.
    words = f"duplicate key\nDETAIL:  Key (email)=({'@'.join(['alice', 'example.com'])}) already exists.\n"
    try:
        try:
            raise RuntimeError(words)
        except RuntimeError as error:
            raise IntegrityError(words) from error
    except IntegrityError:
        record = logging.makeLogRecord({"msg": "fault", "exc_info": sys.exc_info()})
    line = JsonFormatter().format(record)
    assert "IntegrityError: duplicate key" in json.loads(line)["exception"]
    assert "alice@" not in line
