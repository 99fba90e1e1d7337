"""A question may stay blank after one soft prompt; what is not among the answers is refused."""

import pytest

from retraining.assessments.models import Answer
from retraining.assessments.selectors import answers_of, response_of
from retraining.trials.models import Participant
from tests.cast import CALM_WEEK
from tests.portal_my.days import browser_of, on_day, starting, words

pytestmark = pytest.mark.django_db
PAIN = "/my/questions/week-1/pain/"
NEXT = "/my/questions/week-1/tiredness/"


@pytest.fixture
def ana() -> Participant:
    return starting()


def kept(person: Participant) -> dict[str, int | None]:
    response = response_of(person, "week-1")
    return answers_of(response) if response else {}


def test_the_first_time_it_asks_softly_and_keeps_nothing(ana: Participant) -> None:
    with on_day(7):
        page = browser_of(ana).post(PAIN)
    assert page.status_code == 200
    assert "You have not chosen a number. That is fine." in words(page)
    assert 'role="status"' in page.content.decode()
    assert "govuk-error" not in page.content.decode()
    assert kept(ana) == {}


@pytest.mark.parametrize("form", [{"asked": "1"}, {"asked": "1", "blank": "1"}, {"blank": "1"}])
def test_the_second_time_it_stays_blank(ana: Participant, form: dict[str, str]) -> None:
    with on_day(7):
        response = browser_of(ana).post(PAIN, form)
    assert response["Location"] == NEXT
    assert kept(ana) == {"pain": None}


def test_a_choice_after_the_prompt_counts(ana: Participant) -> None:
    with on_day(7):
        response = browser_of(ana).post(PAIN, {"asked": "1", "answer": "0"})
    assert response["Location"] == NEXT
    assert kept(ana) == {"pain": 0}


def test_it_asks_once_a_question_not_on_every_visit(ana: Participant) -> None:
    with on_day(7):
        browser_of(ana).post(PAIN, {"blank": "1"})
    with on_day(8):
        response = browser_of(ana).post(PAIN)
    assert response["Location"] == NEXT


def test_each_question_asks_for_itself(ana: Participant) -> None:
    with on_day(7):
        client = browser_of(ana)
        client.post(PAIN, {"blank": "1"})
        assert "You have not chosen a number." in words(client.post(NEXT))


def test_an_answer_can_be_taken_back(ana: Participant) -> None:
    with on_day(7):
        client = browser_of(ana)
        assert "Leave it blank" not in words(client.get(PAIN))
        client.post(PAIN, {"answer": "5"})
        assert "Leave it blank" in words(client.get(PAIN))
        client.post(PAIN, {"answer": "5", "blank": "1"})
    assert kept(ana) == {"pain": None}


def test_blank_is_said_on_the_last_page(ana: Participant) -> None:
    with on_day(7):
        client = browser_of(ana)
        for item in CALM_WEEK:
            client.post(f"/my/questions/week-1/{item}/", {"blank": "1"})
        page = words(client.get("/my/questions/week-1/check/"))
        assert page.count("Left blank") == 8
        assert client.post("/my/questions/week-1/check/").status_code == 302


def test_what_is_not_an_answer_is_refused_and_nothing_is_lost(ana: Participant) -> None:
    with on_day(7):
        client = browser_of(ana)
        client.post(PAIN, {"answer": "5"})
        for value in ("11", "-1", "five", "5.5", "5' or 1=1", "٣", "9" * 400, "\0"):
            response = client.post(PAIN, {"answer": value})
            assert response.status_code == 400, value
            assert "Please choose one of the answers" in words(response)
    assert kept(ana) == {"pain": 5}
    assert Answer.objects.filter(response__participant=ana, response__visit="week-1").count() == 1
