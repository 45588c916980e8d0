"""./bin/bench: gets what the benchmarks need and hands over to benchmarks/ in that virtualenv."""

import os
import sys

import _virtualenv
from _virtualenv import PYTHON, ROOT

if __name__ == "__main__":
    os.chdir(ROOT)
    _virtualenv.ensure("requirements-dev.txt")
    os.execv(PYTHON, [str(PYTHON), "-m", "benchmarks", *sys.argv[1:]])
