"""The one clock. Real time, plus an offset that only a seeder, a rehearsal or a test may set."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings

_offset: ContextVar[timedelta] = ContextVar("clock_offset", default=timedelta(0))
_stopped: ContextVar[datetime | None] = ContextVar("clock_stopped", default=None)


class ClockMayNotMove(RuntimeError):
    """Somebody tried to move the clock of an install that keeps real time."""


def real_now() -> datetime:
    """The real moment in UTC: for sign-in, tokens and codes, which no rehearsal may move."""
    return datetime.now(UTC)


def now() -> datetime:
    """The trial's moment in UTC: real time plus the offset of this context."""
    return (_stopped.get() or real_now()) + _offset.get()


@contextmanager
def standing_still() -> Iterator[None]:
    """Run the block in one moment: for reads that are compared, in a transaction rolled back."""
    token = _stopped.set(real_now())
    try:
        yield
    finally:
        _stopped.reset(token)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Run the block as if it began at `moment`; time goes on from there.

    Args:
        moment: an aware datetime.

    Raises:
        ClockMayNotMove: where settings.CLOCK_MAY_MOVE is false (production).
    """
    if not settings.CLOCK_MAY_MOVE:
        raise ClockMayNotMove("the clock of this install may not be moved")
    token = _offset.set(moment - real_now())
    try:
        yield
    finally:
        _offset.reset(token)


@cache
def zones() -> frozenset[str]:
    """Every IANA zone that this machine knows (asking costs 30 ms, so it is asked once)."""
    return frozenset(name for name in available_timezones() if "/" in name) | {"UTC"}


def local(moment: datetime, zone: str) -> datetime:
    """`moment` as wall time in an IANA zone."""
    return moment.astimezone(ZoneInfo(zone))


def local_date(zone: str, moment: datetime | None = None) -> date:
    """The calendar day in `zone` at `moment` (now when None)."""
    return local(moment or now(), zone).date()


def from_wall(day: date, wall: time, zone: str) -> datetime:
    """The UTC moment at which clocks in `zone` show `wall` on `day`.

    A time that the spring change leaves out is the moment the clocks jump past it (02:30 becomes
    03:30); a time that comes twice in autumn is its first. Source: PEP 495, fold=0.

    Args:
        day: calendar day in the zone.
        wall: naive wall time.
        zone: IANA name such as "Europe/Madrid".

    Returns:
        An aware datetime in UTC.
    """
    return datetime.combine(day, wall, tzinfo=ZoneInfo(zone)).astimezone(UTC)
