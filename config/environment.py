"""Typed readers for environment variables. A wrong value stops the start with one sentence."""

import os
import sys
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit

FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
DATABASE_ENGINES = {
    "sqlite": "config.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}


def refuse(name: str, wrong: str) -> NoReturn:
    sys.exit(f"Swivel can't start: {name} {wrong}")


def read_file(path: Path) -> None:
    """Take `NAME=value` lines as defaults: what the environment already holds wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            refuse(str(path), f"line {number} is not of the form NAME=value.")
        os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip() or default
    if value is None:
        refuse(name, "is not set. See .env.example.")
    return value


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in FLAGS:
        refuse(name, f"is {value!r}. Write one of: {', '.join(FLAGS)}.")
    return FLAGS[value]


def number(name: str, default: int, *, least: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < least:
        refuse(name, f"is {value!r}. Write a whole number from {least} up.")
    return int(value)


def names(name: str, default: str) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, options: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in options:
        refuse(name, f"is {value!r}. Write one of: {', '.join(options)}.")
    return value


def key(name: str) -> str:
    """A private key of P-256 in base64url, as `manage.py make_push_key` prints it; empty where there is none."""
    value = text(name, "")
    if not value:
        return ""
    # ./bin/run reads this file before anything is installed.
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        raw = urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4))
        if len(raw) != 32:
            raise ValueError(len(raw))
        ec.derive_private_key(int.from_bytes(raw, "big"), ec.SECP256R1())
    except ValueError:
        refuse(name, "is no key. Make one with: manage.py make_push_key")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///path`, or `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(text(name, default))
    if parts.scheme not in DATABASE_ENGINES:
        refuse(name, "must begin with sqlite:/// or postgresql://")
    if not parts.path.strip("/"):
        refuse(name, "names no database after the host.")
    if parts.scheme == "sqlite":
        return {"ENGINE": DATABASE_ENGINES["sqlite"], "NAME": unquote(parts.path[1:])}
    try:
        port = parts.port
    except ValueError:
        refuse(name, "has a port that is no number from 0 to 65535.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": DATABASE_ENGINES[parts.scheme],
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's mail settings for `console:`, or `smtp://user:password@host:587?security=starttls|tls|none`."""
    parts = urlsplit(text(name, default))
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme != "smtp" or not parts.hostname:
        refuse(name, "must be console: or smtp://user:password@host:587?security=starttls")
    security = dict(parse_qsl(parts.query)).get("security", "starttls")
    if security not in ("starttls", "tls", "none"):
        refuse(name, f"has security={security!r}. Write starttls, tls or none.")
    try:
        port = parts.port or (465 if security == "tls" else 587)
    except ValueError:
        refuse(name, "has a port that is no number from 0 to 65535.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "EMAIL_TIMEOUT": 15,
    }
