"""Stopping, taking it back, and wanting fewer messages."""

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.trials import selectors_stopping as selectors
from retraining.trials.errors import Refused
from retraining.trials.models import (
    MessageChoice,
    Messages,
    Participant,
    Withdrawal,
    WithdrawalLevel,
)
from retraining.trials.services.identity import erase, open_for, seal_for

LEVELS = ["", *WithdrawalLevel.values]  # each includes the ones before it
UNDO_FOR = selectors.UNDO_FOR
REASON = "withdrawal.reason"


@transaction.atomic
def withdraw(
    *, participant: Participant, level: str, reason: str, by: User | None, samples: bool = False
) -> Withdrawal:
    """Record how much somebody stops. No argument, no reason needed.

    Args:
        participant: who stops.
        level: a `WithdrawalLevel`; empty where only the samples are to be destroyed.
        reason: free text, may be empty; sealed under the person's key.
        by: the person, or the member of staff whom they told.
        samples: destroy the samples that were taken.

    Returns:
        The withdrawal; the newest one where it stops as much or more already (a second press,
        or a page of yesterday on another device).

    Raises:
        Refused: there is no such level, or nothing was chosen.
    """
    if level not in LEVELS or not (level or samples):
        raise Refused(_("Please choose what you would like to stop."))
    Participant.objects.select_for_update().get(pk=participant.pk)
    newest = selectors.newest_withdrawal(participant)
    has = LEVELS.index(newest.level) if newest else 0
    if newest is not None and has >= LEVELS.index(level) and (newest.samples or not samples):
        return newest
    return _write(
        participant,
        level=LEVELS[max(has, LEVELS.index(level))],
        samples=samples or bool(newest and newest.samples),
        reason=reason,
        by=by,
        action="withdrawal.recorded",
    )


@transaction.atomic
def undo(*, participant: Participant, seen: int, by: User) -> Withdrawal:
    """Take one's own newest choice back, within 24 hours of it.

    Source: the protocol's withdrawal rules (`programmes.md` 5.9). Twenty-four hours of real time,
    so that a night with a clock change is no shorter and no longer.

    Args:
        participant: whose choice.
        seen: id of the withdrawal that the page showed.
        by: the person's own user.

    Returns:
        The row that takes it back; the first one where it was taken back before.

    Raises:
        Refused: not the person's own choice, too old, or another choice came after it.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    row = Withdrawal.objects.filter(participant=person, pk=seen).first()
    if row is not None and (done := Withdrawal.objects.filter(undoes=row).first()):
        return done
    if person.user_id != by.pk or row is None or selectors.standing_withdrawal(person) != row:
        raise Refused(_("Something has changed since. Please look at it once more."))
    if row.by_id != by.pk or clock.now() >= row.at + UNDO_FOR:
        raise Refused(_("Please ring us, and we talk about starting again."))
    return _take_back(person, row, reason="", by=by, action="withdrawal.undone")


@transaction.atomic
def resume_after_talk(*, participant: Participant, reason: str, by: User) -> Withdrawal:
    """Take the newest choice back after a talk between the person and staff.

    Args:
        participant: whose choice.
        reason: what was agreed in the talk; sealed.
        by: the member of staff who talked with them.

    Raises:
        Refused: nothing is stopped, no words about the talk, or the identity has been erased.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    row = selectors.standing_withdrawal(person)
    if row is None:
        raise Refused(_("This person has not stopped anything."))
    if not reason.strip():
        raise Refused(_("Please write down what was agreed in the talk."))
    try:
        return _take_back(person, row, reason=reason, by=by, action="withdrawal.resumed")
    except CannotOpen as error:
        raise Refused(_("Name and address of this person have been erased.")) from error


def _take_back(
    person: Participant, row: Withdrawal, *, reason: str, by: User, action: str
) -> Withdrawal:
    before = selectors.withdrawal_before(row)
    return _write(
        person,
        level=before.level if before else "",
        samples=before.samples if before else False,
        undoes=row,
        reason=reason,
        by=by,
        action=action,
    )


def _write(
    participant: Participant, *, action: str, reason: str, by: User | None, **fields: object
) -> Withdrawal:
    text = reason.strip()
    row = Withdrawal.objects.create(
        participant=participant,
        reason_sealed=seal_for(participant, text, REASON) if text else None,
        at=clock.now(),
        by=by,
        **fields,
    )
    record(
        action,
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    return row


@transaction.atomic
def remove_identity(*, participant: Participant, by: User | None) -> None:
    """Destroy name, address and words of somebody who wants their data used no further.

    Not before the time has passed in which they may take it back by themselves. Nobody has to press
    a button for it: `removing.remove_identities` finds who waits.

    Raises:
        Refused: the person did not ask for it, may still take it back, or somebody may have to
            reach them.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    row = selectors.standing_withdrawal(person)
    if row is None or row.level != WithdrawalLevel.DATA:
        raise Refused(_("This person did not ask for it."))
    if clock.now() < row.at + UNDO_FOR:
        raise Refused(_("The person may take it back within 24 hours. Please wait until then."))
    erase(participant=person, by=by, reason="withdrawal-data")


@transaction.atomic
def show_reason(*, withdrawal: Withdrawal, by: User) -> str:
    """Open the words of a withdrawal for a member of staff; the look is audited.

    Raises:
        CannotOpen: the person's key is destroyed.
    """
    person = withdrawal.participant
    record(
        "withdrawal.reason_viewed",
        by=by,
        object_type="participant",
        object_ids=[person.pk],
        trial_id=person.trial_id,
    )
    sealed = withdrawal.reason_sealed
    return open_for(person, sealed, REASON) if sealed is not None else ""


@transaction.atomic
def choose_messages(*, participant: Participant, choice: str, by: User) -> None:
    """Keep how many reminders somebody wants, from now on. The same choice again changes nothing.

    Raises:
        Refused: there is no such choice.
    """
    if choice not in Messages.values:
        raise Refused(_("Please choose how often we may write."))
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if selectors.messages_wanted(person) == choice:
        return
    MessageChoice.objects.create(participant=person, choice=choice, at=clock.now(), by=by)
    record(
        "messages.chosen",
        by=by,
        object_type="participant",
        object_ids=[person.pk],
        trial_id=person.trial_id,
    )
