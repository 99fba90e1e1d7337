"""When a reminder is due. Pure: days and hours come in, the wall clock of the person decides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from retraining.common.clock import from_wall, local
from sessions.plan_days import first_suiting

FIRST_HOUR, LAST_HOUR = 8, 21  # nothing goes out before 08:00 or from 21:00 local time
MAX_A_DAY, MAX_A_WEEK = 1, 4
LATE = timedelta(hours=26)
"""How long after its moment a reminder is still found: by a worker that was away, or by somebody
who moved to another zone, whose clock springs 26 hours at most (UTC-12 to UTC+14)."""
WAITS_AT_MOST = timedelta(days=3)  # for daytime or for the limits; later it would only puzzle


@dataclass(frozen=True)
class Due:
    """A reminder that falls due: what, for which occasion, when (UTC)."""

    kind: str
    occasion: str
    at: datetime


def session_dues(
    weeks: Iterable[tuple[int, date, datetime]],
    hour: int,
    zone: str,
    again_after_days: int,
    days: Sequence[int] = (),
) -> list[Due]:
    """A message when each week opens, and one more some days later.

    Somebody who chose days that suit is written to on those: on the first of them, and again on
    the first of them after some days, where one is left in that week.

    A plan keeps the moments of the zone it was made in. Somebody who moved may reach the hour
    before the week opens: the message falls due at the opening, never before.

    Args:
        weeks: (number, first local day, when its main session opens in UTC) of each week.
        hour: the person's hour for messages.
        zone: the person's zone now.
        again_after_days: days from the first day to the second message.
        days: weekdays that suit the person, 0 is Monday; any day where empty.
    """
    dues = []
    for number, first, opens_at in weeks:
        for kind, day in _message_days(first, again_after_days, days):
            at = from_wall(day, time(hour), zone)
            dues.append(Due(kind, f"week-{number}", max(at, opens_at)))
    return dues


def _message_days(
    first: date, again_after_days: int, days: Sequence[int]
) -> Iterator[tuple[str, date]]:
    last = first + timedelta(days=6)
    begins = first_suiting(first, last, days)
    again = first_suiting(first + timedelta(days=again_after_days), last, days)
    if begins is not None:
        yield "session", begins
    if again is not None and again != begins:
        yield "session-again", again


def visit_dues(
    visits: Iterable[tuple[str, datetime]], hour: int, zone: str, again_after_days: int
) -> list[Due]:
    """A message at the person's hour on the day a questionnaire opens, and one some days later.

    Args:
        visits: (key, when it opens in UTC) of each.
        hour: the person's hour for messages.
        zone: the person's zone now.
        again_after_days: days from the first message to the second.
    """
    dues = []
    for key, opens_at in visits:
        at = next_turn(opens_at - timedelta.resolution, hour, zone)
        later = local(at, zone).date() + timedelta(days=again_after_days)
        dues.append(Due("check-in", key, at))
        dues.append(Due("check-in-again", key, from_wall(later, time(hour), zone)))
    return dues


@dataclass(frozen=True)
class Chasing:
    """How outcomes are asked for again.

    Args:
        again: days from the first message to the second and the third.
        before_close: days before the last day of the window for the last one.
    """

    again: tuple[int, ...] = (3, 7)
    before_close: int = 3


CHASED_KINDS = ("visit", "visit-again", "visit-more", "visit-last")


def outcome_dues(
    visits: Iterable[tuple[str, datetime, datetime]], hour: int, zone: str, chasing: Chasing
) -> list[Due]:
    """Messages about an outcome: when it opens, again twice, and once before it closes.

    Where two fall on one day, or the last would come before another, it is left out: the window is
    short, and one message a day is the limit.

    Args:
        visits: (key, when it opens, when it closes, both UTC) of each.
        hour: the person's hour for messages.
        zone: the person's zone now.
        chasing: on which days.
    """
    dues = []
    for key, opens_at, closes_at in visits:
        first = next_turn(opens_at - timedelta.resolution, hour, zone)
        day = local(first, zone).date()
        last = local(closes_at - timedelta.resolution, zone).date()
        days = [day, *(day + timedelta(days=n) for n in chasing.again)]
        days.append(last - timedelta(days=chasing.before_close))
        before = None
        for kind, due_day in zip(CHASED_KINDS, days, strict=False):
            if (before is None or due_day > before) and due_day <= last:
                before = due_day
                dues.append(Due(kind, key, from_wall(due_day, time(hour), zone)))
    return dues


def next_turn(moment: datetime, hour: int, zone: str) -> datetime:
    """The first moment after `moment` at which clocks in the zone show the person's hour."""
    day = local(moment, zone).date()
    at = from_wall(day, time(hour), zone)
    return at if at > moment else from_wall(day + timedelta(days=1), time(hour), zone)


def is_daytime(moment: datetime, zone: str) -> bool:
    """Whether a message may go out now, by the clock of the person's zone."""
    return FIRST_HOUR <= local(moment, zone).hour < LAST_HOUR


def within_limits(sent: Iterable[datetime], moment: datetime, zone: str) -> bool:
    """Whether one more message stays within one on a day and four on seven days.

    Days are local days, today and the six before: a week in hours would count last week's message
    of the same hour whenever this week's leaves some seconds earlier, or in a week of 167 hours.

    Args:
        sent: when earlier reminders of any kind went out.
        moment: when the next one would.
        zone: the person's zone.
    """
    today = local(moment, zone).date()
    days = [(today - local(at, zone).date()).days for at in sent]
    on_the_day = sum(days_ago == 0 for days_ago in days)
    in_the_week = sum(0 <= days_ago < 7 for days_ago in days)
    return on_the_day < MAX_A_DAY and in_the_week < MAX_A_WEEK


DAYS_KEYS = ("again_after_days", "check_in_again_after_days")


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with `[reminders]`: pairs of (key to look for, sentence)."""
    section = content.get("reminders", {})
    found = [
        ("visit_again_after_days", "[reminders] visit_again_after_days is two rising numbers")
        for days in [section.get("visit_again_after_days", [3, 7])]
        if not (isinstance(days, list) and len(days) == 2 and 0 < days[0] < days[1])
    ]
    found += [
        (key, f"[reminders] {key} is a whole number from 1 to 28")
        for key in ("visit_before_close_days", "call_after_days")
        if not isinstance(section.get(key, 3), int) or not 1 <= section.get(key, 3) <= 28
    ]
    return found + [
        (key, f"[reminders] needs {key}, a whole number from 1 to 6")
        for key in DAYS_KEYS
        if not isinstance(section.get(key), int) or not 1 <= section[key] <= 6
    ]
