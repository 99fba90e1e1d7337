"""The first day is chosen in words, before chance decides anything."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from retraining.common import clock
from tests import cast

pytestmark = pytest.mark.django_db
START = "/my/join/start/"
EVENING = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo("Europe/Madrid"))  # a Monday


def test_seven_days_are_offered_in_words(as_user):
    with clock.at(EVENING):
        person = cast.consented("Ana")
        page = as_user(person.user).get(START).content.decode()
    assert "On which day would you like to start?" in page
    assert "Tomorrow, Tuesday 3 March" in page
    assert "Thursday 5 March" in page
    assert "In a week, Monday 9 March" in page
    assert page.count('type="radio"') == 7
    # Day 7 of Tuesday the 3rd is Monday the 9th.
    assert "start on a Tuesday, and they come each Monday." in page


def test_a_day_is_kept_and_can_be_changed(as_user):
    with clock.at(EVENING):
        person = cast.consented("Ana")
        client = as_user(person.user)
        for day in ("2026-03-05", "2026-03-07"):
            assert client.post(START, {"day": day}).headers["Location"] == "/my/join/"
            person.refresh_from_db()
            assert person.chosen_start == date.fromisoformat(day)
        assert 'value="2026-03-07" checked' in client.get(START).content.decode()


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-10", "2020-01-01", "never", ""])
def test_any_other_day_is_refused(as_user, day):
    with clock.at(EVENING):
        person = cast.consented("Ana")
        before = person.chosen_start
        page = as_user(person.user).post(START, {"day": day})
    assert page.status_code == 200
    assert b"Please look at this again" in page.content
    person.refresh_from_db()
    assert person.chosen_start == before


def test_before_agreeing_there_is_no_day_to_choose(as_user):
    person = cast.joined("Ana")
    client = as_user(person.user)
    assert client.get(START).headers["Location"] == "/my/join/"
    client.post(START, {"day": clock.now().date().isoformat()})
    person.refresh_from_db()
    assert person.chosen_start is None


def test_after_the_draw_the_day_stays(as_user):
    person = cast.randomised("Ana")
    page = as_user(person.user).get(START)
    choice = page.context["form"].fields["day"].choices[3][0]
    answer = as_user(person.user).post(START, {"day": choice})
    assert b"Your start day is fixed now" in answer.content
