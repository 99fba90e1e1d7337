"""Sign-in forms: the library's rules in our look and words."""

from typing import Any

from allauth.account import forms as library
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from retraining.accounts.models import User
from retraining.common.forms import EMAIL_INVALID, Form

ADDRESS = _("Your e-mail address")
LONG = _("At least 12 characters. A few words in a row are strong and easy to keep in mind.")


def _name(form: forms.Form, name: str, label: Any, hint: Any = "", **attrs: str) -> None:
    """Give a field of the library our words, without the grey text inside the box."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = _("Please fill in: %(label)s") % {"label": label}
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


def _name_code(form: forms.Form, label: Any, hint: Any = "", **attrs: str) -> None:
    _name(form, "code", label, hint, autocomplete="one-time-code", spellcheck="false", **attrs)
    form.fields["code"].widget.attrs["class"] = "govuk-input--width-10 code-box"


class PasswordForm(Form, library.LoginForm):
    """Staff sign in here."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "login", _("E-mail address"), autocomplete="username", spellcheck="false")
        _name(self, "password", _("Password"))
        self.fields["login"].error_messages["invalid"] = EMAIL_INVALID


class PasswordAgainForm(Form, library.ReauthenticateForm):
    """Staff type their password once more before they change how they sign in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "password", _("Password"))


class CodeRequestForm(Form, library.RequestLoginCodeForm):
    """Participants ask for a code here. For any other address the answer looks the same."""

    own_device = forms.BooleanField(
        label=_("This is my own device: keep me signed in for 90 days"),
        required=False,
    )
    _user: User | None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "email", ADDRESS, spellcheck="false")
        self.fields["email"].error_messages["invalid"] = EMAIL_INVALID

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user is not None and self._user.is_staff_member:
            self._user = None  # nobody who has a password is ever let in by a mailed code
        return email


class CodeForm(Form, library.ConfirmLoginCodeForm):
    """Participants enter the code here."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_code(self, _("Code from the mail"), _("Eight letters, such as BCDF-GHJK"))


class FreshCodeForm(Form):
    """A code that confirms once more who is there."""

    code = forms.CharField(max_length=40)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_code(self, _("Code from the mail"), _("Eight letters, such as BCDF-GHJK"))


class ForgottenForm(Form, library.ResetPasswordForm):
    """Staff ask for a link to choose a new password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "email", _("E-mail address"), spellcheck="false")
        self.fields["email"].error_messages["invalid"] = EMAIL_INVALID


class NewPasswordForm(Form, library.ResetPasswordKeyForm):
    """A new password, once: a mail mends a slip of the finger."""

    password2 = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "password1", _("New password"), LONG)


class ChangePasswordForm(Form, library.ChangePasswordForm):
    """The old password and a new one."""

    password2 = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "oldpassword", _("Your password now"))
        _name(self, "password1", _("New password"), LONG)


class SecondStepForm(Form, AuthenticateForm):
    """Six digits of the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_code(self, _("Code from your app"), inputmode="numeric")


class AppCodeForm(Form, ActivateTOTPForm):
    """The first six digits that a new app shows."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_code(self, _("Six digits that the app shows now"), inputmode="numeric")

    @property
    def secret_in_groups(self) -> str:
        """The key in fours, easier to type from one device into another."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


class PasskeyForm(Form, AddWebAuthnForm):
    """A passkey and a name for it. It always signs in by itself: the device checks the person."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "name", _("A name for it"), _("Such as: work laptop"), autocomplete="off")


class PasskeyNameForm(Form, EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self, "name", _("Name"), autocomplete="off")


class StaffNameForm(Form):
    """Name and password of somebody who begins to work on a trial."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Colleagues see it beside what you do."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=LONG,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if "password" in values:
            person = User(email=self.email, name=values.get("name", ""))
            try:
                validate_password(values["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values
