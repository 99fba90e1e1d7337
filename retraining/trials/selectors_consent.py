"""Reads around agreeing: which documents hold for somebody, and whether their consent is final."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from retraining.common import clock
from retraining.common.prepared import Prepared
from retraining.trials import consent_section
from retraining.trials.consent_section import ConsentSection, NewVersion, Question
from retraining.trials.models import (
    ComprehensionAttempt,
    Consent,
    Countersignature,
    Document,
    EligibilityVerdict,
    Participant,
    ProtocolVersion,
    Risk,
    ScreeningCall,
    ScreeningLog,
    TalkKind,
    TalkRequest,
)
from retraining.trials.models.screening import LogKind

SIGNED = ("consent", "information", "privacy")  # keys of the documents that people sign
TO_READ = ("information", "privacy")
MISSES = 3  # of one question; then staff are asked to talk with the person


_CONSENT = Prepared(lambda person: Consent.objects.filter(participant=person).order_by("-pk")[:1])
_LATER = Prepared(
    lambda trial, number: ProtocolVersion.objects.filter(trial=trial, number__gt=number).order_by(
        "-number"
    )
)
_VERDICT = Prepared(
    lambda person: EligibilityVerdict.objects.filter(participant=person).order_by("-pk")[:1]
)
_CALLS = Prepared(
    lambda person: (
        ScreeningCall.objects.filter(participant=person).order_by("-pk").values_list("risk", "at")
    )
)
_LINE = Prepared(lambda person: ScreeningLog.objects.filter(participant=person).order_by("-pk")[:1])
_UNCLEAR = Prepared(
    lambda person: TalkRequest.objects.filter(
        participant=person, kind=TalkKind.COMPREHENSION, done=None
    ).values_list("pk")
)


def newest_consent(participant: Participant) -> Consent | None:
    """The person's newest signature, under whichever documents."""
    return _CONSENT.first(participant.pk)


def verdict_of(participant: Participant) -> EligibilityVerdict | None:
    """The newest eligibility verdict, if any."""
    return _VERDICT.first(participant.pk)


def documents_version(participant: Participant) -> ProtocolVersion:
    """The protocol version whose documents this person reads and signs.

    Nobody is asked to sign what is not the newest: who has not signed yet gets the newest version
    in force. Who has signed keeps theirs, unless a later version asks them to sign again.
    """
    return _documents_version(participant, newest_consent(participant))


def _documents_version(participant: Participant, signed: Consent | None) -> ProtocolVersion:
    today = clock.local_date(participant.time_zone)
    for version in _LATER.all(participant.trial_id, participant.version.number):
        section = consent_section.read(version.content)
        asks = signed is None or section.new_version != NewVersion.NONE
        if asks and section.in_force(today):
            return version
    return participant.version


def section_of(version: ProtocolVersion) -> ConsentSection:
    """How people agree under a protocol version."""
    return consent_section.read(version.content)


def documents_of(version: ProtocolVersion) -> dict[str, Document]:
    """{key: document} in the language of the page where there is one, else in the trial's."""
    own = version.content["trial"]["language"]
    wanted = (get_language() or own).split("-")[0]
    rows = list(Document.objects.filter(version=version))
    held = {row.language for row in rows if row.key == SIGNED[0]}
    language = wanted if wanted in held else own
    return {row.key: row for row in rows if row.language == language}


def signed_documents(version: ProtocolVersion, language: str = "") -> list[Document]:
    """The documents that a signature stands under, the agreed lines first.

    Args:
        version: whose documents.
        language: in which they were signed; that of the page where empty.
    """
    rows = documents_of(version)
    if language:
        found = Document.objects.filter(version=version, language=language)
        rows = {row.key: row for row in found}
    return [rows[key] for key in SIGNED if key in rows]


def attempts_of(
    participant: Participant, version: ProtocolVersion
) -> QuerySet[ComprehensionAttempt]:
    """Every answer to the questions about a version's documents, oldest first."""
    return ComprehensionAttempt.objects.filter(participant=participant, version=version).order_by(
        "pk"
    )


@dataclass(frozen=True)
class Understanding:
    """Where somebody stands with one question about the documents."""

    question: Question
    misses: int
    right: bool

    @property
    def to_talk(self) -> bool:
        """Whether the study team talks about it instead of asking again."""
        return not self.right and self.misses >= MISSES

    @property
    def settled(self) -> bool:
        """Whether the person can go on."""
        return self.right or self.to_talk


def understanding_of(participant: Participant, version: ProtocolVersion) -> list[Understanding]:
    """Each question about the documents of a version, in order; none where none are asked."""
    rows = list(attempts_of(participant, version))
    found = []
    for question in section_of(version).questions:
        mine = [row.right for row in rows if row.question == question.key]
        found.append(Understanding(question, mine.count(False), True in mine))
    return found


def open_talks(participant: Participant) -> QuerySet[TalkRequest]:
    """Talks with this person that wait for the study team."""
    return TalkRequest.objects.filter(participant=participant, done=None).order_by("pk")


def out_of(participant: Participant) -> ScreeningLog | None:
    """The line that says why somebody does not go on; None where they do."""
    line = _LINE.first(participant.pk)
    return line if line is not None and line.kind != LogKind.OPEN else None


@dataclass(frozen=True)
class ConsentState:
    """Whether a consent can be relied on, and what it lacks.

    Args:
        consent: the newest signature.
        outdated: later documents ask to be signed again.
        risk: what was answered in the newest live call; None where none is recorded.
        verdict: of staff on the criteria; None before there is one, and where a plan or an attempt
            was told after it.
        talks: talks about what was not clear that still wait.
        countersigned: by staff, or the protocol does not ask for it.
        blocks: no guided session before the later documents are signed.
    """

    consent: Consent | None
    outdated: bool = False
    risk: str | None = None
    verdict: bool | None = None
    talks: int = 0
    countersigned: bool = True
    blocks: bool = False

    @property
    def called(self) -> bool:
        """Whether the live call with the risk question is recorded."""
        return self.risk is not None

    @property
    def lack(self) -> str:
        """The first thing lacking, as a sentence for staff; empty where only the verdict is.

        The verdict has a line of its own wherever this is shown.
        """
        lines = (
            (self.consent is None, _("The current consent is not signed.")),
            (self.outdated, _("The consent is outdated: newer documents are to be signed.")),
            (not self.called, _("The call with the risk question has not been recorded.")),
            (self.risk == Risk.PLAN, _("In the newest call a plan or an attempt was told.")),
            (self.talks > 0, _("A talk about what was not clear has not been recorded.")),
            (not self.countersigned, _("The countersignature is missing.")),
        )
        return next((str(sentence) for lacking, sentence in lines if lacking), "")

    @property
    def is_current(self) -> bool:
        """Whether it is final, and under the documents in force."""
        return not self.lack and self.verdict is True


def consent_state(participant: Participant) -> ConsentState:
    """Where the consent of a person stands.

    Source of what makes it final: the protocol's defaults (a live call by staff and a verdict by
    rule before the consent is final).
    """
    signed, found = newest_consent(participant), verdict_of(participant)
    calls = _CALLS.all(participant.pk)
    plans = [at for risk, at in calls if risk == Risk.PLAN]
    holds = found is not None and all(at <= found.at for at in plans)
    verdict = found.eligible if found is not None and holds else None
    if signed is None:
        return ConsentState(None, verdict=verdict)
    version = _documents_version(participant, signed)
    section = section_of(version)
    outdated = is_outdated(signed, version)
    own = participant.version  # held already, and for nearly everybody the one that was signed
    under = own if signed.version_id == own.pk else signed.version
    return ConsentState(
        consent=signed,
        outdated=outdated,
        risk=calls[0][0] if calls else None,
        verdict=verdict,
        talks=len(_UNCLEAR.all(participant.pk)),
        countersigned=not section_of(under).countersign
        or Countersignature.objects.filter(consent=signed).exists(),
        blocks=outdated and section.new_version == NewVersion.BLOCK,
    )


def is_outdated(signed: Consent, version: ProtocolVersion) -> bool:
    """Whether a version's documents, in the language signed, differ from those that were signed."""
    if signed.version_id == version.pk:
        return False
    now = {row.key: row.sha256 for row in signed_documents(version, signed.language)}
    return now != signed.documents


def to_sign_again(participant: Participant) -> NewVersion:
    """What later documents ask of somebody who has signed: nothing, to sign, or to sign first."""
    newest = getattr(participant, "newest_number", None)  # known where a page is asked for
    if newest is not None and newest <= participant.version.number:
        return NewVersion.NONE
    signed = newest_consent(participant)
    if signed is None:
        return NewVersion.NONE
    version = _documents_version(participant, signed)
    if not is_outdated(signed, version):
        return NewVersion.NONE
    return section_of(version).new_version
