"""config.settings as in production, plus a trivial view to compare with and two headers for the benchmark."""

import os
from pathlib import Path

from config.settings import *
from config.settings import MIDDLEWARE

ROOT_URLCONF = "benchmarks.urls"
MIDDLEWARE = ["benchmarks.middleware.answer_the_bench", *MIDDLEWARE]
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
STATIC_ROOT.mkdir(exist_ok=True)
