"""Fields in the one pattern: label, hint, error and box belong together for every kind."""

import datetime as dt
import re

from django import forms
from django.template.loader import render_to_string

from retraining.common.forms import DatePartsField, Form, QuestionForm, ScaleField


class Details(Form):
    email = forms.EmailField(label="E-mail", help_text="Only about the study.")
    hour = forms.ChoiceField(
        label="Hour", choices=[("9", "At 9"), ("18", "At 18")], widget=forms.RadioSelect
    )
    start = DatePartsField(label="First day")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    read = forms.BooleanField(label="I have read it")


class Pain(QuestionForm):
    token = forms.CharField(widget=forms.HiddenInput)
    pain = ScaleField(label="How strong was your pain?", low_label="No pain", high_label="Worst")


class StockForm(forms.Form):
    """A form of somebody else's, such as the ones of the sign-in package."""

    code = forms.CharField(label="Code")


GOOD = {
    "email": "ana@example.org",
    "hour": "9",
    "start_day": "27",
    "start_month": "3",
    "start_year": "2026",
    "read": "on",
}


def test_a_complete_form_is_clean() -> None:
    form = Details(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["start"] == dt.date(2026, 3, 27)


def test_hint_and_error_describe_the_box() -> None:
    drawn = str(Details({**GOOD, "email": "ana@"}))
    box = re.search(r'<input type="email"[^>]*>', drawn)
    assert box
    assert 'aria-describedby="id_email_helptext id_email_error"' in box[0]
    assert 'aria-invalid="true"' in box[0]
    assert "govuk-input--error" in box[0]
    assert 'id="id_email_helptext"' in drawn
    assert 'id="id_email_error"' in drawn


def test_no_browser_pop_up_and_optional_says_so() -> None:
    drawn = str(Details())
    assert " required" not in drawn
    assert drawn.count("(optional)") == 1


def test_messages_say_what_to_do() -> None:
    errors = Details({}).errors
    assert errors["email"] == ["Please fill in: E-mail"]
    assert errors["hour"] == ["Please choose: Hour"]
    assert errors["start"] == ["Please give a day, a month and a year"]
    assert errors["read"] == ["Please tick the box to go on"]


def test_a_day_that_does_not_exist_keeps_what_was_typed() -> None:
    form = Details({**GOOD, "start_day": "31", "start_month": "2"})
    assert "not a date in the calendar" in form.errors["start"][0]
    assert 'name="start_day" type="text" inputmode="numeric" autocomplete="off" value="31"' in str(
        form
    )


def test_half_a_date_is_asked_for_again() -> None:
    assert "start" in Details({**GOOD, "start_year": ""}).errors


def test_the_summary_leads_to_the_first_box_of_each_field() -> None:
    drawn = render_to_string("components/error_summary.html", {"form": Details({})})
    wanted = ["#id_email", "#id_hour_0", "#id_start_0", "#id_read"]
    assert re.findall(r'href="(#[^"]+)"', drawn) == wanted
    page = str(Details({}))
    assert all(f'id="{target[1:]}"' in page for target in wanted)


def test_no_summary_before_anything_was_sent() -> None:
    assert render_to_string("components/error_summary.html", {"form": Details()}).strip() == ""


def test_the_question_is_the_heading_and_nothing_is_chosen() -> None:
    form = Pain()
    drawn = str(form)
    assert form.heading == "How strong was your pain?"
    assert drawn.count("<h1") == 1
    assert re.search(r"<legend[^>]*><h1[^>]*>How strong was your pain\?</h1></legend>", drawn)
    assert drawn.count('type="radio"') == 11
    assert "checked" not in drawn
    assert "No pain" in drawn
    assert "Worst" in drawn


def test_a_scale_gives_a_whole_number_and_refuses_others() -> None:
    assert Pain({"token": "x", "pain": "10"}).is_valid()
    form = Pain({"token": "x", "pain": "0"})
    assert form.is_valid()
    assert form.cleaned_data["pain"] == 0
    assert "checked" in str(form)
    assert Pain({"token": "x", "pain": "11"}).errors["pain"]
    assert Pain({"token": "x"}).errors["pain"] == ["Please choose an answer"]


def test_a_stock_form_gets_the_same_look() -> None:
    drawn = str(StockForm())
    assert 'class="govuk-input"' in drawn
    assert 'class="govuk-label govuk-label--s" for="id_code"' in drawn


def test_values_are_escaped() -> None:
    drawn = str(StockForm({"code": '"><script>x</script>'}))
    assert "<script>" not in drawn
