"""Today outside the weeks: before consent, while waiting, before the first day, at the end."""

from datetime import timedelta

import pytest

from retraining.common import clock
from retraining.randomisation.services import allocate
from retraining.trials.protocol_section import read
from retraining.trials.services import consent, withdrawal
from sessions.services.planning import make_plan
from tests.cast import a_list, answer, consented, eligible, joined, max_the_manager
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
EVE = moment(START - timedelta(days=1))


def today(person):
    return browser_of(person).get("/my/")


def test_before_consent_it_leads_to_joining() -> None:
    response = today(joined())
    assert (response.status_code, response["Location"]) == (302, "/my/join/")


def test_after_consent_it_asks_the_first_questions() -> None:
    with clock.at(EVE):
        page = today(consented())
    assert "First questions" in words(page)
    assert "/my/questions/baseline/" in links(page)


def test_then_it_waits_for_the_study_team_and_says_what_follows() -> None:
    with clock.at(EVE):
        ana = consented()
        answer(ana)
        page = today(ana)
    assert "We are waiting for the study team." in words(page)
    assert "talks with you" in words(page)
    assert "You start on Monday 30 November, the day you chose." in words(page)


def test_then_it_waits_for_chance() -> None:
    with clock.at(EVE):
        page = today(eligible())
    assert "talks with you" not in words(page)
    assert "A computer draws which of the two programmes you get." in words(page)


def test_without_a_start_day_ahead_it_leads_back_to_joining() -> None:
    with clock.at(EVE):
        ana = eligible()
    with clock.at(moment(START)):
        assert today(ana)["Location"] == "/my/join/"


def test_somebody_who_cannot_take_part_reads_it_without_a_reason() -> None:
    with clock.at(EVE):
        ana = eligible()
        answers = {c.key: c.expect for c in read(ana.version.content).criteria}
        answers["psychosis"] = not answers["psychosis"]
        consent.confirm_eligibility(participant=ana, answers=answers, by=max_the_manager())
        page = today(ana)
    assert "The study does not fit you at the moment." in words(page)
    assert "sychosis" not in page.content.decode()
    assert "tel:+34910000000" in page.content.decode()


def test_between_allocation_and_plan_it_says_so() -> None:
    with clock.at(EVE):
        ana = eligible()
        a_list()
        allocate(participant=ana, by=max_the_manager())
        page = today(ana)
        make_plan(participant=ana)
        later = today(ana)
    assert "Your weeks are being put together." in words(page)
    assert "You start on Monday 30 November." in words(later)


def test_the_night_before_the_first_week_opens() -> None:
    ana = starting()
    with on_day(1, "01:00"):
        page = today(ana)
    assert "You start today." in words(page)
    assert "Your first week opens at 04:00 in the morning." in words(page)


def test_the_last_day_is_still_a_day_and_the_next_is_the_end() -> None:
    ana = starting()
    with on_day(56):
        send_questions(ana, 8)
        assert "Week 8, main session" in words(today(ana))
    with on_day(57):
        assert "/my/questions/post/" in links(today(ana))
        answer(ana, "post")
        page = today(ana)
    assert "The last week is over." in words(page)
    assert links(page) == ["/my/finished/"]


def test_open_questions_come_first_at_the_end_too() -> None:
    ana = starting()
    with on_day(57):
        assert "/my/questions/week-8/" in links(today(ana))


def test_who_stopped_the_sessions_is_asked_for_nothing_but_open_questions() -> None:
    ana = starting()
    with on_day(7):
        withdrawal.withdraw(participant=ana, level="sessions", reason="", by=ana.user)
        page = today(ana)
        assert "/my/questions/week-1/" in links(page)
        assert "/my/plan/" not in page.content.decode()
        send_questions(ana, 1)
        after = words(today(ana))
    assert "There is nothing to do today." in after
    assert "The next few questions open on Monday 7 December." in after


@pytest.mark.parametrize("level", ["questionnaires", "contact"])
def test_who_stopped_more_is_asked_for_nothing(level: str) -> None:
    ana = starting()
    with on_day(7):
        withdrawal.withdraw(participant=ana, level=level, reason="", by=ana.user)
        page = today(ana)
    assert "You have stopped taking part." in words(page)
    assert links(page) == ["/my/stop/done/"]


def test_somebody_who_stops_before_consent_is_left_in_peace() -> None:
    ana = joined()
    withdrawal.withdraw(participant=ana, level="contact", reason="", by=ana.user)
    assert "You have stopped taking part." in words(today(ana))
