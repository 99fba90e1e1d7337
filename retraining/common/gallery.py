"""Made-up values for the gallery page; no person, no model, no database."""

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator

from retraining.common.forms import DatePartsField, Form, QuestionForm, ScaleField
from retraining.common.ui import Cell, Chip, Column, Crumb, Fact, GradeName, Stat, Task, Week

TEMPLATES = {
    "participant": "gallery.html",
    "staff": "gallery/staff.html",
    "account": "gallery/account.html",
    "question": "gallery/question.html",
}


class ManyFieldsForm(Form):
    """One field of each kind."""

    email = forms.EmailField(
        label="Your e-mail address", help_text="We write only about the study."
    )
    zone = forms.ChoiceField(
        label="Your time zone", choices=[("Europe/Madrid", "Madrid"), ("Europe/London", "London")]
    )
    hour = forms.ChoiceField(
        label="When may we remind you?",
        choices=[
            ("9", "In the morning, at 9"),
            ("18", "In the evening, at 18"),
            ("", "Not at all"),
        ],
        widget=forms.RadioSelect,
    )
    start = DatePartsField(label="First day", help_text="For example 27 3 2026")
    ways = forms.MultipleChoiceField(
        label="How may we write to you?",
        choices=[("mail", "E-mail"), ("text", "Text message")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label="Anything we can make easier",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    read = forms.BooleanField(label="I have read the information sheet")


class PainForm(QuestionForm):
    """A question page with a 0 to 10 scale."""

    pain = ScaleField(
        label="How strong was your pain, on average, in the last 7 days?",
        low_label="No pain",
        high_label="Worst pain you can imagine",
        help_text="Choose the number that fits best. There is no right answer.",
    )


def context(name: str, page_number: str) -> dict[str, Any]:
    """Everything the gallery's templates print."""
    empty = {"email": "ana@", "start_day": "31", "start_month": "2", "start_year": "2026"}
    forms_by_page: dict[str, Form] = {"question": PainForm(), "account": ManyFieldsForm(empty)}
    return {
        "form": forms_by_page.get(name),
        "example_form": ManyFieldsForm(prefix="example"),
        "breadcrumbs": [Crumb("Clinic", "#"), Crumb("Caseload", "#"), Crumb("1042")],
        "columns": COLUMNS,
        "people": PEOPLE,
        "chips": CHIPS,
        "stats": STATS,
        "facts": FACTS,
        "tasks": TASKS,
        "weeks": weeks(),
        "rows_page": Paginator(range(412), 50).get_page(page_number),
        "moment": dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC),
        "back_url": "#",
        "later_url": "#",
        "step": 7,
        "steps": 21,
        "saved": "Answer 6 saved",
    }


COLUMNS = [
    Column("Person", sort="number"),
    Column("Needs attention"),
    Column("Week", sort="week", numeric=True),
    Column("Heard", sort="heard", numeric=True),
    Column("Score, lower is better"),
    Column("Last seen", sort="seen"),
]
PEOPLE = [
    {
        "number": "1042",
        "flag": "Stopped: more pain than before",
        "tone": "alert",
        "week": 3,
        "heard": "61 %",
        "scores": [58.0, 61.0, None, 66.0, 70.0],
        "trend": "12 points higher than at the start, worse",
        "seen": dt.datetime(2026, 1, 5, 8, 10, tzinfo=dt.UTC),
    },
    {
        "number": "1017",
        "flag": "Nothing heard for 9 days",
        "tone": "wait",
        "week": 5,
        "heard": "38 %",
        "scores": [49.0, 47.0, 48.0, None, None],
        "trend": "1 point lower, no clear change",
        "seen": dt.datetime(2025, 12, 27, 19, 30, tzinfo=dt.UTC),
    },
    {
        "number": "1033",
        "flag": "As planned",
        "tone": "done",
        "week": 4,
        "heard": "92 %",
        "scores": [63.0, 60.0, 55.0, 51.0, 44.0],
        "trend": "30 % lower, clinically important",
        "seen": dt.datetime(2026, 1, 5, 6, 45, tzinfo=dt.UTC),
    },
]
CHIPS = [
    Chip(label="All", url="#", current=True, count=41),
    Chip(label="Open alert", url="#", count=2),
    Chip(label="Nothing heard for a week", url="#", count=5),
]
STATS = [
    Stat(label="Invited", value="64"),
    Stat(label="Randomised", value="41", note="of 40 planned"),
    Stat(label="In week 8 or later", value="17"),
]
FACTS = [
    Fact(label="E-mail", value="ana@example.org", change_url="#"),
    Fact(label="Time zone", value="Madrid", change_url="#"),
    Fact(label="Reminder", value="", change_url="#"),
]
TASKS = [
    Task(label="Information sheet", status="Done", done=True),
    Task(label="Consent", status="Open", url="#", hint="About 10 minutes"),
    Task(label="First check-in", status="After consent"),
]


def weeks() -> list[Week]:
    """Eight weeks of seven days that show every mark once."""
    marks: dict[str, tuple[GradeName, str]] = {
        "f": ("full", "25 of 25 min"),
        "m": ("most", "8 of 10 min"),
        "s": ("some", "3 of 10 min"),
        "n": ("none", "0 of 10 min"),
        "q": ("queued", "10 of 10 min"),
        "o": ("open", "0 of 10 min"),
        "l": ("later", ""),
        "b": ("blank", ""),
    }
    plan = ["ffbfmfb", "fmbsnfb", "fqbonlb", *["llbllll"[:6] + "b"] * 5]
    return [
        Week(
            label=f"Week {number}",
            cells=[
                Cell(grade=marks[day][0], text=marks[day][1], current=day == "o") for day in row
            ],
        )
        for number, row in enumerate(plan, start=1)
    ]
