"""The one question of a player: why somebody stops."""

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import QuestionForm
from sessions.wording import STOP_REASONS


class StopForm(QuestionForm):
    """A reason for stopping, chosen from a short list."""

    reason = forms.ChoiceField(
        label=_("You are stopping for now. Would you like to say why?"),
        choices=list(STOP_REASONS.items()),
        widget=forms.RadioSelect,
    )
