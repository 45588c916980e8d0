"""A calendar as RFC 5545 writes it: each event by itself and in UTC, so no rules of recurrence or of time zones are
needed, and a pause or a change of the clock is only another moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

MOST_OCTETS = 75
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class Event:
    uid: str
    starts_at: datetime
    minutes: int
    summary: str
    description: str


def calendar_text(name: str, events: Iterable[Event], *, at: datetime) -> str:
    """Lines end in CRLF, the last one too."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Swivel//Training//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for event in events:
        lines += lines_of(event, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def lines_of(event: Event, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{utc(at)}",
        f"DTSTART:{utc(event.starts_at)}",
        f"DURATION:PT{event.minutes}M",
        f"SUMMARY:{escaped(event.summary)}",
        f"DESCRIPTION:{escaped(event.description)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{escaped(event.summary)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each == "\n" or each.isprintable()).translate(ESCAPED)


def folded(line: str) -> Iterator[str]:
    """At most 75 octets a line and no character cut in two; a line that goes on begins with a space."""
    part, octets = "", 0
    for each in line:
        size = len(each.encode())
        if octets + size > MOST_OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + each, octets + size
    yield part
