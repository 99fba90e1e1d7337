"""How the sign-in library behaves here."""

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from retraining.accounts import codes, mails, services, sign_in
from retraining.accounts.models import Theme, User
from retraining.accounts.selectors import user_with
from retraining.common import sealing

NOT_SENT = _("We could not send the mail just now. Please ask for a new code in a few minutes.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: people come by invitation. Codes for participants, passwords for staff."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account has been closed. Please ask the study team."),
        "email_password_mismatch": _("Address and password do not go together."),
        "enter_current_password": _("This is not your password now."),
        "incorrect_code": _("This code does not fit. Please look at it once more."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("That was too often. Please wait a few minutes."),
        "rate_limited": _("That was too often. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def generate_login_code(self) -> str:
        return codes.new_code()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Codes for participants. The library has nothing else to say to anybody here."""
        if template_prefix != "account/email/login_code":
            raise ValueError(f"{template_prefix} is not a mail of this install")
        user = user_with(email)
        if user is None or user.is_staff_member:
            return
        url = f"{settings.SITE_URL}{reverse('account_confirm_login_code')}#code={context['code']}"
        if not mails.send_sign_in_code(user=user, code=context["code"], url=url):
            messages.error(self.request, NOT_SENT)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        if user.is_staff_member:
            mails.send_password_link(user=user, url=context["password_reset_url"])

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Passwords open staff accounts alone, whatever stands in the database."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_staff_member else None

    def set_password(self, user: User, password: str) -> None:
        if user.is_staff_member:
            services.set_password(user=user, password=password, name=user.name)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        own = request.session.pop(sign_in.OWN_DEVICE, False) and not user.is_staff_member
        request.session.set_expiry(
            sign_in.OWN_DEVICE_SECONDS if own else sign_in.SHARED_DEVICE_SECONDS
        )

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        records = get_authentication_records(request, user)
        services.record_sign_in(user=user, how=records[-1]["method"] if records else "")
        look = request.COOKIES.get("look", "")
        if user.theme == Theme.AUTO and look:
            services.set_theme(user=user, theme=look)
        return super().post_login(request, user, **kwargs)

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        """The library announces changes here; they go to the audit log, not into a mail."""
        if template_prefix.startswith("mfa/"):
            services.record_second_factor(user=user, change=template_prefix.rsplit("/", 1)[-1])

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The password alone; somebody without one has no page here that would ask."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] == "reauthenticate"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in with a password need not type it again to set up a phone."""
        if sign_in.typed_password_lately(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors of staff; their secrets are sealed in the database."""

    CONTEXT = "accounts.second_factor"

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit. Please wait for the next one and try again."),
    }

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        """What a passkey is called until its owner names it."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(_("Passkey") if number == 1 else _("Passkey %(n)d") % {"n": number})

    def encrypt(self, text: str) -> str:
        sealed = sealing.seal(sealing.environment_key("IDENTITY_KEY"), text, self.CONTEXT)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        return sealing.unseal(sealing.environment_key("IDENTITY_KEY"), sealed, self.CONTEXT)
