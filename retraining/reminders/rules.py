"""When a reminder is due. Pure: days and hours come in, the wall clock of the person decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from retraining.common.clock import from_wall, local

FIRST_HOUR, LAST_HOUR = 8, 21  # nothing goes out before 08:00 or from 21:00 local time
MAX_A_DAY, MAX_A_WEEK = 1, 4


@dataclass(frozen=True)
class Due:
    """A reminder that falls due: what, for which occasion, when (UTC)."""

    kind: str
    occasion: str
    at: datetime


def session_dues(
    weeks: Iterable[tuple[int, date]], hour: int, zone: str, again_after_days: int
) -> list[Due]:
    """A message when each week opens, and one more some days later.

    Args:
        weeks: (number, first local day) of each week.
        hour: the person's hour for messages.
        zone: the person's zone.
        again_after_days: days from the opening to the second message.
    """
    wall = time(hour)
    dues = []
    for number, first in weeks:
        later = first + timedelta(days=again_after_days)
        dues.append(Due("session", f"week-{number}", from_wall(first, wall, zone)))
        dues.append(Due("session-again", f"week-{number}", from_wall(later, wall, zone)))
    return dues


def visit_dues(visits: Iterable[tuple[str, datetime]], hour: int, zone: str) -> list[Due]:
    """A message at the person's hour on the day a questionnaire opens, and one a day later."""
    dues = []
    for key, opens_at in visits:
        day = local(opens_at, zone).date()
        at = from_wall(day, time(hour), zone)
        if at < opens_at:  # it opens after the person's hour: tomorrow at that hour
            day += timedelta(days=1)
            at = from_wall(day, time(hour), zone)
        dues.append(Due("check-in", key, at))
        dues.append(
            Due("check-in-again", key, from_wall(day + timedelta(days=1), time(hour), zone))
        )
    return dues


def is_daytime(moment: datetime, zone: str) -> bool:
    """Whether a message may go out now, by the clock of the person's zone."""
    return FIRST_HOUR <= local(moment, zone).hour < LAST_HOUR


def within_limits(sent: Iterable[datetime], moment: datetime, zone: str) -> bool:
    """Whether one more message stays within one a day and four in seven days.

    Args:
        sent: when earlier reminders of any kind went out.
        moment: when the next one would.
        zone: the person's zone; a day is a local day.
    """
    earlier = list(sent)
    today = local(moment, zone).date()
    on_the_day = sum(local(at, zone).date() == today for at in earlier)
    in_the_week = sum(moment - timedelta(days=7) < at <= moment for at in earlier)
    return on_the_day < MAX_A_DAY and in_the_week < MAX_A_WEEK


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with `[reminders]`: pairs of (key to look for, sentence)."""
    section = content.get("reminders", {})
    days = section.get("again_after_days")
    if not isinstance(days, int) or not 1 <= days <= 6:
        return [
            ("again_after_days", "[reminders] needs again_after_days, a whole number from 1 to 6")
        ]
    return []
