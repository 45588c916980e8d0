"""The project's own virtualenvs, made and filled with the standard library alone."""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
# What pip says when it gets no answer, or an answer from something that is no package index.
OUT_OF_REACH = ("NewConnectionError", "No matching distribution", "timed out", "ProxyError", "SSLError")


def say(line: str) -> None:
    print(line, flush=True)


def stop(sentence: str) -> NoReturn:
    sys.exit(f"\n{sentence}")


def ensure(requirements: str, folder: Path = FOLDER) -> Path:
    """Make `folder` hold what the hashed file `requirements` names, and return its Python.

    Costs nothing when it already does.
    """
    python = folder / "bin" / "python"
    if not works(python):
        make(folder)
    digest = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
    stamp = folder / f"installed-{requirements}"
    if not (stamp.is_file() and stamp.read_text() == digest):
        say(f"Packages: installing {requirements} (about half a minute) …")
        install(requirements, python)
        stamp.write_text(digest)
    return python


def works(python: Path) -> bool:
    """False for a `.venv` that is missing, moved, or whose Python was removed from the machine."""
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(folder: Path) -> None:
    say(f"Python {sys.version.split()[0]}: making {folder.name} …")
    # Debian ships venv without ensurepip: then the pip that is there installs into .venv from outside.
    pip_options = [[], ["--without-pip"]] if find_spec("ensurepip") else [["--without-pip"]]
    for option in pip_options:
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", *option, folder],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode == 0:
            return
    stop(f"Python could not make {folder.name}:\n{made.stdout}{made.stderr}")


def install(requirements: str, python: Path) -> None:
    if (python.parent / "pip").exists():
        pip = [python, "-m", "pip"]
    elif find_spec("pip"):
        pip = [sys.executable, "-m", "pip", "--python", python]
    else:
        stop("Python has no pip. On Debian or Ubuntu: apt-get install python3-pip. Then run this again.")
    command = [
        *pip,
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
    ]
    done = subprocess.run(
        [*command, ROOT / requirements],
        env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return
    say("\n".join(done.stdout.splitlines()[-12:]))
    if any(sign in done.stdout for sign in OUT_OF_REACH):
        stop(
            "pip could not reach the package index. Look at the network, or pip's settings, then run this again."
        )
    stop(f"pip could not install {requirements}; its last lines stand above.")
