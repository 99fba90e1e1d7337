"""Showing one person's arm to one named medic: the only door through which an arm comes out.

Source: WHO, Handbook for good clinical research practice (2005), code breaking: one person at a
time, documented, the others stay blind.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.accounts.roles import Permission
from retraining.audit.services import record
from retraining.common import clock, sealing
from retraining.common.jobs import wake
from retraining.randomisation import delivery, unblinding_section
from retraining.randomisation.models import Allocation
from retraining.randomisation.unblinding_models import (
    Unblinding,
    UnblindingAgreement,
    UnblindingKind,
    UnblindingNotice,
    UnblindingShown,
)
from retraining.trials.errors import Refused
from retraining.trials.models import ArmsLearnt, Participant, StaffAssignment
from retraining.trials.selectors import current_assignments, permissions_of
from retraining.trials.services.identity import seal_for
from retraining.trials.services.staff import note_arms_learnt

TEXT = "unblinding.text"


@dataclass(frozen=True)
class Revealed:
    """What is shown, once.

    Args:
        code: number of the person.
        arm: slug of the arm.
        programme: slug of the programme.
    """

    code: str
    arm: str
    programme: str


@transaction.atomic
def unblind(
    *, participant: Participant, kind: str, reason: str, text: str, nonce: str, by: User
) -> Revealed | None:
    """Ask for one person's arm; in an emergency it is shown at once.

    Args:
        participant: one person.
        kind: of UnblindingKind.
        reason: of UnblindingReason.
        text: who asked and why; sealed under the person's key, and not kept once that is destroyed.
        nonce: of the form; the same form sent again is refused.
        by: a medic named for the person's site.

    Returns:
        What is shown; None where a second medic has to agree first.

    Raises:
        Refused: not a named medic, not randomised, or sent before.
    """
    _refuse_unless_named(by, participant)
    if not Allocation.objects.filter(participant=participant).exists():
        raise Refused(_("This person has not been randomised: there is nothing to show."))
    try:
        with transaction.atomic():
            row = Unblinding.objects.create(
                participant=participant,
                kind=UnblindingKind(kind),
                reason=reason,
                text_sealed=_sealed(participant, text),
                nonce=nonce,
                at=clock.now(),
                by=by,
            )
    except IntegrityError as error:
        raise Refused(_("This was shown before, and is shown only once.")) from error
    _record("participant.unblinding_asked", row, by)
    return _show(row, by) if row.kind == UnblindingKind.EMERGENCY else None


@transaction.atomic
def agree(*, unblinding: Unblinding, by: User) -> None:
    """A second medic agrees. A second time changes nothing.

    Raises:
        Refused: not a named medic, or the one who asked.
    """
    _refuse_unless_named(by, unblinding.participant)
    row = Unblinding.objects.select_for_update().get(pk=unblinding.pk)
    if row.by_id == by.pk:
        raise Refused(_("Somebody else has to agree to what you asked for."))
    _agreement, new = UnblindingAgreement.objects.get_or_create(
        unblinding=row, defaults={"at": clock.now(), "by": by}
    )
    if new:
        _record("participant.unblinding_agreed", row, by)


@transaction.atomic
def show(*, unblinding: Unblinding, by: User) -> Revealed:
    """Show, once, what a second medic has agreed to.

    Raises:
        Refused: nobody has agreed, somebody else asked for it, or it was shown before.
    """
    _refuse_unless_named(by, unblinding.participant)
    row = Unblinding.objects.select_for_update().get(pk=unblinding.pk)
    if row.by_id != by.pk:
        raise Refused(_("It is shown to whoever asked for it, and to nobody else."))
    if not UnblindingAgreement.objects.filter(unblinding=row).exists():
        raise Refused(_("A second medic has to agree first."))
    return _show(row, by)


def _sealed(participant: Participant, text: str) -> bytes:
    """The text under the person's key; nothing where it is destroyed: an emergency cannot wait."""
    try:
        return seal_for(participant, text, TEXT)
    except sealing.CannotOpen:
        return b""


def _show(row: Unblinding, by: User) -> Revealed:
    try:
        with transaction.atomic():
            UnblindingShown.objects.create(unblinding=row, at=clock.now())
    except IntegrityError as error:
        raise Refused(_("This was shown before, and is shown only once.")) from error
    person = row.participant
    allocation = Allocation.objects.select_related("arm").get(participant=person)
    _record("participant.unblinded", row, by)
    note_arms_learnt(trial=person.trial, how=ArmsLearnt.How.PERSON, by=by)
    _tell(row)
    return Revealed(person.code, allocation.arm.slug, delivery.programme_of(person) or "")


def _tell(row: Unblinding) -> None:
    """A notice for everybody whom the person's protocol names; the mail follows from the row."""
    person = row.participant
    told = StaffAssignment.objects.filter(
        trial_id=person.trial_id, role__in=unblinding_section.roles_told(person.version.content)
    )
    today = clock.now().date()
    told = told.filter(starts_on__lte=today).exclude(ends_on__lt=today)
    users = {
        held.user_id
        for held in told
        if held.site_id in (None, person.site_id) and held.user_id != row.by_id
    }
    UnblindingNotice.objects.bulk_create(
        UnblindingNotice(unblinding=row, recipient_id=user, at=clock.now())
        for user in sorted(users)
    )
    wake("reminders.sweep")


def _refuse_unless_named(by: User, participant: Participant) -> None:
    named = any(
        held.trial_id == participant.trial_id
        and held.site_id in (None, participant.site_id)
        and Permission.UNBLIND in permissions_of(held)
        for held in current_assignments(by)
    )
    if not named:
        raise Refused(_("You are not named as a medic for this person."))


def _record(action: str, row: Unblinding, by: User) -> None:
    record(
        action,
        by=by,
        object_type="participant",
        object_ids=[row.participant_id],
        trial_id=row.participant.trial_id,
        reason=f"{row.kind}: {row.reason}",
    )
