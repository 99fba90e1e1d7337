"""Forms of unblinding and unsealing: who, why, and who is really there."""

import hashlib
import secrets
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from retraining.accounts.models import User
from retraining.common.forms import Form
from retraining.randomisation.unblinding_models import UnblindingKind, UnblindingReason
from retraining.trials.models import Participant, Trial

STAMP, STAMP_LIVES = "unblinding", 60 * 60  # seconds that the page may lie open


class NumberForm(Form):
    """Whom it is about."""

    number = forms.CharField(
        label=_("Number of the person"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class AgainForm(Form):
    """Password and second factor once more."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    factor = forms.CharField(
        label=_("Code from your authenticator app, or one of your recovery codes"),
        max_length=20,
        required=False,
        help_text=_(
            "Each code works once: wait for the next one if you have just used it. Leave it empty "
            "if you signed in with a passkey in the last five minutes."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class UnblindForm(AgainForm):
    """One person, a reason, and the proof that it is you."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("How"), choices=UnblindingKind.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=UnblindingReason.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Who asks, and what for"),
        max_length=2000,
        help_text=_("Kept sealed. Write what the sponsor will need to understand it later."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    number = forms.CharField(
        label=_("Type the number of the person"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ("stamp", "kind", "reason", "text", "number", "password", "factor")

    def __init__(self, *args: Any, person: Participant, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person, self.user = person, user

    def clean_number(self) -> str:
        """The number, if it is this person's."""
        number = str(self.cleaned_data["number"]).strip()
        if number != self.person.code:
            raise ValidationError(_("This is not the number on this page."))
        return number

    def clean_stamp(self) -> str:
        """The form's own number: of this person and this user, not too old."""
        text = self.cleaned_data["stamp"]
        try:
            seen = signing.loads(text, salt=STAMP, max_age=STAMP_LIVES)
        except signing.BadSignature:
            seen = []
        if seen[:2] != [self.person.pk, self.user.pk]:
            raise ValidationError(_("This page was open for too long. Open it again."))
        return hashlib.sha256(str(seen).encode()).hexdigest()


class UnsealForm(AgainForm):
    """The whole list: what for, the trial's short name typed, and the proof that it is you."""

    reason = forms.CharField(
        label=_("What is it unsealed for?"),
        help_text=_("One short sentence, such as “Analysis after the last follow-up”. No names."),
        min_length=5,
        max_length=200,
    )
    trial = forms.CharField(
        label=_("Type the short name of the trial"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("reason", "trial", "password", "factor")

    def __init__(self, *args: Any, trial: Trial, **options: Any) -> None:
        super().__init__(*args, **options)
        self._slug = trial.slug
        self.fields["trial"].help_text = _("It is %(name)s.") % {"name": trial.slug}

    def clean_trial(self) -> str:
        """The short name, if it is this trial's."""
        typed = str(self.cleaned_data["trial"]).strip()
        if typed != self._slug:
            raise ValidationError(_("This is not the short name of this trial."))
        return typed


def stamp(person: Participant, user: User) -> str:
    """A new form's number; a form that is sent twice carries it twice."""
    return signing.dumps([person.pk, user.pk, secrets.token_hex(16)], salt=STAMP)
