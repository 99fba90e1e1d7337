"""How well a blind held, from what people guessed: the indices of James and of Bang."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from retraining.statistics.descriptive import LEVEL

ARMS = ("treatment", "control")


class BadTable(ValueError):
    """A table of guesses that no index can be computed from; the text says why."""


@dataclass(frozen=True)
class Guesses:
    """What the people of one arm answered when asked which treatment they were given.

    Args:
        treatment: how many guessed the treatment.
        control: how many guessed the control.
        dont_know: how many said that they do not know.
    """

    treatment: int
    control: int
    dont_know: int

    @property
    def total(self) -> int:
        """How many answered."""
        return self.treatment + self.control + self.dont_know


@dataclass(frozen=True)
class GuessTable:
    """Guesses in both arms.

    Args:
        treatment: of people who were given the treatment.
        control: of people who were given the control.

    Raises:
        BadTable: a negative count, or an arm in which nobody answered.
    """

    treatment: Guesses
    control: Guesses

    def __post_init__(self) -> None:
        for name, arm in zip(ARMS, (self.treatment, self.control), strict=True):
            if min(arm.treatment, arm.control, arm.dont_know) < 0:
                raise BadTable("a count must not be negative")
            if arm.total == 0:
                raise BadTable(f"nobody in the {name} arm answered")


def bang(table: GuessTable) -> dict[str, float]:
    """Return Bang's index of each arm: the share of right guesses minus that of wrong ones.

    From -1 (all guess the other arm) over 0 (chance, or nobody knows) to 1 (all know theirs).
    Source: Bang, Ni and Davis, Controlled Clinical Trials 2004;25:143-156, formula for three
    answers ("2x3 format"); people who do not know count in the divisor.
    """
    treated, controls = table.treatment, table.control
    return {
        "treatment": (treated.treatment - treated.control) / treated.total,
        "control": (controls.control - controls.treatment) / controls.total,
    }


def james(table: GuessTable) -> float | None:
    """Return James's index: from 0 (all know their arm) over 0.5 (chance) to 1 (nobody knows).

    (1 + P_dk + (1 - P_dk) K) / 2, where P_dk is the share of those who do not know and
    K = (P_o - P_e) / P_e compares the weighted disagreement of the others with that expected by
    chance. A right guess weighs 0, a wrong one 0.5, "don't know" 1 (in P_dk).
    Source: James, Bloch, Lee, Kraemer and Fuller, Statistics in Medicine 1996;15:1421-1434; where
    nobody guessed the index is 1 (page 1425).

    Returns:
        The index; None where chance could not have led to a wrong guess, as K divides by P_e.
    """
    treated, controls = table.treatment, table.control
    total = treated.total + controls.total
    unknown = (treated.dont_know + controls.dont_know) / total
    guessed_treatment = treated.treatment + controls.treatment
    guessed_control = treated.control + controls.control
    guessed = guessed_treatment + guessed_control
    if guessed == 0:
        return 1.0
    observed = 0.5 * (controls.treatment + treated.control) / guessed
    by_treated, by_controls = (arm.treatment + arm.control for arm in (treated, controls))
    by_chance = guessed_treatment * by_controls + guessed_control * by_treated
    if by_chance == 0:
        return None
    expected = 0.5 * by_chance / guessed**2
    disagreement = (observed - expected) / expected
    return (1 + unknown + (1 - unknown) * disagreement) / 2


@dataclass(frozen=True)
class Estimate:
    """An index with its confidence limits, unrounded.

    Args:
        value: the index.
        low: lower limit.
        high: upper limit.
    """

    value: float
    low: float
    high: float


def bang_with_limits(table: GuessTable, *, level: float = LEVEL) -> dict[str, Estimate]:
    """Return Bang's index of each arm with its limits, from the variance of a multinomial share.

    Variance (r + w - (r - w)^2) / n, r and w being the shares of right and wrong guesses; limits by
    the normal distribution, as Bang, Ni and Davis 2004 give them.
    """
    spread = NormalDist().inv_cdf((1 + level) / 2)
    found = {}
    for name, value in bang(table).items():
        arm: Guesses = getattr(table, name)
        guessed = (arm.treatment + arm.control) / arm.total
        half = spread * math.sqrt((guessed - value**2) / arm.total)
        found[name] = Estimate(value, value - half, value + half)
    return found


def james_with_limits(table: GuessTable, *, level: float = LEVEL) -> Estimate | None:
    """Return James's index with its limits by the normal distribution; None where it has no value.

    The variance is that of the index as a function of six multinomial shares, to first order (the
    delta method: Agresti, Categorical Data Analysis, 3rd edition 2013, 16.1).
    """
    value = james(table)
    if value is None:
        return None
    slopes = _slopes(table)
    total = table.treatment.total + table.control.total
    mean = sum(share * slope for share, slope in slopes)
    variance = (sum(share * slope**2 for share, slope in slopes) - mean**2) / total
    half = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(max(variance, 0))
    return Estimate(value, value - half, value + half)


def _slopes(table: GuessTable) -> list[tuple[float, float]]:
    """(share of a cell, slope of James's index along it), for the four cells of guesses.

    With g the share that guessed, w that of wrong guesses and s that of wrong ones by chance times
    g squared, the index is 1 - g + w g^2 / (2 s); it does not depend on where the others stand.
    """
    treated, controls = table.treatment, table.control
    total = treated.total + controls.total
    by_treated, by_controls = ((arm.treatment + arm.control) / total for arm in (treated, controls))
    said_treatment = (treated.treatment + controls.treatment) / total
    said_control = (treated.control + controls.control) / total
    g = by_treated + by_controls
    w = (treated.control + controls.treatment) / total
    s = said_treatment * by_controls + said_control * by_treated
    cells = (  # count, slope of s along it, whether the guess is wrong
        (treated.treatment, by_controls + said_control, False),
        (treated.control, by_treated + said_control, True),
        (controls.treatment, by_controls + said_treatment, True),
        (controls.control, by_treated + said_treatment, False),
    )
    return [
        (count / total, -1 + w * g / s - w * g**2 * along / (2 * s**2) + wrong * g**2 / (2 * s))
        for count, along, wrong in cells
        if count
    ]
