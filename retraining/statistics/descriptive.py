"""How many, where the middle is, how far it spreads: one row of a baseline or outcome table."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from retraining.statistics.student_t import quantile as t_quantile

LEVEL = 0.95


@dataclass(frozen=True)
class Summary:
    """One row of a table, unrounded; None where there are too few values to say.

    Args:
        n: values there are.
        missing: values that were expected and are not there.
        mean: arithmetic mean; from 1 value.
        sd: standard deviation of a sample (divisor n - 1); from 2 values.
        median: from 1 value.
        q1: lower quartile; from 1 value.
        q3: upper quartile; from 1 value.
        minimum: from 1 value.
        maximum: from 1 value.
        ci_low: lower limit of the confidence interval of the mean; from 2 values.
        ci_high: upper limit.
        level: confidence level of the interval.
    """

    n: int
    missing: int
    mean: float | None
    sd: float | None
    median: float | None
    q1: float | None
    q3: float | None
    minimum: float | None
    maximum: float | None
    ci_low: float | None
    ci_high: float | None
    level: float


def describe(values: Iterable[float | None], *, level: float = LEVEL) -> Summary:
    """Summarise values; None counts as missing.

    Args:
        values: numbers of one variable, in any order.
        level: confidence level, above 0 and below 1.

    Raises:
        ValueError: a number that is not finite, or a level that is no probability.
    """
    every = list(values)
    present = sorted(float(value) for value in every if value is not None)
    if not all(map(math.isfinite, present)):
        raise ValueError("every value must be a finite number, or None where it is missing")
    low, high = mean_interval(present, level=level)
    return Summary(
        n=len(present),
        missing=len(every) - len(present),
        mean=fmean(present) if present else None,
        sd=stdev(present) if len(present) > 1 else None,
        median=_quantile(present, 0.5),
        q1=_quantile(present, 0.25),
        q3=_quantile(present, 0.75),
        minimum=present[0] if present else None,
        maximum=present[-1] if present else None,
        ci_low=low,
        ci_high=high,
        level=level,
    )


def quantile(values: Iterable[float], share: float) -> float | None:
    """Return the value below which a share of the values lies; None where there are no values.

    Type 7 of Hyndman and Fan, The American Statistician 1996;50:361, doi 10.2307/2684934: straight
    lines between the sorted values, as R does unless told otherwise. SPSS (type 6) and SAS (its
    definition 5) differ a little in small samples.

    Args:
        values: finite numbers, in any order.
        share: from 0 to 1.

    Raises:
        ValueError: a share outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise ValueError("the share must lie from 0 to 1")
    return _quantile(sorted(values), share)


def mean_interval(
    values: Sequence[float], *, level: float = LEVEL
) -> tuple[float, float] | tuple[None, None]:
    """Return the confidence interval of the mean, by Student's t.

    Mean -/+ t x sd / sqrt(n), with n - 1 degrees of freedom: Altman, Machin, Bryant and Gardner,
    Statistics with Confidence (2000), chapter 4.

    Args:
        values: finite numbers.
        level: confidence level, above 0 and below 1.

    Returns:
        Both limits, or None twice for fewer than 2 values.

    Raises:
        ValueError: a level that is no probability.
    """
    if not 0 < level < 1:
        raise ValueError("the level must lie between 0 and 1")
    n = len(values)
    if n < 2:
        return None, None
    mean, half = fmean(values), t_quantile(level, n - 1) * stdev(values) / math.sqrt(n)
    return mean - half, mean + half


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
