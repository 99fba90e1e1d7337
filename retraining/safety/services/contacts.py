"""Whom to turn to about a person, and what may be left on their voicemail. Sealed."""

from django.db import transaction

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.safety.models import CareContact
from retraining.trials.models import Participant
from retraining.trials.services.identity import open_for, seal_for

LONGEST = 500
FIELDS = ("doctor", "emergency", "voicemail")


@transaction.atomic
def set_contact(
    *, participant: Participant, doctor: str, emergency: str, voicemail: str, by: User
) -> CareContact:
    """Store or replace own doctor, somebody for an emergency, and words for a voicemail.

    Args:
        participant: whose.
        doctor, emergency: name and number, in the person's own words; may be empty.
        voicemail: the only words that staff may leave; empty: leave none.
        by: who gives them.
    """
    said = {"doctor": doctor, "emergency": emergency, "voicemail": voicemail}
    sealed = {
        f"{name}_sealed": seal_for(participant, words.strip()[:LONGEST], f"care.{name}")
        for name, words in said.items()
    }
    row, _new = CareContact.objects.update_or_create(
        participant=participant, defaults={**sealed, "changed_at": clock.now()}
    )
    record(
        "care_contact.set",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    return row


def open_contact(contact: CareContact) -> tuple[str, str, str]:
    """Doctor, somebody for an emergency, words for a voicemail.

    Raises:
        sealing.CannotOpen: the person's data were erased.
    """
    doctor, emergency, voicemail = (
        open_for(contact.participant, getattr(contact, f"{name}_sealed"), f"care.{name}")
        for name in FIELDS
    )
    return doctor, emergency, voicemail


def contact_of(participant: Participant) -> dict[str, str]:
    """What the person has given, by field; empty where nothing was."""
    row = CareContact.objects.filter(participant=participant).first()
    return dict(zip(FIELDS, open_contact(row), strict=True)) if row else {}
