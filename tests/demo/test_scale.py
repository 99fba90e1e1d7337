"""A large trial by copying: as many people, each with everything of the one they copy."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retraining.assessments.models import Score
from retraining.assessments.services import answer_all
from retraining.common import clock
from retraining.common.access import Audience
from retraining.demo.scale import grow
from retraining.reporting.models import CaseSummary
from retraining.reporting.selectors.caseload import Asked, caseload
from retraining.reporting.services import refresh
from retraining.trials.models import Participant
from retraining.trials.selectors import current_assignments, scope_for
from sessions.models import ListeningRecord, PlanItem
from sessions.services.listening import receive
from tests.cast import CALM_WEEK, a_member_of_staff, randomised, the_trial
from tests.plays import a_whole_play

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> None:
    """Ana in Madrid, who has heard a session, and Bea in Leeds."""
    ana, bea = randomised("Ana", "madrid"), randomised("Bea", "leeds")
    item = PlanItem.objects.get(participant=ana, week=1, kind="core")
    receive(plan_item=item, events=a_whole_play(item))
    refresh(participant=ana)
    refresh(participant=bea)


def test_it_grows_to_so_many_and_no_further(two: None) -> None:
    assert grow(trial=the_trial(), total=21) == 19
    assert CaseSummary.objects.count() == 21
    assert grow(trial=the_trial(), total=21) == 0
    assert grow(trial=the_trial(), total=30) == 9
    codes = list(Participant.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 30


def test_each_copy_has_what_its_model_has(two: None) -> None:
    grow(trial=the_trial(), total=12)
    for site, records in (("madrid", 1), ("leeds", 0)):
        for person in Participant.objects.filter(site__slug=site):
            assert PlanItem.objects.filter(participant=person).count() == 40
            assert person.dates.count() == 3
            assert person.consents.count() == 1
            assert ListeningRecord.objects.filter(plan_item__participant=person).count() == records
            assert Score.objects.filter(response__participant=person).count() == 42
    done = CaseSummary.objects.filter(participant__site__slug="madrid")
    assert len(set(done.values_list("core_done", "minutes", "rank"))) == 1


def test_the_caseload_takes_as_many_queries_at_any_size(two: None) -> None:
    clinician = a_member_of_staff("Carla", "clinician")
    scope = scope_for(current_assignments(clinician), Audience.CLINIC)
    assert scope is not None

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert list(caseload(scope, Asked()).page)
        return len(captured)

    few = queries()
    grow(trial=the_trial(), total=200)
    assert queries() == few


def test_without_anybody_to_copy_it_says_so() -> None:
    with pytest.raises(ValueError, match="nobody"):
        grow(trial=the_trial(), total=10)


def test_answers_that_were_sent_are_copied_with_their_scores(two: None) -> None:
    ana = Participant.objects.get(user__email="ana@people.example")
    with clock.at(clock.now() + timedelta(days=8)):
        answer_all(
            participant=ana, visit_key="week-1", by=ana.user,
            answers={**dict.fromkeys(CALM_WEEK, 0), "pain": 9},
        )  # fmt: skip
    grow(trial=the_trial(), total=4)
    copies = Score.objects.filter(scale="pain", response__visit="week-1", value=9)
    assert copies.exclude(response__participant=ana).count() == 1
