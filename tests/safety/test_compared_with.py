"""What "worse than at the beginning" is held against: the first visit as it counts."""

from datetime import timedelta

import pytest

from retraining.assessments.services import answer_all, answer_visit
from retraining.common import clock
from retraining.portal.alerts_verify import verify_alerts
from retraining.randomisation.services import allocate
from retraining.safety.models import Alert
from retraining.trials.models import Participant
from retraining.trials.services import consent
from sessions.services.planning import make_plan
from tests import cast
from tests.portal_my.days import START, moment, on_day
from tests.safety.people import covered

pytestmark = pytest.mark.django_db


def asked_again(first: int, again: int) -> Participant:
    """Ana, whose first FIQR (all items `first`) was too old for the draw and asked once more."""
    covered()
    cast.a_list()
    draw = moment(START - timedelta(days=1))
    with clock.at(draw - timedelta(days=15)):
        ana = cast.consented("Ana")
        answer_visit(
            participant=ana, visit_key="baseline", by=ana.user,
            answers=cast.answers_for(ana, impact=first),
        )  # fmt: skip
    with clock.at(draw):
        consent.choose_start(participant=ana, day=START, by=ana.user)
        fiqr = dict.fromkeys(cast.answers_for(ana)["fiqr"], again)
        for part, answers in (("fiqr", fiqr), ("check-in", cast.CALM_ANSWERS)):
            answer_all(
                participant=ana, visit_key="baseline", part=part, answers=answers, by=ana.user
            )
        criteria = cast.protocol_section.read(ana.version.content).criteria
        consent.confirm_eligibility(
            participant=ana,
            answers={c.key: c.expect for c in criteria},
            by=cast.max_the_manager(),
        )
        allocate(participant=ana, by=cast.max_the_manager())
        make_plan(participant=ana)
    ana.refresh_from_db()
    return ana


@pytest.mark.parametrize(
    ("first", "again", "alerts"),
    [
        (5, 9, 0),  # 70 after 90 is better, whatever was said before
        (9, 5, 1),  # 70 after 50 is worse
    ],
)
def test_the_newest_answers_of_the_first_visit_count(first: int, again: int, alerts: int) -> None:
    ana = asked_again(first, again)
    with on_day(60):
        seven = dict.fromkeys(cast.answers_for(ana)["fiqr"], 7)
        answer_all(participant=ana, visit_key="post", part="fiqr", answers=seven, by=ana.user)
    assert Alert.objects.filter(rule="worse-at-post").count() == alerts
    assert verify_alerts(cast.the_trial()).holds
