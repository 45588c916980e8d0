"""Finds the Chromium that the browser tests and benchmarks drive."""

import shutil

NAMES = ("chromium", "chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium-browser")
# The sandbox needs rights that containers and root lack; the rest keeps Chromium from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
    # No name but this machine's own resolves: a stray request fails at once instead of leaving.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
MISSING = "Chromium is not on this machine. On Debian: apt-get install chromium"


def find() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)
