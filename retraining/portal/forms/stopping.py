"""Forms for stopping, and for fewer messages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form, QuestionForm
from retraining.trials.models import Messages, WithdrawalLevel

STOP_HINTS: dict[WithdrawalLevel, str | Promise] = {
    WithdrawalLevel.SESSIONS: _(
        "No more sessions and no messages about them. We still ask you a few questions now and "
        "then. Your answers help as much as before."
    ),
    WithdrawalLevel.QUESTIONNAIRES: _(
        "No sessions, no questions and no reminders. We may still write to you about the study, "
        "for example with the results."
    ),
    WithdrawalLevel.CONTACT: _(
        "No sessions, no questions and no messages. If you have told us about a health problem, "
        "somebody will still talk with you about that."
    ),
    WithdrawalLevel.DATA: _(
        "No contact, as above. Nothing new is collected, and what you told us is not passed on. "
        "Your name is removed. What is already analysed, or needed to show that the study was "
        "safe, stays."
    ),
}
LEVELS = list(STOP_HINTS)
MOST_WORDS = 2000
CHOOSE = _("Please choose what you would like to stop")
MESSAGE_HINTS: dict[Messages, str | Promise] = {
    Messages.ALL: _("One when something opens, and sometimes a second one."),
    Messages.FEWER: _("One when something opens. Never a second one."),
    Messages.NONE: _("You find everything under Today, whenever you like."),
}


def levels_beyond(stopped: str | None) -> list[WithdrawalLevel]:
    """The levels that stop more than the person has stopped already, least first."""
    if stopped is None:
        return LEVELS
    return LEVELS[LEVELS.index(WithdrawalLevel(stopped)) + 1 :]


class StopForm(Form):
    """How much somebody stops, and why if they like to say so."""

    level = forms.ChoiceField(
        label=_("What would you like to stop?"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": CHOOSE},
    )
    samples = forms.BooleanField(label=_("Destroy the samples that I gave"), required=False)
    reason = forms.CharField(
        label=_("Would you like to tell us why?"),
        help_text=_("You need not. Nobody will ask you to change your mind."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, stopped: str | None, samples: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = levels_beyond(stopped)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(level.value, level.label) for level in offered]
        # `option_hints` is the form renderer's own attribute (see components/README.md).
        field.option_hints = {level.value: STOP_HINTS[level] for level in offered}  # type: ignore[attr-defined]
        if not offered:
            del self.fields["level"]
        if not samples:
            del self.fields["samples"]

    def clean(self) -> dict[str, Any]:
        """A level or the samples: one of them at least."""
        found: dict[str, Any] = super().clean() or {}
        chosen = found.get("level") or found.get("samples")
        if not chosen and not self.errors:
            self.add_error(
                "level" if "level" in self.fields else "samples", ValidationError(CHOOSE)
            )
        return found


class MessagesForm(QuestionForm):
    """How many reminders somebody wants."""

    heading_field = "choice"
    choice = forms.ChoiceField(
        label=_("How often may we write to you?"),
        help_text=_("You still take part, whatever you choose. You can change it at any time."),
        choices=Messages.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose how often we may write")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["choice"].option_hints = MESSAGE_HINTS  # type: ignore[attr-defined]
