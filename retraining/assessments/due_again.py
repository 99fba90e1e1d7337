"""What the rules call for, from the answers and scores as they were kept: nothing is changed."""

from collections.abc import Iterator

from retraining.assessments import selectors
from retraining.assessments.heard import first_of, weeks_of
from retraining.assessments.models import Answer, Score
from retraining.instruments import registry
from retraining.instruments.base import Direction
from retraining.safety import due
from retraining.safety.due import Due, Said
from retraining.safety.rules import AlertRule
from retraining.trials.models import Participant


def due_of_answers(person: Participant, rules: tuple[AlertRule, ...]) -> Iterator[Due]:
    """What each answer called for when it was kept, in the order in which they came.

    Args:
        person: whose answers, on unfinished forms too, and what was put right by staff.
        rules: of a protocol version.
    """
    rows = Answer.objects.filter(response__participant=person, value__isnull=False)
    for row in rows.select_related("response").order_by("pk"):
        response = row.response
        said = Said(
            response.visit, response.instrument, response.occurrence, row.item, row.value or 0
        )
        yield from due.of_answer(
            rules,
            said,
            lambda row=row: weeks_of(person, row.response.instrument, row.pk),  # type: ignore[misc]
        )


def due_of_scores(person: Participant, rules: tuple[AlertRule, ...]) -> Iterator[Due]:
    """What each score by the first rule of its questionnaire called for."""
    rows = Score.objects.filter(response__participant=person, value__isnull=False)
    for row in rows.select_related("response").order_by("pk"):
        response = row.response
        if row.rule.split("/")[0] != selectors.default_rule(response.instrument):
            continue
        scales = {scale.name: scale for scale in registry.get(response.instrument).scales}
        said = Said(
            response.visit, response.instrument, response.occurrence, row.scale, row.value or 0.0
        )
        yield from due.of_score(
            rules,
            said,
            lambda row=row: first_of(person, row.response, row),  # type: ignore[misc]
            scales[row.scale].direction == Direction.HIGHER_WORSE,
        )
