"""Scores of a response by each rule of its questionnaire, and the one writer of them."""

from collections.abc import Collection, Iterable, Mapping

from retraining.assessments import selectors
from retraining.assessments.models import Response, Score
from retraining.assessments.protocol_section import Part
from retraining.instruments import registry
from retraining.instruments.base import Instrument
from retraining.instruments.combine import Combine
from retraining.instruments.scoring import score


def score_rows(
    response: Response,
    part: Part,
    answers: Mapping[str, int | None],
    revision: int = 0,
    only: Collection[str] | None = None,
) -> list[Score]:
    """Score a response by the rules of its instrument, each beside the other.

    Args:
        response: a sent one.
        part: which items were asked, and with which value set.
        answers: the values that count.
        revision: how many corrections they take into account.
        only: stored names of the rules to use; all of the instrument when None.

    Returns:
        Rows that are not stored yet.
    """
    instrument = registry.get(part.instrument)
    asked = {name: answers.get(name) for name in part.items}
    unasked = _unasked(instrument, part)
    return [
        Score(
            response=response,
            scale=found.scale,
            value=found.score,
            status=found.status,
            rule=selectors.rule_name(rule.version, part.value_set),
            revision=revision,
        )
        for rule in instrument.rules
        if only is None or selectors.rule_name(rule.version, part.value_set) in only
        for found in score(instrument, asked, rule.version, value_set=part.value_set or None)
        if found.scale not in unasked
    ]


def score_so_far(
    response: Response, part: Part, answers: Mapping[str, int | None], names: Collection[str]
) -> list[Score]:
    """These scales by the instrument's first rule, from the answers kept so far; never stored."""
    rule = selectors.default_rule(part.instrument, part.value_set)
    return [row for row in score_rows(response, part, answers, only={rule}) if row.scale in names]


def _unasked(instrument: Instrument, part: Part) -> set[str]:
    """Scales of which the part asks no item: a score that could not be is not a missing one."""
    return {
        scale.scale
        for rule in instrument.rules
        for scale in rule.scales
        if isinstance(scale.scorer, Combine)
        and not {item.name for item in scale.scorer.items} & set(part.items)
    }


def store_scores(rows: Iterable[Score]) -> list[Score]:
    """Keep scores; they stay beside those of other rules and revisions."""
    return Score.objects.bulk_create(rows)
