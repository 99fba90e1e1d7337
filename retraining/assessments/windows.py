"""When a questionnaire is open. Pure; the days come in, the wall clock of the person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from retraining.assessments.protocol_section import Visit
from retraining.common.clock import from_wall

GRACE = timedelta(hours=2)
"""Whoever began within the window may finish within this time after it: nobody is cut off in the
middle of a row of questions. Nothing can be begun in it. What closes at randomisation has none."""


@dataclass(frozen=True)
class Window:
    """Open from `opens_at` (included) to `closes_at` (excluded), both UTC."""

    opens_at: datetime
    closes_at: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether the window is open at this moment."""
        return self.opens_at <= moment < self.closes_at

    def lets_finish(self, moment: datetime) -> bool:
        """Whether what was begun in the window can still be finished at this moment."""
        return self.opens_at <= moment < self.closes_at + GRACE


def window(visit: Visit, anchors: Mapping[str, date], zone: str) -> Window | None:
    """The window of a visit for one person.

    Args:
        visit: from the protocol.
        anchors: {kind: day} of the person; neither pause nor catch-up ever moves them.
        zone: the person's IANA zone.

    Returns:
        The window, or None where its anchor day is not known or it has closed for good.
    """
    anchor = anchors.get(visit.anchor)
    if anchor is None or (visit.before_randomisation and "randomised" in anchors):
        return None
    first = anchor + timedelta(days=visit.opens_day - 1)
    last = anchor + timedelta(days=visit.closes_day - 1)
    return Window(from_wall(first, visit.at, zone), from_wall(last, visit.at, zone))


def sent_after_flag(visit: Visit, anchors: Mapping[str, date], zone: str, sent: datetime) -> bool:
    """Whether answers were sent after the day from which they are marked in the data."""
    anchor = anchors.get(visit.anchor)
    if anchor is None or visit.flag_after_day is None:
        return False
    return sent >= from_wall(anchor + timedelta(days=visit.flag_after_day), visit.at, zone)
