"""Forms of the statistician's and the raters' pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.assessments.models import Guess, Learnt
from retraining.assessments.words import Words
from retraining.common.forms import DatePartsField, Form

NOT_ASSESSED = "none"


SEALED = (
    ("pooled", _("Pooled: nothing about arms")),
    ("dummy", _("With a made-up arm, to try out the analysis")),
)
UNSEALED = (
    ("pooled", _("Pooled: nothing about arms")),
    ("code", _("With the code of the arm, A or B")),
)


class ExportForm(Form):
    """Why the data are taken out, and what they say of arms."""

    reason = forms.CharField(
        label=_("What is this export for?"),
        help_text=_(
            "One short sentence for the audit log, such as “Report to the committee, May”. "
            "No names."
        ),
        min_length=5,
        max_length=200,
        error_messages={
            "required": _("Please say in a few words what the export is for"),
            "min_length": _("Please say in a few words what the export is for"),
        },
    )
    arms = forms.ChoiceField(label=_("Arms"), widget=forms.RadioSelect)
    seed = forms.CharField(
        label=_("Seed of the made-up arm"),
        required=False,
        max_length=60,
        help_text=_("Any words. The same ones give the same made-up arms again. Empty: by chance."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, unsealed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["arms"].choices = UNSEALED if unsealed else SEALED  # type: ignore[attr-defined]
        if unsealed:
            del self.fields["seed"]


class PlanForm(Form):
    """A version of the analysis plan: which one, of which day, and its hash."""

    version = forms.CharField(
        label=_("Version"), max_length=40, help_text=_("As it stands on the document, such as 1.0.")
    )
    dated = DatePartsField(label=_("Day that stands on the document"))
    sha256 = forms.RegexField(
        r"^\s*[0-9a-fA-F]{64}\s*$",
        label=_("SHA-256 of the file"),
        help_text=_("64 hexadecimal digits, as “sha256sum plan.pdf” prints them."),
        error_messages={"invalid": _("A SHA-256 hash is 64 hexadecimal digits.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class RatingForm(Form):
    """What the rater knows, what they would guess, and then the rating."""

    learnt = forms.ChoiceField(
        label=_("Have you learnt which programme this person follows?"),
        choices=Learnt.choices,
        widget=forms.RadioSelect,
    )
    guess = forms.ChoiceField(
        label=_("Which one would you guess?"), choices=Guess.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, words: Words, **options: Any) -> None:
        super().__init__(*args, **options)
        item = words.instrument.items[0]
        shown = words.options(item) or {number: str(number) for number in item.allowed}
        rows = [
            (str(number), text if text == str(number) else f"{number}: {text}")
            for number, text in shown.items()
        ]
        self.fields["value"] = forms.ChoiceField(
            label=words.text(item.name),
            choices=[*rows, (NOT_ASSESSED, _("Not assessed"))],
            widget=forms.RadioSelect,
        )

    @property
    def value(self) -> int | None:
        """The rating; None where the person was not assessed."""
        chosen = self.cleaned_data["value"]
        return None if chosen == NOT_ASSESSED else int(chosen)
