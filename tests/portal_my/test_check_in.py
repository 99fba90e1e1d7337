"""The questions of a week: one a page, each answer kept as it is given, looked at, then sent."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from retraining.assessments.models import Answer
from retraining.assessments.selectors import answers_of, response_of
from retraining.common import clock
from retraining.trials.models import Participant
from tests.cast import consented
from tests.portal_my.days import (
    START,
    browser_of,
    links,
    moment,
    on_day,
    send_questions,
    starting,
    words,
)

pytestmark = pytest.mark.django_db
WEEK = "/my/questions/week-1/"
ORDER = (
    "pain", "tiredness", "sleep", "interference",
    "own_practice", "treatment", "new_problem", "upset",
)  # fmt: skip
GIVEN = (5, 6, 0, 10, 7, 1, 0, 0)


def answer(client: Client, item: str, value: object) -> HttpResponse:
    return client.post(f"{WEEK}{item}/", {"answer": value})


def kept(person: Participant) -> dict[str, int | None]:
    response = response_of(person, "week-1")
    return answers_of(response) if response else {}


def test_the_card_says_how_many_how_long_and_that_any_may_stay_blank() -> None:
    ana = starting()
    with on_day(7):
        page = browser_of(ana).get(WEEK)
    assert "8 questions, about 3 minutes." in words(page)
    assert "You can leave any question blank." in words(page)
    assert "Open until Sunday 13 December, 06:00." in words(page)
    assert f"{WEEK}pain/" in links(page)


def test_looking_begins_nothing() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        client.get(WEEK)
        client.get(f"{WEEK}pain/")
    assert response_of(ana, "week-1") is None


def test_a_question_has_its_words_its_ends_and_nothing_chosen() -> None:
    ana = starting()
    with on_day(7):
        page = browser_of(ana).get(f"{WEEK}pain/")
    text = words(page)
    assert "Question 1 of 8" in text
    assert "In the past 7 days, how strong was your pain on average?" in text
    assert "0 No pain" in text
    assert "10 The worst pain I can imagine" in text
    assert " checked" not in page.content.decode()


def test_from_the_first_question_to_the_confirmation() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        where = f"{WEEK}pain/"
        for item, value in zip(ORDER, GIVEN, strict=True):
            assert where == f"{WEEK}{item}/"
            where = answer(client, item, value)["Location"]
        assert where == f"{WEEK}check/"
        check = words(client.get(where))
        assert "how strong was your pain on average? 5" in check
        assert "0: Fully rested" in check
        assert "10: They stopped me from doing anything" in check
        sent = client.post(where)
        assert (sent.status_code, sent["Location"]) == (302, WEEK)
        assert "Your answers are with us Sunday 6 December 2026, 12:00" in words(client.get(WEEK))
    assert kept(ana) == dict(zip(ORDER, GIVEN, strict=True))


def test_a_saved_answer_survives_and_the_card_leads_to_the_next_question() -> None:
    ana = starting()
    with on_day(7):
        answer(browser_of(ana), "pain", 5)
    with on_day(9):
        client = browser_of(ana)
        page = client.get(WEEK)
        assert "Carry on where you stopped" in words(page)
        assert f"{WEEK}tiredness/" in links(page)
        assert "Saved so far" in words(client.get(f"{WEEK}tiredness/"))


def test_back_shows_what_was_chosen_and_lets_it_be_changed() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        answer(client, "pain", 5)
        second = client.get(f"{WEEK}tiredness/").content.decode()
        assert f'class="back__link" href="{WEEK}pain/"' in second
        first = client.get(f"{WEEK}pain/").content.decode()
        assert 'value="5" checked' in first
        assert answer(client, "pain", 7)["Location"] == f"{WEEK}tiredness/"
    assert kept(ana) == {"pain": 7}
    assert list(Answer.objects.values_list("value", flat=True).order_by("pk"))[-2:] == [5, 7]


def test_change_on_the_last_page_comes_back_to_it() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        for item, value in zip(ORDER, GIVEN, strict=True):
            answer(client, item, value)
        assert f"{WEEK}sleep/" in links(client.get(f"{WEEK}check/"))
        assert answer(client, "sleep", 9)["Location"] == f"{WEEK}check/"
    assert kept(ana)["sleep"] == 9


def test_the_last_page_waits_until_every_question_was_seen() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        answer(client, "pain", 4)
        assert client.get(f"{WEEK}check/")["Location"] == f"{WEEK}tiredness/"
        assert client.post(f"{WEEK}check/")["Location"] == f"{WEEK}tiredness/"
    assert not hasattr(response_of(ana, "week-1"), "submission")


def test_earlier_answers_are_never_shown() -> None:
    ana = starting()
    with on_day(7):
        send_questions(ana, 1)
    with on_day(14):
        client = browser_of(ana)
        page = client.get("/my/questions/week-2/pain/").content.decode()
        assert " checked" not in page
        sent = words(client.get(WEEK))
    assert "with us" in sent
    assert "pain" not in sent


def test_sending_twice_sends_once() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        for item, value in zip(ORDER, GIVEN, strict=True):
            answer(client, item, value)
        first = client.post(f"{WEEK}check/")
        second = client.post(f"{WEEK}check/")
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"] == WEEK


def test_the_first_questions_work_the_same_way() -> None:
    with clock.at(moment(START - timedelta(days=3))):
        ana = consented()
        client = browser_of(ana)
        page = client.get("/my/questions/baseline/")
        assert "First questions" in words(page)
        response = client.post("/my/questions/baseline/part/check-in/pain/", {"answer": "3"})
    assert response["Location"] == "/my/questions/baseline/part/check-in/tiredness/"
