"""A health problem with life in danger: a red alert, and a draft that says what the answer says."""

import pytest

from retraining.portal.alerts_verify import verify_alerts
from retraining.safety.models import Alert, Change, Event, EventFacts, Report, Status
from retraining.safety.services import events, raising
from retraining.safety.services.answering import answer_report
from retraining.safety.services.reports import tell_freely
from retraining.trials.models import Participant, ProtocolVersion
from tests.cast import a_member_of_staff, the_trial
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered, wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    covered()
    return starting()


def told(person: Participant, **answers: str) -> Report:
    report = tell_freely(participant=person, kind="health", by=person.user)
    for item, value in answers.items():
        answer_report(report=report, item=item, value=value, by=person.user)
    return report


def test_it_is_red_by_itself_and_opens_the_draft_of_a_serious_event(ana: Participant) -> None:
    with on_day(1, "14:00"):
        told(ana, care="none", danger="yes")
    alert, facts = Alert.objects.get(), EventFacts.objects.get()
    assert (alert.rule, alert.colour) == ("life-threatening", "red")
    assert wall(alert.acknowledge_by) == "Tue 01 12:00"  # four hours of cover
    assert wall(alert.contact_by) == "Tue 01 15:00"
    assert (facts.status, facts.seriousness) == ("draft", ["life-threatening"])
    assert verify_alerts(the_trial()).holds


@pytest.mark.parametrize("answers", [{"danger": "no"}, {"danger": ""}, {"care": "urgent"}])
def test_other_answers_raise_nothing(ana: Participant, answers: dict[str, str]) -> None:
    told(ana, **answers)
    assert not Alert.objects.exists()
    assert not Event.objects.exists()


def test_a_night_in_hospital_with_life_in_danger_is_one_event_with_both(ana: Participant) -> None:
    with on_day(2):
        told(ana, care="hospital", danger="yes")
    rules = Alert.objects.order_by("pk").values_list("rule", flat=True)
    assert list(rules) == ["hospital", "life-threatening"]
    assert Event.objects.count() == 1
    rows = EventFacts.objects.order_by("pk").values_list("change", "seriousness")
    assert list(rows) == [("first", ["hospital"]), ("follow-up", ["hospital", "life-threatening"])]
    assert len({row.aware_at for row in EventFacts.objects.all()}) == 1


def test_what_staff_have_written_is_left_as_it_is(ana: Participant) -> None:
    with on_day(2):
        report = told(ana, care="hospital")
        carla = a_member_of_staff("Carla", "clinician")
        event = Event.objects.get()
        known = events.Known(status=Status.NOT_ONE, aware_at=event.at)
        events.record_facts(event=event, known=known, change=Change.CORRECTION, by=carla)
        answer_report(report=report, item="danger", value="yes", by=ana.user)
    assert EventFacts.objects.order_by("-pk")[0].by == carla
    assert Alert.objects.filter(rule="life-threatening").exists()


def test_another_answer_that_opens_an_event_says_that_it_matters(ana: Participant) -> None:
    version = ProtocolVersion.objects.get(pk=ana.version_id)
    alerts = version.content["safety"]["alerts"]
    upset = next(one for one in alerts if one["key"] == "upset")
    ana.version.content["safety"]["alerts"] = [upset | {"opens_event": True}]
    raising.answer_given(
        participant=ana, visit="week-1", instrument="check-in", occurrence=1, item="upset",
        value=3, weeks=list, by=ana.user,
    )  # fmt: skip
    assert EventFacts.objects.get().seriousness == ["important"]
