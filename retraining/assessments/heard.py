"""What was answered is heard by safety at once, in the same transaction; no arm is known here."""

from collections.abc import Iterable

from retraining.assessments import selectors
from retraining.assessments.models import Answer, Response, Score, Submission
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
        weeks=lambda: weeks_of(participant, response.instrument),
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
            first=lambda row=row: first_of(participant, response, row),  # type: ignore[misc]
            higher_is_worse=scales[row.scale].direction == Direction.HIGHER_WORSE,
        )


def weeks_of(participant: Participant, instrument: str, newest: int | None = None) -> Weeks:
    """The answers of every visit that asks this questionnaire, in the order of the protocol.

    Args:
        participant: whose.
        instrument: code.
        newest: id of the newest answer to look at; all of them when None.
    """
    rows = Answer.objects.filter(
        response__participant=participant, response__instrument=instrument
    ).order_by("response__occurrence", "pk")
    if newest is not None:
        rows = rows.filter(pk__lte=newest)
    given: dict[str, dict[str, int | None]] = {}
    for visit, item, value in rows.values_list("response__visit", "item", "value"):
        given.setdefault(visit, {})[item] = value
    asking = [v.key for v in selectors.visits_of(participant) if instrument in v.instruments]
    return [(key, given.get(key, {})) for key in asking]


def first_of(participant: Participant, response: Response, score: Score) -> float | None:
    """The same scale at an earlier visit, the first that was sent, as it was put right since."""
    rows = Score.objects.filter(
        response__participant=participant,
        response__instrument=response.instrument,
        scale=score.scale,
        rule=score.rule,
        response__submission__at__lt=Submission.objects.filter(response=response).values("at"),
        pk__lt=score.pk,
    ).exclude(response__visit=response.visit)
    return rows.order_by("response__submission__at", "-pk").values_list("value", flat=True).first()
