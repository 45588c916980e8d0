"""The production server, killed with kill -9 in the middle of a load of writers, and started again."""

import http.client
import json
import os
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from benchmarks import server

WRITERS = 4
MOST_SETS = 100
# So many acknowledged sets later the server is killed.
ENOUGH = 40
PREPARE = """
import json, django
django.setup()
from tests.builders import make_exercise, make_workout
from tests.people import make_person
from workouts.models import Entry
owner = make_person("alice@example.com")
workout = make_workout(owner, drills=[make_exercise()])
print(json.dumps({"account": str(owner.public_id), "entry": str(Entry.objects.get().id)}))
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """An empty one of the kind that the tests run on, as a DATABASE_URL."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    default = settings.DATABASES["default"]
    name = f"killed_{uuid.uuid4().hex[:12]}"
    where = {"host": default["HOST"], "port": default["PORT"] or None, "user": default["USER"]}
    with closing(
        psycopg2.connect(dbname="postgres", password=default["PASSWORD"] or None, **where)
    ) as postgres:
        postgres.autocommit = True
        cursor = postgres.cursor()
        cursor.execute(f"CREATE DATABASE {name}")
        user = quote(default["USER"]) + (f":{quote(default['PASSWORD'])}" if default["PASSWORD"] else "")
        port = f"&port={default['PORT']}" if default["PORT"] else ""
        yield f"postgresql://{user}@/{name}?host={quote(default['HOST'], safe='/')}{port}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Writer:
    """One phone's connection. It keeps what was acknowledged apart from what it only sent."""

    def __init__(self, port: int, cookie: str, known: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection(server.HOST, port, timeout=60)
        # A connection for each request: on a busy machine the server gives up idle ones while the others get ready.
        self.headers = {"Cookie": cookie, "Content-Type": "application/json", "Connection": "close"}
        self.known = known
        self.acknowledged: list[str] = []
        self.sent: list[str] = []
        session, cookies = self.ask("GET", "/api/v1/session/")
        self.headers["X-CSRFToken"] = session["csrf"]
        self.headers["Cookie"] = f"{cookie}; {cookies.partition(';')[0]}"

    def ask(self, method: str, path: str, body: Any = None) -> tuple[Any, str]:
        text = None if body is None else json.dumps(body)
        self.connection.request(method, path, text, self.headers)
        answer = self.connection.getresponse()
        reply = answer.read()
        assert answer.status == 200, reply
        return json.loads(reply), answer.headers.get("Set-Cookie", "")

    def sync(self, changes: list[Any], cursor: int = 0, epoch: str | None = None) -> Any:
        body: dict[str, Any] = {"v": 1, "account": self.known["account"], "device": "phone"}
        body |= {"epoch": epoch, "cursor": cursor, "changes": changes}
        return self.ask("POST", "/api/v1/sync/", body)[0]

    def log(self, each: str) -> None:
        did: Any = {"stamp": [1, "phone"], "values": {"kind": "working", "side": "left", "reps": 7}}
        change = {"type": "set", "id": each, "parent": self.known["entry"], "registers": {"did": did}}
        self.sent.append(each)
        assert self.sync([change])["rejected"] == []
        self.acknowledged.append(each)

    def go_on(self) -> None:
        with suppress(OSError, http.client.HTTPException):
            for _ in range(MOST_SETS):
                self.log(str(uuid.uuid4()))


def kill(running: server.Server) -> None:
    for process in [running.process.pid, *running.workers()]:
        os.kill(process, signal.SIGKILL)


def ids_of(writer: Writer) -> list[str]:
    cursor, epoch, found, more = 0, None, [], True
    while more:
        reply = writer.sync([], cursor, epoch)
        cursor, epoch, more = reply["cursor"], reply["epoch"], reply["more"]
        found += [record["id"] for record in reply["changes"] if record["type"] == "set"]
    return found


def test_every_acknowledged_set_outlives_a_killed_server(tmp_path, database):
    env = server.environment(tmp_path, database)
    server.manage(env, "migrate", "--no-input", "--verbosity=0")
    known = json.loads(server.python(env, "-c", PREPARE))
    cookie = server.python(env, "-m", "benchmarks.sign_in", "alice@example.com")
    with server.serving(env, tmp_path) as running:
        writers = [Writer(running.port, cookie, known) for _ in range(WRITERS)]
        threads = [threading.Thread(target=writer.go_on) for writer in writers]
        for thread in threads:
            thread.start()
        while sum(len(writer.acknowledged) for writer in writers) < ENOUGH and threads[0].is_alive():
            time.sleep(0.01)
        kill(running)
        for thread in threads:
            thread.join(60)
    acknowledged = {each for writer in writers for each in writer.acknowledged}
    sent = {each for writer in writers for each in writer.sent}
    assert ENOUGH <= len(acknowledged) < WRITERS * MOST_SETS
    with server.serving(env, tmp_path) as running:
        phone = Writer(running.port, cookie, known)
        there = ids_of(phone)
        assert len(there) == len(set(there))
        assert acknowledged <= set(there) <= sent
        # What was in the air is sent again, whether it had arrived or not.
        for each in sent - acknowledged:
            phone.log(each)
        assert sorted(ids_of(phone)) == sorted(sent)
