"""Staff sign in by password and a second factor. No way round it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.test import Client

from retraining.accounts.roles import Role
from retraining.accounts.second_factor import current_code
from retraining.accounts.services import set_password, staff_user
from retraining.audit.models import AuditEntry
from retraining.trials.models import StaffAssignment
from retraining.trials.services import staff
from tests import cast
from tests.signing import LOGIN, SECOND_STEP, is_signed_in, sign_in_by_password

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/2fa/totp/activate/"


def _new_member(role: str = "manager"):
    """Somebody with a password and a role, whose second factor is still to come."""
    user = staff_user(email="new@staff.example")
    set_password(user=user, password=cast.PASSWORD, name="New")
    staff.assign(user=user, trial=cast.the_trial(), role=role, site=None, by=None)
    return user


def _with_password(email: str, password: str = cast.PASSWORD) -> tuple[Client, object]:
    client = Client()
    return client, client.post(LOGIN, {"login": email, "password": password})


def test_password_and_app_lead_to_the_first_page_of_the_role():
    max_ = cast.max_the_manager()
    client = sign_in_by_password(max_)
    assert client.session["_auth_user_id"] == str(max_.pk)
    assert client.get("/accounts/after/").headers["Location"] == "/manage/"
    assert client.session.get_expiry_age() == 20 * 3600
    assert AuditEntry.objects.filter(action="user.signed_in", actor=max_).count() == 1


def test_the_password_alone_opens_nothing():
    cast.max_the_manager()
    client, response = _with_password("max@staff.example")
    assert response.headers["Location"] == SECOND_STEP
    assert not is_signed_in(client)
    page = client.post(SECOND_STEP, {"code": "000000"})
    assert b"This code does not fit" in page.content
    assert not is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer():
    cast.max_the_manager()
    texts = set()
    for email in ("max@staff.example", "nobody@staff.example"):
        client, page = _with_password(email, "not the password at all")
        assert not is_signed_in(client)
        assert b"Address and password do not go together" in page.content
        texts.add(re.sub(rb'value="[^"]*"', b"", page.content))
    assert len(texts) == 1


def test_a_participant_can_never_use_a_password_even_if_one_stood_in_the_database():
    person = cast.joined("Ana")
    person.user.set_password(cast.PASSWORD)
    person.user.save()
    client, page = _with_password("ana@people.example")
    assert b"Address and password do not go together" in page.content
    assert not is_signed_in(client)


def test_tries_with_wrong_passwords_come_to_an_end():
    max_ = cast.max_the_manager()
    for _try in range(5):
        _with_password(max_.email, "not the password at all")
    client, page = _with_password(max_.email)
    assert b"That was too often" in page.content
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/manage/", "/accounts/after/"])
def test_without_a_second_factor_every_way_leads_to_setting_it_up(path):
    _new_member()
    client, _response = _with_password("new@staff.example")
    assert is_signed_in(client)
    assert client.get(path).headers["Location"] == SET_UP


def test_setting_up_an_app_and_getting_recovery_codes(django_capture_on_commit_callbacks):
    user = _new_member()
    client, _response = _with_password(user.email)
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    assert secret.encode() in page.content.replace(b" ", b"")
    assert b"data:image/svg+xml;base64," in page.content
    wrong = client.post(SET_UP, {"code": "000000"})
    assert b"This code does not fit" in wrong.content
    assert not Authenticator.objects.filter(user=user).exists()
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(SET_UP, {"code": _shown_by_app(secret)}, follow=True)
    codes = re.findall(rb"<li>(\d{8})</li>", done.content)
    assert len(codes) == 10
    assert client.get("/accounts/after/").headers["Location"] == "/manage/"
    assert AuditEntry.objects.filter(action="user.second_factor").count() == 1


def _shown_by_app(secret: str) -> str:
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def test_the_app_secret_is_not_readable_in_the_database():
    user = _new_member()
    client, _response = _with_password(user.email)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": _shown_by_app(secret)})
    for row in Authenticator.objects.filter(user=user):
        assert secret not in str(row.data)
    assert current_code(user) == _shown_by_app(secret)


def test_a_recovery_code_works_once():
    user = _new_member()
    client, _response = _with_password(user.email)
    secret = client.get(SET_UP).context["form"].secret
    shown = client.post(SET_UP, {"code": _shown_by_app(secret)}, follow=True)
    code = re.search(rb"<li>(\d{8})</li>", shown.content).group(1).decode()
    for expected in (True, False):
        other, _answer = _with_password(user.email)
        other.post(SECOND_STEP, {"code": code})
        assert is_signed_in(other) is expected


def test_changing_the_second_factor_asks_for_the_password_once_it_is_some_time_ago(
    real_time_moves,
):
    client = sign_in_by_password(cast.max_the_manager())
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 200
    real_time_moves(15 * 60 + 1)
    asked = client.get("/accounts/2fa/totp/deactivate/")
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    page = client.post(asked.headers["Location"], {"password": "not the password at all"})
    assert b"This is not your password" in page.content
    answer = client.post(asked.headers["Location"], {"password": cast.PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/totp/deactivate/"


def test_removing_the_app_locks_the_pages_until_there_is_another():
    client = sign_in_by_password(cast.max_the_manager())
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/manage/").headers["Location"] == SET_UP


def test_a_second_step_that_was_begun_can_be_given_up():
    cast.max_the_manager()
    client, _response = _with_password("max@staff.example")
    answer = client.post("/accounts/logout/", {"next": LOGIN})
    assert answer.headers["Location"] == LOGIN
    assert client.get(LOGIN).status_code == 200


def test_somebody_whose_roles_have_ended_gets_a_clear_page():
    max_ = cast.max_the_manager()
    client = sign_in_by_password(max_)
    mia = cast.a_member_of_staff("Mia", "manager")
    staff.end_assignment(assignment=StaffAssignment.objects.get(user=max_), by=mia)
    page = client.get("/accounts/after/")
    assert page.status_code == 200
    assert b"You have no role here now" in page.content
    assert client.get("/manage/").status_code == 404


def test_somebody_with_several_tasks_chooses_where_to_begin():
    user = cast.a_member_of_staff("Carla", "clinician", "madrid")
    cast.a_member_of_staff("Carla", "statistician")
    client = sign_in_by_password(user)
    page = client.get("/accounts/after/")
    assert b"People at your sites" in page.content
    assert b"Pooled figures" in page.content
    key = f"{cast.the_trial().pk}-statistics"
    assert client.post("/accounts/after/", {"home": key}).headers["Location"] == "/statistics/"
    assert client.post("/accounts/after/", {"home": "1-manage"}).status_code == 400


@pytest.mark.parametrize(
    ("role", "site", "expected"),
    [
        (Role.CLINICIAN, "madrid", "/clinic/"),
        (Role.RATER, "madrid", "/clinic/ratings/"),
        (Role.MANAGER, None, "/manage/"),
        (Role.STATISTICIAN, None, "/statistics/"),
        (Role.MONITOR, None, "/manage/audit/"),
    ],
)
def test_each_role_begins_on_a_page_it_may_see(role, site, expected):
    client = sign_in_by_password(cast.a_member_of_staff("Some", role, site))
    assert client.get("/accounts/after/").headers["Location"] == expected


def test_no_staff_address_is_ever_sent_a_code():
    max_ = cast.max_the_manager()
    Client().post("/accounts/login/code/", {"email": max_.email})
    client = sign_in_by_password(max_)
    assert client.get("/accounts/fresh/").status_code == 404
    assert client.post("/accounts/fresh/").status_code == 404
    assert mail.outbox == []
