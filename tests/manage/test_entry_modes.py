"""Answers that staff enter are marked with how they came: by telephone, or by somebody else."""

import pytest

from retraining.assessments.models import Answer, Response
from tests import cast
from tests.manage.pages import as_max, rows, words

pytestmark = pytest.mark.django_db
LIST = "/manage/people/1001/questionnaires/"
PART = f"{LIST}baseline/check-in/"
GIVEN = {
    "item-pain": "4", "item-tiredness": "blank", "item-sleep": "7", "item-interference": "5",
}  # fmt: skip
MODES = [
    ("telephone", "by telephone, entered by staff"),
    ("proxy", "entered by somebody for the person"),
]


@pytest.mark.parametrize(("mode", "label"), MODES)
def test_the_mark_stands_on_the_form_and_on_every_answer(mode: str, label: str) -> None:
    ana = cast.consented("Ana")
    max_ = as_max()
    max_.post(PART, {**GIVEN, "mode": mode})
    assert Response.objects.get(participant=ana).mode == mode
    marks = list(Answer.objects.values_list("item", "mode", "took_ms"))
    items = ("pain", "tiredness", "sleep", "interference")
    assert sorted(marks) == sorted((item, mode, None) for item in items)
    listed = [row[1:4] for row in rows(max_.get(LIST))]
    assert ["check-in", "Sent", label] in listed
    assert f"Value 4, {label}" in words(max_.get(f"{PART}pain/"))


@pytest.mark.parametrize("mode", ["", "own", "handed-over", "rater", "staff", "guessed"])
def test_staff_say_one_of_the_two_and_nothing_else(mode: str) -> None:
    cast.consented("Ana")
    answer = as_max().post(PART, {**GIVEN, "mode": mode})
    assert answer.status_code == 200
    assert not Response.objects.exists()


def test_a_value_put_right_has_a_mark_of_its_own_beside_the_first() -> None:
    cast.consented("Ana")
    max_ = as_max()
    max_.post(PART, {**GIVEN, "mode": "proxy"})
    max_.post(f"{PART}pain/", {"value": "9", "reason": "Said nine"})
    found = Answer.objects.filter(item="pain").order_by("pk").values_list("value", "mode")
    assert list(found) == [(4, "proxy"), (9, "staff")]
    page = words(max_.get(f"{PART}pain/"))
    assert "Value 4, entered by somebody for the person" in page
    assert "Value 9, put right by staff" in page
