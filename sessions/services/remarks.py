"""Keeping what people say about a session: at its end, when they stop, when they leave it today."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from retraining.common import clock
from retraining.safety.services.raising import remark_made
from retraining.trials.models import Participant
from sessions import selectors
from sessions.models import PlanItem, PlayEvent, Remark, RemarkItem
from sessions.play_events import parse_event
from sessions.remarks import remark_in


def keep_remarks(*, plan_item: PlanItem, rows: Sequence[PlayEvent]) -> None:
    """Keep what a batch of events says, within the transaction that keeps the events.

    Of one attempt and one question the first answer stays, however often it is sent.

    Args:
        plan_item: whose events these are.
        rows: the events that were appended.
    """
    said = [(row, found) for row in rows if (found := remark_in(row.payload))]
    if not said:
        return
    Remark.objects.bulk_create(
        [
            Remark(
                event_id=row.event_id,
                participant_id=plan_item.participant_id,
                plan_item=plan_item,
                attempt=row.attempt,
                item=item,
                value=value,
                # The phone's clock is a hint: nothing is said before it could be, or after it came.
                said_at=min(
                    max(parse_event(row.payload, 1).wall, plan_item.opens_at), row.received_at
                ),
            )
            for row, (item, value) in said
        ],
        ignore_conflicts=True,
    )
    person = plan_item.participant
    for row, (item, value) in said:
        told = f"{row.attempt}:{item}"  # of one attempt and one question the first answer stays
        remark_made(participant=person, item=item, value=value, occasion=told, by=person.user)


@transaction.atomic
def say_not_today(*, plan_item: PlanItem) -> None:
    """A session is left for another day; a second press on the same day changes nothing."""
    person, now = plan_item.participant, clock.now()
    zone = person.time_zone
    before = selectors.last_not_today(person, now)
    if before is None or clock.local_date(zone, before) != clock.local_date(zone, now):
        _say(person, RemarkItem.NOT_TODAY, plan_item)


@transaction.atomic
def say_worse(*, participant: Participant) -> None:
    """Somebody feels worse and says so where no player is."""
    _say(participant, RemarkItem.WORSE, None)


def _say(person: Participant, item: str, plan_item: PlanItem | None) -> None:
    event_id = uuid.uuid4()
    remark_made(participant=person, item=item, value="", occasion=str(event_id), by=person.user)
    Remark.objects.create(
        event_id=event_id,
        participant=person,
        plan_item=plan_item,
        item=item,
        said_at=clock.now(),
    )
