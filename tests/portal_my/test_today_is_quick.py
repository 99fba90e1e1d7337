"""Today asks the database at most nine times, whatever it shows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from retraining.common import clock
from retraining.trials.models import Participant
from retraining.trials.services import withdrawal
from sessions.models import Delivery
from sessions.services.listening import append_one
from tests.cast import consented, eligible
from tests.portal_my.days import START, browser_of, hear, item, moment, on_day, starting

pytestmark = pytest.mark.django_db
EVE = moment(START - timedelta(days=1))
Asserts = Callable[..., object]


def counted(client: Client, django_assert_max_num_queries: Asserts) -> str:
    client.get("/my/help/")  # the login session is in the cache from the first page on
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        response = client.get("/my/")
    assert response.status_code == 200
    return response.content.decode()


def test_in_the_middle_of_the_weeks(django_assert_max_num_queries: Asserts) -> None:
    ana = starting()
    for day in (1, 2, 8):
        with on_day(day):
            hear(ana, (day - 1) // 7 + 1, "core" if day != 2 else "practice")
            append_one(plan_item=item(ana, 1, "practice"), type="read", delivery=Delivery.READ)
    with on_day(24):
        assert "Questions for week 3" in counted(browser_of(ana), django_assert_max_num_queries)


@pytest.mark.parametrize("day", [0, 1, 57])
def test_before_at_the_start_and_at_the_end(
    day: int, django_assert_max_num_queries: Asserts
) -> None:
    ana = starting()
    with on_day(day):
        counted(browser_of(ana), django_assert_max_num_queries)


def test_while_waiting(django_assert_max_num_queries: Asserts) -> None:
    with clock.at(EVE):
        page = counted(browser_of(eligible()), django_assert_max_num_queries)
    assert "waiting" in page


def test_after_consent(django_assert_max_num_queries: Asserts) -> None:
    with clock.at(EVE):
        counted(browser_of(consented()), django_assert_max_num_queries)


def test_after_stopping(django_assert_max_num_queries: Asserts) -> None:
    ana: Participant = starting()
    with on_day(7):
        withdrawal.withdraw(participant=ana, level="sessions", reason="", by=ana.user)
        counted(browser_of(ana), django_assert_max_num_queries)
