"""The weeks: dates, what is finished in words, earlier ones open, later ones locked by date."""

from datetime import timedelta

import pytest

from retraining.common import clock
from retraining.trials.services import withdrawal
from tests.cast import eligible
from tests.portal_my.days import (
    START,
    browser_of,
    hear,
    item,
    links,
    moment,
    on_day,
    starting,
    words,
)

pytestmark = pytest.mark.django_db


def weeks(person):
    return browser_of(person).get("/my/weeks/")


def test_before_there_is_a_plan() -> None:
    with clock.at(moment(START - timedelta(days=1))):
        page = weeks(eligible())
    assert "Your weeks are not here yet" in words(page)


def test_before_the_first_day_every_week_says_when_it_opens() -> None:
    ana = starting()
    with on_day(0):
        page = weeks(ana)
    assert "Week 1 opens on Monday 30 November" in words(page)
    assert "Week 8 opens on Monday 18 January" in words(page)
    assert links(page) == []


def test_this_week_stands_first_with_its_dates() -> None:
    ana = starting()
    with on_day(15):
        page = weeks(ana)
    assert words(page).startswith(
        "Your weeks This week Week 3 Monday 14 December to Sunday 20 December"
    )
    assert links(page)[0] == f"/my/plan/{item(ana, 3, 'core').pk}/"


def test_earlier_weeks_stay_open_and_later_ones_are_locked_by_date_alone() -> None:
    ana = starting()
    with on_day(15):
        page = weeks(ana)
    for week in range(1, 9):
        for kind in ("core", "practice", "short", "reading"):
            is_linked = f"/my/plan/{item(ana, week, kind).pk}/" in links(page)
            assert is_linked == (week <= 3)
    assert "Week 4 opens on Monday 21 December" in words(page)


def test_a_week_that_opens_in_a_few_hours_says_the_hour() -> None:
    ana = starting()
    with on_day(8, "00:30"):
        assert "Week 2 opens today at 04:00" in words(weeks(ana))
    with on_day(8, "04:00"):
        assert "This week Week 2" in words(weeks(ana))


def test_what_is_finished_is_said_in_words() -> None:
    ana = starting()
    with on_day(1):
        hear(ana, 1, "core")
    for day in (2, 4, 5):
        with on_day(day):
            hear(ana, 1, "practice")
    with on_day(5, "20:00"):  # two on one day are one day
        hear(ana, 1, "short")
    with on_day(6):
        text = words(weeks(ana))
    assert "Main session finished" in text
    assert "Practised on 3 days" in text


def test_a_begun_main_session_says_what_is_saved() -> None:
    ana = starting()
    with on_day(1):
        hear(ana, 1, "core", minutes=6.9)
        hear(ana, 1, "practice")
        text = words(weeks(ana))
    assert "6 of 25 minutes of the main session are saved" in text
    assert "Practised on 1 day" in text
    assert "finished" not in text


def test_nothing_is_said_of_what_was_not_done() -> None:
    ana = starting()
    with on_day(56):
        text = words(weeks(ana)).lower()
    for word in ("not done", "missed", "0 of", "only", "practised on 0"):
        assert word not in text


def test_after_the_last_week_all_stay_open() -> None:
    ana = starting()
    with on_day(57):
        page = weeks(ana)
    assert "This week" not in words(page)
    assert f"/my/plan/{item(ana, 8, 'core').pk}/" in links(page)


def test_a_locked_piece_does_not_open_by_its_address() -> None:
    ana = starting()
    with on_day(1):
        response = browser_of(ana).get(f"/my/plan/{item(ana, 2, 'core').pk}/")
    assert "opens on" in words(response)
    assert "<audio" not in response.content.decode()


def test_who_stopped_the_sessions_sees_what_was_finished_and_no_links() -> None:
    ana = starting()
    with on_day(1):
        hear(ana, 1, "core")
        withdrawal.withdraw(participant=ana, level="sessions", reason="", by=ana.user)
        page = weeks(ana)
    assert "Main session finished" in words(page)
    assert links(page) == []
