"""Forms by which somebody sees whether the study fits, what is clear, and how to ask or say no."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form, QuestionForm
from retraining.trials import body
from retraining.trials.consent_section import Question
from retraining.trials.models.screening import DECLINED_CODES
from retraining.trials.protocol_section import Criterion

YES_OR_NO = (("yes", _("Yes")), ("no", _("No")))
PLEASE = _("Please choose yes or no: %s")


def _yes_or_no(label: Any) -> forms.ChoiceField:
    text = PLEASE % label
    return forms.ChoiceField(
        label=label,
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={"required": text, "invalid_choice": text},
    )


class AboutForm(Form):
    """The criteria that the person answers, yes or no, none chosen beforehand."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **options: Any) -> None:
        held: Mapping[str, bool] = options.pop("held", {})
        options["initial"] = {key: "yes" if value else "no" for key, value in held.items()}
        super().__init__(*args, **options)
        for criterion in criteria:
            self.fields[criterion.key] = _yes_or_no(criterion.ask)

    @property
    def answers(self) -> dict[str, Any]:
        """{criterion key: answer}; of a valid form."""
        return {key: value == "yes" for key, value in self.cleaned_data.items()}


class BodyForm(Form):
    """Where it has hurt, region by region; no area at all is an answer too."""

    def __init__(self, *args: Any, **options: Any) -> None:
        held: Mapping[str, Any] = options.pop("held", {})
        options["initial"] = {region.key: held.get("areas", []) for region in body.REGIONS}
        super().__init__(*args, **options)
        for region in body.REGIONS:
            self.fields[region.key] = forms.MultipleChoiceField(
                label=cast(Any, region.label),
                choices=cast(Any, list(region.areas.items())),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def answers(self) -> dict[str, Any]:
        """{"areas": names}; of a valid form."""
        return {"areas": [area for part in self.cleaned_data.values() for area in part]}


class WeekForm(Form):
    """How strong three things were in the past week, and what else there was."""

    def __init__(self, *args: Any, **options: Any) -> None:
        held: Mapping[str, Any] = options.pop("held", {})
        lasting = {True: "yes", False: "no"}.get(held.get(body.LASTING))  # type: ignore[arg-type]
        options["initial"] = {**held, body.LASTING: lasting}
        super().__init__(*args, **options)
        for name, label in body.SEVERITIES.items():
            self.fields[name] = forms.TypedChoiceField(
                label=cast(Any, label),
                choices=cast(Any, list(enumerate(body.LEVELS))),
                coerce=int,
                widget=forms.RadioSelect,
                help_text=_("In the past week"),
            )
        self.fields["symptoms"] = forms.MultipleChoiceField(
            label=_("Which of these have you had in the past six months?"),
            choices=cast(Any, list(body.SYMPTOMS.items())),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Tick all that fit, or none."),
        )
        self.fields[body.LASTING] = _yes_or_no(
            _("Have the pain and the other troubles been about like this for three months or more?")
        )

    @property
    def answers(self) -> dict[str, Any]:
        """Severities, symptoms and whether it has lasted; of a valid form."""
        return {**self.cleaned_data, body.LASTING: self.cleaned_data[body.LASTING] == "yes"}


class ClearForm(QuestionForm):
    """One question about the documents."""

    chosen = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    key = forms.SlugField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **options: Any) -> None:
        options["initial"] = {"key": question.key}
        super().__init__(*args, **options)
        field = cast(Any, self.fields["chosen"])
        field.label, field.choices = question.text, list(enumerate(question.options, start=1))


class AskForm(Form):
    """A question to the study team, or just the wish to be rung."""

    text = forms.CharField(
        label=_("What would you like to ask?"),
        help_text=_("You can leave it empty. Then we just ring you."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class NoForm(Form):
    """Why not, if somebody likes to say it."""

    code = forms.ChoiceField(
        label=_("Would you like to tell us why? You need not."),
        choices=cast(Any, list(DECLINED_CODES.items())),
        widget=forms.RadioSelect,
        initial="no-reason",
    )
