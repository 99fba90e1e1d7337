"""The PDF of what was signed, countersigning, and signatures on paper."""

import base64
import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.common.sealing import CannotOpen
from retraining.trials.consent_pdf import Printed, Signature, render
from retraining.trials.errors import Refused
from retraining.trials.models import (
    Consent,
    ConsentWay,
    Countersignature,
    PaperConsent,
    Participant,
    SignedCopy,
)
from retraining.trials.scan_files import MAX_BYTES, kind_of
from retraining.trials.selectors_consent import (
    documents_of,
    documents_version,
    is_outdated,
    newest_consent,
    out_of,
    section_of,
    signed_documents,
)
from retraining.trials.services.consent import agree, statements_in
from retraining.trials.services.identity import open_for, seal_for

MEANING = gettext_lazy("I have explained the study to this person and answered their questions.")
PDF, SCAN, TAKEN_BY, PRINTED_NAME = "consent.pdf", "paper.scan", "paper.taken_by", "counter.name"


def _audit(action: str, participant: Participant, by: User | None) -> None:
    record(
        action,
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )


def printed(consent: Consent) -> Printed:
    """What stands in the copy of a consent, as it is now.

    Raises:
        CannotOpen: the person's identity has been erased.
    """
    person, version = consent.participant, consent.version
    zone, rows = person.time_zone, signed_documents(consent.version, consent.language)
    name = open_for(person, consent.typed_name_sealed, "consent.typed_name")
    signatures = [Signature(name, clock.local(consent.signed_at, zone), _("I agree to take part."))]
    counter = Countersignature.objects.filter(consent=consent).first()
    if counter is not None:
        by = open_for(person, counter.printed_name_sealed, PRINTED_NAME)
        signatures.append(Signature(by, clock.local(counter.at, zone), str(MEANING)))
    return Printed(
        study=person.trial.public_name,
        number=person.code,
        site=f"{person.site.name}, {person.site.phone}",
        version=version.number,
        ethics=section_of(version).ethics,
        language=consent.language,
        statements=statements_in(rows[0].text),
        signatures=signatures,
        documents=[(row.text, row.sha256) for row in rows],
        note=_note(consent),
    )


def _note(consent: Consent) -> str:
    paper = PaperConsent.objects.filter(consent=consent).first()
    if paper is None:
        return ""
    taken_by = open_for(consent.participant, paper.taken_by_sealed, TAKEN_BY)
    words = _("Signed on paper on %(day)s. Taken by %(name)s, recorded here on the date below.")
    return words % {"day": paper.signed_on.strftime("%d.%m.%Y"), "name": taken_by}


def pdf_of(consent: Consent) -> bytes:
    """The PDF of what was signed: the kept one, or made from the kept facts where none is yet.

    Raises:
        CannotOpen: the person's identity has been erased.
    """
    kept = _newest_copy(consent)
    if kept is None:
        return render(printed(consent))
    return base64.b64decode(open_for(consent.participant, kept.pdf_sealed, PDF))


def _newest_copy(consent: Consent) -> SignedCopy | None:
    """The newest copy; none where a countersignature has come since."""
    copy = SignedCopy.objects.filter(consent=consent).order_by("-pk").first()
    counter = Countersignature.objects.filter(consent=consent).first()
    stale = copy is not None and counter is not None and counter.recorded_at > copy.recorded_at
    return None if stale else copy


@transaction.atomic
def download(*, consent: Consent, by: User) -> bytes:
    """The PDF for the person or a member of staff; the look is audited.

    Raises:
        CannotOpen: the person's identity has been erased.
    """
    _audit("consent.copied", consent.participant, by)
    return pdf_of(consent)


def keep_copies() -> int:
    """Keep the PDF, sealed, of every consent that has none yet or was countersigned since.

    Returns:
        How many were made.
    """
    done = 0
    for pk in _without_copy():
        with transaction.atomic():
            consent = Consent.objects.select_related(
                "version", "participant__trial", "participant__site"
            ).get(pk=pk)
            Participant.objects.select_for_update().get(pk=consent.participant_id)
            done += _keep(consent)
    return done


def _without_copy() -> list[int]:
    rows = Consent.objects.raw(
        """
        select c.id from trials_consent c
        join trials_participant_key k on k.participant_id = c.participant_id
        left join trials_countersignature s on s.consent_id = c.id
        where k.wrapped is not null and not exists (
            select 1 from trials_signed_copy p where p.consent_id = c.id
            and (s.id is null or p.recorded_at >= s.recorded_at))
        order by c.id limit 50
        """
    )
    return [row.pk for row in rows]


def _keep(consent: Consent) -> bool:
    if _newest_copy(consent) is not None:
        return False  # another sweep was quicker
    try:
        pdf = render(printed(consent))
    except CannotOpen:
        return False
    SignedCopy.objects.create(
        consent=consent,
        pdf_sealed=seal_for(consent.participant, base64.b64encode(pdf).decode(), PDF),
        sha256=hashlib.sha256(pdf).hexdigest(),
        at=clock.now(),
    )
    return True


@transaction.atomic
def countersign(*, consent: Consent, by: User) -> Countersignature:
    """Sign below a consent. The page has asked for the password again just before.

    Returns:
        The signature; the first one where a colleague was quicker.

    Raises:
        Refused: the protocol asks for none, it is not staff, or has no name to print.
    """
    person = Participant.objects.select_for_update().get(pk=consent.participant_id)
    earlier = Countersignature.objects.filter(consent=consent).first()
    if earlier is not None:
        return earlier
    if not section_of(consent.version).countersign:
        raise Refused(_("The protocol asks for no countersignature."))
    if not by.is_staff_member or not by.name.strip():
        raise Refused(_("Your account needs a name that can be printed."))
    signed = Countersignature.objects.create(
        consent=consent,
        printed_name_sealed=seal_for(person, by.name.strip(), PRINTED_NAME),
        at=clock.now(),
        by=by,
    )
    _audit("consent.countersigned", person, by)
    wake("trials.copies")
    return signed


@transaction.atomic
def record_paper(
    *,
    participant: Participant,
    signed_on: date,
    name: str,
    taken_by: str,
    scan: bytes | None,
    by: User,
) -> Consent:
    """Record a signature on paper, under the documents in force.

    Args:
        signed_on: the day that stands on the paper.
        name: of the person, as it stands there.
        taken_by: who took the consent.
        scan: the paper as PDF, PNG or JPEG, sealed under the person's key; may be left out.
        by: the member of staff who records it.

    Raises:
        Refused: the person has signed, has not joined yet or does not go on; the day lies ahead or
            before the invitation; or the scan is too large or of another kind.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    version, newest = documents_version(person), newest_consent(person)
    if newest is not None and not is_outdated(newest, version):
        raise Refused(_("This person has signed the documents in force already."))
    if person.user_id is None or out_of(person) is not None:
        raise Refused(_("This person has not joined, or does not go on."))
    today = clock.local_date(person.time_zone)
    if not clock.local_date(person.time_zone, person.created_at) <= signed_on <= today:
        raise Refused(_("The day on the paper lies between the invitation and today."))
    if not (name.strip() and taken_by.strip()):
        raise Refused(_("Please give both names."))
    kind = kind_of(scan) if scan is not None else ""
    if scan is not None and (not kind or len(scan) > MAX_BYTES):
        raise Refused(_("The scan is a PDF, PNG or JPEG of up to 5 MB."))
    consent = agree(
        participant=person,
        version=version,
        name=name.strip(),
        agreed=len(statements_in(documents_of(version)["consent"].text)),
        way=ConsentWay.PAPER,
        by=by,
    )
    PaperConsent.objects.create(
        consent=consent,
        signed_on=signed_on,
        taken_by_sealed=seal_for(person, taken_by.strip(), TAKEN_BY),
        scan_sealed=seal_for(person, base64.b64encode(scan).decode(), SCAN) if scan else None,
        scan_kind=kind,
        scan_sha256=hashlib.sha256(scan).hexdigest() if scan else "",
    )
    return consent


@transaction.atomic
def look_at_scan(*, paper: PaperConsent, by: User) -> bytes:
    """The scan for a member of staff; the look is audited.

    Raises:
        CannotOpen: the person's identity has been erased.
    """
    person = paper.consent.participant
    _audit("consent.copied", person, by)
    assert paper.scan_sealed is not None  # no page offers what is not there
    return base64.b64decode(open_for(person, paper.scan_sealed, SCAN))
