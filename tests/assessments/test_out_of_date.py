"""Answers of before randomisation go out of date; they are asked once more and nothing is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.assessments import selectors
from retraining.assessments.models import Answer, Response
from retraining.assessments.services import NotAnswerable, answer_all, save_answer, submit
from retraining.common import clock
from retraining.common.access import Audience
from retraining.portal.joining import joining_of, tasks
from retraining.portal.selectors_manage import people_of
from retraining.randomisation.services import allocate
from retraining.reporting.datasets import check_in_rows
from retraining.reporting.datasets.people import everybody
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from retraining.trials.selectors import current_assignments, scope_for
from retraining.trials.services import consent
from tests import cast

pytestmark = pytest.mark.django_db
WORSE = {"pain": 9, "tiredness": 9, "sleep": 9, "interference": 9}


@pytest.fixture
def ana() -> Iterator[Participant]:
    """Ana answered fifteen days ago and may start tomorrow."""
    cast.a_list()
    with clock.at(clock.real_now() - timedelta(days=15)):
        person = cast.eligible("Ana")
    tomorrow = clock.local_date(person.time_zone) + timedelta(days=1)
    consent.choose_start(participant=person, day=tomorrow, by=person.user)
    return person


def scope_of(user: User, audience: Audience) -> Scope:
    scope = scope_for(current_assignments(user), audience)
    assert scope is not None
    return scope


def again(person: Participant) -> Response:
    """The parts that go out of date, once more: the FIQR and the four numbers."""
    fiqr = dict.fromkeys(cast.answers_for(person)["fiqr"], cast.HIGH)
    answer_all(participant=person, visit_key="baseline", answers=fiqr, part="fiqr", by=person.user)
    return answer_all(participant=person, visit_key="baseline", answers=WORSE, by=person.user)


def test_they_are_asked_once_more_and_begin_empty(ana: Participant) -> None:
    state = selectors.state_of(ana, "baseline")
    assert (state.expired, state.open_now, state.started, state.done) == (True, True, False, False)
    save_answer(participant=ana, visit_key="baseline", item="pain", value=8, by=ana.user)
    state = selectors.state_of(ana, "baseline")
    part = state.part("check-in")
    assert (part.expired, part.started, part.done) == (False, True, False)
    assert (state.started, state.done, state.part("hads").done) == (True, False, True)
    newest = selectors.response_of(ana, "baseline", "check-in")
    assert newest.occurrence == 2
    assert selectors.answers_of(newest) == {"pain": 8}
    first = Answer.objects.filter(response__occurrence=1, response__instrument="check-in")
    assert first.count() == 4


def test_sending_at_once_does_not_send_the_old_ones_again(ana: Participant) -> None:
    with pytest.raises(NotAnswerable):
        submit(participant=ana, visit_key="baseline", part="check-in", by=ana.user)


def test_randomisation_waits_for_the_new_ones_and_reads_them(ana: Participant) -> None:
    with pytest.raises(Exception, match="more than 14 days old"):
        allocate(participant=ana, by=cast.max_the_manager())
    again(ana)
    assert selectors.score_of(ana, "baseline", "interference") == 9
    assert allocate(participant=ana, by=cast.max_the_manager()).stratum.label == (
        "site=madrid;impact=high"
    )
    points = selectors.score_points(ana)
    assert {p.value for p in points if p.scale == "interference"} == {9}


def test_a_second_send_of_the_new_ones_gives_them_back(ana: Participant) -> None:
    sent = again(ana)
    told = submit(participant=ana, visit_key="baseline", part="check-in", by=ana.user)
    assert told == sent
    assert Response.objects.filter(instrument="check-in").count() == 2


def test_after_randomisation_nothing_goes_out_of_date(ana: Participant) -> None:
    again(ana)
    allocate(participant=ana, by=cast.max_the_manager())
    with clock.at(clock.real_now() + timedelta(days=40)):
        state = selectors.state_of(ana, "baseline")
    assert (state.expired, state.open_now, state.done) == (False, False, True)


def test_the_person_and_the_manager_see_it(ana: Participant, as_user) -> None:
    again_please = "Some time has passed"
    (task,) = (one for one in tasks(joining_of(ana)) if (one.hint or "").startswith(again_please))
    assert task.status == "To do"
    scope = scope_of(cast.max_the_manager(), Audience.MANAGE)
    assert people_of(scope).get(pk=ana.pk).standing == "renew"
    browser: Client = as_user(ana.user)
    page = browser.get(task.url, follow=True)
    assert page.status_code == 200
    again(ana)
    assert people_of(scope).get(pk=ana.pk).standing == "ready"


def test_the_export_holds_both_and_numbers_them(ana: Participant) -> None:
    again(ana)
    scope = scope_of(cast.a_member_of_staff("Stella", "statistician"), Audience.STATISTICS)
    rows = check_in_rows.read(everybody(scope, b"key"), "check-in")
    found = [(row.occurrence, row.state, row.answers["pain"]) for row in rows]
    assert found == [(1, "sent", 5), (2, "sent", 9)]
