"""Scores of a response by each rule of its questionnaire, and the one writer of them."""

from collections.abc import Collection, Iterable, Mapping

from retraining.assessments import selectors
from retraining.assessments.models import Response, Score
from retraining.assessments.protocol_section import Part
from retraining.instruments import registry
from retraining.instruments.base import Direction, Instrument
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
    """These scales by the first rule, from the answers kept so far; never stored.

    What was left blank is blank. What was not reached yet counts as the best answer there is: a
    score that is bad already stays so whatever comes, and half a form raises nothing that the whole
    would not.

    Args:
        response: begun; sent or not.
        part: which items are asked.
        answers: of the items that were reached.
        names: of the scales.
    """
    instrument = registry.get(part.instrument)
    ends = {
        item.name: (item.allowed[0], item.allowed[-1])
        for item in instrument.items
        if item.name in part.items and item.name not in answers
    }
    rule = selectors.default_rule(part.instrument, part.value_set)

    def scored(scale: str, given: Mapping[str, int | None]) -> Score | None:
        rows = score_rows(response, part, given, only={rule})
        return next((row for row in rows if row.scale == scale), None)

    found = []
    for scale in (scale for scale in instrument.scales if scale.name in names):
        best = {name: low for name, (low, _high) in ends.items()}
        row = scored(scale.name, {**answers, **best})
        for name, (_low, high) in ends.items():
            other = scored(scale.name, {**answers, **best, name: high})
            if _is_better(other, row, scale.direction):
                best[name], row = high, other
        if row is not None:
            found.append(row)
    return found


def _is_better(one: Score | None, than: Score | None, direction: Direction) -> bool:
    if one is None or than is None or one.value is None or than.value is None:
        return False
    worse_is_higher = direction == Direction.HIGHER_WORSE
    return one.value < than.value if worse_is_higher else one.value > than.value


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
