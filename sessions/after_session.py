"""The weekly questions leave somebody alone in the hour after a guided session.

What a session just did to pain or mood would colour a number about the past seven days, and would
do so differently in two programmes. The window itself stays where the protocol put it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max

from retraining.assessments.selectors import VisitState
from retraining.trials.models import Participant
from sessions.models import PieceKind, PlayEvent

REST = timedelta(hours=1)


def resting(
    participant: Participant, visits: Iterable[VisitState], moment: datetime
) -> dict[str, datetime]:
    """Weekly questions that are open, yet not asked at this moment.

    Somebody who has begun them is let go on, and where the window would close within the hour they
    are asked at once: nothing is lost.

    Args:
        participant: whose.
        visits: of this person, as they stand at the moment.
        moment: now, by the server's clock, as is the time of a session's last event.

    Returns:
        {key of the visit: when it is asked}.
    """
    asked = [state for state in visits if state.visit.repeated and state.open_now]
    fresh = [state for state in asked if not state.started]
    if not fresh:
        return {}
    last = _last_event(participant, moment)
    if last is None:
        return {}
    until = last + REST
    return {
        state.visit.key: until
        for state in fresh
        if state.window is not None and moment < until < state.window.closes_at
    }


def _last_event(participant: Participant, moment: datetime) -> datetime | None:
    """When something of a session last reached the server within the hour; a text to read is none.

    What a phone kept while it had no connection counts from when it arrived: its own clock is but
    a hint.
    """
    rows = PlayEvent.objects.filter(
        plan_item__participant=participant, received_at__gt=moment - REST, received_at__lte=moment
    ).exclude(plan_item__kind=PieceKind.READING)
    last: datetime | None = rows.aggregate(last=Max("received_at"))["last"]
    return last
