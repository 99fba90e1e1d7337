"""What participants tell us on the pages of a plan item: why they stop, that they have read it."""

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


class ReadForm(forms.Form):
    """What comes with "I have read this": how long the text was open, where the page counted."""

    read_s = forms.IntegerField(min_value=0, max_value=4 * 3600, required=False)

    @property
    def seconds(self) -> int | None:
        """The hint, or None where there is none or it cannot be."""
        return self.cleaned_data.get("read_s") if self.is_valid() else None
