"""The mailed link: looking spends nothing, confirming spends it once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from retraining.common import clock
from retraining.trials.models import Invitation, Participant
from retraining.trials.services import invitations
from retraining.trials.services.identity import email_of
from tests import cast
from tests.signing import CONFIRM, is_signed_in, mailed_code, newest_mail

pytestmark = pytest.mark.django_db
ANA = "ana@people.example"
MADRID = {"email": ANA, "time_zone": "Europe/Madrid"}


def _path(person: Participant) -> str:
    return f"/invite/{invitations.link_token(person.invitations.latest('pk'))}/"


@pytest.fixture
def ana() -> Participant:
    return cast.invited("Ana")


def test_looking_spends_nothing_and_shows_who_invites(ana):
    for _look in range(3):
        page = Client().get(_path(ana))
    assert page.status_code == 200
    for words in (
        b"You are invited to The Guided Audio Study",
        b"study team in Madrid",
        b"+34 910",
    ):
        assert words in page.content
    ana.refresh_from_db()
    assert ana.user is None
    assert ana.invitations.get().spent_at is None
    assert mail.outbox == []


def test_address_and_zone_are_filled_in(ana):
    page = Client().get(_path(ana)).content.decode()
    assert f'value="{ANA}"' in page
    assert re.search(r'<option value="Europe/Madrid" selected>', page)


def test_the_address_of_the_page_does_not_travel_on(ana):
    path = _path(ana)
    for page in (Client().get(path), Client().post(path, {}), Client().get("/invite/1-x/")):
        assert page.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in page.headers["Cache-Control"]


def test_confirming_accepts_and_waits_for_the_code_that_was_sent(ana):
    client = Client()
    answer = client.post(_path(ana), {**MADRID, "own_device": "on"})
    assert answer.headers["Location"] == CONFIRM
    assert ANA.encode() in client.get(CONFIRM).content
    assert newest_mail().to == [ANA]
    ana.refresh_from_db()
    assert (ana.user.email, ana.time_zone) == (ANA, "Europe/Madrid")
    client.post(CONFIRM, {"code": mailed_code()})
    assert client.get("/accounts/after/").headers["Location"] == "/my/join/"
    assert client.session.get_expiry_age() == 90 * 24 * 3600


def test_the_link_works_once(ana):
    path = _path(ana)
    Client().post(path, MADRID)
    sent = len(mail.outbox)
    for again in (Client().get(path), Client().post(path, MADRID)):
        assert again.status_code == 410
        assert b"You have used this link already" in again.content
        assert b"+34 910 000 000" in again.content
    assert len(mail.outbox) == sent
    assert not is_signed_in(Client())


def test_a_revoked_link_and_one_that_was_replaced_have_ended(ana):
    first = _path(ana)
    invitations.resend(participant=ana, by=cast.max_the_manager())
    second = _path(ana)
    invitations.revoke(participant=ana, by=cast.max_the_manager())
    for path in (first, second):
        page = Client().post(path, MADRID)
        assert page.status_code == 410
        assert b"This link has ended" in page.content
        assert b"ring the study team in Madrid" in page.content
    ana.refresh_from_db()
    assert ana.user is None


def test_a_link_ends_after_14_days(ana):
    with clock.at(clock.now() + timedelta(days=14, minutes=1)):
        assert Client().get(_path(ana)).status_code == 410
    with clock.at(clock.now() + timedelta(days=13, hours=23)):
        assert Client().get(_path(ana)).status_code == 200


@pytest.mark.parametrize("token", ["x", "1-x", "0-", "9" * 40, "-1-abc", "1-" + "a" * 43])
def test_a_made_up_link_is_404_and_tells_nothing(ana, token):
    for page in (Client().get(f"/invite/{token}/"), Client().post(f"/invite/{token}/", MADRID)):
        assert page.status_code == 404
        assert b"Madrid" not in page.content


def test_the_signature_of_one_link_does_not_open_another(ana):
    bea = cast.invited("Bea", "leeds")
    own, other = (p.invitations.get() for p in (ana, bea))
    signature = invitations.link_token(own).split("-", 1)[1]
    assert Client().get(f"/invite/{other.pk}-{signature}/").status_code == 404


def test_another_address_is_asked_for_twice(ana):
    path, data = _path(ana), {**MADRID, "email": "New@Home.example"}
    first = Client().post(path, data)
    assert first.status_code == 200
    assert b"This is not the address we wrote to" in first.content
    assert Invitation.objects.get(participant=ana).spent_at is None
    looked_at = re.search(rb'name="looked_at" value="([^"]+)"', first.content).group(1).decode()
    Client().post(path, {**data, "looked_at": looked_at})
    ana.refresh_from_db()
    assert ana.user.email == email_of(ana) == "new@home.example"
    assert newest_mail().to == ["new@home.example"]


def test_a_third_address_is_asked_for_again(ana):
    data = {**MADRID, "email": "third@home.example", "looked_at": "second@home.example"}
    assert b"This is not the address" in Client().post(_path(ana), data).content
    ana.refresh_from_db()
    assert ana.user is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, b"Please fill in: Your e-mail address"),
        ({**MADRID, "email": "ana@"}, b"This e-mail address is not complete"),
        ({**MADRID, "time_zone": "Mars/Olympus"}, b"Please choose a town from the list"),
        ({"email": ANA}, b"Please choose: A large town near you"),
    ],
)
def test_what_is_missing_is_said_and_the_link_stays_good(ana, data, words):
    page = Client().post(_path(ana), data)
    assert page.status_code == 200
    assert words in page.content
    assert Invitation.objects.get(participant=ana).spent_at is None


@pytest.mark.parametrize("taken", ["max@staff.example", "bea@people.example"])
def test_somebody_elses_address_is_refused_and_nothing_is_half_done(ana, taken):
    cast.joined("Bea", "leeds")
    page = Client().post(_path(ana), {**MADRID, "email": taken, "looked_at": taken})
    assert page.status_code == 200
    assert b"Please look at this again" in page.content
    ana.refresh_from_db()
    assert ana.user is None
    assert Invitation.objects.get(participant=ana).spent_at is None
    assert email_of(ana) == ANA


def test_whoever_used_the_browser_before_is_signed_out(ana, as_user):
    client = as_user(cast.max_the_manager())
    client.post(_path(ana), MADRID)
    assert not is_signed_in(client)
    client.post(CONFIRM, {"code": mailed_code()})
    ana.refresh_from_db()
    assert client.session["_auth_user_id"] == str(ana.user.pk)


def test_a_mail_server_that_is_away_does_not_lose_the_acceptance(ana, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = Client().post(_path(ana), MADRID, follow=True)
    assert b"We could not send the mail just now" in page.content
    ana.refresh_from_db()
    assert ana.user is not None


def test_another_method_is_405(ana):
    assert Client().put(_path(ana)).status_code == 405
    assert Client().delete(_path(ana)).status_code == 405
