"""Clocks of serious adverse events. Pure.

Source: HRA, safety reporting of non-CTIMPs in the United Kingdom: the site tells the chief
investigator within 24 hours of awareness; a related and unexpected serious event goes to the ethics
committee within 15 days of the chief investigator's awareness. Other countries fill in their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

RELATED = frozenset({"possible", "probable", "definite"})


@dataclass(frozen=True)
class SeriousEvent:
    """What the clocks need.

    Args:
        aware_at: when the site became aware.
        lead_told_at: when the chief investigator was told; None before.
        ethics_told_at: when the ethics committee was told; None before.
        relatedness: as judged; empty before.
        expected: as judged; None before.
    """

    aware_at: datetime
    lead_told_at: datetime | None
    ethics_told_at: datetime | None
    relatedness: str
    expected: bool | None


@dataclass(frozen=True)
class Clock:
    """One report that is due, or was made.

    Args:
        to: "lead" or "ethics".
        due: until when.
        done_at: when it was made; None before.
    """

    to: str
    due: datetime
    done_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether it was made too late, or is not made and time is up."""
        return (self.done_at or now) > self.due


def clocks(
    event: SeriousEvent, *, to_lead_hours: int, to_ethics_days: Mapping[str, int], country: str
) -> list[Clock]:
    """The reports that a serious event needs.

    Args:
        event: the event.
        to_lead_hours: from awareness to the chief investigator.
        to_ethics_days: days from the chief investigator's awareness, by country.
        country: of the site; one without an entry has no second clock.
    """
    to_lead = event.aware_at + timedelta(hours=to_lead_hours)
    found = [Clock("lead", to_lead, event.lead_told_at)]
    days = to_ethics_days.get(country)
    if days is not None and event.relatedness in RELATED and event.expected is False:
        # Not told yet: the clock runs from the site's own awareness, so that it is never too long.
        start = event.lead_told_at or event.aware_at
        found.append(Clock("ethics", start + timedelta(days=days), event.ethics_told_at))
    return found
