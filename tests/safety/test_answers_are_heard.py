"""Saving an answer of a visit is what raises an alert: on the item, before the form is sent."""

import pytest

from retraining.assessments import services
from retraining.assessments.models import Answer, Submission
from retraining.safety.models import Alert
from retraining.safety.services import raising
from tests.cast import CALM_WEEK
from tests.portal_my.days import on_day, starting


def spy(monkeypatch: pytest.MonkeyPatch, name: str) -> list[dict]:
    """Every call of a service of safety, as assessments makes it."""
    calls: list[dict] = []
    monkeypatch.setattr(f"retraining.assessments.heard.{name}", lambda **said: calls.append(said))
    return calls


@pytest.mark.django_db
def test_each_saved_answer_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = spy(monkeypatch, "answer_given")
    ana = starting()
    calls.clear()
    with on_day(7):
        for value in (7, 7, 4):
            services.save_answer(
                participant=ana, visit_key="week-1", item="pain", value=value, by=ana.user
            )
    assert [(c["visit"], c["item"], c["value"]) for c in calls] == [
        ("week-1", "pain", 7),
        ("week-1", "pain", 4),  # the double send said nothing new
    ]
    weeks = calls[0]["weeks"]()
    assert weeks[0] == ("baseline", {"pain": 5, "tiredness": 6, "sleep": 7, "interference": 5})
    assert weeks[1] == ("week-1", {"pain": 4})
    assert not Submission.objects.filter(response__visit="week-1").exists()


@pytest.mark.django_db
def test_scores_are_told_with_the_first_of_their_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = spy(monkeypatch, "score_given")
    ana = starting()
    calls.clear()
    with on_day(7):
        answers = {**CALM_WEEK, "pain": 9}
        services.answer_all(participant=ana, visit_key="week-1", answers=answers, by=ana.user)
    said = {c["scale"]: c for c in calls}
    assert said["pain"]["value"] == 9
    assert said["pain"]["first"]() == 5
    assert said["pain"]["higher_is_worse"] is True


@pytest.mark.django_db
def test_an_alert_that_cannot_be_written_keeps_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    ana = starting()

    def broken(**_said: object) -> None:
        raise RuntimeError("the audit log is away")

    monkeypatch.setattr(raising, "open_report", broken)
    monkeypatch.setattr(raising, "OPENED_BY", {"check-in.pain": "health"})
    with on_day(7), pytest.raises(RuntimeError):
        services.save_answer(participant=ana, visit_key="week-1", item="pain", value=9, by=ana.user)
    assert not Answer.objects.filter(response__visit="week-1").exists()
    assert not Alert.objects.exists()
