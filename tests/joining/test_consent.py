"""Signing: every line, a name, and a fresh code. Nothing typed is lost on the way."""

import pytest
from django.core import mail
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.trials.errors import Refused
from retraining.trials.models import Consent, ParticipantDate
from retraining.trials.selectors import documents_read
from retraining.trials.selectors_consent import documents_version
from retraining.trials.services import consent
from tests import cast
from tests.signing import mailed_code, newest_mail, other_code, sign_in_by_code

pytestmark = pytest.mark.django_db
AGREE = "/my/join/agree/"
ANA = "ana@people.example"


@pytest.fixture
def ana():
    """Somebody who has done all that comes before signing."""
    person = cast.joined("Ana")
    cast.fitting(person)
    cast.read(person, "information")
    cast.understanding(person)
    return person


def _filled(person, **changes: object) -> dict[str, object]:
    count = consent.statement_count(person)
    lines = [str(number) for number in range(1, count + 1)]
    version = documents_version(person).number
    return {"statements": lines, "name": "Ana María Ñúñez", "version": version, **changes}


def _kept(page) -> int:
    """How many lines the page still holds as ticked, in boxes or out of sight."""
    content = page.content
    hidden = content.count(b'<input type="hidden" name="statements"')
    return hidden + content.count(b" checked")


def test_every_statement_is_a_box_and_none_is_ticked(ana, as_user):
    page = as_user(ana.user).get(AGREE).content.decode()
    assert page.count('type="checkbox"') == len(consent.statements(ana)) == 11
    assert " checked" not in page
    for statement in consent.statements(ana):
        assert statement.replace("'", "&#x27;") in page


def test_somebody_who_has_just_signed_in_by_code_signs_at_once(ana):
    client = sign_in_by_code(ANA)
    answer = client.post(AGREE, _filled(ana))
    assert answer.headers["Location"] == "/my/join/agreed/"
    signed = Consent.objects.get(participant=ana)
    assert signed.statements == 11
    assert consent.signature_of(signed) == "Ana María Ñúñez"
    assert signed.documents == {
        row.key: row.sha256
        for row in ana.version.documents.filter(key__in=["information", "privacy", "consent"])
    }
    assert len(signed.documents) == 3
    assert b"Mar" not in bytes(signed.typed_name_sealed)
    assert ParticipantDate.objects.filter(participant=ana, kind="enrolled").count() == 1
    assert AuditEntry.objects.filter(action="consent.signed").count() == 1


def test_without_a_fresh_code_nothing_is_signed_and_a_code_is_mailed(ana, as_user):
    client = as_user(ana.user)
    page = client.post(AGREE, _filled(ana))
    assert not Consent.objects.exists()
    assert newest_mail().to == [ANA]
    assert newest_mail().subject == "Your code to confirm"
    assert b"is it you?" in page.content
    assert _kept(page) == 11
    assert "Ana María Ñúñez".encode() in page.content
    done = client.post(AGREE, _filled(ana, code=mailed_code()))
    assert done.headers["Location"] == "/my/join/agreed/"
    assert Consent.objects.count() == 1


def test_the_service_refuses_without_a_fresh_code(ana):
    with pytest.raises(Refused):
        consent.sign(
            participant=ana,
            typed_name="Ana",
            agreed=11,
            seen=documents_version(ana),
            fresh=False,
            by=ana.user,
        )
    assert not Consent.objects.exists()


def test_a_code_that_got_too_old_while_reading_is_asked_for_again(ana, real_time_moves):
    client = sign_in_by_code(ANA)
    real_time_moves(15 * 60 + 1)
    page = client.post(AGREE, _filled(ana))
    assert b"is it you?" in page.content
    assert not Consent.objects.exists()


def test_wrong_codes_sign_nothing_and_end_after_five(ana, as_user):
    client = as_user(ana.user)
    client.post(AGREE, _filled(ana))
    right = mailed_code()
    for words in [b"does not fit"] * 4 + [b"has ended"]:
        page = client.post(AGREE, _filled(ana, code=other_code(right)))
        assert words in page.content
        assert _kept(page) == 11
    client.post(AGREE, _filled(ana, code=right))
    assert not Consent.objects.exists()


def test_a_new_code_can_be_asked_for_without_losing_anything(ana, as_user):
    client = as_user(ana.user)
    client.post(AGREE, _filled(ana))
    first = mailed_code()
    page = client.post(AGREE, _filled(ana, action="resend"))
    assert len(mail.outbox) == 2
    assert _kept(page) == 11
    client.post(AGREE, _filled(ana, code=first))
    assert not Consent.objects.exists()
    client.post(AGREE, _filled(ana, code=mailed_code()))
    assert Consent.objects.count() == 1


def test_an_empty_box_for_the_code_is_explained(ana, as_user):
    client = as_user(ana.user)
    client.post(AGREE, _filled(ana))
    page = client.post(AGREE, _filled(ana, code=""))
    assert b"Please type the code from the mail" in page.content
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"statements": []}, b"Please tick every line"),
        ({"statements": ["1", "2"]}, b"Please tick every line"),
        ({"statements": ["1"] * 11}, b"Please tick every line"),
        ({"statements": ["99"]}, b"Please tick every line"),
        ({"name": ""}, b"Please fill in: Your name"),
        ({"name": "   "}, b"Please fill in: Your name"),
        ({"name": "x" * 121}, b"at most 120 characters"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_signed(ana, changes, words):
    client = sign_in_by_code(ANA)
    page = client.post(AGREE, _filled(ana, **changes))
    assert page.status_code == 200
    assert words in page.content
    assert not Consent.objects.exists()


def test_signing_twice_keeps_the_first_signature(ana):
    client = sign_in_by_code(ANA)
    client.post(AGREE, _filled(ana))
    again = client.post(AGREE, _filled(ana, name="Somebody Else"))
    assert again.headers["Location"] == "/my/join/agreed/"
    assert consent.signature_of(Consent.objects.get()) == "Ana María Ñúñez"


@pytest.mark.parametrize("version", ["", "x", "99", "1"])
def test_a_page_of_earlier_documents_signs_nothing_and_says_why(ana, version):
    client = sign_in_by_code(ANA)
    assert b'name="version" value="1"' in client.get(AGREE).content
    cast.new_documents("ask")
    cast.read(ana, "information", "privacy")  # in another tab, all of it
    cast.understanding(ana)
    answer = client.post(AGREE, _filled(ana, version=version), follow=True)
    assert answer.redirect_chain == [("/my/join/", 302)]
    assert b"The documents have changed. Please read them once more." in answer.content
    assert not Consent.objects.exists()
    client.post(AGREE, _filled(ana))
    assert Consent.objects.get().version == documents_version(ana)


def test_before_reading_there_is_nothing_to_sign():
    person = cast.joined("Bea", "leeds")
    client = sign_in_by_code("bea@people.example")
    assert documents_read(person) == set()
    assert client.get(AGREE).headers["Location"] == "/my/join/"
    assert client.post(AGREE, _filled(person)).headers["Location"] == "/my/join/"
    assert not Consent.objects.exists()


def test_afterwards_there_is_a_thank_you_and_a_copy(ana):
    client = sign_in_by_code(ANA)
    for path in ("/my/join/agreed/", "/my/join/copy/"):
        assert client.get(path).headers["Location"] == "/my/join/"
    client.post(AGREE, _filled(ana))
    assert b"You have agreed to take part" in client.get("/my/join/agreed/").content
    copy = client.get("/my/join/copy/").content.decode()
    assert "Ana María Ñúñez" in copy
    assert "I agree to take part." in copy
    assert "What may be difficult" in copy
    assert "Where it is kept" in copy
    assert copy.count("<h1") == 1
    assert "Fixed blocks" not in copy


def test_nobody_sees_somebody_elses_copy(ana, as_user):
    client = sign_in_by_code(ANA)
    client.post(AGREE, _filled(ana))
    bea = cast.joined("Bea", "leeds")
    assert as_user(bea.user).get("/my/join/copy/").headers["Location"] == "/my/join/"
    assert Client().get("/my/join/copy/").status_code == 302
    assert as_user(cast.max_the_manager()).get("/my/join/copy/").status_code == 404
