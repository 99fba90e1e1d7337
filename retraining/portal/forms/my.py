"""Forms of the participant's pages."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import dateformat
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form, QuestionForm, ScaleField
from retraining.portal import zones
from retraining.trials.models import Participant
from retraining.trials.services.details import FIRST_HOUR, LAST_HOUR

HOURS = [(hour, f"{hour:02d}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)]
MOST_BUTTONS = 12


class AnswerForm(QuestionForm):
    """One question of a visit. No answer is not an error: a question may be left blank."""

    heading_field = "answer"

    def __init__(
        self,
        *args: Any,
        question: str,
        allowed: tuple[int, ...],
        ends: tuple[str, str] = ("", ""),
        options: Mapping[int, str] | None = None,
        **rest: Any,
    ) -> None:
        super().__init__(*args, **rest)
        self.fields["answer"] = _answer_field(question, allowed, ends, options or {})


def _answer_field(
    question: str, allowed: Sequence[int], ends: tuple[str, str], options: Mapping[int, str]
) -> forms.TypedChoiceField:
    """Words to choose from where each number has some, a box for a long row, else a row of numbers.

    Args:
        question: the item's words.
        allowed: the numbers that may be chosen.
        ends: words at the lowest and the highest number.
        options: {number: words}; empty where only the ends have words.
    """
    wrong = {"invalid_choice": _("Please choose one of the answers")}
    if options:
        shown = [(number, options.get(number) or str(number)) for number in allowed]
        return forms.TypedChoiceField(
            label=question,
            choices=shown,
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages=wrong,
        )
    if len(allowed) > MOST_BUTTONS:
        return WholeNumberField(allowed, label=question, ends=ends)
    field = ScaleField(
        label=question,
        low_label=ends[0],
        high_label=ends[1],
        required=False,
        error_messages=wrong,
    )
    field.choices = [(number, str(number)) for number in allowed]
    return field


class WholeNumberField(forms.TypedChoiceField):
    """A number typed into a plain box, for scales too long for buttons. Never a slider: a slider
    has a place to start from, and that place pulls answers to it."""

    widget = forms.TextInput

    def __init__(self, allowed: Sequence[int], *, label: str, ends: tuple[str, str]) -> None:
        low, high = min(allowed), max(allowed)
        words = {"low": low, "high": high}
        said = [f"{number}: {text}" for number, text in ((low, ends[0]), (high, ends[1])) if text]
        super().__init__(
            label=label,
            help_text=". ".join([gettext("A number from %(low)d to %(high)d") % words, *said]),
            choices=[(number, str(number)) for number in allowed],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.TextInput(
                attrs={
                    "inputmode": "numeric",
                    "autocomplete": "off",
                    "class": "govuk-input--width-4",
                }
            ),
            error_messages={
                "invalid_choice": gettext("Please give a whole number from %(low)d to %(high)d")
                % words
            },
        )

    def clean(self, value: Any) -> Any:
        """Blanks around the number do no harm."""
        return super().clean(value.strip() if isinstance(value, str) else value)


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
        choices=HOURS,
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


class PauseForm(QuestionForm):
    """For how many days somebody pauses, each choice with the day on which it goes on."""

    heading_field = "days"
    days = forms.TypedChoiceField(
        label=_("For how many days would you like to pause?"),
        help_text=_("You need not say why, and you can end it sooner."),
        coerce=int,
        error_messages={
            "required": _("Please choose how many days"),
            "invalid_choice": _("Please choose a number of days from the list"),
        },
    )

    def __init__(self, *args: Any, today: date, days_left: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["days"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(n, _pause_words(today, n)) for n in range(1, days_left + 1)]


def _pause_words(today: date, days: int) -> str:
    words = ngettext("%(n)d day, until %(day)s", "%(n)d days, until %(day)s", days)
    until = dateformat.format(today + timedelta(days=days), "l j F")
    return words % {"n": days, "day": until}


class PlanDaysForm(Form):
    """Which weekdays suit, and at what hour."""

    days = forms.TypedMultipleChoiceField(
        label=_("Which days suit you?"),
        help_text=_(
            "Leave all of them empty if any day does. Many people keep at least one day free."
        ),
        required=False,
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Please choose from the seven days of the week")},
    )
    hour = forms.TypedChoiceField(
        label=_("At what time of day?"),
        help_text=_("We write at this time, and your calendar shows it. Do it whenever you like."),
        coerce=int,
        choices=HOURS,
        error_messages={"invalid_choice": _("Please choose an hour from the list")},
    )
