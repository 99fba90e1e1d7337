"""What a person's authenticator app shows now: for simulated people whose phone nobody holds."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt

from retraining.accounts.models import User


def current_code(user: User) -> str:
    """The six digits of this half minute; empty where the person has no authenticator app."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        return ""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), counter))
