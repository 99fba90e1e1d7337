"""The glue to the sign-in library: beginning, renewing and finishing a sign-in."""

import time

from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_password_login,
)
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse

from retraining.accounts.models import User

OWN_DEVICE = "own_device"
OWN_DEVICE_SECONDS = 90 * 24 * 3600
SHARED_DEVICE_SECONDS = 20 * 3600
PASSWORD_SECONDS = 15 * 60


def begin_with_code(request: HttpRequest, *, user: User, own_device: bool) -> None:
    """Mail a sign-in code to a participant and wait for it in this browser."""
    request.session[OWN_DEVICE] = own_device
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)


def finish_with_password(request: HttpRequest, *, user: User) -> HttpResponse:
    """Sign in a member of staff who has just chosen a password; a second factor is asked for."""
    login = Login(user=user, email=user.email)
    return perform_password_login(request, {"email": user.email}, login)


def _waiting(request: HttpRequest) -> LoginCodeVerificationProcess | None:
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return LoginCodeVerificationProcess(stage=stage) if stage else None


def is_waiting_for_code(request: HttpRequest) -> bool:
    """Whether a code that was asked for in this browser can still be entered."""
    process = _waiting(request)
    return process is not None and process.is_valid()


def renew_code_time(request: HttpRequest) -> None:
    """Give the next code its own 15 minutes and five tries; how many are mailed stays limited."""
    process = _waiting(request)
    if process is not None and process.can_resend:
        process.state.update(at=time.time(), failed_attempts=0)
        process.persist()


def typed_password_lately(request: HttpRequest) -> bool:
    """Whether the password was typed in this login session in the last 15 minutes (real time)."""
    records = get_authentication_records(request, request.user)
    typed = [record["at"] for record in records if record.get("method") == "password"]
    return bool(typed) and time.time() - max(typed) < PASSWORD_SECONDS
