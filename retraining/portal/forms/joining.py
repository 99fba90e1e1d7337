"""Forms from the invitation to the first day."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import dateformat
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form, QuestionForm
from retraining.portal import zones
from retraining.trials.models import Participant


def _offer(form: Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class InvitationForm(Form):
    """Address and time zone, confirmed. A changed address has to be looked at once more."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it. We send you a code each time, so there is no password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    time_zone = forms.ChoiceField(
        label=_("A large town near you"),
        help_text=_("So that messages never come at night."),
        error_messages={"invalid_choice": _("Please choose a town from the list")},
    )
    own_device = forms.BooleanField(
        label=_("This is my own device: keep me signed in for 90 days"),
        required=False,
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, participant: Participant, email: str, **options: Any) -> None:
        options["initial"] = {"email": email, "time_zone": participant.time_zone}
        super().__init__(*args, **options)
        self.invited_at = email
        _offer(self, "time_zone", zones.grouped(participant.time_zone))

    def clean_email(self) -> str:
        """The address in small letters."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """A new address is asked for twice: a slip would lock its owner out."""
        values = super().clean() or self.cleaned_data
        email = values.get("email")
        if email and email not in (self.invited_at, values.get("looked_at")):
            data: Any = self.data
            self.data = data.copy()
            self.data["looked_at"] = email  # type: ignore[index]
            self.add_error(
                "email",
                _("This is not the address we wrote to. If it is right, press Continue once more."),
            )
        return values


class ConsentForm(Form):
    """Every statement ticked, a name typed, and a code where the last one is too old."""

    statements = forms.MultipleChoiceField(
        label=_("Please tick each line that you agree with"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Please tick every line, or ask us if one is unclear"),
            "invalid_choice": _("Please tick every line, or ask us if one is unclear"),
        },
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Typing it is your signature. It is kept locked, apart from your answers."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Code from the mail"),
        help_text=_("Eight letters, such as BCDF-GHJK"),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "spellcheck": "false",
                "class": "govuk-input--width-10 code-box",
            }
        ),
    )

    def __init__(self, *args: Any, statements: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        numbered = [(str(number), text) for number, text in enumerate(statements, start=1)]
        _offer(self, "statements", numbered)
        self.wanted = len(statements)

    def clean_statements(self) -> int:
        """How many lines were ticked: all of them, or it is not an agreement."""
        ticked = len(set(self.cleaned_data["statements"]))
        if ticked != self.wanted:
            raise forms.ValidationError(_("Please tick every line, or ask us if one is unclear"))
        return ticked


class StartForm(QuestionForm):
    """The first day, in words."""

    day = forms.TypedChoiceField(
        label=_("On which day would you like to start?"),
        help_text=_("Choose a day on which you have half an hour. All eight weeks count from it."),
        coerce=date.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose one of these days")},
    )

    def __init__(
        self, *args: Any, days: list[date], weekly_day: int | None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, "day", [(day.isoformat(), _in_words(day, days[0])) for day in days])
        if weekly_day is not None:
            asked = days[0] + timedelta(days=weekly_day - 1)
            words = _("With it you choose the day of the short weekly questions: start on a "
                      "%(start)s, and they come each %(asked)s.")  # fmt: skip
            field = self.fields["day"]
            named = {name: dateformat.format(day, "l") for name, day in
                     (("start", days[0]), ("asked", asked))}  # fmt: skip
            field.help_text = f"{field.help_text} {words % named}"


def _in_words(day: date, tomorrow: date) -> str:
    named = dateformat.format(day, "l j F")
    if day == tomorrow:
        return str(_("Tomorrow, %(day)s")) % {"day": named}
    if day == tomorrow + timedelta(days=6):
        return str(_("In a week, %(day)s")) % {"day": named}
    return named
