"""Passwords: a new one by mail, a changed one, and asking for it again."""

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.utils.http import int_to_base36

from retraining.accounts import fresh
from retraining.accounts.services import staff_user
from tests import cast
from tests.signing import (
    LOGIN,
    SECOND_STEP,
    is_signed_in,
    mailed_path,
    newest_mail,
    sign_in_by_password,
)

pytestmark = pytest.mark.django_db
FORGOTTEN = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
OTHER = "quite another long password"


def _choose(client: Client, path: str, password: str):
    form = client.get(path, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password}, follow=True)


def test_a_link_by_mail_leads_to_a_new_password_and_the_second_step_stays():
    max_ = cast.max_the_manager()
    client = Client()
    client.post(FORGOTTEN, {"email": max_.email})
    assert newest_mail().to == [max_.email]
    assert newest_mail().from_email.startswith("Retraining <")
    path = mailed_path()
    page = _choose(client, path, OTHER)
    assert b"Your password is saved" in page.content
    assert not is_signed_in(client)
    max_.refresh_from_db()
    assert max_.check_password(OTHER)
    answer = client.post(LOGIN, {"login": max_.email, "password": OTHER})
    assert answer.headers["Location"] == SECOND_STEP
    again = Client().get(path, follow=True)
    assert b"This link has ended" in again.content


def test_a_weak_password_is_refused_with_a_reason():
    max_ = cast.max_the_manager()
    client = Client()
    client.post(FORGOTTEN, {"email": max_.email})
    page = _choose(client, mailed_path(), "short")
    assert b"at least 12 characters" in page.content
    max_.refresh_from_db()
    assert max_.check_password(cast.PASSWORD)


@pytest.mark.parametrize("email", ["ana@people.example", "nobody@people.example"])
def test_participants_and_strangers_get_no_mail_and_the_same_page(email):
    cast.joined("Ana")
    max_ = cast.max_the_manager()
    for_staff = Client().post(FORGOTTEN, {"email": max_.email}, follow=True)
    mail.outbox.clear()
    for_others = Client().post(FORGOTTEN, {"email": email}, follow=True)
    assert for_others.redirect_chain == for_staff.redirect_chain
    assert b"a link is on its way" in for_others.content
    assert mail.outbox == []


def test_a_participant_who_forges_a_link_still_gets_no_password():
    person = cast.joined("Ana")
    key = f"{int_to_base36(person.user.pk)}-{default_token_generator.make_token(person.user)}"
    _choose(Client(), f"/accounts/password/reset/key/{key}/", OTHER)
    person.user.refresh_from_db()
    assert not person.user.has_usable_password()
    client = Client()
    client.post(LOGIN, {"login": person.user.email, "password": OTHER})
    assert not is_signed_in(client)


def test_changing_the_password_needs_the_old_one_and_keeps_one_signed_in():
    max_ = cast.max_the_manager()
    client = sign_in_by_password(max_)
    page = client.post(CHANGE, {"oldpassword": "not it", "password1": OTHER})
    assert b"This is not your password now" in page.content
    client.post(CHANGE, {"oldpassword": cast.PASSWORD, "password1": OTHER})
    max_.refresh_from_db()
    assert max_.check_password(OTHER)
    assert client.get("/manage/").status_code == 200


def test_the_password_is_asked_for_again_five_times_at_most(real_time_moves):
    max_ = cast.max_the_manager()
    assert fresh.check_password_again(max_, cast.PASSWORD)
    assert fresh.password_tries_left(max_) == 5
    for _try in range(5):
        assert not fresh.check_password_again(max_, "not it")
    assert fresh.password_tries_left(max_) == 0
    assert not fresh.check_password_again(max_, cast.PASSWORD)
    real_time_moves(5 * 60 + 1)
    assert fresh.check_password_again(max_, cast.PASSWORD)


def test_nobody_without_a_password_passes():
    person = cast.joined("Ana")
    invited = staff_user(email="new@staff.example")
    assert not fresh.check_password_again(person.user, "")
    assert not fresh.check_password_again(invited, "")
