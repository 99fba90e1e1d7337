"""What a person does to sign in: reads the newest mail, types its code, shows the phone."""

import re
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client

from retraining.accounts.models import User
from retraining.accounts.second_factor import current_code
from tests.cast import PASSWORD

ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"
LOGIN, SECOND_STEP = "/accounts/login/", "/accounts/2fa/authenticate/"
CODE = re.compile(r"\b([B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4})\b")
LINK = re.compile(r"https?://\S+")


def newest_mail() -> mail.EmailMultiAlternatives:
    """The last mail that went out."""
    assert mail.outbox, "no mail went out"
    return mail.outbox[-1]


def mailed_code() -> str:
    """The code of the newest mail, as it is printed."""
    found = CODE.search(newest_mail().body)
    assert found, newest_mail().body
    return found.group(1)


def mailed_path() -> str:
    """Path of the link of the newest mail, without the part behind "#"."""
    found = LINK.search(newest_mail().body)
    assert found, newest_mail().body
    return urlsplit(found.group(0)).path


def other_code(code: str) -> str:
    """A code that is certainly another one."""
    return ("C" if code[0] == "B" else "B") + code[1:]


def sign_in_by_code(email: str, *, own_device: bool = False) -> Client:
    """A browser in which somebody has signed in by a mailed code."""
    client = Client()
    data = {"email": email, **({"own_device": "on"} if own_device else {})}
    assert client.post(ASK, data).status_code == 302
    assert client.post(CONFIRM, {"code": mailed_code()}).status_code == 302
    return client


def sign_in_by_password(user: User, password: str = PASSWORD) -> Client:
    """A browser in which a member of staff has signed in by password and app."""
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": password})
    assert client.post(SECOND_STEP, {"code": current_code(user)}).status_code == 302
    return client


def is_signed_in(client: Client) -> bool:
    """Whether this browser holds somebody's login session."""
    return "_auth_user_id" in client.session
