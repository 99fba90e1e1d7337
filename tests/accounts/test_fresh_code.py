"""Somebody without a password is asked again by a fresh code, in real time."""

import pytest
from django.core import mail

from retraining.common import clock
from tests import cast
from tests.signing import mailed_code, newest_mail, other_code, sign_in_by_code

pytestmark = pytest.mark.django_db
FRESH = "/accounts/fresh/"
ANA = "ana@people.example"
QUARTER = 15 * 60


@pytest.fixture
def stale(as_user):
    """Ana, signed in without a code just now."""
    return as_user(cast.joined("Ana").user)


def test_a_sign_in_by_code_is_fresh_for_15_minutes(real_time_moves):
    cast.joined("Ana")
    client = sign_in_by_code(ANA)
    assert client.get(FRESH).status_code == 302
    real_time_moves(QUARTER + 1)
    assert client.get(FRESH).status_code == 200


def test_looking_sends_nothing_and_the_button_sends_a_code(stale):
    assert b"Send me a code" in stale.get(FRESH).content
    assert mail.outbox == []
    stale.post(FRESH, {"next": "/my/join/"})
    assert newest_mail().to == [ANA]
    assert newest_mail().subject == "Your code to confirm"
    assert newest_mail().from_email.startswith("The Guided Audio Study <")


def test_the_right_code_leads_on_and_makes_fresh(stale):
    sent = stale.post(FRESH, {"next": "/my/help/"})
    assert sent.headers["Location"] == "/accounts/fresh/?next=%2Fmy%2Fhelp%2F"
    assert b'value="/my/help/"' in stale.get(sent.headers["Location"]).content
    data = {"action": "confirm", "code": mailed_code(), "next": "/my/help/"}
    assert stale.post(FRESH, data).headers["Location"] == "/my/help/"
    assert stale.get(FRESH).status_code == 302


def test_it_never_leads_to_another_host(stale):
    stale.post(FRESH, {"next": "https://evil.example/"})
    data = {"action": "confirm", "code": mailed_code(), "next": "https://evil.example/"}
    assert stale.post(FRESH, data).headers["Location"] == "/accounts/after/"


def test_a_code_works_once(stale, real_time_moves):
    stale.post(FRESH)
    code = mailed_code()
    stale.post(FRESH, {"action": "confirm", "code": code})
    real_time_moves(QUARTER + 1)
    page = stale.post(FRESH, {"action": "confirm", "code": code})
    assert b"This code has ended" in page.content


def test_five_wrong_codes_end_it(stale):
    stale.post(FRESH)
    right = mailed_code()
    for words in [b"does not fit"] * 4 + [b"has ended"]:
        page = stale.post(FRESH, {"action": "confirm", "code": other_code(right)})
        assert words in page.content
    stale.post(FRESH, {"action": "confirm", "code": right})
    assert stale.get(FRESH).status_code == 200


def test_a_code_ends_after_15_minutes_of_real_time(stale, real_time_moves):
    stale.post(FRESH)
    code = mailed_code()
    real_time_moves(QUARTER + 1)
    page = stale.post(FRESH, {"action": "confirm", "code": code})
    assert b"has ended" in page.content


def test_the_trials_clock_cannot_stretch_it(stale, real_time_moves):
    stale.post(FRESH)
    code, moment = mailed_code(), clock.now()
    real_time_moves(QUARTER + 1)
    with clock.at(moment):
        page = stale.post(FRESH, {"action": "confirm", "code": code})
    assert b"has ended" in page.content


def test_the_code_of_one_person_is_worth_nothing_to_another(stale, as_user):
    other = as_user(cast.joined("Bea", "leeds").user)
    other.post(FRESH)
    stale.post(FRESH)
    of_ana = mailed_code()
    page = other.post(FRESH, {"action": "confirm", "code": of_ana})
    assert b"does not fit" in page.content


def test_the_login_session_does_not_hold_the_code(stale):
    stale.post(FRESH)
    code = mailed_code()
    assert code not in str(dict(stale.session))
    assert code.replace("-", "") not in str(dict(stale.session))


def test_no_more_than_five_codes_in_a_quarter_of_an_hour(stale):
    for _try in range(7):
        page = stale.post(FRESH, follow=True)
    assert len(mail.outbox) == 5
    assert b"could not send a code just now" in page.content


def test_an_empty_code_is_explained(stale):
    stale.post(FRESH)
    page = stale.post(FRESH, {"action": "confirm", "code": ""})
    assert b"Please fill in: Code from the mail" in page.content


def test_somebody_signed_out_is_asked_to_sign_in(client):
    answer = client.get(FRESH)
    assert answer.headers["Location"].startswith("/accounts/login/code/?next=")
    assert client.put(FRESH).status_code == 302


def test_the_page_says_whom_to_ring(stale):
    page = stale.get(FRESH)
    assert b"+34 910 000 000" in page.content
    assert b"The Guided Audio Study" in page.content
