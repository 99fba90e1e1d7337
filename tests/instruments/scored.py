"""Scores of one person as the tests write them down: by scale, (score, status, band)."""

from retraining.instruments import registry
from retraining.instruments.scoring import score


def scored(code, values, rule=None, value_set=None):
    """Score values in the printed order; None where an item was left blank."""
    instrument = registry.get(code)
    assert len(values) == len(instrument.items)
    answers = {f"q{n}": value for n, value in enumerate(values, start=1)}
    found = score(instrument, answers, rule, value_set=value_set)
    return {one.scale: (one.score, str(one.status), one.band) for one in found}


def only(code, values, scale="total", rule=None, value_set=None):
    """The score and status of one scale."""
    return scored(code, values, rule, value_set)[scale][:2]


def band(code, values, scale="total", rule=None):
    """The band of one scale."""
    return scored(code, values, rule)[scale][2]


def without(values, *numbers):
    """The same values with the items of these printed numbers left blank."""
    return [None if n in numbers else value for n, value in enumerate(values, start=1)]
