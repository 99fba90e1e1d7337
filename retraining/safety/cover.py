"""Cover hours: when somebody is there to act, and clocks that run only then. Pure.

A site says on which days and between which wall times it is covered, and which days are holidays.
Everything is computed in the site's zone and converted back, so both nights of a clock change are
right: an hour of cover is an hour that has really passed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from retraining.common import clock

DAY_MINUTES = 24 * 60
LOOK_AHEAD_DAYS = 400  # a site without an hour of cover in a year has none


class NoCover(ValueError):
    """There is no hour of cover, or one of them cannot be read."""


@dataclass(frozen=True)
class Span:
    """Wall times of some weekdays.

    Args:
        days: weekdays, 0 is Monday.
        begins, ends: minutes after midnight; `ends` may be 1440, the end of the day.
    """

    days: frozenset[int]
    begins: int
    ends: int

    def __post_init__(self) -> None:
        if not self.days or not self.days <= set(range(7)):
            raise NoCover("days are numbers from 0 (Monday) to 6 (Sunday)")
        if not 0 <= self.begins < self.ends <= DAY_MINUTES:
            raise NoCover("cover ends after it begins, on the same day")


@dataclass(frozen=True)
class Cover:
    """When a site is covered.

    Args:
        zone: IANA zone of the site.
        spans: at least one.
        holidays: days without cover.
    """

    zone: str
    spans: tuple[Span, ...]
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.spans:
            raise NoCover("there are no hours of cover")


def minutes_of(wall: str) -> int:
    """Minutes after midnight of "09:30"; "24:00" is the end of the day.

    Raises:
        NoCover: this is no time of day.
    """
    if wall == "24:00":
        return DAY_MINUTES
    try:
        at = time.fromisoformat(wall)
    except ValueError as error:
        raise NoCover(f"{wall!r} is no time such as 09:30") from error
    return at.hour * 60 + at.minute


def read(zone: str, spans: Iterable[Mapping[str, Any]], holidays: Iterable[str] = ()) -> Cover:
    """Cover from plain values, as a site's row and a protocol hold them.

    Args:
        zone: IANA zone.
        spans: `{"days": [0, 1], "from": "09:00", "to": "17:00"}` each.
        holidays: days such as "2026-12-25".

    Raises:
        NoCover: a value cannot be read, or there are no hours.
    """
    try:
        found = tuple(
            Span(frozenset(s["days"]), minutes_of(str(s["from"])), minutes_of(str(s["to"])))
            for s in spans
        )
        return Cover(zone, found, frozenset(date.fromisoformat(day) for day in holidays))
    except (KeyError, TypeError) as error:
        raise NoCover("each span needs days, from and to") from error
    except NoCover:
        raise
    except ValueError as error:
        raise NoCover("a holiday is a day such as 2026-12-25") from error


def _moment(day: date, minutes: int, zone: str) -> datetime:
    if minutes == DAY_MINUTES:
        return clock.from_wall(day + timedelta(days=1), time(0), zone)
    return clock.from_wall(day, time(minutes // 60, minutes % 60), zone)


def _of_day(cover: Cover, day: date) -> list[tuple[datetime, datetime]]:
    """The stretches of one day (UTC), in order, those that touch made one."""
    if day in cover.holidays:
        return []
    found: list[tuple[datetime, datetime]] = []
    for span in sorted(cover.spans, key=lambda s: (s.begins, s.ends)):
        if day.weekday() not in span.days:
            continue
        begins, ends = (_moment(day, m, cover.zone) for m in (span.begins, span.ends))
        if ends <= begins:
            continue  # a night of the clock change left the whole stretch out
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def stretches(cover: Cover, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Stretches of cover from a moment on, in order.

    Raises:
        NoCover: there is none for more than a year.
    """
    first, idle = clock.local_date(cover.zone, since), 0
    for n in range(40 * LOOK_AHEAD_DAYS):
        of_day = [(max(b, since), e) for b, e in _of_day(cover, first + timedelta(days=n))]
        left = [pair for pair in of_day if pair[1] > since]
        yield from left
        idle = 0 if left else idle + 1
        if idle > LOOK_AHEAD_DAYS:
            break
    raise NoCover("there is no hour of cover for more than a year")


def is_covered(cover: Cover, moment: datetime) -> bool:
    """Whether somebody is there at this moment."""
    return any(b <= moment < e for b, e in _of_day(cover, clock.local_date(cover.zone, moment)))


def next_covered(cover: Cover, moment: datetime) -> datetime:
    """The moment itself where it is covered, else the next one that is."""
    return next(stretches(cover, moment))[0]


def add_hours(cover: Cover, moment: datetime, hours: float) -> datetime:
    """When so many hours of cover have passed since a moment.

    Args:
        cover: of the site.
        moment: where the clock starts; outside cover it waits.
        hours: of cover; 0 gives the next covered moment.
    """
    left = timedelta(hours=hours)
    for begins, ends in stretches(cover, moment):
        if left <= ends - begins:
            return begins + left
        left -= ends - begins
    raise NoCover("there is no hour of cover for more than a year")


def between(cover: Cover, start: datetime, end: datetime) -> timedelta:
    """How much cover lies between two moments; nothing where the second is not the later one."""
    total = timedelta(0)
    if end <= start:
        return total
    last = clock.local_date(cover.zone, end)
    day = clock.local_date(cover.zone, start)
    while day <= last:
        for begins, ends in _of_day(cover, day):
            total += max(timedelta(0), min(ends, end) - max(begins, start))
        day += timedelta(days=1)
    return total


def _working_day(cover: Cover, after: date, number: int) -> list[tuple[datetime, datetime]]:
    """The stretches of the n-th covered day after a day."""
    day = after
    for _try in range(LOOK_AHEAD_DAYS * max(1, number)):
        day += timedelta(days=1)
        if found := _of_day(cover, day):
            number -= 1
            if number == 0:
                return found
    raise NoCover("there is no hour of cover for more than a year")


def working_days_later(cover: Cover, moment: datetime, days: int) -> datetime:
    """The same time of day so many working days later; Friday 10:00 becomes Monday 10:00.

    The clock starts at the next covered moment. Where the later day is not covered at that time,
    it is the next moment of cover.
    """
    start = next_covered(cover, moment)
    if days == 0:
        return start
    wall = clock.local(start, cover.zone)
    stretch = _working_day(cover, wall.date(), days)[0]
    day = clock.local_date(cover.zone, stretch[0])
    same_time = clock.from_wall(day, wall.time().replace(tzinfo=None), cover.zone)
    return next_covered(cover, max(same_time, stretch[0]))


def end_of_working_day(cover: Cover, moment: datetime, days: int) -> datetime:
    """The end of cover so many working days after the one that a moment falls on or waits for.

    `days` = 0 is the end of that day itself: "on the same working day".
    """
    start = next_covered(cover, moment)
    day = clock.local_date(cover.zone, start)
    if days == 0:
        return _of_day(cover, day)[-1][1]
    return _working_day(cover, day, days)[-1][1]
