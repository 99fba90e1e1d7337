"""What clinicians see of a pause: a word and a day, and no alarm about quiet days."""

from collections.abc import Callable

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.common import clock
from retraining.reporting.models import CaseSummary
from retraining.reporting.services import refresh_waiting
from retraining.trials.models import Participant
from sessions.services.pausing import begin_pause, end_pause
from tests import cast
from tests.reporting.people import MADE, day, listen, staff

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def ana() -> Participant:
    with clock.at(MADE):
        ana = cast.randomised("Ana")
    listen(ana, day(1), 1)
    return ana


def summary(number: int) -> CaseSummary:
    with clock.at(day(number)):
        refresh_waiting()
    return CaseSummary.objects.get()


def reasons(number: int) -> list[str]:
    return [reason[0] for reason in summary(number).reasons]


def pause(person: Participant, on: int, days: int) -> None:
    with clock.at(day(on)):
        begin_pause(participant=person, days=days, by=person.user)


def test_a_pause_is_a_word_in_the_caseload_and_on_the_page(ana: Participant, as_user: SignIn):
    pause(ana, 5, 6)  # 16 January to the 21st; the 22nd is the first day after it
    summary(6)
    with clock.at(day(6)):
        client = as_user(staff("Carla", "clinician", "madrid"))
        for address in ("/clinic/", f"/clinic/people/{ana.code}/"):
            assert "Paused until 22 January" in client.get(address).content.decode()


def test_a_pause_shows_at_once_and_goes_when_it_ends(ana: Participant) -> None:
    assert reasons(5) == []
    pause(ana, 5, 6)
    assert reasons(5) == ["paused"]
    with clock.at(day(7)):
        end_pause(participant=ana, by=ana.user)
    assert reasons(7) == []


def test_nobody_is_quiet_during_a_pause_and_days_count_from_its_end(ana: Participant) -> None:
    pause(ana, 7, 10)
    assert reasons(16) == ["paused"]
    assert reasons(17) == []
    assert reasons(23) == []
    assert reasons(24) == ["quiet"]


def test_the_week_is_that_of_the_moved_plan(ana: Participant) -> None:
    pause(ana, 10, 5)
    weeks = [summary(number).week for number in (14, 15, 19, 20, 26, 27)]
    assert weeks == [2, 2, 2, 3, 3, 4]
    assert [summary(number).week for number in (61, 62, 69)] == [8, 9, 10]


def test_the_programme_ends_with_its_moved_last_week(ana: Participant) -> None:
    pause(ana, 3, 14)
    assert "finished" not in reasons(70)
    assert "finished" in reasons(71)


def test_without_a_pause_nothing_changes(ana: Participant) -> None:
    assert [summary(number).week for number in (1, 7, 8, 56)] == [1, 1, 2, 8]
    assert reasons(56) == ["quiet"]
    assert reasons(57) == ["finished"]
    assert summary(57).week == 9
