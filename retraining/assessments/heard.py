"""What was answered is heard by safety at once, in the same transaction; no arm is known here."""

from collections.abc import Iterable

from retraining.assessments import selectors
from retraining.assessments.models import Answer, Response, Score
from retraining.instruments import registry
from retraining.instruments.base import Direction
from retraining.safety.rules import Weeks
from retraining.safety.services.raising import answer_given, score_given
from retraining.trials.models import Participant


def hear_answer(answer: Answer, participant: Participant) -> None:
    """Tell safety of one answer as it is kept, whether or not its form is ever sent."""
    response = answer.response
    answer_given(
        participant=participant,
        visit=response.visit,
        instrument=response.instrument,
        occurrence=response.occurrence,
        item=answer.item,
        value=answer.value,
        weeks=lambda: _weeks(participant, response.instrument),
        by=response.by,
    )


def hear_scores(response: Response, participant: Participant, scores: Iterable[Score]) -> None:
    """Tell safety of the scores of a response that was sent."""
    scales = {scale.name: scale for scale in registry.get(response.instrument).scales}
    for row in scores:
        score_given(
            participant=participant,
            visit=response.visit,
            instrument=response.instrument,
            occurrence=response.occurrence,
            scale=row.scale,
            value=row.value,
            first=lambda row=row: _first(participant, response, row),  # type: ignore[misc]
            higher_is_worse=scales[row.scale].direction == Direction.HIGHER_WORSE,
        )


def _weeks(participant: Participant, instrument: str) -> Weeks:
    """The answers of every visit that asks this questionnaire, in the order of the protocol."""
    rows = Answer.objects.filter(
        response__participant=participant, response__instrument=instrument
    ).order_by("response__occurrence", "pk")
    given: dict[str, dict[str, int | None]] = {}
    for visit, item, value in rows.values_list("response__visit", "item", "value"):
        given.setdefault(visit, {})[item] = value
    asking = [v.key for v in selectors.visits_of(participant) if instrument in v.instruments]
    return [(key, given.get(key, {})) for key in asking]


def _first(participant: Participant, response: Response, score: Score) -> float | None:
    """The same scale at an earlier visit, the first that was sent."""
    rows = Score.objects.filter(
        response__participant=participant,
        response__instrument=response.instrument,
        scale=score.scale,
        rule=score.rule,
    ).exclude(response__visit=response.visit)
    return rows.order_by("response__submission__at", "pk").values_list("value", flat=True).first()
