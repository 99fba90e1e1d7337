"""Participants sign in by a mailed code, and by nothing else."""

import pytest
from django.core import mail
from django.test import Client

from retraining.audit.models import AuditEntry
from tests import cast
from tests.signing import (
    ASK,
    CONFIRM,
    is_signed_in,
    mailed_code,
    newest_mail,
    other_code,
    sign_in_by_code,
)

pytestmark = pytest.mark.django_db
ANA = "ana@people.example"
DAY = 24 * 3600


def _waiting(email: str = ANA) -> Client:
    client = Client()
    response = client.post(ASK, {"email": email})
    assert response.headers["Location"] == CONFIRM
    return client


def test_the_right_code_signs_in_and_leads_to_ones_own_page():
    person = cast.joined("Ana")
    client = _waiting()
    response = client.post(CONFIRM, {"code": mailed_code()})
    assert response.headers["Location"] == "/accounts/after/"
    assert client.session["_auth_user_id"] == str(person.user.pk)
    assert AuditEntry.objects.filter(action="user.signed_in", reason="code").count() == 1


@pytest.mark.parametrize("typed", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} "])
def test_small_letters_blanks_and_dashes_do_not_matter(typed):
    cast.joined("Ana")
    client = _waiting()
    client.post(CONFIRM, {"code": typed(mailed_code())})
    assert is_signed_in(client)


def test_the_mail_is_from_the_study_and_hides_the_code_from_servers():
    cast.joined("Ana")
    _waiting()
    sent = newest_mail()
    assert sent.to == [ANA]
    assert sent.from_email.startswith("The Guided Audio Study <")
    assert sent.subject == "Your code for signing in"
    assert mailed_code() not in sent.subject
    assert f"http://localhost:8000{CONFIRM}#code={mailed_code()}" in sent.body
    assert "+34 910 000 000" in sent.body
    assert "15 minutes" in sent.alternatives[0].content


def test_five_wrong_codes_end_it():
    cast.joined("Ana")
    client = _waiting()
    right = mailed_code()
    for _try in range(4):
        page = client.post(CONFIRM, {"code": other_code(right)})
        assert page.status_code == 200
        assert b"This code does not fit" in page.content
    fifth = client.post(CONFIRM, {"code": other_code(right)}, follow=True)
    assert b"That was too often" in fifth.content
    client.post(CONFIRM, {"code": right})
    assert not is_signed_in(client)


def test_a_code_ends_after_15_minutes(real_time_moves):
    cast.joined("Ana")
    client = _waiting()
    real_time_moves(15 * 60 + 1)
    page = client.post(CONFIRM, {"code": mailed_code()})
    assert b"more than 15 minutes" in page.content
    assert not is_signed_in(client)


def test_a_code_works_for_nearly_15_minutes(real_time_moves):
    cast.joined("Ana")
    client = _waiting()
    real_time_moves(15 * 60 - 5)
    client.post(CONFIRM, {"code": mailed_code()})
    assert is_signed_in(client)


def test_a_new_code_lasts_its_own_15_minutes_and_ends_the_old_one(real_time_moves):
    cast.joined("Ana")
    client = _waiting()
    first = mailed_code()
    real_time_moves(14 * 60)
    page = client.post(CONFIRM, {"action": "resend"}, follow=True)
    assert b"A new code is on its way" in page.content
    second = mailed_code()
    assert second != first
    client.post(CONFIRM, {"code": first})
    assert not is_signed_in(client)
    real_time_moves(20 * 60)
    client.post(CONFIRM, {"code": second})
    assert is_signed_in(client)


def test_no_more_than_three_new_codes():
    cast.joined("Ana")
    client = _waiting()
    for _try in range(5):
        client.post(CONFIRM, {"action": "resend"})
    assert len(mail.outbox) == 1 + 3
    assert b"Send a new code" not in client.get(CONFIRM).content


def test_the_link_opened_in_another_browser_gets_a_friendly_page():
    cast.joined("Ana")
    _waiting()
    page = Client().get(CONFIRM)
    assert page.status_code == 200
    assert b"not the one that asked for the code" in page.content
    assert b"Ask for a new code" in page.content


def test_the_code_is_worth_nothing_in_another_browser():
    cast.joined("Ana")
    _waiting()
    other = Client()
    other.post(CONFIRM, {"code": mailed_code()})
    assert not is_signed_in(other)


def _as_seen(client: Client, email: str) -> bytes:
    page = client.get(CONFIRM).content.replace(email.encode(), b"ADDRESS")
    return b"".join(line for line in page.splitlines() if b"csrf" not in line)


@pytest.mark.parametrize("email", ["nobody@people.example", "max@staff.example"])
def test_the_answer_is_the_same_for_unknown_people_and_for_staff(email):
    cast.joined("Ana")
    known = _as_seen(_waiting(), ANA)
    sent = len(mail.outbox)
    client = _waiting(email)
    assert _as_seen(client, email) == known
    assert len(mail.outbox) == sent
    client.post(CONFIRM, {"code": "BBBB-BBBB"})
    client.post(CONFIRM, {"code": ""})
    assert not is_signed_in(client)


def test_somebody_whose_account_is_closed_gets_no_code():
    person = cast.joined("Ana")
    person.user.is_active = False
    person.user.save()
    _waiting()
    assert mail.outbox == []


def test_on_ones_own_device_for_90_days_elsewhere_for_20_hours():
    cast.joined("Ana")
    own = sign_in_by_code(ANA, own_device=True)
    shared = sign_in_by_code(ANA)
    assert own.cookies["login"]["max-age"] == 90 * DAY
    assert shared.cookies["login"]["max-age"] == 20 * 3600
    assert own.session.get_expiry_age() == 90 * DAY
    assert shared.session.get_expiry_age() == 20 * 3600


def test_too_many_requests_for_one_address_are_refused():
    cast.joined("Ana")
    for _try in range(3):
        _waiting()
    page = Client().post(ASK, {"email": ANA})
    assert page.status_code == 200
    assert b"That was too often" in page.content
    assert len(mail.outbox) == 3


def test_it_goes_on_to_the_page_that_was_asked_for_but_never_to_another_host():
    cast.joined("Ana")
    for wanted, expected in [("/my/help/", "/my/help/"), ("//evil.example/x", "/accounts/after/")]:
        client = Client()
        client.post(ASK, {"email": ANA, "next": wanted})
        response = client.post(CONFIRM, {"code": mailed_code(), "next": wanted})
        assert response.headers["Location"] == expected


def test_an_address_that_is_none_is_explained():
    page = Client().post(ASK, {"email": "ana@"})
    assert b"This e-mail address is not complete" in page.content


def test_a_mail_server_that_is_away_is_told_and_can_be_tried_again(settings):
    cast.joined("Ana")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client = Client()
    page = client.post(ASK, {"email": ANA}, follow=True)
    assert b"We could not send the mail just now" in page.content
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post(CONFIRM, {"action": "resend"})
    client.post(CONFIRM, {"code": mailed_code()})
    assert is_signed_in(client)


def test_signing_out_is_a_post_and_ends_the_login_session():
    cast.joined("Ana")
    client = sign_in_by_code(ANA)
    assert b"Sign out?" in client.get("/accounts/logout/").content
    assert is_signed_in(client)
    page = client.post("/accounts/logout/", follow=True)
    assert b"You are signed out" in page.content
    assert not is_signed_in(client)
