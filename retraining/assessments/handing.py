"""Handing a device over in the clinic: a link that opens once, a visit and nothing else."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import selectors
from retraining.assessments.models import HandOver, HandOverState, HandOverStep
from retraining.audit.services import record
from retraining.common import clock
from retraining.trials import tokens
from retraining.trials.errors import Refused
from retraining.trials.models import Participant

PURPOSE = "hand-over"
OPENS_WITHIN = timedelta(hours=1)
LASTS = timedelta(hours=12)  # from opening: nobody is hurried, and no tablet stays open overnight


@transaction.atomic
def hand_over(*, participant: Participant, visit: str, by: User) -> HandOver:
    """Make a link for a visit that is open now.

    Raises:
        Refused: the visit is not open.
    """
    state = selectors.state_of(participant, visit)
    if state is None or not state.open_now:
        raise Refused(_("These questions are not open at the moment."))
    row = HandOver.objects.create(
        participant=participant, visit=visit, nonce=tokens.new_nonce(), at=clock.now(), by=by
    )
    record(
        "device.handed_over",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    return row


def _step(row: HandOver, state: HandOverState, action: str) -> None:
    """A step of the device itself: nobody is signed in on it, so nobody stands as actor."""
    HandOverStep.objects.create(hand_over=row, state=state, at=clock.now())
    record(
        action,
        by=None,
        object_type="participant",
        object_ids=[row.participant_id],
        trial_id=row.participant.trial_id,
    )


def link_token(row: HandOver) -> str:
    """The token of the link."""
    return tokens.token(PURPOSE, row.pk, row.nonce)


def waiting(token: str) -> HandOver | None:
    """The hand-over of a token that can still be opened; None for any other."""
    number = tokens.row_id(token) or 0
    row = HandOver.objects.select_related("participant").filter(pk=number).first()
    if row is None or not tokens.matches(PURPOSE, token, row.pk, row.nonce):
        return None
    if row.steps.exists() or clock.now() >= row.at + OPENS_WITHIN:
        return None
    return row


@transaction.atomic
def open_once(*, token: str) -> HandOver | None:
    """Spend a token; None where it was spent, is too old or is none of ours."""
    number = tokens.row_id(token) or 0
    HandOver.objects.select_for_update().filter(pk=number).first()
    row = waiting(token)
    if row is not None:
        _step(row, HandOverState.OPENED, "device.opened")
    return row


def running(number: int | None) -> HandOver | None:
    """The hand-over that a device holds, while it runs."""
    row = (
        HandOver.objects.select_related(
            "participant__trial", "participant__version", "participant__site", "by"
        )
        .filter(pk=number or 0)
        .first()
    )
    if row is None:
        return None
    steps = dict(row.steps.values_list("state", "at"))
    opened = steps.get(HandOverState.OPENED)
    if opened is None or HandOverState.ENDED in steps or clock.now() >= opened + LASTS:
        return None
    return row


@transaction.atomic
def end(*, row: HandOver) -> None:
    """Close a hand-over; a second call changes nothing."""
    HandOver.objects.select_for_update().get(pk=row.pk)
    if not row.steps.filter(state=HandOverState.ENDED).exists():
        _step(row, HandOverState.ENDED, "device.given_back")
