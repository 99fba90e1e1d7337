"""Questions that cannot be answered: unknown, not open, closed, sent, stopped, not one's own."""

import pytest

from retraining.assessments.models import Answer
from retraining.assessments.selectors import answers_of, response_of
from retraining.trials.services import withdrawal
from tests.portal_my.days import browser_of, on_day, send_questions, starting, words

pytestmark = pytest.mark.django_db
WEEK = "/my/questions/week-1/"
PAGES = (WEEK, f"{WEEK}pain/", f"{WEEK}check/")
POSTS = PAGES[1:]


def test_what_the_protocol_does_not_know_is_not_there() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        assert client.get("/my/questions/week-9/").status_code == 404
        for address in ("week-1/joy/", "nothing/pain/", "week-9/check/"):
            assert client.get(f"/my/questions/{address}").status_code == 404
            assert client.post(f"/my/questions/{address}", {"answer": "5"}).status_code == 404


def test_not_open_yet() -> None:
    ana = starting()
    with on_day(6):
        for address in PAGES:
            response = browser_of(ana).get(address)
            assert response.status_code == 404, address
            assert "They open on Sunday 6 December, 06:00." in words(response)


def test_closed() -> None:
    ana = starting()
    with on_day(14):
        for address in PAGES:
            response = browser_of(ana).get(address)
            assert response.status_code == 410, address
            assert "These questions are closed now That is all right." in words(response)


def test_closed_half_way_keeps_what_was_given() -> None:
    ana = starting()
    with on_day(8):
        browser_of(ana).post(f"{WEEK}pain/", {"answer": "5"})
    with on_day(14):
        assert "The answers you gave are kept." in words(browser_of(ana).get(WEEK))
    response = response_of(ana, "week-1")
    assert response is not None
    assert answers_of(response) == {"pain": 5}


@pytest.mark.parametrize("day", [6, 14])
def test_posts_outside_the_window_change_nothing(day: int) -> None:
    ana = starting()
    before = Answer.objects.count()
    with on_day(day):
        for address in POSTS:
            response = browser_of(ana).post(address, {"answer": "5"})
            assert response.status_code == 409, address
    assert Answer.objects.count() == before


def test_the_first_questions_close_for_good_with_the_draw() -> None:
    ana = starting()
    with on_day(1):
        assert "with us" in words(browser_of(ana).get("/my/questions/baseline/"))


def test_sent_questions_lead_to_the_confirmation() -> None:
    ana = starting()
    with on_day(8):
        send_questions(ana, 1)
        client = browser_of(ana)
        assert "Your answers are with us" in words(client.get(WEEK))
        for address in POSTS:
            assert client.get(address)["Location"] == WEEK


def test_a_second_device_cannot_add_to_what_was_sent() -> None:
    ana = starting()
    with on_day(8):
        phone, tablet = browser_of(ana), browser_of(ana)
        assert tablet.get(f"{WEEK}pain/").status_code == 200
        phone.post(f"{WEEK}pain/", {"answer": "4"})
        send_questions(ana, 1)
        before = Answer.objects.count()
        response = tablet.post(f"{WEEK}pain/", {"answer": "9"})
    assert response.status_code == 409
    assert "These answers were sent already" in words(response)
    assert Answer.objects.count() == before


def test_two_devices_share_one_set_of_answers() -> None:
    ana = starting()
    with on_day(8):
        phone, tablet = browser_of(ana), browser_of(ana)
        phone.post(f"{WEEK}pain/", {"answer": "4"})
        moved_on = tablet.post(f"{WEEK}tiredness/", {"answer": "6"})
        assert moved_on["Location"] == f"{WEEK}sleep/"
        phone.post(f"{WEEK}pain/", {"answer": "7"})
    response = response_of(ana, "week-1")
    assert response is not None
    assert answers_of(response) == {"pain": 7, "tiredness": 6}


@pytest.mark.parametrize("level", ["questionnaires", "contact"])
def test_who_stopped_the_questions_is_not_asked(level: str) -> None:
    ana = starting()
    with on_day(8):
        withdrawal.withdraw(participant=ana, level=level, reason="", by=ana.user)
        client = browser_of(ana)
        page = client.get(WEEK)
        assert page.status_code == 410
        assert "You stopped the questions" in words(page)
        assert client.post(f"{WEEK}pain/", {"answer": "4"}).status_code == 409
    assert response_of(ana, "week-1") is None


def test_who_stopped_the_sessions_can_still_answer() -> None:
    ana = starting()
    with on_day(8):
        withdrawal.withdraw(participant=ana, level="sessions", reason="", by=ana.user)
        assert browser_of(ana).post(f"{WEEK}pain/", {"answer": "4"}).status_code == 302


def test_the_address_is_always_ones_own() -> None:
    ana, bea = starting(), starting("Bea", site="leeds")
    with on_day(8):
        send_questions(ana, 1)
        page = browser_of(bea).get(WEEK)
        browser_of(bea).post(f"{WEEK}pain/", {"answer": "9"})
    assert "8 questions" in words(page)
    theirs, hers = response_of(ana, "week-1"), response_of(bea, "week-1")
    assert theirs is not None
    assert hers is not None
    assert answers_of(theirs)["pain"] == 5
    assert answers_of(hers) == {"pain": 9}
