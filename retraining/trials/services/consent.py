"""Consent and eligibility."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.trials import protocol_section
from retraining.trials.errors import Refused
from retraining.trials.models import (
    Consent,
    DateKind,
    Document,
    DocumentRead,
    EligibilityVerdict,
    Participant,
    ParticipantDate,
)
from retraining.trials.selectors import signed_documents
from retraining.trials.services.identity import open_for, seal_for

FIRST_START_DAY, LAST_START_DAY = 1, 7  # days from today that a start may be chosen


@transaction.atomic
def set_date(
    *, participant: Participant, kind: DateKind, day: date, by: User | None
) -> ParticipantDate:
    """Write an anchor day. Windows are computed from the newest row of a kind."""
    return ParticipantDate.objects.create(
        participant=participant, kind=kind, day=day, at=clock.now(), by=by
    )


@transaction.atomic
def mark_read(*, participant: Participant, document: Document, by: User) -> DocumentRead:
    """Keep a person's word that they have read a document. Saying it twice changes nothing.

    Raises:
        Refused: not the person's own word, or a document of another protocol version.
    """
    if participant.user_id != by.pk or document.version_id != participant.version_id:
        raise Refused(_("Only you can say that you have read this."))
    read, is_new = DocumentRead.objects.get_or_create(
        participant=participant, document=document, defaults={"at": clock.now()}
    )
    if is_new:
        record(
            "document.read",
            by=by,
            object_type="document",
            object_ids=[document.pk],
            trial_id=participant.trial_id,
        )
    return read


@transaction.atomic
def sign(
    *,
    participant: Participant,
    typed_name: str,
    agreed: int,
    fresh: bool,
    by: User,
) -> Consent:
    """Sign the consent of the participant's protocol version.

    Args:
        participant: who signs.
        typed_name: the name as typed; sealed under the person's key.
        agreed: how many statements were ticked.
        fresh: whether a mailed code was entered in the last 15 minutes (real time).
        by: the participant's own user.

    Returns:
        The consent; the first one where the person signed this version before.

    Raises:
        Refused: no fresh code, no name, not all statements ticked, or not the person's own act.
    """
    if participant.user_id != by.pk:
        raise Refused(_("Only you can sign for yourself."))
    if not fresh:
        raise Refused(_("Please confirm with a fresh code first."))
    Participant.objects.select_for_update().get(pk=participant.pk)
    earlier = Consent.objects.filter(participant=participant, version=participant.version).first()
    if earlier is not None:
        return earlier
    documents = signed_documents(participant.version)
    if not typed_name.strip():
        raise Refused(_("Please type your name."))
    if agreed != statement_count(participant):
        raise Refused(_("Please tick every statement, or ask us if one is unclear."))
    consent = Consent.objects.create(
        participant=participant,
        version=participant.version,
        language=documents[0].language,
        documents={d.key: d.sha256 for d in documents},
        statements=agreed,
        typed_name_sealed=seal_for(participant, typed_name.strip(), "consent.typed_name"),
        signed_at=clock.now(),
        by=by,
    )
    # Signing a later version does not move the day that windows count from.
    if not ParticipantDate.objects.filter(participant=participant, kind=DateKind.ENROLLED).exists():
        today = clock.local_date(participant.time_zone)
        set_date(participant=participant, kind=DateKind.ENROLLED, day=today, by=by)
    record(
        "consent.signed",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    return consent


def signature_of(consent: Consent) -> str:
    """The name as it was typed; empty once the person's identity has been erased."""
    try:
        return open_for(consent.participant, consent.typed_name_sealed, "consent.typed_name")
    except CannotOpen:
        return ""


def statements(participant: Participant) -> list[str]:
    """The consent statements of the participant's protocol version: lines that begin with "- "."""
    text = participant.version.documents.get(key="consent").text
    return [line[2:].strip() for line in text.splitlines() if line.startswith("- ")]


def statement_count(participant: Participant) -> int:
    """How many statements there are to agree to."""
    return len(statements(participant))


@transaction.atomic
def choose_start(*, participant: Participant, day: date, by: User) -> None:
    """Choose the first day, before allocation, 1 to 7 days ahead.

    Raises:
        Refused: already randomised, or the day is out of reach.
    """
    row = Participant.objects.select_for_update().get(pk=participant.pk)
    if ParticipantDate.objects.filter(participant=row, kind=DateKind.RANDOMISED).exists():
        raise Refused(_("Your start day is fixed now. Please ask us if it does not suit."))
    today = clock.local_date(row.time_zone)
    if not FIRST_START_DAY <= (day - today).days <= LAST_START_DAY:
        raise Refused(_("Please choose a day from tomorrow to a week from now."))
    row.chosen_start = day
    row.save(update_fields=["chosen_start"])
    record(
        "start.chosen",
        by=by,
        object_type="participant",
        object_ids=[row.pk],
        trial_id=row.trial_id,
    )


def start_days(participant: Participant) -> list[date]:
    """The days that `choose_start` takes today."""
    today = clock.local_date(participant.time_zone)
    return [today + timedelta(days=n) for n in range(FIRST_START_DAY, LAST_START_DAY + 1)]


@transaction.atomic
def confirm_eligibility(
    *, participant: Participant, answers: Mapping[str, bool], by: User
) -> EligibilityVerdict:
    """Record a staff member's answers; the verdict follows by rule.

    Args:
        answers: {criterion key: answer}; every criterion of the protocol, no other.

    Raises:
        Refused: a criterion is unanswered or unknown, the person has not seen the privacy notice,
            or is randomised.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if person.user_id is None:
        raise Refused(_("No health question before the person has read the privacy notice."))
    if ParticipantDate.objects.filter(participant=person, kind=DateKind.RANDOMISED).exists():
        raise Refused(_("This person is randomised. The answers stay as they are."))
    criteria = protocol_section.read(participant.version.content).criteria
    if set(answers) != {c.key for c in criteria}:
        raise Refused(_("Please answer every question."))
    reasons = [c.key for c in criteria if answers[c.key] != c.expect]
    verdict = EligibilityVerdict.objects.create(
        participant=participant,
        answers=dict(answers),
        eligible=not reasons,
        reasons=reasons,
        at=clock.now(),
        by=by,
    )
    record(
        "eligibility.recorded",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    return verdict
