"""./bin/test: gets what the tests need and hands over to tests/everything.py in that virtualenv."""

import os
import sys

import _virtualenv
from _virtualenv import PYTHON, ROOT

if __name__ == "__main__":
    os.chdir(ROOT)
    _virtualenv.ensure("requirements-dev.txt")
    if sys.argv[1:]:
        # Quick work: only these tests, on SQLite, as pytest itself reports them.
        os.environ.pop("DATABASE_URL", None)
        os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *sys.argv[1:]])
    os.execv(PYTHON, [str(PYTHON), "-m", "tests.everything"])
