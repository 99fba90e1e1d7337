"""A main session finished after the last day that counts: told as such, and not counted."""

import pytest

from retraining.common import clock
from retraining.reporting.selectors.person import person_page
from retraining.trials.models import Participant
from tests import cast
from tests.reporting.people import MADE, day, listen

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    with clock.at(MADE):
        return cast.randomised("Ana")


@pytest.mark.parametrize(
    ("on", "outcome", "counted"),
    [(70, "Finished", "1 of 8"), (71, "Finished, after the last day that counts", "0 of 8")],
)
def test_the_last_day_that_counts_is_day_70(
    ana: Participant, on: int, outcome: str, counted: str
) -> None:
    listen(ana, day(on), 8)
    with clock.at(day(on, hour=20)):
        page = person_page(ana)
    assert [heard.outcome for heard in page.heard] == [outcome]
    assert page.stats[0].value == counted
