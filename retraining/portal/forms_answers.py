"""Forms of staff who enter, correct and ask about answers."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.assessments.models import Mode, Reached, Way
from retraining.assessments.protocol_section import Part
from retraining.assessments.words import Words
from retraining.common.forms import Form
from retraining.instruments.base import Item
from retraining.trials.models import Contact

BLANK = "blank"
MOST_BUTTONS = 12
MOST_WORDS = 1000
MOST_BYTES = 1024 * 1024
ENTERED = (Mode.TELEPHONE, Mode.PROXY)


def item_field(item: Item, words: Words, *, blank: str | Promise = "") -> forms.ChoiceField:
    """One item in a row of items: its options as buttons, or a box for a long row.

    Args:
        item: of the questionnaire.
        words: of the questionnaire.
        blank: words of the choice that leaves it blank; without them there is none.
    """
    shown = words.options(item) or {number: str(number) for number in item.allowed}
    rows = [
        (str(number), text if text == str(number) else f"{number}: {text}")
        for number, text in shown.items()
    ]
    choices = [*rows, *([(BLANK, blank)] if blank else [])]
    many = len(item.allowed) > MOST_BUTTONS
    return forms.ChoiceField(
        label=words.text(item.name),
        choices=choices,
        widget=forms.Select if many else forms.RadioSelect,
        error_messages={
            "required": _("Please choose an answer, or “Not answered”"),
            "invalid_choice": _("Please choose one of the answers"),
        },
    )


class EntryForm(Form):
    """A whole part of a visit, read aloud and entered by staff. Nothing is chosen beforehand."""

    mode = forms.ChoiceField(
        label=_("How do you have these answers?"),
        choices=[(mode.value, mode.label) for mode in ENTERED],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, part: Part, words: Words, **options: Any) -> None:
        super().__init__(*args, **options)
        self.part = part
        items = {item.name: item for item in words.instrument.items}
        for name in part.items:
            self.fields[f"item-{name}"] = item_field(items[name], words, blank=_("Not answered"))

    @property
    def answers(self) -> dict[str, int | None]:
        """{item: number, or None where the person gave no answer}."""
        return {name: chosen(self.cleaned_data[f"item-{name}"]) for name in self.part.items}


def chosen(value: str) -> int | None:
    """The number of a choice; None for the one that leaves it blank."""
    return None if value == BLANK else int(value)


class CorrectionForm(Form):
    """Another value for one item, and why."""

    reason = forms.CharField(
        label=_("Why is it put right?"),
        help_text=_("What you know and from where. The old value stays readable."),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, item: Item, words: Words, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"] = item_field(item, words, blank=_("No answer"))
        self.order_fields(["value", "reason"])

    @property
    def value(self) -> int | None:
        """What counts from now on."""
        return chosen(self.cleaned_data["value"])


class QueryForm(Form):
    """A question about a value, or the answer to one."""

    text = forms.CharField(
        label=_("Your words"),
        help_text=_("No names. Only staff read this."),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LockForm(Form):
    """Which answers become final, and the password of whoever signs."""

    visit = forms.ChoiceField(
        label=_("Which answers?"),
        widget=forms.RadioSelect,
        help_text=_("This cannot be undone. Nothing in them can be changed afterwards."),
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, visits: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["visit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = visits


class PackForm(Form):
    """The words of a questionnaire, as the licence holder's file."""

    file = forms.FileField(
        label=_("Text pack"),
        help_text=_("A TOML file for one questionnaire in one language, up to 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        error_messages={"required": _("Please choose a file")},
    )
    held = forms.BooleanField(
        label=_("We hold a licence to show these words to the people of this trial"),
    )

    def clean_file(self) -> Any:
        """The file, if it is not too large to be one."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 1 MB."))
        return file


class AttemptForm(Form):
    """What came of trying to reach somebody."""

    way = forms.ChoiceField(label=_("What did you do?"), widget=forms.RadioSelect)
    reached = forms.ChoiceField(
        label=_("What came of it?"), choices=Reached.choices, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label=_("How many minutes did it take?"), min_value=0, max_value=600
    )
    arm_known_how = forms.ChoiceField(
        label=_("Did you learn which programme the person follows?"),
        required=False,
        choices=[("", _("No")), *Contact.Learnt.choices],
        help_text=_("If so, this is noted. It is no mistake, and nobody is told which one."),
    )
    note = forms.CharField(
        label=_("What should the next person know?"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, next_way: str | None, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(w.value, w.label) for w in Way if w.value == next_way]
        field.initial = next_way
