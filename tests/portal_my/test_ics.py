"""The calendar file itself, read back by a reader of its own."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.portal.ics import LONGEST, Event, calendar

STAMP = datetime(2026, 11, 30, 8, tzinfo=UTC)
NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)


def unfolded(body: bytes) -> list[str]:
    """The lines of a calendar, put together again as RFC 5545 (3.1) says."""
    assert body.endswith(b"\r\n")
    return body.decode().replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(text: str) -> str:
    """A text value as it was before (RFC 5545, 3.3.11)."""
    found, rest = "", iter(text)
    for character in rest:
        if character == "\\":
            following = next(rest)
            found += "\n" if following in "nN" else following
        else:
            found += character
    return found


def titles(body: bytes) -> list[str]:
    heads = "SUMMARY:"
    return [unescaped(line[len(heads) :]) for line in unfolded(body) if line.startswith(heads)]


def one(title: str, uid: str = "a") -> bytes:
    return calendar("My weeks", [Event(uid, NINE, 25, title)], STAMP)


def test_one_entry_line_by_line() -> None:
    assert unfolded(one("Week 3, main session")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Weeks//Weeks//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:My weeks",
        "X-WR-CALNAME:My weeks",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT",
        "UID:a",
        "DTSTAMP:20261130T080000Z",
        "DTSTART:20261201T090000Z",
        "DURATION:PT25M",
        "SUMMARY:Week 3\\, main session",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_entries_stand_in_order_of_time() -> None:
    events = [Event("b", NINE, 5, "later"), Event("a", STAMP, 5, "first"), Event("a", NINE, 5, "x")]
    assert titles(calendar("My weeks", events, STAMP)) == ["first", "x", "later"]


def test_an_empty_calendar_is_a_calendar() -> None:
    assert unfolded(calendar("My weeks", [], STAMP))[-1] == "END:VCALENDAR"


@pytest.mark.parametrize("title", ["a;b", "a,b", "a\\b", "a\nb", "\\n", "é" * 60, "日" * 70, ""])
def test_a_title_comes_back_as_it_was(title: str) -> None:
    assert titles(one(title)) == [title]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_any_title_comes_back_in_short_lines(title: str) -> None:
    body = one(title)
    assert titles(body) == [title]
    assert all(len(line) <= LONGEST for line in body.split(b"\r\n"))
    for line in body.split(b"\r\n"):
        line.decode()  # no character was cut in two


def test_no_line_of_its_own_can_be_slipped_in() -> None:
    lines = unfolded(one("x\r\nATTENDEE:mailto:somebody@example.org"))
    assert not [line for line in lines if line.startswith("ATTENDEE")]
