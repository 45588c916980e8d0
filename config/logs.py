import json
import logging
from datetime import UTC, datetime
from typing import Any

from django.db import Error as DatabaseError
from django.http import HttpRequest

STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


class JsonFormatter(logging.Formatter):
    """One JSON object a line. Whatever a call passes as `extra` becomes a key of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": without_path(record),
        }
        line.update((key, value) for key, value in vars(record).items() if key not in STANDARD)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)

    def formatException(self, ei: Any) -> str:
        """A database quotes the row that it refuses ("Key (email)=(…) already exists."): its own words stay out."""
        text = super().formatException(ei)
        error: BaseException | None = ei[1]
        while error is not None:
            words = str(error)
            if words and isinstance(error, DatabaseError):
                text = text.replace(words, words.partition("\n")[0].partition("DETAIL")[0])
            error = error.__cause__ or error.__context__
        return text


def without_path(record: logging.LogRecord) -> str:
    """Django names the path of a refused or failed request, with ids and a letter's secrets; the route will do."""
    event = record.getMessage()
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return event
    route = request.resolver_match.route if request.resolver_match else "…"
    for path in sorted({request.get_full_path(), request.path}, key=len, reverse=True):
        event = event.replace(path, f"/{route}") if len(path) > 1 else event
    return event
