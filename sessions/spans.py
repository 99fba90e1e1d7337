"""Stretches of time in whole microseconds: exact, so that no order of adding changes a sum."""

from collections.abc import Iterable

MICRO = 1_000_000

Span = tuple[int, int]


def micro(seconds: float) -> int:
    """Return seconds as whole microseconds."""
    return round(seconds * MICRO)


def clip(start: int, end: int, duration: int) -> Span | None:
    """Return the part within 0 and the duration, all in microseconds; None where it is empty."""
    start, end = max(0, start), min(end, duration)
    return (start, end) if start < end else None


def union(spans: Iterable[Span]) -> list[Span]:
    """Return disjoint spans, in order, that cover the same."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def length(spans: Iterable[Span]) -> int:
    """Return the sum of the lengths in microseconds; what lies in two spans counts twice."""
    return sum(end - start for start, end in spans)


def whole_minutes(seconds: float) -> int:
    """Whole minutes of `seconds`, with one second's grace.

    Players round the end of a file down by a fraction: whoever hears all of 25 minutes is shown 25.
    """
    return int((seconds + 1) // 60)
