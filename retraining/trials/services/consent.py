"""Consent and eligibility."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.common.sealing import CannotOpen
from retraining.trials import protocol_section
from retraining.trials.errors import DocumentsChanged, Refused
from retraining.trials.models import (
    Consent,
    ConsentWay,
    DateKind,
    Document,
    DocumentRead,
    EligibilityVerdict,
    LogKind,
    Participant,
    ParticipantDate,
    ProtocolVersion,
    Risk,
    Screening,
    ScreeningCall,
)
from retraining.trials.protocol_section import RISK_CALL, Criterion
from retraining.trials.screening_rules import possible_from
from retraining.trials.selectors import documents_read
from retraining.trials.selectors_consent import (
    TO_READ,
    documents_of,
    documents_version,
    is_outdated,
    newest_consent,
    out_of,
    section_of,
    signed_documents,
    understanding_of,
)
from retraining.trials.selectors_readiness import recruitment_closed_because
from retraining.trials.services.identity import open_for, seal_for
from retraining.trials.services.screening import keep_out, let_in

FIRST_START_DAY, LAST_START_DAY = 1, 7  # days from today that a start may be chosen


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
        Refused: not the person's own word, or a document that is not in force for them.
    """
    if participant.user_id != by.pk or document.version_id != documents_version(participant).pk:
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
    seen: ProtocolVersion,
    fresh: bool,
    by: User,
) -> Consent:
    """Sign the documents that are in force for the participant.

    The first signature also settles which protocol version the person follows: that of the
    documents signed. Signing later documents is a new row and moves nothing.

    Args:
        participant: who signs.
        typed_name: the name as typed; sealed under the person's key.
        agreed: how many statements were ticked.
        seen: whose documents stood on the page that was sent: a later version may have come since.
        fresh: whether a mailed code was entered in the last 15 minutes (real time).
        by: the participant's own user.

    Returns:
        The consent; the newest one where nothing newer is to be signed.

    Raises:
        DocumentsChanged: a later version is in force than the one on the page.
        Refused: no fresh code, no name, not all statements ticked, not the person's own act, or
            something that comes before is not done.
    """
    if participant.user_id != by.pk:
        raise Refused(_("Only you can sign for yourself."))
    if not fresh:
        raise Refused(_("Please confirm with a fresh code first."))
    Participant.objects.select_for_update().get(pk=participant.pk)
    version, newest = documents_version(participant), newest_consent(participant)
    if newest is not None and not is_outdated(newest, version):
        return newest
    if seen.pk != version.pk:
        raise DocumentsChanged(_("The documents have changed. Please read them once more."))
    if why := not_ready(participant, version):
        raise Refused(why)
    if not typed_name.strip():
        raise Refused(_("Please type your name."))
    if agreed != len(statements_of(version)):
        raise Refused(_("Please tick every statement, or ask us if one is unclear."))
    return agree(
        participant=participant,
        version=version,
        name=typed_name.strip(),
        agreed=agreed,
        way=ConsentWay.ELECTRONIC,
        by=by,
    )


def not_ready(participant: Participant, version: ProtocolVersion) -> str:
    """What comes before signing and is not done, as a sentence; empty where all is."""
    if not section_of(version).in_force(clock.local_date(participant.time_zone)):
        return _("These documents cannot be signed today. Please ring us.")
    if not set(TO_READ) <= documents_read(participant):
        return _("Please read the information and the privacy notice first.")
    if not all(one.settled for one in understanding_of(participant, version)):
        return _("Please answer the questions about the study first.")
    if newest_consent(participant) is None and not can_go_on(participant):
        return _("Please see first whether the study fits you.")
    return ""


def can_go_on(participant: Participant) -> bool:
    """Whether the person's own answers, and the log, let them go on to agree."""
    newest = Screening.objects.filter(participant=participant).order_by("-pk").first()
    return newest is not None and newest.eligible and out_of(participant) is None


@transaction.atomic
def agree(
    *,
    participant: Participant,
    version: ProtocolVersion,
    name: str,
    agreed: int,
    way: ConsentWay,
    by: User,
) -> Consent:
    """Write a signature that the caller has checked, its first day and its audit entry.

    Args:
        version: whose documents were signed.
        name: as typed, or as it stands on the paper.
        agreed: how many statements were agreed to.
        way: on these pages or on paper.
        by: the person, or who recorded the paper.
    """
    is_first = not Consent.objects.filter(participant=participant).exists()
    if is_first and participant.version_id != version.pk:
        participant.version = version
        participant.save(update_fields=["version"])
    documents = signed_documents(version)
    _refuse_newcomers_while_closed(participant)
    consent = Consent.objects.create(
        participant=participant,
        version=version,
        language=documents[0].language,
        documents={d.key: d.sha256 for d in documents},
        statements=agreed,
        way=way,
        typed_name_sealed=seal_for(participant, name, "consent.typed_name"),
        signed_at=clock.now(),
        by=by,
    )
    # Signing a later version does not move the day that windows count from.
    if not ParticipantDate.objects.filter(participant=participant, kind=DateKind.ENROLLED).exists():
        today = clock.local_date(participant.time_zone)
        set_date(participant=participant, kind=DateKind.ENROLLED, day=today, by=by)
    wake("trials.copies")
    record(
        "consent.signed" if way == ConsentWay.ELECTRONIC else "consent.recorded",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    return consent


def _refuse_newcomers_while_closed(participant: Participant) -> None:
    """Who takes part already may sign a later version, whatever is closed for new people."""
    enrolled = ParticipantDate.objects.filter(participant=participant, kind=DateKind.ENROLLED)
    if not enrolled.exists() and recruitment_closed_because(participant.site):
        raise Refused(_("New people cannot join just now. Please ring us."))


def signature_of(consent: Consent) -> str:
    """The name as it was typed; empty once the person's identity has been erased."""
    try:
        return open_for(consent.participant, consent.typed_name_sealed, "consent.typed_name")
    except CannotOpen:
        return ""


def statements(participant: Participant) -> list[str]:
    """The statements of the consent in force for this person: lines that begin with "- "."""
    return statements_of(documents_version(participant))


def statements_of(version: ProtocolVersion) -> list[str]:
    """The statements of a version's consent."""
    return statements_in(documents_of(version)["consent"].text)


def statements_in(text: str) -> list[str]:
    """The statements of a consent: the lines of its Markdown that begin with "- "."""
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
        Refused: a criterion is unanswered or unknown, the person has not seen the privacy notice
            or is randomised, or the call says something else about the risk question, or nothing
            stands against the person but the call has not been recorded.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if person.user_id is None:
        raise Refused(_("No health question before the person has read the privacy notice."))
    if ParticipantDate.objects.filter(participant=person, kind=DateKind.RANDOMISED).exists():
        raise Refused(_("This person is randomised. The answers stay as they are."))
    criteria = protocol_section.read(participant.version.content).criteria
    if set(answers) != {c.key for c in criteria}:
        raise Refused(_("Please answer every question."))
    _check_risk(person, criteria, answers)
    unmet = [c for c in criteria if answers[c.key] != c.expect]
    reasons = [c.key for c in unmet]
    verdict = EligibilityVerdict.objects.create(
        participant=participant,
        answers_sealed=seal_for(person, json.dumps(dict(answers)), "eligibility.answers"),
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
    if unmet:
        day = possible_from(unmet, clock.local_date(person.time_zone))
        keep_out(person, LogKind.CRITERIA, reasons[0], day, by)
    else:
        let_in(participant=person, by=by)
    return verdict


def _check_risk(
    person: Participant, criteria: Iterable[Criterion], answers: Mapping[str, bool]
) -> None:
    """The criterion of the risk question says what was answered in the call.

    Without a call nobody can be found eligible; somebody whom another criterion keeps out can.
    """
    call = ScreeningCall.objects.filter(participant=person).order_by("-pk").first()
    keys = [c.key for c in criteria if c.rule == RISK_CALL]
    if call is None and keys and all(answers[c.key] == c.expect for c in criteria):
        raise Refused(_("Please record the call first: the risk question is asked by voice."))
    if call is not None and any(answers[key] != (call.risk == Risk.PLAN) for key in keys):
        raise Refused(_("The risk question of the call was answered otherwise. Look at it again."))
