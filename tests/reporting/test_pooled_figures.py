"""The statistician's first page: pooled figures against figures worked out by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import mean, stdev

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.common import clock
from retraining.reporting.selectors.pooled import Month, Pooled, pooled
from retraining.reporting.services import refresh_waiting
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.reporting.people import MADE, answer, day, listen, read, staff

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def people() -> dict[str, Participant]:
    with clock.at(datetime(2025, 11, 30, 10, tzinfo=UTC)):
        early = cast.randomised("Early")  # starts on 1 December 2025
    with clock.at(MADE):
        found = {name: cast.randomised(name) for name in ("Ana", "Alba")}
        found["Bea"] = cast.randomised("Bea", "leeds")
        cast.consented("Later")
    return {**found, "Early": early}


def figures(people: object, on: int) -> Pooled:
    with clock.at(day(on)):
        refresh_waiting()
        return pooled(Scope(cast.the_trial().pk, None, frozenset(), frozenset()))


def test_recruitment_by_month_keeps_empty_months(people) -> None:
    found = figures(people, 1)
    assert (found.enrolled, found.randomised, found.started) == (5, 4, 4)
    assert found.months == [
        Month(date(2025, 11, 1), 1, 1),
        Month(date(2025, 12, 1), 0, 0),
        Month(date(2026, 1, 1), 4, 3),
    ]


def test_symptoms_by_week_with_interval_and_missing(people) -> None:
    answer(people["Ana"], 1, (4, 4, 4, 4))
    answer(people["Bea"], 1, (7, 7, 7, 7))
    answer(people["Early"], 1, (4, 5, 6, 5))
    found = figures(people, 15)
    week_1 = next(one for one in found.visits if one.week == 1)
    values = [4.0, 7.0, 5.0]
    assert (week_1.expected, week_1.sent, week_1.not_sent) == (4, 3, 1)
    summary = week_1.summary
    assert (summary.n, summary.missing) == (3, 1)
    assert summary.mean == pytest.approx(mean(values))
    half = 4.302652729911275 * stdev(values) / 3**0.5  # t, 2 degrees of freedom (R: qt(.975, 2))
    assert summary.ci_low == pytest.approx(mean(values) - half)
    assert summary.ci_high == pytest.approx(mean(values) + half)


def test_why_questions_are_missing(people) -> None:
    answer(people["Ana"], 1, (4, None, 4, 4))
    with clock.at(day(3)):
        withdraw(participant=people["Alba"], level="questionnaires", reason="", by=None)
    found = figures(people, 15)
    week_1 = next(one for one in found.visits if one.week == 1)
    assert (week_1.expected, week_1.sent, week_1.no_score) == (4, 1, 1)
    assert (week_1.stopped, week_1.not_sent) == (1, 2)
    assert found.stopped == 1


def test_open_questions_are_not_expected_until_they_close_or_are_sent(people) -> None:
    assert [one.key for one in figures(people, 8).visits if one.expected == 4] == ["baseline"]
    answer(people["Ana"], 1, (4, 4, 4, 4))
    week_1 = next(one for one in figures(people, 9).visits if one.week == 1)
    assert week_1.expected == 2  # Ana, who sent them, and Early, for whom they closed


def test_main_sessions_done_by_those_whose_weeks_are_over(people) -> None:
    for number in (1, 2, 3):
        with clock.at(day(1)):
            listen(people["Early"], day(1), number)
    read(people["Early"], day(1), 4, "core")
    listen(people["Ana"], day(1), 1)
    listen(people["Alba"], day(1), 1, share=0.5, last="stopped")
    found = figures(people, 15)
    rows = [(row.done, row.finished, row.running) for row in found.adherence]
    assert found.weeks == 8
    assert rows[:5] == [(0, 0, 2), (1, 0, 1), (2, 0, 0), (3, 0, 0), (4, 1, 0)]
    assert found.done_by_finishers().median == 4


def page_of(client: Client, on: int) -> str:
    with clock.at(day(on)):
        response = client.get("/statistics/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_that_everything_is_pooled(people, as_user: SignIn) -> None:
    answer(people["Ana"], 1, (4, 4, 4, 4))
    figures(people, 15)  # Early's weeks are over by then
    page = page_of(as_user(staff("Stella", "statistician")), 15)
    assert "All programmes together, always." in page
    assert page.count("<svg aria-hidden") == 3
    assert "1 person has finished the 8 weeks, with 0 main sessions." in page
    assert people["Ana"].code not in page


def test_before_there_are_people(as_user: SignIn) -> None:
    page = page_of(as_user(staff("Stella", "statistician")), 1)
    assert "No weekly questions have closed yet." in page
    assert "Nobody has finished the weeks yet." in page
    assert "<svg aria-hidden" not in page


def test_who_may_see_it(client: Client, as_user: SignIn) -> None:
    assert client.get("/statistics/").status_code == 302
    with clock.at(MADE):
        for name, role in (("Carla", "clinician"), ("Max", "manager"), ("Mona", "monitor")):
            assert as_user(staff(name, role)).get("/statistics/").status_code == 404
        stella = as_user(staff("Stella", "statistician"))
        assert stella.post("/statistics/").status_code == 405
        assert stella.get("/clinic/").status_code == 404
