"""One click instead of a code or a password: what the sign-in library would have left behind."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.http import HttpRequest

from retraining.accounts.models import User
from retraining.accounts.services import record_sign_in


def sign_in_as(request: HttpRequest, *, user: User) -> None:
    """Sign somebody in as if they had just entered what they are asked for.

    A participant has entered a mailed code; a member of staff the password and a code of the app.
    """
    logout(request)  # whoever used this browser before
    if user.is_staff_member:
        record_authentication(request, user, method="password", email=user.email)
        app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        if app is not None:
            record_authentication(request, user, method="mfa", id=app.pk, type=app.type)
    else:
        record_authentication(request, user, method="code", email=user.email)
    get_adapter(request).login(request, user)
    record_sign_in(user=user, how="demo")
