"""Which days of a week suit a person. Pure; 0 is Monday, and no choice means that any day does."""

from collections.abc import Sequence
from datetime import date, timedelta


def suiting(first: date, last: date, days: Sequence[int]) -> list[date]:
    """The days from `first` to `last`, both included, that suit."""
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in span if not days or day.weekday() in days]


def first_suiting(first: date, last: date, days: Sequence[int]) -> date | None:
    """The first of them; None where none suits."""
    return next(iter(suiting(first, last, days)), None)
