"""What was answered is heard by safety at once, in the same transaction; no arm is known here."""

from collections.abc import Iterable
from datetime import datetime

from retraining.assessments import selectors
from retraining.assessments.models import Answer, Response, Score
from retraining.assessments.protocol_section import Part
from retraining.assessments.scores import score_so_far
from retraining.instruments import registry
from retraining.instruments.base import Direction
from retraining.safety.rules import Weeks, scales_named
from retraining.safety.selectors.cover import section_of
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


def hear_so_far(response: Response, part: Part, participant: Participant) -> None:
    """Tell safety of the scores that the answers kept so far give, sent or not.

    Nothing is read where no rule names a scale of this questionnaire at this visit.
    """
    rules = section_of(participant).alerts
    names = scales_named(rules, response.visit, response.instrument)
    if names:
        answers = selectors.answers_of(response)
        hear_scores(response, participant, score_so_far(response, part, answers, names))


def hear_scores(response: Response, participant: Participant, scores: Iterable[Score]) -> None:
    """Tell safety of the scores of a response."""
    scales = {scale.name: scale for scale in registry.get(response.instrument).scales}
    for row in scores:
        score_given(
            participant=participant,
            visit=response.visit,
            instrument=response.instrument,
            occurrence=response.occurrence,
            scale=row.scale,
            value=row.value,
            first=lambda row=row: first_of(response, row),  # type: ignore[misc]
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


def first_of(response: Response, score: Score, until: datetime | None = None) -> float | None:
    """The same scale at the first visit that was sent, as it counts: asked again, put right.

    Args:
        response: whose score is held against it.
        score: by the rule that both are scored by.
        until: what was recorded from then on is not looked at; all that there is when None.

    Returns:
        None where this is the first visit, or the newest score of the first one is invalid.
    """
    rows = Score.objects.filter(
        response__participant=response.participant_id,
        response__instrument=response.instrument,
        scale=score.scale,
        rule=score.rule,
    )
    if until is not None:
        rows = rows.filter(recorded_at__lt=until)
    sent = rows.order_by("response__submission__at", "response__submission__pk")
    first = sent.values_list("response__visit", flat=True).first()
    if first in (None, response.visit):
        return None
    newest = rows.filter(response__visit=first).order_by("-response__occurrence", "-revision")
    return newest.values_list("value", flat=True).first()
