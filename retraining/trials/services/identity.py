"""Sealing under a participant's own key. Erasure destroys the key, and all that it sealed."""

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.accounts.services import erase_user
from retraining.audit.services import record
from retraining.common import clock, sealing
from retraining.trials.errors import Refused
from retraining.trials.models import (
    ComprehensionAttempt,
    DateKind,
    EligibilityVerdict,
    Identity,
    Participant,
    ParticipantDate,
    ParticipantKey,
    Screening,
    ScreeningCall,
    ScreeningPart,
)
from retraining.trials.selectors_identity import still_needed

FORGOTTEN = (
    ScreeningPart,
    Screening,
    ScreeningCall,
    ComprehensionAttempt,
    EligibilityVerdict,
)


def create_key(*, participant: Participant) -> None:
    """Make the person's key, wrapped by IDENTITY_KEY."""
    wrapped = sealing.seal(
        sealing.environment_key("IDENTITY_KEY"),
        sealing.new_key().hex(),
        f"participant.key:{participant.pk}",
    )
    ParticipantKey.objects.create(participant=participant, wrapped=wrapped)


def _key(participant: Participant) -> bytes:
    wrapped = ParticipantKey.objects.get(participant=participant).wrapped
    if wrapped is None:
        raise sealing.CannotOpen("this person's data has been erased")
    return bytes.fromhex(
        sealing.unseal(
            sealing.environment_key("IDENTITY_KEY"), wrapped, f"participant.key:{participant.pk}"
        )
    )


def seal_for(participant: Participant, text: str, column: str) -> bytes:
    """Seal a text of this person for a column such as "consent.typed_name"."""
    return sealing.seal(_key(participant), text, f"{column}:{participant.pk}")


def open_for(participant: Participant, sealed: bytes | memoryview, column: str) -> str:
    """Open what `seal_for` made.

    Raises:
        sealing.CannotOpen: the key is destroyed, or the value belongs elsewhere.
    """
    return sealing.unseal(_key(participant), sealed, f"{column}:{participant.pk}")


@transaction.atomic
def set_identity(*, participant: Participant, email: str, name: str, phone: str, by: User) -> None:
    """Store or replace name, address and telephone."""
    Identity.objects.update_or_create(
        participant=participant,
        defaults={
            "email_sealed": seal_for(participant, email.strip().lower(), "identity.email"),
            "name_sealed": seal_for(participant, name.strip(), "identity.name"),
            "phone_sealed": seal_for(participant, phone.strip(), "identity.phone"),
        },
    )
    record(
        "identity.set",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )


@transaction.atomic
def change_email(*, participant: Participant, email: str, by: User) -> None:
    """Replace the address; name and telephone stay."""
    Identity.objects.filter(participant=participant).update(
        email_sealed=seal_for(participant, email.strip().lower(), "identity.email")
    )
    record(
        "identity.email_changed",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )


def email_of(participant: Participant) -> str:
    """The person's address (used by the mail worker; a look by staff goes through `reveal`)."""
    return open_for(participant, participant.identity.email_sealed, "identity.email")


def name_of(participant: Participant) -> str:
    """The person's name as the study team knows it; may be empty."""
    return open_for(participant, participant.identity.name_sealed, "identity.name")


@transaction.atomic
def reveal(*, participant: Participant, by: User) -> dict[str, str]:
    """Show a member of staff who this is; the look is audited."""
    record(
        "identity.viewed",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    phone = open_for(participant, participant.identity.phone_sealed, "identity.phone")
    return {"email": email_of(participant), "name": name_of(participant), "phone": phone}


@transaction.atomic
def erase(*, participant: Participant, by: User | None, reason: str) -> None:
    """Destroy the person's key: name, address, signature and free text can never be read again.

    Of somebody who was not randomised, what was told or found out on the way in goes with it: own
    answers, tries of the questions about the documents, the call and the verdict.

    Open safety matters are answered before that (`programmes.md` 5.9): without a name and a number
    nobody could. The row is locked first, so that an alert that is being raised comes before or
    finds the person erased.

    Args:
        participant: whose key.
        by: who removes it; None for the sweep.
        reason: a closed code or a short reason, for the log.

    Raises:
        Refused: somebody may still have to reach this person.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    if still_needed().filter(pk=participant.pk).exists():
        raise Refused(
            _(
                "An alert about this person is still open. Name and number are needed until "
                "somebody has closed it."
            )
        )
    ParticipantKey.objects.filter(participant=participant, destroyed_at__isnull=True).update(
        wrapped=None, destroyed_at=clock.now()
    )
    randomised = ParticipantDate.objects.filter(participant=participant, kind=DateKind.RANDOMISED)
    if not randomised.exists():
        for model in FORGOTTEN:
            model._base_manager.filter(participant=participant).delete()
    if participant.user is not None:
        erase_user(user=participant.user)
    record(
        "identity.erased",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
        reason=reason,
    )
