"""The look: kept on the account and in the browser, and no way out of the site."""

import pytest

from tests import cast
from tests.signing import mailed_code, sign_in_by_code

pytestmark = pytest.mark.django_db
LOOK = "/accounts/look/"


def test_a_stranger_keeps_it_in_a_cookie(client):
    answer = client.post(LOOK, {"theme": "dim", "next": "/accounts/login/"})
    assert answer.headers["Location"] == "/accounts/login/"
    assert client.cookies["look"].value == "dim"
    assert client.cookies["look"]["httponly"]
    assert b'data-theme="dim"' in client.get("/accounts/login/").content


def test_somebody_signed_in_keeps_it_on_the_account(as_user):
    person = cast.joined("Ana")
    as_user(person.user).post(LOOK, {"theme": "contrast"})
    person.user.refresh_from_db()
    assert person.user.theme == "contrast"
    assert b'data-theme="contrast"' in as_user(person.user).get("/my/join/").content


def test_it_comes_along_when_somebody_signs_in_for_the_first_time():
    person = cast.joined("Ana")
    client = sign_in_by_code("ana@people.example")
    client.post("/accounts/logout/")
    client.post(LOOK, {"theme": "dim"})
    client.post("/accounts/login/code/", {"email": "ana@people.example"})
    person.user.refresh_from_db()
    assert person.user.theme == "auto"
    client.post("/accounts/login/code/confirm/", {"code": mailed_code()})
    person.user.refresh_from_db()
    assert person.user.theme == "dim"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "",
    ],
)
def test_it_goes_back_only_to_this_site(client, wanted):
    assert client.post(LOOK, {"theme": "calm", "next": wanted}).headers["Location"] == "/"


@pytest.mark.parametrize("theme", ["", "neon", "dim; drop"])
def test_a_look_that_there_is_not_is_refused(client, theme):
    assert client.post(LOOK, {"theme": theme}).status_code == 400
    assert "look" not in client.cookies


def test_looking_at_the_address_changes_nothing(client):
    assert client.get(LOOK).status_code == 405
