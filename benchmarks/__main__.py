"""./bin/bench: seeds a database, starts the production server on it, loads it a little, prints what was measured."""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from benchmarks import load, server, taps, wire
from benchmarks.phones import Phone
from tests import postgres

DRILL = "band-lying-hip-internal-rotation"
PERSON = "load-00001@example.invalid"
WRITERS = [f"load-{number:05}@example.invalid" for number in range(2, 2 + load.CONNECTIONS)]
# As a server has it that must not lose what it acknowledged.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
HEAD = ("", "req/s", "p50 ms", "p95 ms", "alone ms", "CPU ms", "ratio", "SQL", "bytes")


def main() -> None:
    options = arguments().parse_args()
    if options.quick:
        for name in ("sets", "others", "requests", "seconds", "taps"):
            setattr(options, name, type(getattr(options, name))(getattr(options, name) / 10))
    options.others = max(options.others, load.CONNECTIONS)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}")
    print(
        f"{options.sets:,} sets of one person, {options.others:,} other people with {options.others_sets:,} each."
    )
    for name in options.databases.split(","):
        with (
            tempfile.TemporaryDirectory(prefix="swivel-bench-") as folder,
            database(name, Path(folder)) as url,
        ):
            bench(name, url, Path(folder), options)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./bin/bench", description="Measure Swivel as production serves it."
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the data and of the load")
    parser.add_argument("--only-sync", action="store_true", help="syncs alone, no pages")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--sets", type=int, default=80_000, help="sets of the person whose pages are read")
    parser.add_argument("--others", type=int, default=20, help="other people in the same tables")
    parser.add_argument("--others-sets", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=2000, help="at most so many a page")
    parser.add_argument("--seconds", type=float, default=6.0, help="at most so long a page")
    parser.add_argument("--taps", type=int, default=taps.TAPS, help="on “Log left”, in Chromium; 0 for none")
    return parser


@contextmanager
def database(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
    else:
        with postgres.running(**DURABLE) as url:
            yield url


def bench(name: str, url: str, folder: Path, options: argparse.Namespace) -> None:
    env = server.environment(folder, url)
    print(f"\n{name}: seeding …", flush=True)
    counts = {name: getattr(options, name) for name in ("sets", "others", "others_sets")}
    prepare(env, **counts, pages=not options.only_sync)
    cookie = server.python(env, "-m", "benchmarks.sign_in", PERSON)
    cookies = [server.python(env, "-m", "benchmarks.sign_in", person) for person in WRITERS]
    with server.serving(env, folder) as running:
        asked = islice(cases(running, cookie), 1 if options.only_sync else None)
        rows = [
            load.measure(running, case, requests=options.requests, seconds=options.seconds)
            for case in chain(asked, syncs(running, cookies))
        ]
        print_table(name, rows)
        print_syncs(rows)
        print_first_sync(running, cookie)
        print(f"largest worker: {running.largest_worker_mb():.0f} MB")
        if not options.only_sync:
            print_visits(running)
        if options.taps and not options.only_sync:
            taps.report(taps.measure(f"http://localhost:{running.port}", taps=options.taps))


def print_visits(running: server.Server) -> None:
    for path in (f"/drills/{DRILL}/", "/"):
        for visit in wire.visits(running, path):
            print(f"{path} {visit.name} visit: {visit.requests} requests, {visit.bytes / 1024:.1f} KB")


def prepare(env: dict[str, str], *, sets: int, others: int, others_sets: int, pages: bool) -> None:
    server.manage(env, "migrate", "--no-input", "--verbosity=0")
    server.manage(env, "createcachetable")
    server.manage(env, "load_catalogue", "--verbosity=0")
    if pages:
        server.manage(env, "collectstatic", "--no-input", "--verbosity=0")
    seed = ("seed_load", "--bench-database", "--users")
    server.manage(env, *seed, "1", "--sets-per-user", str(sets))
    if others:
        copies = ("--first", "2", "--copies", str(others - 1))
        server.manage(env, *seed, "1", "--sets-per-user", str(others_sets), *copies)
    if env["DATABASE_URL"].startswith("postgres"):
        server.python(env, "-c", ANALYZE)


# What autovacuum would have done by the time somebody has ten years of training.
ANALYZE = (
    "import django; django.setup(); from django.db import connection; connection.cursor().execute('ANALYZE')"
)


def cases(running: server.Server, cookie: str) -> Iterator[load.Case]:
    drill = f"/drills/{DRILL}/"
    signed_in = {"Cookie": cookie}
    yield load.Case("trivial view", "/bench/trivial/")
    yield load.Case("/", "/")
    yield load.Case("/drills/", "/drills/")
    yield load.Case("drill page, cold", drill, {"Bench-Cold": "1"})
    cached = load.Case("drill page, cached", drill)
    yield cached
    etag = load.Caller(running.port, cached).call()[1].headers["ETag"] or ""
    yield load.Case("drill page, 304", drill, {"If-None-Match": etag}, status=304)
    yield load.Case("plain read of all sets", "/bench/plain-read/", signed_in)
    yield load.Case("/workouts/ (history)", "/workouts/", signed_in)
    yield load.Case("/progress/", "/progress/", signed_in)
    yield load.Case("/progress/?period=all", "/progress/?period=all", signed_in)
    yield load.Case("/progress/summary/ (a year)", "/progress/summary/?period=52w", signed_in)
    yield load.Case("/goals/", "/goals/", signed_in)
    yield load.Case("/progress/<drill>/", f"/progress/{DRILL}/", signed_in)
    yield load.Case("/progress/<drill>/?range=all", f"/progress/{DRILL}/?range=all", signed_in)
    yield load.Case("/progress/records/", "/progress/records/", signed_in)


def syncs(running: server.Server, cookies: list[str]) -> Iterator[load.Case]:
    """Each connection is a phone of another person, as in life: one person's writers would queue up."""
    phones = [Phone(running.port, cookie) for cookie in cookies]
    for phone in phones:
        phone.get_ready()
    for sets in (1, 20, 500):
        for phone in phones:
            phone.sets = sets
        yield load.Case(f"sync, {sets} new set{'s' if sets > 1 else ''}", "/api/v1/sync/", phones=phones)


def print_syncs(rows: list[load.Measured]) -> None:
    for row in rows:
        if row.case.phones:
            sets = int(row.case.name.split()[1])
            print(
                f"{row.case.name}: {row.per_second * sets:.0f} sets/s, {row.cpu_ms / sets:.2f} ms of CPU a set"
            )


def print_first_sync(running: server.Server, cookie: str) -> None:
    phone = Phone(running.port, cookie)
    phone.get_ready()
    times = sorted(seconds * 1000 for seconds, _ in phone.pages)
    size = sum(size for _, size in phone.pages) / 1024 / 1024
    print(
        f"first sync: {phone.cursor:,} revisions in {len(times)} pages, {sum(times) / 1000:.1f} s, "
        f"page p50 {times[len(times) // 2]:.0f} ms, longest {times[-1]:.0f} ms, {size:.1f} MB compressed"
    )


def print_table(name: str, rows: list[load.Measured]) -> None:
    trivial = rows[0].cpu_ms
    lines = [(name, *HEAD[1:])]
    for row in rows:
        speed = (f"{row.per_second:.0f}", f"{row.p50_ms:.1f}", f"{row.p95_ms:.1f}", f"{row.alone_ms:.1f}")
        cost = (f"{row.cpu_ms:.2f}", f"{row.cpu_ms / trivial:.1f}x", str(row.queries), str(row.bytes))
        lines.append((row.case.name, *speed, *cost))
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEAD))]
    print()
    for line in lines:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print("| " + " | ".join(cells) + " |")
        if line is lines[0]:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print(flush=True)


def machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    busy = os.getloadavg()[0]
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, load before: {busy:.1f}"


if __name__ == "__main__":
    main()
