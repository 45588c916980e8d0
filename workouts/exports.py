"""How an export is written down: docs/export.md is its description. Piece by piece: ten years may be 50 MB."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from workouts.queries.export import Row, SetLine

FORMAT, VERSION = "swivel-export", 1
# With it, spreadsheets read the file as UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet would take for the start of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LINES_AT_ONCE = 500


def json_pieces(account: Row, tables: Iterable[tuple[str, Iterator[Row]]], *, at: datetime) -> Iterator[str]:
    head = {"format": FORMAT, "version": VERSION, "exported_at": at, "account": account}
    yield as_json(head)[:-1]
    for name, rows in tables:
        yield f',\n"{name}": ['
        first = True
        for row in rows:
            yield ("\n" if first else ",\n") + as_json(row)
            first = False
        yield "]"
    yield "\n}\n"


def csv_pieces(lines: Iterable[SetLine]) -> Iterator[str]:
    buffer = io.StringIO()
    # RFC 4180: commas, double quotes where needed, CRLF.
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow([field.name for field in fields(SetLine)])
    for number, line in enumerate(lines, start=1):
        writer.writerow([cell(value) for value in astuple(line)])
        if number % LINES_AT_ONCE == 0:
            yield taken_from(buffer)
    yield taken_from(buffer)


def cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def as_json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def taken_from(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
