"""When the weeks of a plan open, pauses taken into account. Pure.

A pause moves every week that had not opened when it was asked for, by as many days as it lasted:
never past the last day on which main sessions count, and never to before the day planned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from retraining.common.clock import from_wall, local


@dataclass(frozen=True)
class Pause:
    """A pause as it stands now.

    Args:
        asked_at: when it was asked for, UTC.
        first_day: its first day.
        until: the first day on which the sessions go on.
        zone: IANA zone whose days these are.
    """

    asked_at: datetime
    first_day: date
    until: date
    zone: str

    @property
    def days(self) -> int:
        """How many days it takes of those that are left; 0 where it ended on its first day."""
        return (self.until - self.first_day).days

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first_day <= day < self.until


@dataclass(frozen=True)
class Opening:
    """When a week opens: its first day, and the moment (UTC)."""

    first_day: date
    opens_at: datetime


def opening(planned: Opening, pauses: Sequence[Pause], last_day: date) -> Opening:
    """When a week opens after these pauses.

    Args:
        planned: as the plan was made.
        pauses: of the person, in the order in which they were asked for.
        last_day: no pause moves a week beyond it.

    Returns:
        The opening, at the same wall time of the zone in which a pause was asked for.
    """
    now = planned
    for pause in pauses:
        if now.opens_at > pause.asked_at:
            now = _moved(now, pause.days, pause.zone, last_day)
    return now


def _moved(at: Opening, days: int, zone: str, last_day: date) -> Opening:
    room = max(0, (last_day - at.first_day).days)
    step = timedelta(days=min(days, room))
    if not step:
        return at
    wall = local(at.opens_at, zone)
    return Opening(at.first_day + step, from_wall(wall.date() + step, wall.time(), zone))


def days_used(pauses: Sequence[Pause]) -> int:
    """Days of pause taken or asked for so far."""
    return sum(pause.days for pause in pauses)


def running(pauses: Sequence[Pause], day: date) -> Pause | None:
    """The pause that a day lies in, if any."""
    return next((pause for pause in pauses if pause.holds(day)), None)
