"""Writes a calendar as RFC 5545 has it: CRLF, lines of at most 75 octets, texts escaped. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 75  # octets of a line, without its end (RFC 5545, 3.1)
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """One entry.

    Args:
        uid: the same for the same entry whenever the calendar is written; no identity.
        start: UTC.
        minutes: how long it lasts.
        title: plain text.
    """

    uid: str
    start: datetime
    minutes: int
    title: str


def calendar(name: str, events: Iterable[Event], stamp: datetime) -> bytes:
    """The whole calendar, to be fetched again and again.

    Times are in UTC, worked out for each entry from the wall clock of the person's zone, so that
    nothing has to be known of that zone.

    Args:
        name: what programs call it.
        events: in any order.
        stamp: when it last changed, UTC.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Weeks//Weeks//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for event in sorted(events, key=lambda one: (one.start, one.uid)):
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(event: Event, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(event.start)}",
        f"DURATION:PT{event.minutes}M",
        f"SUMMARY:{_text(event.title)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",  # it is there to remind, not to keep the time from others
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").translate(ESCAPES)


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most 75 octets, never within a character; a space begins the rest."""
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > LONGEST:
            yield part
            part = b" "
        part += octets
    yield part
