"""From allocation to a plan: the start day is fixed and eight weeks appear."""

import logging

from django.db import transaction

from retraining.audit.services import record
from retraining.common.clock import from_wall
from retraining.randomisation.selectors import is_randomised
from retraining.trials.models import DateKind, Participant
from retraining.trials.selectors import latest_day
from retraining.trials.services.consent import set_date
from sessions import protocol_section
from sessions.models import PlanItem

log = logging.getLogger(__name__)


@transaction.atomic
def make_plan(*, participant: Participant) -> list[PlanItem]:
    """Write the plan of somebody who was randomised. A second call changes nothing.

    Each week opens on its first day at the protocol's hour, by the clock of the person's zone.

    Returns:
        The plan items; empty where the person is not randomised or has a plan.
    """
    person = (
        Participant.objects.select_for_update(of=("self",))
        .select_related("version")
        .get(pk=participant.pk)
    )
    if not is_randomised(person) or latest_day(person, DateKind.START) is not None:
        return []
    start = person.chosen_start
    if start is None:
        return []
    section = protocol_section.read(person.version.content)
    items = PlanItem.objects.bulk_create(
        PlanItem(
            participant=person,
            week=piece.week,
            kind=piece.kind,
            number=piece.number,
            minutes=piece.minutes,
            planned_at=from_wall(
                protocol_section.week_opens(start, piece.week), section.opens_at, person.time_zone
            ),
        )
        for piece in section.pieces
    )
    set_date(participant=person, kind=DateKind.START, day=start, by=None)
    record(
        "plan.made",
        by=None,
        object_type="participant",
        object_ids=[person.pk],
        trial_id=person.trial_id,
    )
    return items


def plan_everybody() -> int:
    """Make the plans that are missing; how many were made."""
    waiting = (
        Participant.objects.filter(dates__kind=DateKind.RANDOMISED)
        .exclude(dates__kind=DateKind.START)
        .distinct()
    )
    return sum(_planned(person) for person in waiting)


def _planned(person: Participant) -> bool:
    try:
        return bool(make_plan(participant=person))
    except Exception:  # one plan that cannot be made must not hold up the others
        log.exception("no plan could be made for participant %s", person.pk)
        return False
