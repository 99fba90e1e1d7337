"""Days, openings and windows follow the clock on the person's own wall, on both nights it jumps."""

from datetime import UTC, date, datetime

import pytest

from retraining.common import clock
from retraining.portal.today import today_of
from retraining.trials.models import Participant
from tests.portal_my.days import browser_of, hear, starting, words

pytestmark = pytest.mark.django_db

# Europe/Madrid: clocks went forward on 29 March 2026 at 01:00 UTC, and back on 25 October.
SPRING_START, AUTUMN_START = date(2026, 3, 22), date(2026, 10, 18)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def week_shown(person: Participant, now: datetime) -> str:
    """The week of the short way, which is always that of the newest open week."""
    shown = today_of(person, now)
    assert shown.hard_day is not None
    return shown.hard_day.title.partition(",")[0]


@pytest.mark.parametrize(
    ("start", "last_of_week_1", "first_of_week_2"),
    [
        (SPRING_START, utc(3, 29, 1, 59), utc(3, 29, 2, 0)),  # 04:00 in summer time
        (AUTUMN_START, utc(10, 25, 2, 59), utc(10, 25, 3, 0)),  # 04:00 in winter time
    ],
)
def test_a_week_opens_at_four_on_the_wall(
    start: date, last_of_week_1: datetime, first_of_week_2: datetime
) -> None:
    ana = starting(start=start)
    assert week_shown(ana, last_of_week_1) == "Week 1"
    assert week_shown(ana, first_of_week_2) == "Week 2"


@pytest.mark.parametrize(
    ("start", "before", "after"),
    [
        (date(2026, 3, 23), utc(3, 29, 3, 59), utc(3, 29, 4, 0)),  # day 7 is the night itself
        (date(2026, 10, 19), utc(10, 25, 4, 59), utc(10, 25, 5, 0)),
    ],
)
def test_questions_open_at_six_on_the_wall(start: date, before: datetime, after: datetime) -> None:
    ana = starting(start=start)
    shown = today_of(ana, before)
    assert shown.now is not None
    assert shown.now.kind == "core"
    shown = today_of(ana, after)
    assert shown.now is not None
    assert (shown.now.kind, shown.now.url) == ("questions", "/my/questions/week-1/")


DAYS = [
    (utc(3, 28, 22, 59), date(2026, 3, 28)),
    (utc(3, 28, 23, 0), date(2026, 3, 29)),
    (utc(3, 29, 21, 59), date(2026, 3, 29)),  # a day of 23 hours
    (utc(3, 29, 22, 0), date(2026, 3, 30)),
    (utc(10, 24, 21, 59), date(2026, 10, 24)),
    (utc(10, 24, 22, 0), date(2026, 10, 25)),
    (utc(10, 25, 22, 59), date(2026, 10, 25)),  # a day of 25 hours
    (utc(10, 25, 23, 0), date(2026, 10, 26)),
]


def test_today_is_the_day_where_the_person_is() -> None:
    ana = starting(start=SPRING_START)
    for now, day in DAYS:
        assert today_of(ana, now).day == day


def test_the_page_prints_that_day() -> None:
    ana = starting(start=SPRING_START)
    with clock.at(utc(3, 28, 23, 30)):
        assert words(browser_of(ana).get("/my/")).startswith("Sunday 29 March Today")


def test_two_sites_have_two_walls() -> None:
    bea = starting("Bea", start=SPRING_START, site="leeds")
    assert week_shown(bea, utc(3, 29, 2, 59)) == "Week 1"  # 03:59 in Leeds
    assert week_shown(bea, utc(3, 29, 3, 0)) == "Week 2"


def test_a_session_heard_before_midnight_belongs_to_that_day() -> None:
    ana = starting(start=SPRING_START)
    with clock.at(utc(3, 24, 22, 0)):  # 23:00 on the 24th in Madrid
        hear(ana, 1, "practice")
    assert today_of(ana, utc(3, 24, 22, 55)).stage == "enough"
    assert today_of(ana, utc(3, 24, 23, 5)).stage == "running"
