"""A new rule scores what was sent before: rows beside the old ones, and how the two compare."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from retraining.accounts.models import User
from retraining.assessments import correcting, selectors
from retraining.assessments.models import Response, Score
from retraining.assessments.scores import score_rows, store_scores
from retraining.audit.services import record
from retraining.instruments import registry
from retraining.instruments.scoring import find_rule
from retraining.trials.models import Trial


@transaction.atomic
def rescore(*, trial: Trial, instrument: str, rule: str, by: User | None) -> int:
    """Score every sent response of a questionnaire by one more rule.

    Nothing that stands is changed, so this works on final data as well. A second call finds
    nothing to do.

    Args:
        trial: whose responses.
        instrument: code.
        rule: version of the rule.
        by: who asks; None on the command line.

    Returns:
        How many responses were scored.

    Raises:
        UnknownInstrument, UnknownRule: there is none of this name.
    """
    version = find_rule(registry.get(instrument), rule).version
    rows = Response.objects.filter(
        participant__trial=trial, instrument=instrument, submission__isnull=False
    )
    scored = 0
    for response in rows.select_related("participant__version").order_by("pk"):
        part = correcting.part_of(response)
        name = selectors.rule_name(version, part.value_set)
        revision = response.corrections.count()
        if response.scores.filter(rule=name, revision=revision).exists():
            continue
        store_scores(
            score_rows(response, part, selectors.answers_of(response), revision, only={name})
        )
        scored += 1
    if scored:
        record(
            "response.rescored",
            by=by,
            object_type="trial",
            object_ids=[trial.pk],
            trial_id=trial.pk,
            reason=f"{instrument} {version}",
        )
    return scored


@dataclass(frozen=True)
class Comparison:
    """How two rules score one scale.

    Args:
        scale: its name.
        both, only_first, only_second, neither: responses with a score by both, by one, by none.
        differ: of those scored by both, how many differ.
        largest: the largest difference, second less first; None where nothing differs.
        mean: the mean difference of those scored by both; None where there are none.
    """

    scale: str
    both: int
    only_first: int
    only_second: int
    neither: int
    differ: int
    largest: float | None
    mean: float | None


def compare(*, trial: Trial, instrument: str, first: str, second: str) -> list[Comparison]:
    """Compare the stored scores of two rules, scale by scale, at each response's newest revision.

    Args:
        trial: whose responses.
        instrument: code.
        first, second: versions of rules.
    """
    rows = Score.objects.filter(
        response__participant__trial=trial, response__instrument=instrument
    ).order_by("revision", "pk")
    found: dict[str, dict[int, dict[str, float | None]]] = defaultdict(lambda: defaultdict(dict))
    for scale, response, rule, value in rows.values_list("scale", "response", "rule", "value"):
        found[scale][response][rule.split("/")[0]] = value
    scales = [scale.name for scale in registry.get(instrument).scales]
    return [_compared(scale, found[scale], first, second) for scale in scales]


def _compared(
    scale: str, rows: Mapping[int, Mapping[str, float | None]], first: str, second: str
) -> Comparison:
    pairs = [(row[first], row[second]) for row in rows.values() if {first, second} <= set(row)]
    gaps = [b - a for a, b in pairs if a is not None and b is not None]
    apart = [gap for gap in gaps if abs(gap) > 1e-9]
    return Comparison(
        scale=scale,
        both=len(gaps),
        only_first=sum(a is not None and b is None for a, b in pairs),
        only_second=sum(a is None and b is not None for a, b in pairs),
        neither=sum(a is None and b is None for a, b in pairs),
        differ=len(apart),
        largest=max(apart, key=abs, default=None),
        mean=sum(gaps) / len(gaps) if gaps else None,
    )
