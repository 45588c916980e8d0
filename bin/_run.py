"""./bin/run: from a fresh clone to the site in a browser. Every step is harmless when it is already done."""

import argparse
import hashlib
import os
import secrets
import socket
import subprocess

import _virtualenv
from _virtualenv import PYTHON, ROOT, say, stop

VAR = ROOT / "var"
ENV_FILE = ROOT / ".env"
NEW_ENV_FILE = """\
# Written by ./bin/run. .env.example names every variable.
SECRET_KEY={key}
# Plain http, for this machine alone. Take this line out when the site is hosted behind https.
HTTPS=off
"""


def main() -> None:
    arguments().parse_args()
    os.chdir(ROOT)
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    check_address(host, port)
    os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
    _virtualenv.ensure("requirements.txt")
    say("Packages: ready.")
    write_env_file()
    VAR.mkdir(exist_ok=True)
    manage("Database", "migrate", "--no-input", "--verbosity=0")
    manage("Cache table", "createcachetable")
    manage("Catalogue", "load_catalogue")
    collect_static()
    serve(host, port)


def arguments() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog="./bin/run",
        description="Set Swivel up on this machine, or bring it up to date, and serve it.",
        epilog="HOST and PORT choose the address (127.0.0.1 and 8000), WEB_CONCURRENCY the number of workers (2).",
    )


def check_address(host: str, port: str) -> None:
    if not port.isdigit() or not 0 < int(port) < 65536:
        stop(f"PORT is {port!r}. Write a number from 1 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except PermissionError:
        stop(f"Port {port} needs more rights than you have. Choose a higher one: PORT=8001 ./bin/run")
    except OSError as refusal:
        if isinstance(refusal, socket.gaierror):
            stop(f"HOST is {host!r}, which is no address of this machine.")
        stop(
            f"{host}:{port} can't be used ({refusal.strerror}). Choose another port: PORT={int(port) + 1} ./bin/run"
        )


def write_env_file() -> None:
    """Written once and kept: a new key would sign everybody out."""
    if os.environ.get("SECRET_KEY") or ENV_FILE.exists():
        return
    handle = os.open(ENV_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(NEW_ENV_FILE.format(key=secrets.token_urlsafe(50)))
    say("Settings: wrote .env with a secret key of its own.")


def manage(name: str, *command: str) -> None:
    done = subprocess.run(
        [PYTHON, "manage.py", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode:
        stop("\n".join([*lines, f"{name}: manage.py {command[0]} failed; its words stand above."]))
    say(f"{name}: {lines[-1] if lines else 'ready.'}")


def collect_static() -> None:
    stamp = VAR / "static.stamp"
    state = fingerprint_of_static_sources()
    if stamp.is_file() and stamp.read_text() == state and (VAR / "static" / "staticfiles.json").is_file():
        say("Static files: unchanged.")
        return
    # Older hashed files stay: pages that browsers still hold ask for them.
    manage("Static files", "collectstatic", "--no-input")
    stamp.write_text(state)


def fingerprint_of_static_sources() -> str:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    sources = [file for file in (ROOT / "static").rglob("*") if file.is_file()]
    for file in sorted([*sources, *(ROOT / "config").glob("*.py"), ENV_FILE]):
        if file.exists():
            digest.update(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}\n".encode())
    return digest.hexdigest()


def serve(host: str, port: str) -> None:
    workers = os.environ.get("WEB_CONCURRENCY") or "2"
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    say(f"\nOpen http://{address}/ in a browser. Ctrl+C stops it.")
    say("To become an admin: .venv/bin/python manage.py createsuperuser, then open /admin/.\n")
    command = ["-m", "gunicorn", "config.wsgi", "--bind", address, "--workers", workers, "--threads", "4"]
    options = ["--worker-class", "gthread", "--no-control-socket", "--log-level", "warning"]
    # In place of this process, so that Ctrl+C and a supervisor's signals reach gunicorn itself.
    os.execv(PYTHON, [str(PYTHON), *command, *options])


if __name__ == "__main__":
    main()
