"""Forms of the participant's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form, QuestionForm, ScaleField
from retraining.portal import zones
from retraining.trials.models import Participant, WithdrawalLevel
from retraining.trials.services.details import FIRST_HOUR, LAST_HOUR

STOP_HINTS = {
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
}
LEVELS = list(STOP_HINTS)
MOST_WORDS = 2000


class AnswerForm(QuestionForm):
    """One question of a visit. No answer is not an error: a question may be left blank."""

    heading_field = "answer"

    def __init__(
        self,
        *args: Any,
        question: str,
        allowed: tuple[int, ...],
        ends: tuple[str, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        field = ScaleField(
            label=question,
            low_label=ends[0],
            high_label=ends[1],
            required=False,
            error_messages={"invalid_choice": _("Please choose one of the answers")},
        )
        field.choices = [(number, str(number)) for number in allowed]
        self.fields["answer"] = field


class DetailsForm(Form):
    """Time zone and hour for messages."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Choose a large town near you. If you travel, you can leave it as it is."),
        error_messages={"invalid_choice": _("Please choose a town from the list")},
    )
    message_hour = forms.TypedChoiceField(
        label=_("When may we write to you?"),
        help_text=_("By the clock where you are. We never write at night."),
        coerce=int,
        choices=[(hour, f"{hour:02d}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)],
        error_messages={"invalid_choice": _("Please choose an hour from the list")},
    )

    def __init__(self, *args: Any, participant: Participant, **options: Any) -> None:
        options["initial"] = {
            "time_zone": participant.time_zone,
            "message_hour": participant.message_hour,
        }
        super().__init__(*args, **options)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = zones.grouped(participant.time_zone)


class StopForm(Form):
    """How much somebody stops, and why if they like to say so."""

    level = forms.ChoiceField(
        label=_("What would you like to stop?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what you would like to stop"),
            "invalid_choice": _("Please choose what you would like to stop"),
        },
    )
    reason = forms.CharField(
        label=_("Would you like to tell us why?"),
        help_text=_("You need not. Nobody will ask you to change your mind."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, stopped: str | None, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = levels_beyond(stopped)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(level.value, level.label) for level in offered]
        # `option_hints` is the form renderer's own attribute (see components/README.md).
        field.option_hints = {level.value: STOP_HINTS[level] for level in offered}  # type: ignore[attr-defined]


def levels_beyond(stopped: str | None) -> list[WithdrawalLevel]:
    """The levels that stop more than the person has stopped already, least first."""
    if stopped is None:
        return LEVELS
    return LEVELS[LEVELS.index(WithdrawalLevel(stopped)) + 1 :]
