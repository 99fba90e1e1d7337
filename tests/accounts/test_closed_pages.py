"""What of the sign-in library is closed, and to whom."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db
CLOSED = [
    "/accounts/signup/",
    "/accounts/email/",
    "/accounts/confirm-email/",
    "/accounts/password/set/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
]
FOR_STAFF = [
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/recovery-codes/download/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/keys/1/remove/",
    "/accounts/2fa/webauthn/keys/1/edit/",
]


@pytest.mark.parametrize("path", CLOSED)
def test_these_pages_do_not_exist_for_anybody(client, as_user, path):
    for somebody in (client, as_user(cast.joined("Ana").user), as_user(cast.max_the_manager())):
        assert somebody.get(path).status_code == 404
        assert somebody.post(path).status_code == 404


@pytest.mark.parametrize("path", FOR_STAFF)
def test_these_pages_do_not_exist_for_participants(client, as_user, path):
    participant = as_user(cast.joined("Ana").user)
    assert participant.get(path).status_code == 404
    assert participant.post(path).status_code == 404
    assert client.get(path).headers["Location"].startswith("/accounts/login/?next=")


def test_a_participant_is_asked_for_a_code_and_staff_for_a_password(client):
    assert client.get("/my/join/").headers["Location"] == "/accounts/login/code/?next=/my/join/"
    assert client.get("/manage/").headers["Location"] == "/accounts/login/?next=/manage/"
    assert client.get("/accounts/after/").headers["Location"].startswith("/accounts/login/code/")


def test_the_gallery_is_for_people_who_are_signed_in(client, as_user):
    assert client.get("/accounts/gallery/").status_code == 302
    assert as_user(cast.max_the_manager()).get("/accounts/gallery/").status_code == 200
