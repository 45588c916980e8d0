"""All of ./bin/test: linters, types, and every test on both databases and in a browser, in one report."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests import chromium, postgres

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
# What .env or the shell says must not change what is tested.
CLEAN = {
    **{
        name: value for name, value in os.environ.items() if name not in ("DEBUG", "DATABASE_URL", "SITE_URL")
    },
    "ENV_FILE": os.devnull,
}
PRODUCTION = {
    **CLEAN,
    "SECRET_KEY": "not-a-real-one-but-long-and-varied-enough-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "swivel.example",
    "SITE_URL": "https://swivel.example",
    "HTTPS": "on",
    "DATABASE_URL": "sqlite:///:memory:",
}


@dataclass
class Step:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    remark: str = ""


@dataclass
class Report:
    steps: list[Step] = field(default_factory=list)
    # In CI what the machine lacks is a failure; at home it is named and passed over.
    strict: bool = os.environ.get("CI", "").lower() in ("1", "true", "yes")

    def check(self, name: str, command: list[str], env: dict[str, str] = CLEAN) -> None:
        step = self.begin(name)
        done = run(command, env)
        step.passed, step.failed = (0, 1) if done.returncode else (1, 0)
        self.end(step, done.stdout if step.failed else "")

    def pytest(self, name: str, *options: str, env: dict[str, str] = CLEAN) -> None:
        step = self.begin(name)
        with tempfile.TemporaryDirectory() as folder:
            results = Path(folder) / "results.xml"
            done = run([sys.executable, "-m", "pytest", "-q", f"--junitxml={results}", *options], env)
            count(step, results)
        if done.returncode and not step.failed:
            step.failed = 1
        self.end(step, done.stdout if step.failed else done.stdout.strip().rpartition("\n")[2])

    def missing(self, name: str, sentence: str) -> None:
        step = self.begin(name)
        step.remark = sentence
        step.failed, step.skipped = (1, 0) if self.strict else (0, 1)
        self.end(step, sentence)

    def begin(self, name: str) -> Step:
        print(f"— {name}", flush=True)
        self.steps.append(Step(name, seconds=time.monotonic()))
        return self.steps[-1]

    def end(self, step: Step, output: str) -> None:
        step.seconds = time.monotonic() - step.seconds
        if output.strip():
            print(output.rstrip(), flush=True)

    def total(self, attribute: str) -> int:
        return sum(getattr(step, attribute) for step in self.steps)

    def print(self) -> None:
        print(f"\n{'step':<42}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
        for step in self.steps:
            mark = "FAILED" if step.failed else step.remark
            numbers = f"{step.passed:>8}{step.failed:>8}{step.skipped:>9}{step.seconds:>9.1f}"
            print(f"{step.name:<42}{numbers}  {mark}".rstrip())
        skipped = f", {self.total('skipped')} skipped" if self.total("skipped") else ""
        print(f"\n{self.total('passed')} passed, {self.total('failed')} failed{skipped}", flush=True)


def main() -> None:
    os.chdir(ROOT)
    # A stop from outside has to run the `finally` that stops PostgreSQL, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    linters(report)
    report.pytest("tests on SQLite", "-n", "auto", "-m", "not browser")
    tests_on_postgresql(report)
    tests_of_figures(report)
    tests_in_browser(report)
    report.print()
    sys.exit(report.total("failed") > 0)


def linters(report: Report) -> None:
    report.check("ruff check", [tool("ruff"), "check", "--quiet", "--output-format", "concise", "."])
    report.check(
        "ruff format", [tool("ruff"), "format", "--check", "--quiet", "--output-format", "concise", "."]
    )
    report.check("mypy", [tool("mypy"), "--no-error-summary"])
    report.check("import directions", [tool("lint-imports"), "--no-cache", "--no-logo"])
    templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
    if templates:
        report.check("djade", [tool("djade"), "--check", "--target-version", "5.2", *templates])
        report.check("djlint", [tool("djlint"), "--lint", "--quiet", "templates"])
    report.check("migrations are complete", manage("makemigrations", "--check", "--dry-run"), PRODUCTION)
    report.check("check --deploy", manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION)


def tests_on_postgresql(report: Report) -> None:
    name = "tests on PostgreSQL"
    try:
        with postgres.running() as url:
            report.pytest(name, "-n", "auto", "-m", "not browser", env={**CLEAN, "DATABASE_URL": url})
    except postgres.PostgresMissing as lack:
        report.missing(name, str(lack))


def tests_of_figures(report: Report) -> None:
    """What moves the drawn body, in the environment that draws it. CI makes that environment; at home it may wait."""
    name = "geometry of the figures"
    if report.strict or (ROOT / ".venv-figures").is_dir():
        report.check(name, [str(ROOT / "bin" / "figures"), "test"])
    else:
        report.missing(name, "Not drawn here yet. Run ./bin/figures test once, and it is part of this.")


def tests_in_browser(report: Report) -> None:
    name = "JavaScript and journeys in Chromium"
    if chromium.find() is None:
        install_chromium()
    if chromium.find() is None:
        report.missing(name, chromium.MISSING)
    else:
        report.pytest(name, "-n", "auto", "-m", "browser")


def install_chromium() -> None:
    """Debian as root only. libatomic1 is what Playwright's driver lacks on a minimal system."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    print("Chromium: installing …", flush=True)
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", "libatomic1"]):
        done = run([*apt, *command], env)
        if done.returncode:
            print(done.stdout, flush=True)


def count(step: Step, results: Path) -> None:
    if not results.is_file():
        return
    for suite in ElementTree.parse(results).getroot().iter("testsuite"):
        number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
        failed = number["failures"] + number["errors"]
        step.failed += failed
        step.skipped += number["skipped"]
        # A test that fails and then fails again in its teardown is one test and two failures.
        step.passed += max(0, number["tests"] - failed - number["skipped"])


def tool(name: str) -> str:
    return str(TOOLS / name)


def manage(*command: str) -> list[str]:
    return [sys.executable, "manage.py", *command]


def run(command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


if __name__ == "__main__":
    main()
