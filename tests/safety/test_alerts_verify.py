"""The alert rules played over what was kept: what was raised and not due, due and not raised."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from retraining.assessments import correcting, services
from retraining.assessments.models import Answer, Response
from retraining.common import clock
from retraining.portal.alerts_verify import verify_alerts
from retraining.safety.models import Alert, Report
from retraining.safety.services import raising
from retraining.safety.services.answering import answer_report
from retraining.trials.models import Participant
from sessions.services.remarks import say_worse
from tests import cast
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered

pytestmark = pytest.mark.django_db


def week(person: Participant, number: int, **changes: int) -> None:
    with on_day(7 * number):
        services.answer_all(
            participant=person, visit_key=f"week-{number}", part="check-in",
            answers={**cast.CALM_WEEK, **changes}, by=person.user,
        )  # fmt: skip


@pytest.fixture
def ana() -> Participant:
    """Ana, whose weeks raised four alerts: "a lot", a night in hospital, a rise, a call."""
    covered()
    person = starting()
    week(person, 1, pain=8, upset=2)
    week(person, 2, pain=9, new_problem=1)
    with on_day(14):
        report = Report.objects.get(participant=person, kind="health")
        answer_report(report=report, item="care", value="hospital", by=person.user)
        raising.call_asked(participant=person, about="worse", by=person.user)
        say_worse(participant=person)
    return person


def test_what_was_raised_is_what_is_due(ana: Participant) -> None:
    rules = ["upset", "pain-rise", "hospital", "call-wanted"]
    assert list(Alert.objects.order_by("pk").values_list("rule", flat=True)) == rules
    verdict = verify_alerts(cast.the_trial())
    assert (verdict.people, verdict.alerts, verdict.calls) == (1, 4, 1)
    assert verdict.holds


def test_an_alert_that_was_due_and_not_raised_is_named(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retraining.assessments.services.hear_answer", lambda *_said: None)
    week(ana, 3, upset=3)
    verdict = verify_alerts(cast.the_trial())
    assert [(d.participant, d.rule, d.occasion) for d in verdict.not_raised] == [
        ("1001", "upset", "week-3:1:check-in.upset")
    ]
    assert verdict.not_due == []
    assert Alert.objects.count() == 4  # nothing is raised by looking


def test_an_alert_that_nothing_calls_for_is_named(ana: Participant) -> None:
    Alert.objects.create(
        participant=ana, version=ana.version, rule="upset", occasion="week-1:1:check-in.pain",
        colour="amber", raised_at=clock.now(),
    )  # fmt: skip
    verdict = verify_alerts(cast.the_trial())
    assert [(d.rule, d.occasion) for d in verdict.not_due] == [("upset", "week-1:1:check-in.pain")]
    assert verdict.not_raised == []


def test_an_answer_that_was_put_right_is_heard_too(ana: Participant) -> None:
    week(ana, 3)
    response = Response.objects.get(participant=ana, visit="week-3")
    correcting.correct(
        response=response, item="upset", value=3, reason="Misheard", by=cast.max_the_manager()
    )
    assert Alert.objects.filter(rule="upset", occasion="week-3:1:check-in.upset").exists()
    assert Report.objects.filter(occasion="week-3:1:check-in.upset").exists()
    assert verify_alerts(cast.the_trial()).holds


def test_an_answer_on_an_unfinished_form_counts(ana: Participant) -> None:
    with on_day(21):
        services.save_answer(
            participant=ana, visit_key="week-3", item="upset", value=2, by=ana.user
        )
    Answer.objects.get(response__visit="week-3")
    assert Alert.objects.count() == 5
    assert verify_alerts(cast.the_trial()).holds


def run(trial: str) -> tuple[int, dict[str, object]]:
    out, code = StringIO(), 0
    try:
        call_command("alerts_verify", trial, stdout=out)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    return code, json.loads(out.getvalue())


def test_the_command_prints_json_and_exits_1_where_something_differs(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = run("mair-fibromyalgia")
    assert (code, said["holds"], said["alerts"]) == (0, True, 4)
    monkeypatch.setattr("retraining.assessments.services.hear_answer", lambda *_said: None)
    week(ana, 3, upset=2)
    code, said = run("mair-fibromyalgia")
    assert (code, said["holds"]) == (1, False)
    assert said["not_raised"] == [
        {"participant": "1001", "rule": "upset", "occasion": "week-3:1:check-in.upset"}
    ]


def test_an_unknown_trial_is_one_line() -> None:
    with pytest.raises(CommandError, match="there is no trial nowhere") as error:
        call_command("alerts_verify", "nowhere")
    assert error.value.returncode == 2
