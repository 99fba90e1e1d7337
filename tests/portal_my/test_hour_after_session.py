"""The weekly questions wait for an hour after a session, on their page, on Today and by mail."""

from datetime import timedelta

import pytest

from retraining.assessments.selectors import answers_of, response_of
from retraining.common import clock
from retraining.reminders.models import Message
from retraining.trials.models import Participant
from sessions.models import Delivery
from sessions.services.listening import append_one
from tests.portal_my.days import (
    browser_of,
    day_of,
    hear,
    item,
    links,
    moment,
    on_day,
    starting,
    words,
)
from tests.reminders.moments import steps_of, sweep_at

pytestmark = pytest.mark.django_db
WEEK = "/my/questions/week-1/"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)  # the moved clock goes on ticking


def offered(person: Participant) -> bool:
    return WEEK in links(browser_of(person).get("/my/"))


@pytest.mark.parametrize(("after", "asked"), [(HOUR - MINUTE, False), (HOUR + MINUTE, True)])
def test_both_sides_of_the_hour(after: timedelta, asked: bool) -> None:
    ana = starting()
    with on_day(8) as heard_at:
        hear(ana, 2, "core", minutes=5)
    with clock.at(heard_at + after):
        page = browser_of(ana).get(WEEK)
        assert offered(ana) == asked
        assert (f"{WEEK}pain/" in links(page)) == asked
        assert ("First a little time to yourself" in words(page)) == (not asked)
        assert page.status_code == 200
        question = words(browser_of(ana).get(f"{WEEK}pain/"))
    assert ("how strong was your pain" in question) == asked


def test_the_page_says_when_they_open_and_until_when() -> None:
    ana = starting()
    with on_day(8, "12:00"):
        hear(ana, 2, "practice")
    with on_day(8, "12:30"):
        page = words(browser_of(ana).get(WEEK))
    assert "They open on Monday 7 December, 13:00." in page
    assert "You can answer them until Sunday 13 December, 06:00. Nothing is lost." in page


@pytest.mark.parametrize(("kind", "rests"), [("core", True), ("short", True), ("reading", False)])
def test_any_session_counts_and_a_text_to_read_does_not(kind: str, rests: bool) -> None:
    ana = starting()
    with on_day(8):
        append_one(plan_item=item(ana, 2, kind), type="started", delivery=Delivery.READ)
        assert offered(ana) == (not rests)


def test_a_window_that_would_close_within_the_hour_is_open() -> None:
    ana = starting()
    closes = moment(day_of(14), "06:00")
    for before, asked in ((HOUR - MINUTE, True), (HOUR + MINUTE, False)):
        with clock.at(closes - before):
            hear(ana, 2, "core", minutes=1)
            page = browser_of(ana).get(WEEK)
        assert (f"{WEEK}pain/" in links(page)) == asked, before


def test_what_was_begun_goes_on_and_what_was_chosen_is_kept() -> None:
    ana = starting()
    with on_day(8):
        hear(ana, 2, "core", minutes=5)
        client = browser_of(ana)  # the question was on the screen before the session
        assert client.post(f"{WEEK}pain/", {"answer": "4"}).status_code == 302
        assert "Question 2 of 8" in words(client.get(f"{WEEK}tiredness/"))
        assert offered(ana)
    response = response_of(ana, "week-1")
    assert response is not None
    assert answers_of(response) == {"pain": 4}


def test_other_questions_and_other_people_do_not_wait() -> None:
    ana, bea = starting(), starting("Bea", site="leeds")
    with on_day(8):
        hear(ana, 2, "core", minutes=5)
        assert "/my/questions/early/" in links(browser_of(ana).get("/my/"))
        assert offered(bea)


def test_the_message_waits_as_well() -> None:
    ana = starting()
    at = moment(day_of(7), f"{ana.message_hour:02}:00")
    with clock.at(at - timedelta(minutes=20)):
        hear(ana, 1, "core", minutes=5)
    assert "A few questions for you" not in sweep_at(at)
    message = Message.objects.get(participant=ana, kind="check-in", occasion="week-1")
    assert steps_of(message) == ["claimed", "waits"]
    assert message.states.get(state="waits").detail == "after-session"
    assert sweep_at(at + 39 * MINUTE) == []
    assert "A few questions for you" in sweep_at(at + 41 * MINUTE)
