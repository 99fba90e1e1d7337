"""Forms of the participant's pages."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import dateformat
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from retraining.common.forms import Form, QuestionForm, ScaleField
from retraining.portal import zones
from retraining.trials.models import Participant
from retraining.trials.services.details import FIRST_HOUR, LAST_HOUR

HOURS = [(hour, f"{hour:02d}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)]


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
