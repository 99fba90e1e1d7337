"""Figures by code A, B, for the data monitoring committee. The only reader of codes here."""

from dataclasses import dataclass, replace

from retraining.randomisation.coded import people_by_code
from retraining.reporting.selectors.pooled import Pooled, pooled
from retraining.safety.selectors.tally import Tally, kinds_of_events, tally
from retraining.trials.models import Trial
from retraining.trials.scope import Scope


@dataclass(frozen=True)
class Coded:
    """The figures of one code; nothing here says which arm it stands for."""

    code: str
    found: Pooled


def trial_of(scope: Scope) -> Trial:
    """The trial that the scope is of."""
    return Trial.objects.get(pk=scope.trial_id)


def events_by_code(scope: Scope) -> list[tuple[str, Tally]]:
    """(code, adverse events of its people), in the order of the codes. For the committee alone."""
    kinds = kinds_of_events(scope.trial_id)
    coded = people_by_code(trial_of(scope))
    return [(code, tally(kinds, people)) for code, people in coded.items()]


def by_code(scope: Scope) -> list[Coded]:
    """The same figures as the pooled page, once per code, of people who were randomised."""
    return [
        Coded(code, pooled(replace(scope, people=people)))
        for code, people in people_by_code(trial_of(scope)).items()
    ]
