"""Figures by code A, B, for the data monitoring committee. The only reader of codes here."""

from dataclasses import dataclass, replace

from retraining.randomisation.coded import people_by_code
from retraining.reporting.selectors.pooled import Pooled, pooled
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


def by_code(scope: Scope) -> list[Coded]:
    """The same figures as the pooled page, once per code, of people who were randomised."""
    return [
        Coded(code, pooled(replace(scope, people=people)))
        for code, people in people_by_code(trial_of(scope)).items()
    ]
