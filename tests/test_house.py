"""What the whole house promises, read from its files and tried from outside."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT: Path = settings.BASE_DIR
APPS = ("accounts", "exercises", "workouts")

INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE),
    "a <style>": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    "a bar on zooming": re.compile(r"user-scalable|maximum-scale", re.IGNORECASE),
}
# Names of vocabularies, which no browser asks for.
VOCABULARIES = (
    "http://www.w3.org/",
    "https://schema.org",
    "https://www.sitemaps.org/",
    "http://www.sitemaps.org/",
)
ELSEWHERE = re.compile(
    r"(?<!<a href=\")(?:https?:|(?<=[\"'(]))//[a-z0-9][\w.-]*\.[a-z]{2,}[^\s\"'<>)]*", re.IGNORECASE
)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.*ml"))


def faults_in(template: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if pattern.search(template)]


def addresses_elsewhere(text: str) -> list[str]:
    found = (match[0] for match in ELSEWHERE.finditer(text))
    return [address for address in found if not address.startswith(VOCABULARIES)]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>go()</script>",
        "<script type=module>go()</script>",
        "<style>a{}</style>",
        '<p class="a" style="color: red">',
        '<button\n onclick="go()">',
        '<a href="javascript:go()">',
        '<meta name="viewport" content="width=device-width, user-scalable=no">',
    ],
)
def test_the_search_for_inline_code_finds_it(markup: str) -> None:
    assert faults_in(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="module" src="/a.js"></script>',
        '<script type="application/ld+json">{}</script>',
        '<p data-on="1" class="style">once upon = a time, on time=now</p>',
        '{{ facts|json_script:"facts" }}',
    ],
)
def test_the_search_for_inline_code_lets_the_rest_through(markup: str) -> None:
    assert faults_in(markup) == []


def test_no_template_holds_inline_code_or_forbids_zoom() -> None:
    found = {str(path.relative_to(ROOT)): faults_in(path.read_text()) for path in templates()}
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_the_search_for_other_hosts_finds_them() -> None:
    assert addresses_elsewhere('@import url("https://fonts.example.com/a.css")')
    assert addresses_elsewhere('<script src="//cdn.example.com/a.js">')
    assert addresses_elsewhere('xmlns="http://www.w3.org/2000/svg" <a href="https://example.com/">') == []


def test_no_template_style_or_script_names_another_host() -> None:
    files = [
        *templates(),
        *(path for end in ("css", "js", "svg") for path in sorted((ROOT / "static").rglob(f"*.{end}"))),
    ]
    found = {str(path.relative_to(ROOT)): addresses_elsewhere(path.read_text()) for path in files}
    assert {path: addresses for path, addresses in found.items() if addresses} == {}


def test_every_link_in_the_documents_leads_somewhere() -> None:
    link = re.compile(r"\]\((?!https?:|#)([^)#]+)|<img src=\"([^\"]+)")
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
    links = [(path, "".join(found)) for path in documents for found in link.findall(path.read_text())]
    assert (ROOT / "README.md", "CONTRIBUTING.md") in links
    assert [target for path, target in links if not (path.parent / target).exists()] == []


def test_env_example_names_every_variable_and_no_other() -> None:
    read = re.compile(r"\b(?:env|environment)\.[a-z]+\(\"([A-Z_]+)\"")
    sources = [*(ROOT / "config").glob("*.py"), ROOT / "bin" / "_run.py"]
    used = {name for path in sources for name in read.findall(path.read_text())}
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert "SECRET_KEY" in used
    # The file that .env itself would have to be in place of is read by manage.py and ./bin/run alike.
    assert used | {"ENV_FILE"} == named


def test_only_config_reads_the_environment() -> None:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    assert [path for path in files if re.search(r"\bos\.(environ|getenv)\b", path.read_text())] == []


def test_the_site_never_imports_the_figures_tool_nor_signals() -> None:
    unwanted = re.compile(
        r"^\s*(?:from|import) (?:figures|django\.dispatch|django\.db\.models\.signals)\b", re.MULTILINE
    )
    files = [path for part in (*APPS, "config") for path in (ROOT / part).rglob("*.py")]
    assert [path for path in files if unwanted.search(path.read_text())] == []


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    asked = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    assert connection.vendor == asked
    # Readers never wait for a writer; and no query is compiled before it runs.
    setting, wanted = ("PRAGMA journal_mode", "wal") if asked == "sqlite" else ("SHOW jit", "off")
    with connection.cursor() as cursor:
        cursor.execute(setting)
        assert cursor.fetchone() == (wanted,)


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SECRET_KEY": "only-for-tests"}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("DEBUG", "maybe"),
        ("HTTPS", "sometimes"),
        ("SIGN_UP_OPEN", "2"),
        ("DATABASE_URL", "junk"),
        ("DATABASE_URL", "mysql://localhost/swivel"),
        ("DATABASE_URL", "postgresql://localhost:port/swivel"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("EMAIL_URL", "smtp:localhost"),
        ("EMAIL_URL", "smtp://localhost?security=perhaps"),
        ("HSTS_SECONDS", "-1"),
        ("TRUSTED_PROXY_COUNT", "one"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_sentence_that_names_it(name: str, value: str) -> None:
    started = start(**{"HTTPS": "on", name: value})
    assert started.returncode == 1
    assert started.stdout == ""
    assert re.fullmatch(rf"Swivel can't start: {name} .+\.?\n", started.stderr)


def test_the_values_of_env_example_are_taken() -> None:
    lines = re.findall(r"^#?([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    example = {name: value for name, value in lines if name not in ("SECRET_KEY", "ENV_FILE", "DATABASE_URL")}
    started = start(**example)
    assert started.returncode == 0, started.stderr


def test_run_says_when_the_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            [ROOT / "bin" / "run"],
            env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "PORT": port},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 1
    assert f"127.0.0.1:{port} can't be used" in ran.stderr


def test_commands_say_when_python_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    ran = subprocess.run(
        ["/bin/sh", ROOT / "bin" / "run"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in ran.stderr
