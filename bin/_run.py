"""./bin/run: from a fresh clone to the site in a browser. Every step is harmless when it is already done."""

import argparse
import hashlib
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import _virtualenv
from _virtualenv import PYTHON, ROOT, say, stop

sys.path.insert(0, str(ROOT))
from config import environment

VAR = ROOT / "var"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ENV_FILE = ROOT / ".env"
NEW_ENV_FILE = """\
# Written by ./bin/run. .env.example names every variable.
SECRET_KEY={key}
# Plain http, for this machine alone. Take this line out when the site is hosted behind https.
HTTPS=off
"""


def main() -> None:
    chosen = arguments().parse_args()
    os.chdir(ROOT)
    write_env_file()
    environment.read_file(Path(os.environ.get("ENV_FILE") or ENV_FILE))
    host, port = environment.text("HOST", "127.0.0.1"), environment.number("PORT", 8000, least=1)
    check_address(host, port)
    os.environ.setdefault("SITE_URL", address_to_open(host, port))
    _virtualenv.ensure("requirements.txt")
    say("Packages: ready.")
    VAR.mkdir(exist_ok=True)
    manage("Database", ["migrate", "--no-input", "--verbosity=0"], ["createcachetable", "--verbosity=0"])
    manage("Catalogue and roles", ["load_catalogue"], ["make_roles"])
    if chosen.demo:
        manage("Demo", ["demo"])
    collect_static_files()
    serve(host, port)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./bin/run",
        description="Set Swivel up on this machine, or bring it up to date, and serve it.",
        epilog="HOST and PORT choose the address (127.0.0.1 and 8000), WEB_CONCURRENCY the number of workers (2).",
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help="with a demo account that has trained for a year; says how to sign in",
    )
    return parser


def check_address(host: str, port: int) -> None:
    if port > 65535:
        stop(f"PORT is {port}. Write a number from 1 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except PermissionError:
        stop(f"Port {port} needs more rights than you have. Choose a higher one: PORT=8001 ./bin/run")
    except OSError as refusal:
        if isinstance(refusal, socket.gaierror):
            stop(f"HOST is {host!r}, which is no address of this machine.")
        stop(
            f"{host}:{port} can't be used ({refusal.strerror}). Choose another port: PORT={port + 1} ./bin/run"
        )


def address_to_open(host: str, port: int) -> str:
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def write_env_file() -> None:
    """Written once and kept: a new key would sign everybody out."""
    if os.environ.get("SECRET_KEY") or os.environ.get("ENV_FILE") or ENV_FILE.exists():
        return
    handle = os.open(ENV_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(NEW_ENV_FILE.format(key=secrets.token_urlsafe(50)))
    say("Settings: wrote .env with a secret key of its own.")


def manage(name: str, *commands: list[str]) -> None:
    for command in commands:
        done = subprocess.run([PYTHON, "manage.py", *command], capture_output=True, text=True, check=False)
        if done.returncode:
            say(f"{done.stdout}{done.stderr}".strip())
            stop(f"{name}: manage.py {command[0]} failed; its words stand above.")
    last_line = done.stdout.strip().rpartition(os.linesep)[2]
    say(f"{name}: {last_line.removeprefix(f'{name}: ') or 'ready.'}")


def collect_static_files() -> None:
    stamp = VAR / "static.stamp"
    state = fingerprint_of_static_sources()
    if stamp.is_file() and stamp.read_text() == state and (VAR / "static" / "staticfiles.json").is_file():
        say("Static files: unchanged.")
        return
    # Older hashed files stay: pages that browsers still hold ask for them. REST framework's own pages are off.
    manage("Static files", ["collectstatic", "--no-input", "--ignore=rest_framework"])
    stamp.write_text(state)


def fingerprint_of_static_sources() -> str:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    sources = [file for file in (ROOT / "static").rglob("*") if file.is_file()]
    for file in sorted([*sources, *(ROOT / "config").glob("*.py"), ENV_FILE]):
        if file.exists():
            digest.update(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}\n".encode())
    return digest.hexdigest()


def serve(host: str, port: int) -> None:
    say(f"\nOpen {os.environ['SITE_URL']}/ in a browser. Ctrl+C stops it.")
    say("To become an admin: .venv/bin/python manage.py createsuperuser, then open /admin/.")
    if host not in LOOPBACK and "ALLOWED_HOSTS" not in os.environ:
        say("Other machines are refused until ALLOWED_HOSTS names the address they type (see .env.example).")
    workers = environment.number("WEB_CONCURRENCY", 2, least=1)
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = ["-m", "gunicorn", "config.wsgi", "--bind", bind, "--workers", str(workers), "--threads", "4"]
    options = ["--worker-class", "gthread", "--no-control-socket", "--log-level", "warning"]
    # In place of this process, so that Ctrl+C and a supervisor's signals reach gunicorn itself.
    os.execv(PYTHON, [str(PYTHON), *command, *options])


if __name__ == "__main__":
    main()
