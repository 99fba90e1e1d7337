"""A one-time link makes somebody a member of staff."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.common import clock
from retraining.trials.models import StaffAssignment
from retraining.trials.services import staff
from tests import cast
from tests.signing import is_signed_in

pytestmark = pytest.mark.django_db
NEW = {"name": "Carla Cruz", "password": "seven green boats at noon"}


def _invited(email: str = "carla@staff.example", role: str = "clinician"):
    site = cast.the_site("madrid") if role == "clinician" else None
    return staff.invite_staff(
        trial=cast.the_trial(), email=email, role=role, site=site, by=cast.max_the_manager()
    )


def _path(invitation) -> str:
    return f"/accounts/staff/{staff.link_token(invitation)}/"


def test_looking_spends_nothing_and_shows_what_is_asked():
    invitation = _invited()
    page = Client().get(_path(invitation))
    assert page.status_code == 200
    for words in (b"Clinician, Madrid", b"carla@staff.example", b"Choose a password"):
        assert words in page.content
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page.headers["Cache-Control"]
    invitation.refresh_from_db()
    assert invitation.spent_at is None
    assert not User.objects.filter(email="carla@staff.example").exists()


def test_name_and_password_sign_in_and_lead_to_the_second_step():
    client = Client()
    answer = client.post(_path(_invited()), NEW, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/totp/activate/"
    assert b"Set up your second step" in answer.content
    user = User.objects.get(email="carla@staff.example")
    assert user.name == "Carla Cruz"
    assert user.check_password(NEW["password"])
    role = StaffAssignment.objects.get(user=user)
    assert (role.role, role.site.slug) == ("clinician", "madrid")


def test_a_link_works_once():
    path = _path(_invited())
    Client().post(path, NEW)
    for again in (Client().get(path), Client().post(path, {**NEW, "password": "x" * 20})):
        assert again.status_code == 410
        assert b"It has been used already" in again.content
    assert User.objects.get(email="carla@staff.example").check_password(NEW["password"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({**NEW, "password": "short"}, b"at least 12 characters"),
        ({**NEW, "password": "password1234"}, b"too common"),
        ({**NEW, "password": "carla@staff.example"}, b"too similar"),
        ({**NEW, "name": " "}, b"Please fill in: Your name"),
        ({}, b"Please fill in: Choose a password"),
    ],
)
def test_a_weak_password_or_no_name_is_refused_and_the_link_stays_good(data, words):
    invitation = _invited()
    page = Client().post(_path(invitation), data)
    assert page.status_code == 200
    assert words in page.content
    invitation.refresh_from_db()
    assert invitation.spent_at is None


def test_somebody_who_works_here_already_just_accepts():
    user = cast.a_member_of_staff("Carla", "clinician", "madrid")
    client = Client()
    path = _path(_invited(role="statistician"))
    assert b"Choose a password" not in client.get(path).content
    answer = client.post(path)
    assert answer.headers["Location"] == "/accounts/login/"
    assert not is_signed_in(client)
    user.refresh_from_db()
    assert user.check_password(cast.PASSWORD)
    assert StaffAssignment.objects.filter(user=user, role="statistician").count() == 1


def test_an_ended_link_says_so():
    with clock.at(clock.now() - timedelta(days=8)):
        old = _invited()
    page = Client().get(_path(old))
    assert page.status_code == 410
    assert b"A trial manager can send you a new one" in page.content


@pytest.mark.parametrize("token", ["x", "1-x", "9" * 30, "1-" + "a" * 43, "%00"])
def test_a_made_up_link_is_404(token):
    _invited()
    assert Client().get(f"/accounts/staff/{token}/").status_code == 404
    assert Client().post(f"/accounts/staff/{token}/", NEW).status_code == 404


def test_a_participants_address_cannot_become_staff():
    cast.joined("Ana")
    invitation = _invited(email="ana@people.example")
    page = Client().post(_path(invitation), NEW)
    assert b"This address is in use for another kind of account" in page.content
    assert not StaffAssignment.objects.filter(user__email="ana@people.example").exists()


def test_whoever_used_the_browser_before_is_signed_out(as_user):
    client = as_user(cast.joined("Ana").user)
    client.post(_path(_invited()), NEW)
    user = User.objects.get(email="carla@staff.example")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_another_method_is_405():
    assert Client().put(_path(_invited())).status_code == 405
