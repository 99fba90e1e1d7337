"""The PDF of what was signed, the countersignature, and signatures on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials import consent_pdf
from retraining.trials.errors import Refused
from retraining.trials.models import Consent, Countersignature, PaperConsent, SignedCopy
from retraining.trials.selectors import consent_is_current
from retraining.trials.services import copies, identity
from tests import cast
from tests.manage.pages import as_max, words

pytestmark = pytest.mark.django_db
PERSON = "/manage/people/1001/"
FILE = "/my/join/copy/signed.pdf"
SCAN = b"%PDF-1.7\n%a scan"


@pytest.fixture
def ana():
    person = cast.joined("Ana")
    cast.signed(person, 'Ana "Ñ" #María \\ Núñez')
    return person


def test_the_copy_holds_name_time_statements_documents_and_hashes(ana) -> None:
    source = consent_pdf.source(copies.printed(ana.consents.get()))
    assert 'Ana \\"Ñ\\" #María \\\\ Núñez' in source  # as a string, never as an instruction
    for statement in cast.consent.statements(ana):
        assert consent_pdf.quoted(statement) in source
    for sha256 in ana.consents.get().documents.values():
        assert sha256[:8] in source
        assert sha256[-8:] in source
    assert "What may be difficult" in source
    assert "(UTC+0" in source


def test_it_is_a_tagged_pdf_and_the_same_each_time(ana) -> None:
    pdf = copies.pdf_of(ana.consents.get())
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid" in pdf
    assert copies.pdf_of(ana.consents.get()) == pdf


def test_the_sweep_keeps_it_once_and_sealed(ana) -> None:
    pdf = copies.pdf_of(ana.consents.get())
    assert (copies.keep_copies(), copies.keep_copies()) == (1, 0)
    kept = SignedCopy.objects.get()
    assert b"%PDF" not in bytes(kept.pdf_sealed)
    assert copies.pdf_of(ana.consents.get()) == pdf


def test_the_person_downloads_it_at_any_time_and_nobody_elses(ana, as_user) -> None:
    answer = as_user(ana.user).get(FILE)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert b"%PDF-" in answer.content[:8]
    bea = cast.joined("Bea", "leeds")
    assert as_user(bea.user).get(FILE).headers["Location"] == "/my/join/"
    assert Client().get(FILE).status_code == 302
    assert as_max().get(FILE).status_code == 404
    assert as_user(ana.user).post(FILE).status_code == 405


def test_the_manager_downloads_it_by_a_press_that_is_kept(ana) -> None:
    max_ = as_max()
    assert max_.get(f"{PERSON}consent/copy/").status_code == 405
    assert max_.post(f"{PERSON}consent/copy/").content[:5] == b"%PDF-"
    assert AuditEntry.objects.filter(action="consent.copied").count() == 1
    identity.erase(participant=ana, by=cast.max_the_manager(), reason="asked")
    assert max_.post(f"{PERSON}consent/copy/").status_code == 409


def _asks_to_countersign(person) -> None:
    """The same documents under a protocol that asks for a countersignature."""
    person.version = cast.new_documents("none", countersign=True)
    person.save(update_fields=["version"])


def _countersigned_trial():
    person = cast.joined("Ana")
    _asks_to_countersign(person)
    cast.signed(person)
    cast.called(person)
    criteria = cast.protocol_section.read(person.version.content).criteria
    cast.consent.confirm_eligibility(
        participant=person, answers={c.key: c.expect for c in criteria}, by=cast.max_the_manager()
    )
    return person


def test_where_the_protocol_asks_the_consent_is_final_with_the_second_signature() -> None:
    person = _countersigned_trial()
    assert not consent_is_current(person)
    max_ = as_max()
    page = words(max_.get(PERSON))
    assert "The countersignature is missing." in page
    said = words(max_.get(f"{PERSON}consent/sign/"))
    assert "You sign as Max" in said
    assert str(copies.MEANING) in said
    max_.post(f"{PERSON}consent/sign/", {"password": "not this one"})
    assert not Countersignature.objects.exists()
    for _press in range(2):
        max_.post(f"{PERSON}consent/sign/", {"password": cast.PASSWORD})
    signed = Countersignature.objects.get()
    assert b"Max" not in bytes(signed.printed_name_sealed)
    assert consent_is_current(person)
    source = consent_pdf.source(copies.printed(person.consents.get()))
    assert '[#"Max"]' in source


def test_a_copy_of_before_is_made_anew_after_the_second_signature() -> None:
    person = _countersigned_trial()
    assert copies.keep_copies() == 1
    before = copies.pdf_of(person.consents.get())
    copies.countersign(consent=person.consents.get(), by=cast.max_the_manager())
    assert copies.pdf_of(person.consents.get()) != before
    assert (copies.keep_copies(), copies.keep_copies()) == (1, 0)
    assert SignedCopy.objects.count() == 2


def test_where_it_does_not_ask_there_is_nothing_to_countersign(ana) -> None:
    with pytest.raises(Refused):
        copies.countersign(consent=ana.consents.get(), by=cast.max_the_manager())


def _paper(**changes: object) -> dict[str, object]:
    today = clock.local_date("Europe/Madrid").isoformat()
    return {"signed_on": today, "name": "Ana Person", "taken_by": "Dr Ruiz", "has_copy": "on",
            **changes}  # fmt: skip


def test_a_signature_on_paper_counts_and_its_scan_is_kept_locked() -> None:
    person = cast.joined("Ana")
    max_ = as_max()
    scan = SimpleUploadedFile("x.pdf", SCAN)
    assert max_.post(f"{PERSON}consent/paper/", _paper(scan=scan)).status_code == 302
    signed, paper = Consent.objects.get(), PaperConsent.objects.get()
    assert (signed.way, signed.participant, paper.scan_kind) == ("paper", person, "pdf")
    assert b"scan" not in bytes(paper.scan_sealed)
    assert b"Ruiz" not in bytes(paper.taken_by_sealed)
    assert max_.post(f"{PERSON}consent/copy/", {"scan": "1"}).content == SCAN
    assert "Dr Ruiz" in consent_pdf.source(copies.printed(signed))
    again = max_.post(f"{PERSON}consent/paper/", _paper())
    assert again.status_code == 409
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"signed_on": ""},
        {"signed_on": "31.31.2026"},
        {"name": " "},
        {"taken_by": ""},
        {"has_copy": ""},
        {"scan": BytesIO(b"GIF89a")},
        {"scan": BytesIO(b"%PDF-" + b"0" * (5 * 1024 * 1024))},
    ],
)
def test_a_paper_with_a_gap_or_another_file_is_not_kept(changes) -> None:
    cast.joined("Ana")
    if "scan" in changes:
        changes = {"scan": SimpleUploadedFile("x.pdf", changes["scan"].getvalue())}
    assert as_max().post(f"{PERSON}consent/paper/", _paper(**changes)).status_code == 200
    assert not Consent.objects.exists()


@pytest.mark.parametrize("days", [-2, 1])
def test_the_day_on_the_paper_lies_between_invitation_and_today(days) -> None:
    cast.joined("Ana")
    day = clock.local_date("Europe/Madrid") + timedelta(days=days)
    answer = as_max().post(f"{PERSON}consent/paper/", _paper(signed_on=day.isoformat()))
    assert answer.status_code == 409
    assert not Consent.objects.exists()
