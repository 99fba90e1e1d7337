"""What a score calls for is heard as its answers are kept, whether or not they are sent."""

import pytest

from retraining.assessments import heard, services
from retraining.assessments.models import Submission
from retraining.portal.alerts_verify import verify_alerts
from retraining.safety.models import Alert, Notice
from retraining.trials.models import Participant
from tests import cast
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
POST = 60  # a day on which the questions after the eight weeks are open


@pytest.fixture
def ana() -> Participant:
    covered()
    return starting()


def save(person: Participant, instrument: str, item: str, value: int | None) -> list[str]:
    """Keep one answer of the visit after the eight weeks; the rules that have alerts by now."""
    services.save_answer(
        participant=person, visit_key="post", part=instrument, item=item, value=value,
        by=person.user,
    )  # fmt: skip
    return list(Alert.objects.order_by("pk").values_list("rule", flat=True))


def test_a_form_that_is_never_sent_raises_as_soon_as_the_score_is_certain(ana: Participant) -> None:
    with on_day(POST):
        stood = [save(ana, "hads", f"q{n}", 3) for n in range(1, 15)]
    # The depression items are the even ones: with the fifth of them it is 15, whatever comes.
    assert [len(rules) for rules in stood] == [0] * 9 + [1] * 5
    alert = Alert.objects.get()
    assert (alert.rule, alert.occasion) == ("low-mood", "post:1:hads.depression")
    assert Notice.objects.get().level == "owner"
    assert not Submission.objects.filter(response__visit="post").exists()
    assert verify_alerts(cast.the_trial()).holds


def test_half_a_form_raises_nothing_that_the_whole_would_not(ana: Participant) -> None:
    with on_day(POST):
        for n in (2, 4, 6, 8):
            assert save(ana, "hads", f"q{n}", 3) == []  # prorated it would be 21
        for n in (10, 12, 14):
            assert save(ana, "hads", f"q{n}", 0) == []  # 12 in all
        for n in range(1, 15, 2):
            assert save(ana, "hads", f"q{n}", 0) == []
        services.submit(participant=ana, visit_key="post", part="hads", by=ana.user)
    assert not Alert.objects.exists()
    assert verify_alerts(cast.the_trial()).holds


def test_what_was_left_blank_is_filled_by_the_rule_alone(ana: Participant) -> None:
    with on_day(POST):
        for n in (2, 4, 6, 8):
            save(ana, "hads", f"q{n}", 3)
        stood = [save(ana, "hads", f"q{n}", None) for n in (10, 12, 14)]
    # Four answers of 3 and three blanks are prorated to 21: certain with the second blank, when the
    # one that is left could still be 0: (12 + 0) / 5 * 7 = 16.8.
    assert [len(rules) for rules in stood] == [0, 1, 1]
    assert verify_alerts(cast.the_trial()).holds


def test_sending_it_raises_no_second_one(ana: Participant) -> None:
    with on_day(POST):
        for n in range(1, 15):
            save(ana, "hads", f"q{n}", 3)
        services.submit(participant=ana, visit_key="post", part="hads", by=ana.user)
    assert Alert.objects.count() == 1
    assert verify_alerts(cast.the_trial()).holds


def test_below_the_border_until_an_answer_is_changed(ana: Participant) -> None:
    with on_day(POST):
        for n in range(2, 15, 2):
            assert save(ana, "hads", f"q{n}", 2) == []  # 14 in all
        assert save(ana, "hads", "q14", 3) == ["low-mood"]  # 15
        assert save(ana, "hads", "q14", 0) == ["low-mood"]  # what was said was said
    assert verify_alerts(cast.the_trial()).holds


def test_a_change_since_the_first_visit_is_heard_too(ana: Participant) -> None:
    with on_day(POST):
        for n in range(1, 21):
            assert save(ana, "fiqr", f"q{n}", 6) == []  # the last symptom is needed for a total
        assert save(ana, "fiqr", "q21", 6) == ["worse-at-post"]  # 60 after 50
    assert Alert.objects.get().occasion == "post:1:fiqr.total"
    assert verify_alerts(cast.the_trial()).holds


def test_what_was_due_on_an_unsent_form_and_not_raised_is_named(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retraining.assessments.services.hear_so_far", lambda *_said: None)
    with on_day(POST):
        for n in range(1, 15):
            save(ana, "hads", f"q{n}", 3)
    verdict = verify_alerts(cast.the_trial())
    assert [(d.rule, d.occasion) for d in verdict.not_raised] == [
        ("low-mood", "post:1:hads.depression")
    ]


def test_nothing_is_scored_where_no_rule_names_the_questionnaire(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored: list[str] = []
    monkeypatch.setattr(
        heard, "score_so_far", lambda response, *_rest: scored.append(response.instrument) or []
    )
    with on_day(POST):
        save(ana, "pcs", "q1", 4)
        save(ana, "hads", "q1", 1)
    assert scored == ["hads"]
