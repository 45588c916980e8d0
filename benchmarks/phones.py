"""Phones that log: each has an account and a connection of its own, knows all its account holds, and sends new sets."""

import gzip
import http.client
import json
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from benchmarks.server import HOST

SETS_AN_ENTRY = 20


@dataclass
class Phone:
    port: int
    cookie: str
    # How many new sets each request brings.
    sets: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    account: str = ""
    epoch: str | None = None
    cursor: int = 0
    entries: list[str] = field(default_factory=list)
    # What each page of the first sync took, until its last byte, and how many bytes it had.
    pages: list[tuple[float, int]] = field(default_factory=list)

    def get_ready(self) -> None:
        """The token, and a first sync."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", "/api/v1/session/", headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        session = json.loads(answer.read())
        token = (answer.headers["Set-Cookie"] or "").partition(";")[0]
        self.headers = {
            "Cookie": f"{self.cookie}; {token}",
            "X-CSRFToken": session["csrf"],
            "Content-Type": "application/json",
            "Accept-Encoding": "gzip",
        }
        self.account = session["account"]
        more = True
        while more:
            started = time.perf_counter()
            connection.request("POST", "/api/v1/sync/", self.envelope([]), self.headers)
            answer = connection.getresponse()
            body = answer.read()
            self.pages.append((time.perf_counter() - started, len(body)))
            more = self.hear(answer, body)["more"]

    def envelope(self, changes: list[Any]) -> bytes:
        known = {"account": self.account, "epoch": self.epoch, "cursor": self.cursor}
        return json.dumps({"v": 1, "device": "bench", **known, "changes": changes}).encode()

    def body(self) -> bytes:
        """A session's worth of sets goes into each entry, as in a gym."""
        changes: list[Any] = []
        while len(changes) < self.sets:
            entry = random.choice(self.entries)
            changes += [self.new_set(entry) for _ in range(min(SETS_AN_ENTRY, self.sets - len(changes)))]
        return self.envelope(changes)

    def new_set(self, entry: str) -> Any:
        stamp = [int(time.time() * 1000), "bench"]
        nothing = dict.fromkeys(("hold_seconds", "duration_seconds", "breaths", "cycles", "band_id"))
        did = {
            "kind": "working",
            "side": "left",
            "reps": 10,
            "load_kg": "2.500",
            "load_unit": "kg",
            **nothing,
        }
        registers = {
            "place": {"stamp": stamp, "values": {"order": 65536, "round": 1}},
            "did": {"stamp": stamp, "values": {**did, "done_at": None}},
        }
        return {"type": "set", "id": str(uuid.uuid4()), "parent": entry, "registers": registers}

    def hear(self, answer: http.client.HTTPResponse, body: bytes) -> Any:
        reply = json.loads(gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body)
        assert not reply["rejected"], reply["rejected"][0]
        self.epoch, self.cursor = reply["epoch"], reply["cursor"]
        self.entries += [record["id"] for record in reply["changes"] if record["type"] == "entry"]
        return reply
