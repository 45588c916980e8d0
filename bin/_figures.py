"""./bin/figures: gets what drawing needs into a virtualenv of its own, and hands over to figures/__main__.py."""

import os
import sys

import _virtualenv
from _virtualenv import ROOT

FOLDER = ROOT / ".venv-figures"

if __name__ == "__main__":
    os.chdir(ROOT)
    python = _virtualenv.ensure("requirements-figures.txt", FOLDER)
    os.execv(python, [str(python), "-m", "figures", *sys.argv[1:]])
