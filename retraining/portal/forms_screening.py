"""Forms of staff around screening and consent: the call, the log, talks."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form
from retraining.trials.models import LogKind, Risk, RiskAction
from retraining.trials.models.screening import DECLINED_CODES, OTHER_CODES

REASONS = (
    (LogKind.DECLINED.label, [(f"{LogKind.DECLINED}:{k}", v) for k, v in DECLINED_CODES.items()]),
    (LogKind.OTHER.label, [(f"{LogKind.OTHER}:{k}", v) for k, v in OTHER_CODES.items()]),
)


class CallForm(Form):
    """What was answered to the risk question, and what was done."""

    risk = forms.ChoiceField(
        label=_("What did the person answer?"),
        choices=Risk.choices,
        widget=forms.RadioSelect,
    )
    action = forms.ChoiceField(
        label=_("What did you do?"), choices=RiskAction.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Kept locked under the person's own key."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """A plan is never left without an action."""
        values = super().clean() or self.cleaned_data
        if values.get("risk") == Risk.PLAN and values.get("action") == RiskAction.NONE:
            text = _("A plan or an attempt needs an action: choose what was done.")
            self.add_error("action", ValidationError(text))
        return values


class CloseForm(Form):
    """Why somebody does not go on, in the words of the flow diagram."""

    reason = forms.ChoiceField(label=_("Why does this person not go on?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        flat = [(value, f"{kind}: {label}") for kind, rows in REASONS for value, label in rows]
        cast(Any, self.fields["reason"]).choices = flat

    @property
    def kind_and_code(self) -> tuple[str, str]:
        """The closed codes; of a valid form."""
        kind, code = str(self.cleaned_data["reason"]).split(":", 1)
        return kind, code


class TalkForm(Form):
    """That the talk took place."""

    note = forms.CharField(
        label=_("What you talked about"),
        help_text=_("You can leave it empty. Kept locked under the person's own key."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
