"""Which bytes of a file a `Range` header asks for. Pure; RFC 9110, section 14.

An answer holds at most `MAX_BYTES`, so that no slow phone keeps a worker for a whole file: a player
asks again from where the answer ended, as `Content-Range` says.
"""

import re
from dataclasses import dataclass

MAX_BYTES = 1 << 20
_PART = re.compile(r"(\d*)-(\d*)", re.ASCII)
_MAX_DIGITS = 18


class Unsatisfiable(ValueError):
    """No byte of the file is asked for, or the header cannot be read: answer 416."""


@dataclass(frozen=True)
class Part:
    """Bytes `start` to `end` of a file, both included, counted from 0."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.end - self.start + 1


def wanted(
    header: str, size: int, *, etag: str, last_modified: str = "", if_range: str = ""
) -> Part | None:
    """The part of a file to answer with.

    Args:
        header: value of `Range`, "" where there is none.
        size: bytes of the file.
        etag: the file's own tag, with its quotes.
        last_modified: the file's own date as it is sent, "" where none is.
        if_range: value of `If-Range`, "" where there is none. Tag or date must be the very one that
            was sent, so an old copy is never continued with bytes of a new one.

    Returns:
        The part, at most `MAX_BYTES` long; None for the whole file: no header, another unit than
        bytes, several ranges, or an `If-Range` that does not match.

    Raises:
        Unsatisfiable: a range that cannot be read or lies outside the file.
    """
    unit, equals, ranges = header.partition("=")
    if not equals or unit.strip().lower() != "bytes" or "," in ranges:
        return None
    if if_range and if_range.strip() not in {etag, last_modified or etag}:
        return None
    start, end = _ends(ranges.strip(), size)
    return Part(start, min(end, size - 1, start + MAX_BYTES - 1))


def _ends(text: str, size: int) -> tuple[int, int]:
    match = _PART.fullmatch(text)
    if not match or text == "-" or any(len(digits) > _MAX_DIGITS for digits in match.groups()):
        raise Unsatisfiable(text)
    first, last = match.groups()
    if not first:
        start, end = size - min(int(last), size), size - 1
    else:
        start, end = int(first), int(last) if last else size - 1
    if start >= size or start > end:
        raise Unsatisfiable(text)
    return start, end
