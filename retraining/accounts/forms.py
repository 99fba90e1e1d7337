"""Sign-in forms."""

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm


class PasswordForm(LoginForm):
    """Staff sign in here."""


class CodeRequestForm(RequestLoginCodeForm):
    """Participants ask for a code here."""


class CodeForm(ConfirmLoginCodeForm):
    """Participants enter the code here."""
