"""Expected against actual recruitment, month by month."""

from collections import Counter
from datetime import date

import pytest

from retraining.portal.recruitment import month_rows
from retraining.trials.models import Contact
from retraining.trials.selectors_readiness import expected_by_month
from retraining.trials.services import readiness
from tests.cast import max_the_manager, randomised, the_site
from tests.manage.pages import as_max, rows, words
from tests.people.lines import a_line

pytestmark = pytest.mark.django_db


def target(month: date, people: int) -> None:
    readiness.set_target(
        site=the_site("madrid"), from_month=month, per_month=people, by=max_the_manager()
    )


def test_a_target_holds_from_its_month_until_the_next_one() -> None:
    target(date(2026, 1, 20), 3)
    target(date(2026, 3, 1), 5)
    found = expected_by_month(the_site("madrid"), date(2025, 12, 31), date(2026, 4, 1))
    assert found == {
        date(2025, 12, 1): 0,
        date(2026, 1, 1): 3,
        date(2026, 2, 1): 3,
        date(2026, 3, 1): 5,
        date(2026, 4, 1): 5,
    }


def test_the_newest_target_of_a_month_counts() -> None:
    target(date(2026, 1, 1), 3)
    target(date(2026, 1, 1), 2)
    assert expected_by_month(the_site("madrid"), date(2026, 1, 1), date(2026, 1, 31)) == {
        date(2026, 1, 1): 2
    }


def test_both_are_added_up_and_months_without_anybody_stand_too() -> None:
    target(date(2026, 1, 1), 2)
    drawn = Counter({date(2026, 2, 1): 3})
    found = month_rows(the_site("madrid"), drawn, date(2026, 3, 15))
    assert [(r.expected, r.actual, r.expected_in_all, r.actual_in_all) for r in found] == [
        (2, 0, 2, 0),
        (2, 3, 4, 3),
        (2, 0, 6, 3),
    ]


def test_without_a_target_and_without_anybody_there_is_no_month() -> None:
    assert month_rows(the_site("madrid"), Counter(), date(2026, 3, 15)) == []


def test_the_page_holds_a_table_and_the_minutes_of_contact() -> None:
    ana = randomised("Ana")
    a_line(ana, Contact, minutes=25)
    page = as_max().get("/manage/recruitment/")
    madrid = rows(page)[-1]
    assert madrid[1:] == ["0", "1", "0", "1"]
    assert "Staff contact so far: 25 minutes with 1 person." in words(page)
    assert "No target is set, and nobody is randomised yet." in words(page)  # Leeds
