"""./bin/requirements: compiles the three .in files into hashed lists, for every platform and Python from 3.11 on."""

import subprocess
import sys
import tempfile
from pathlib import Path

from _virtualenv import ROOT, say


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        python = make_uv(Path(folder))
        for name in ("requirements", "requirements-dev", "requirements-figures"):
            say(f"{name}.in → {name}.txt")
            options = [
                "--universal",
                "--python-version",
                "3.11",
                "--generate-hashes",
                "--no-header",
                "--quiet",
            ]
            subprocess.run(
                [
                    python,
                    "-m",
                    "uv",
                    "pip",
                    "compile",
                    *options,
                    *sys.argv[1:],
                    f"{name}.in",
                    "-o",
                    f"{name}.txt",
                ],
                cwd=ROOT,
                check=True,
            )


def make_uv(folder: Path) -> Path:
    """uv in a virtualenv that is thrown away: it only ever writes these files."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "uv"], check=True)
    return python


if __name__ == "__main__":
    main()
