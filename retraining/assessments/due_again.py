"""What the rules call for, from the answers and scores as they were kept: nothing is changed."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from retraining.assessments import selectors
from retraining.assessments.heard import first_of, weeks_of
from retraining.assessments.models import Answer, Score
from retraining.assessments.scores import score_so_far
from retraining.instruments import registry
from retraining.instruments.base import Direction
from retraining.safety import due
from retraining.safety.due import Due, Said
from retraining.safety.rules import AlertRule, scales_named
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


def due_of_unsent(person: Participant, rules: tuple[AlertRule, ...]) -> Iterator[Due]:
    """What the scores called for as each answer was kept, long before its form was sent, or not.

    Answers of one statement were kept together, and heard when all of them stood.
    """
    parts = {(v.key, p.instrument): p for v in selectors.visits_of(person) for p in v.parts}
    rows = Answer.objects.filter(response__participant=person).select_related("response")
    given: dict[int, dict[str, int | None]] = {}
    by_statement = attrgetter("response_id", "recorded_at")
    for (_pk, at), together in groupby(rows.order_by("pk"), key=by_statement):
        kept = list(together)
        response = kept[0].response
        answers = given.setdefault(response.pk, {})
        answers.update({row.item: row.value for row in kept})
        part = parts.get((response.visit, response.instrument))
        names = scales_named(rules, response.visit, response.instrument)
        for row in score_so_far(response, part, answers, names) if part and names else ():
            yield from _of_score(rules, row, at)


def due_of_scores(person: Participant, rules: tuple[AlertRule, ...]) -> Iterator[Due]:
    """What each score by the first rule of its questionnaire called for."""
    rows = Score.objects.filter(response__participant=person)
    for row in rows.select_related("response").order_by("pk"):
        if row.rule.split("/")[0] == selectors.default_rule(row.response.instrument):
            yield from _of_score(rules, row, row.recorded_at)


def _of_score(rules: tuple[AlertRule, ...], row: Score, at: datetime) -> list[Due]:
    if row.value is None:
        return []
    response = row.response
    scales = {scale.name: scale for scale in registry.get(response.instrument).scales}
    said = Said(response.visit, response.instrument, response.occurrence, row.scale, row.value)
    worse = scales[row.scale].direction == Direction.HIGHER_WORSE
    return due.of_score(rules, said, lambda: first_of(response, row, at), worse)
