"""A changed treatment that was told in the weekly questions waits for staff to write it down."""

import pytest

from retraining.assessments import services
from retraining.trials.models import Participant, TreatmentChange
from tests import cast
from tests.manage.pages import as_max, words
from tests.people.lines import a_line
from tests.portal_my.days import on_day, starting

pytestmark = pytest.mark.django_db
LOG = "/manage/people/1001/log/treatments/"
ASKED = "a medicine or treatment was changed"


def week(person: Participant, number: int, value: int) -> None:
    with on_day(7 * number):
        services.answer_all(
            participant=person, visit_key=f"week-{number}", part="check-in",
            answers={**cast.CALM_WEEK, "treatment": value}, by=person.user,
        )  # fmt: skip


def page(number: int) -> str:
    with on_day(7 * number):
        return words(as_max().get(LOG))


def test_it_waits_until_a_line_is_written() -> None:
    ana = starting()
    week(ana, 1, 0)
    assert ASKED not in page(1)
    week(ana, 2, 1)
    said = page(2)
    assert ASKED in said
    assert "Other treatment, to ask" in said
    with on_day(15):
        a_line(ana, TreatmentChange)
    said = page(3)
    assert ASKED not in said
    assert "to ask" not in said
    week(ana, 3, 1)
    assert ASKED in page(3)


def test_an_answer_that_was_changed_back_asks_nothing() -> None:
    ana = starting()
    with on_day(7):
        for value in (1, 0):
            services.save_answer(
                participant=ana, visit_key="week-1", item="treatment", value=value, by=ana.user
            )
        assert ASKED not in words(as_max().get(LOG))
