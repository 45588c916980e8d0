"""A request's JSON, read no further than its limit, before and after inflating."""

import json
import zlib
from typing import Any, NoReturn

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from accounts.problems import Problem

MOST_BYTES = 1_000_000
GZIP = 16 + zlib.MAX_WBITS


def read_json(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise Problem("media_type")
    body = read_body(request)
    try:
        return json.loads(body.decode(), parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Problem("malformed") from error


def read_body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit():
        raise Problem("malformed")
    if int(length) > MOST_BYTES:
        raise Problem("split", most_bytes=MOST_BYTES)
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise Problem("media_type")
    try:
        body = request.read()
    except UnreadablePostError as error:
        raise Problem("malformed") from error
    return inflated(body) if encoding == "gzip" else body


def inflated(body: bytes) -> bytes:
    inflater = zlib.decompressobj(wbits=GZIP)
    try:
        # A small body may inflate to a thousand times its size: one byte too many is enough to know.
        inflated = inflater.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise Problem("malformed") from error
    if len(inflated) > MOST_BYTES:
        raise Problem("split", most_bytes=MOST_BYTES)
    if not inflater.eof or inflater.unused_data:
        raise Problem("malformed")
    return inflated


def refuse_constant(name: str) -> NoReturn:
    """JSON knows no NaN and no infinity, though Python's parser does."""
    raise ValueError(name)
