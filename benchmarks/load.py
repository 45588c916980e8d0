"""A bounded load on one address: so many requests or so many seconds, whichever ends first."""

import http.client
import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.phones import Phone
from benchmarks.server import HOST, Server

CONNECTIONS = 4
WARM_UP = 12
ALONE = 15


@dataclass(frozen=True)
class Case:
    name: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    # One a connection: then each request posts what its phone has logged.
    phones: Sequence[Phone] = ()


@dataclass(frozen=True)
class Measured:
    case: Case
    requests: int
    per_second: float
    p50_ms: float
    p95_ms: float
    # One request at a time, nothing else going on: the time until the last byte.
    alone_ms: float
    cpu_ms: float
    queries: int
    bytes: int


class Caller:
    """One kept-alive connection."""

    def __init__(self, port: int, case: Case, number: int = 0) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=60)
        self.case = case
        self.phone = case.phones[number] if case.phones else None
        self.headers = {"Accept-Encoding": "br, gzip", **case.headers}

    def call(self, **more: str) -> tuple[float, http.client.HTTPResponse, int]:
        method, sent = ("POST", self.phone.body()) if self.phone else ("GET", None)
        headers = {**self.headers, **(self.phone.headers if self.phone else {}), **more}
        started = time.perf_counter()
        self.connection.request(method, self.case.path, sent, headers)
        response = self.connection.getresponse()
        body = response.read()
        elapsed = time.perf_counter() - started
        if response.status != self.case.status:
            # No sys.exit: a thread would end without a word.
            raise RuntimeError(
                f"{self.case.name}: {self.case.path} answered {response.status}, not {self.case.status}."
            )
        if self.phone:
            self.phone.hear(response, body)
        return elapsed, response, len(body)


def measure(server: Server, case: Case, *, requests: int, seconds: float) -> Measured:
    caller = Caller(server.port, case)
    answers = [caller.call(**{"Bench-Queries": "1"}) for _ in range(2)]
    for _ in range(WARM_UP):
        caller.call()
    alone = statistics.median(caller.call()[0] for _ in range(ALONE))
    before = server.cpu_seconds()
    started = time.perf_counter()
    times = fire(server.port, case, requests, seconds)
    elapsed = time.perf_counter() - started
    cpu = server.cpu_seconds() - before
    times.sort()
    return Measured(
        case=case,
        requests=len(times),
        per_second=len(times) / elapsed,
        p50_ms=times[len(times) // 2] * 1000,
        p95_ms=times[int(len(times) * 0.95)] * 1000,
        alone_ms=alone * 1000,
        cpu_ms=cpu / len(times) * 1000,
        queries=int(answers[-1][1].headers["Bench-Queries"] or 0),
        bytes=answers[-1][2],
    )


def fire(port: int, case: Case, requests: int, seconds: float) -> list[float]:
    deadline = time.perf_counter() + seconds
    times: list[list[float]] = [[] for _ in range(CONNECTIONS)]

    def go_on(number: int, mine: list[float]) -> None:
        caller = Caller(port, case, number)
        while len(mine) < requests // CONNECTIONS and time.perf_counter() < deadline:
            mine.append(caller.call()[0])

    threads = [threading.Thread(target=go_on, args=each) for each in enumerate(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [each for mine in times for each in mine]
