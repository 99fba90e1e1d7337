"""Forms of the participant's safety pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form, QuestionForm
from retraining.safety import questions, wording
from retraining.safety.models import ReportKind
from retraining.safety.services.answering import LONGEST
from retraining.safety.services.contacts import LONGEST as LONGEST_CONTACT


class ReportStartForm(QuestionForm):
    """What somebody would like to tell."""

    heading_field = "kind"
    kind = forms.ChoiceField(
        label=_("What would you like to tell us?"),
        widget=forms.RadioSelect,
        choices=[
            (ReportKind.HEALTH.value, _("I have a new health problem, or one that got worse")),
            (ReportKind.TAKING_PART.value, _("Something about taking part upsets me")),
        ],
    )


def step_field(item: str) -> forms.Field:
    """The field of one follow-up question. No answer is not an error."""
    label, hint = str(wording.QUESTIONS[item]), str(wording.HINTS.get(item, ""))
    if item in questions.WORDS:
        return forms.CharField(
            label=label,
            help_text=hint,
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=[(code, wording.answer(item, code)) for code in questions.CODES[item]],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose one of the answers")},
    )


class StepAnswerForm(QuestionForm):
    """One follow-up question."""

    heading_field = "answer"

    def __init__(self, *args: Any, item: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"] = step_field(item)

    @property
    def value(self) -> str:
        """What was chosen or written; empty where it was left blank."""
        return str(self.cleaned_data["answer"] or "")


class CallForm(Form):
    """What a wish for a call follows; anything unknown counts as Help."""

    about = forms.CharField(required=False, max_length=20)

    @property
    def about_code(self) -> str:
        """One of the codes."""
        said = str(self.data.get("about", ""))
        return said if said in questions.CALLS else "help"


class ContactsForm(Form):
    """Whom we may turn to, and what we may say to a machine."""

    doctor = forms.CharField(
        label=_("Your own doctor"),
        help_text=_("Name, place, telephone. We ring there only if we worry about your life."),
        required=False,
        max_length=LONGEST_CONTACT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    emergency = forms.CharField(
        label=_("Somebody we may ring in an emergency"),
        help_text=_("Name and telephone. We would only ask whether you are all right."),
        required=False,
        max_length=LONGEST_CONTACT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    voicemail = forms.CharField(
        label=_("What may we say on your voicemail?"),
        help_text=_("For example: This is Olga, please ring back. Empty: we leave no message."),
        required=False,
        max_length=LONGEST_CONTACT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
