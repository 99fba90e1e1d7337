"""The criteria of the protocol: every one answered, the verdict by rule, kept as rows."""

import pytest

from retraining.trials.models import EligibilityVerdict
from retraining.trials.protocol_section import read
from tests import cast
from tests.manage.pages import as_max, words

pytestmark = pytest.mark.django_db
PAGE = "/manage/people/1001/eligibility/"


def answers(**changes: str) -> dict[str, str]:
    """What somebody who may take part answers, by the protocol's own list."""
    criteria = read(cast.the_trial().versions.get().content).criteria
    assert len(criteria) == 12
    return {c.key: "yes" if c.expect else "no" for c in criteria} | changes


def test_every_criterion_is_asked_with_nothing_chosen() -> None:
    cast.consented("Ana")
    page = as_max().get(PAGE).content.decode()
    assert page.count('type="radio"') == 24
    assert "checked" not in page
    assert "Is 18 or older" in page


def test_all_met() -> None:
    person = cast.consented("Ana")
    answer = as_max().post(PAGE, answers())
    assert (answer.status_code, answer.url) == (302, "/manage/people/1001/#eligibility")
    verdict = EligibilityVerdict.objects.get(participant=person)
    assert (verdict.eligible, verdict.reasons, verdict.by.name) == (True, [], "Max")
    assert "every criterion is met" in words(as_max().get("/manage/people/1001/"))


def test_two_not_met_are_named() -> None:
    cast.consented("Ana")
    as_max().post(PAGE, answers(adult="no", course="yes"))
    verdict = EligibilityVerdict.objects.get()
    assert (verdict.eligible, verdict.reasons) == (False, ["adult", "course"])
    said = words(as_max().get("/manage/people/1001/"))
    assert "Cannot take part, for these reasons: Is 18 or older: no" in said


@pytest.mark.parametrize("value", ["", "perhaps"])
def test_an_answer_that_is_none_saves_nothing(value: str) -> None:
    cast.consented("Ana")
    page = as_max().post(PAGE, answers(adult=value))
    assert page.status_code == 200
    assert "Is 18 or older" in words(page).split("Eligibility of 1001")[0]
    assert not EligibilityVerdict.objects.exists()


def test_a_second_verdict_stands_beside_the_first() -> None:
    cast.consented("Ana")
    max_ = as_max()
    max_.post(PAGE, answers(adult="no"))
    max_.post(PAGE, answers())
    kept = EligibilityVerdict.objects.order_by("pk").values_list("eligible", flat=True)
    assert list(kept) == [False, True]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_health_question_before_the_privacy_notice(method: str) -> None:
    cast.invited("Ana")
    page = getattr(as_max(), method)(PAGE, answers())
    assert page.status_code == 409
    assert "privacy notice" in words(page)
    assert not EligibilityVerdict.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_randomising_the_answers_stay(method: str) -> None:
    cast.a_list()
    cast.randomised("Ana")
    page = getattr(as_max(), method)(PAGE, answers(adult="no"))
    assert page.status_code == 409
    assert EligibilityVerdict.objects.count() == 1
