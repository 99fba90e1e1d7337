"""When an alert goes on to the next person. Pure: cover hours in, moments out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from retraining.safety import cover as hours
from retraining.safety.cover import Cover
from retraining.safety.protocol_section import Escalation
from retraining.safety.rules import AlertRule


@dataclass(frozen=True)
class Standing:
    """Where an alert stands.

    Args:
        raised_at: when it was raised.
        taken_at: when somebody took it; None while nobody has.
        spoken_at: when somebody spoke to the person; None before.
        contact_by: until when somebody should have; None where the rule asks for no contact.
    """

    raised_at: datetime
    taken_at: datetime | None
    spoken_at: datetime | None
    contact_by: datetime | None


class Clocks(NamedTuple):
    """Until when somebody has taken an alert and spoken to the person; None where unused."""

    acknowledge_by: datetime | None = None
    contact_by: datetime | None = None


def clocks_of(rule: AlertRule, cover: Cover, since: datetime) -> Clocks:
    """The clocks of an alert that start at a moment."""
    taken, spoken = rule.acknowledge_hours, rule.contact_days
    return Clocks(
        hours.add_hours(cover, since, taken) if taken is not None else None,
        hours.end_of_working_day(cover, since, spoken) if spoken is not None else None,
    )


def due_at(step: Escalation, cover: Cover, since: datetime) -> datetime:
    """When a level is told, counted in cover from a moment."""
    if step.cover_hours is not None:
        return hours.add_hours(cover, since, step.cover_hours)
    return hours.working_days_later(cover, since, step.working_days or 0)


def levels_due(
    steps: Iterable[Escalation], cover: Cover, standing: Standing, now: datetime
) -> Iterator[str]:
    """The levels that should have been told by now, in order.

    Nobody has taken it: the clock of each level runs from the alert. Somebody has, but the person
    was not spoken to in time: the same clocks run from that moment, the deputy at once.
    """
    for step in steps:
        if standing.taken_at is None:
            due: datetime | None = due_at(step, cover, standing.raised_at)
        elif standing.spoken_at is None and standing.contact_by is not None:
            due = due_at(step, cover, standing.contact_by)
        else:
            due = None
        if due is not None and due <= now:
            yield step.to
