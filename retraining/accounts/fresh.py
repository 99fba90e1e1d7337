"""Asking again who is there, before something that binds: in real time, whatever the trial's clock.

People without a password get a fresh code by mail; staff type their password once more.
The sign-in library counts somebody without password and second factor as always fresh, so this is
ours.
"""

from enum import StrEnum

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from retraining.accounts import codes
from retraining.accounts.limits import Limit
from retraining.accounts.mails import send_fresh_code
from retraining.accounts.models import User
from retraining.common import clock

SECONDS = 15 * 60
TRIES = 5
WAITING, FRESH_AT = "fresh_code", "fresh_at"
MAILS = Limit("fresh-code", amount=5, seconds=SECONDS)
PASSWORDS = Limit("password-again", amount=5, seconds=5 * 60)
FACTORS = Limit("factor-again", amount=5, seconds=5 * 60)
PASSKEY_COUNTS_S = 5 * 60


class Answer(StrEnum):
    """What came of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    ENDED = "ended"  # too old, tried too often, or never sent


WORDS = {
    Answer.WRONG: _("This code does not fit. Please look at it once more."),
    Answer.ENDED: _("This code has ended. Please ask for a new one."),
}
NOT_SENT = _("We could not send a code just now. Please try again in a few minutes.")


def words(answer: Answer) -> str:
    """What to say about a code that was not right."""
    return str(WORDS[answer])


def person(request: HttpRequest) -> User:
    """Who is signed in; the access rule has made sure that somebody is."""
    assert isinstance(request.user, User)
    return request.user


def _now() -> float:
    return clock.real_now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether a mailed code was entered in this login session within 15 minutes."""
    moments = [
        float(record["at"])
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "code"
    ]
    moments.append(float(request.session.get(FRESH_AT, 0)))
    return _now() - max(moments) < SECONDS


def is_waiting(request: HttpRequest) -> bool:
    """Whether a code was mailed that can still be entered."""
    waiting = request.session.get(WAITING)
    return bool(
        waiting and waiting["tries"] < TRIES and _now() - float(waiting["sent_at"]) < SECONDS
    )


def send_code(request: HttpRequest) -> bool:
    """Mail a new code to the person who is signed in; an older one stops working.

    Returns:
        False where too many were asked for, or the mail server did not take it.
    """
    user = person(request)
    if user.is_staff_member or not MAILS.take(user.pk):
        return False
    code = codes.new_code()
    if not send_fresh_code(user=user, code=code):
        return False
    request.session[WAITING] = {
        "digest": codes.digest(code, user.pk),
        "sent_at": _now(),
        "tries": 0,
    }
    return True


def confirm(request: HttpRequest, code: str) -> Answer:
    """Check a typed code; the right one makes this login session fresh and is spent."""
    if not is_waiting(request):
        request.session.pop(WAITING, None)
        return Answer.ENDED
    waiting = request.session[WAITING]
    if codes.matches(code, request.user.pk, waiting["digest"]):
        del request.session[WAITING]
        request.session[FRESH_AT] = _now()
        return Answer.RIGHT
    waiting["tries"] += 1
    request.session.modified = True
    return Answer.WRONG if waiting["tries"] < TRIES else Answer.ENDED


def check_password_again(user: User, password: str) -> bool:
    """Whether this is the password of a member of staff who is about to do what cannot be undone.

    Five tries in five minutes; after that False, even for the right one (`password_tries_left`).
    """
    if not user.is_staff_member or not PASSWORDS.take(user.pk):
        return False
    if not user.check_password(password):
        return False
    PASSWORDS.forget(user.pk)
    return True


def password_tries_left(user: User) -> int:
    """How many tries `check_password_again` still lets through just now."""
    return PASSWORDS.left(user.pk)


def check_factor_again(request: HttpRequest, code: str) -> bool:
    """Whether the second factor is there once more, before what only its owner may do.

    A code of the authenticator app or a recovery code, each good for once; or, where no code is
    typed, a passkey with which this login session began within five minutes. Five tries in five
    minutes.
    """
    user = person(request)
    if not FACTORS.take(user.pk):
        return False
    if not (_code_fits(user, code) if code else _came_by_passkey(request)):
        return False
    FACTORS.forget(user.pk)
    return True


def factor_tries_left(user: User) -> int:
    """How many tries `check_factor_again` still lets through just now."""
    return FACTORS.left(user.pk)


def _code_fits(user: User, code: str) -> bool:
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)
    return any(factor.wrap().validate_code(code.strip()) for factor in factors)


def _came_by_passkey(request: HttpRequest) -> bool:
    return any(
        record.get("type") == Authenticator.Type.WEBAUTHN
        and _now() - float(record["at"]) < PASSKEY_COUNTS_S
        for record in get_authentication_records(request, request.user)
    )
