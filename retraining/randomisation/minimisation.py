"""Minimisation by Pocock and Simon, with an element of chance. Pure: history in, odds out.

Source: Pocock and Simon, Biometrics 1975;31:103-115. For each arm it is asked how unequal the arms
would be if the next person went there; the arm that leaves them most equal is favoured and gets
probability p, so that nobody can be sure of the next arm. Counts are divided by the ratio of their
arm, so that arms of 2:1 are even when one has twice as many (Han, Enas and McEntegart, Drug
Information Journal 2009;43:57-66).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from retraining.randomisation.blocks import Arm

RULE = "minimisation v1"
DICE_VALUES = 2**64
SAME = Fraction(1, 10**9)  # as part of the larger: sums of roots differ in their last digits

Counts = Sequence[Fraction]


def spread(counts: Counts) -> Fraction:
    """The largest minus the smallest."""
    return max(counts) - min(counts)


def variance(counts: Counts) -> Fraction:
    """The mean squared distance from the mean: the divisor is the number of arms."""
    mean = sum(counts, Fraction(0)) / len(counts)
    return sum(((count - mean) ** 2 for count in counts), Fraction(0)) / len(counts)


def sd(counts: Counts) -> Fraction:
    """The root of the variance, as exact as a float holds it."""
    return Fraction(sqrt(variance(counts)))


MEASURES: Mapping[str, Callable[[Counts], Fraction]] = {
    "range": spread,
    "variance": variance,
    "sd": sd,
}


@dataclass(frozen=True)
class Rule:
    """How a trial minimises.

    Args:
        arms: with their ratios, in a fixed order.
        weights: {factor: weight}; not normalised.
        p: probability of the favoured arms together, above 0 up to 1.
        measure: a key of MEASURES.
    """

    arms: tuple[Arm, ...]
    weights: Mapping[str, Fraction]
    p: Fraction
    measure: str


@dataclass(frozen=True)
class Placed:
    """Somebody who has an arm: levels of the factors, and the arm's code."""

    levels: Mapping[str, str]
    arm: str


@dataclass(frozen=True)
class Odds:
    """What is known before the dice fall.

    Args:
        imbalance: {arm: imbalance if the person went there}.
        favoured: the arms with the least imbalance, in the order of the arms.
        probability: {arm: exact probability}; they add up to 1.
    """

    imbalance: dict[str, float]
    favoured: tuple[str, ...]
    probability: dict[str, Fraction]


def odds(rule: Rule, history: Iterable[Placed], levels: Mapping[str, str]) -> Odds:
    """Weigh the arms for the next person.

    Args:
        rule: how the trial minimises.
        history: everybody who has an arm; their order does not matter. A person without a factor
            (it came with an amendment) does not count in that factor.
        levels: {factor: level} of the next person, every factor of the rule.

    Returns:
        The odds. All arms tied: by ratio. Otherwise the favoured share p by ratio, and the others
        share 1 - p by ratio.
    """
    counts = _counts(rule, history, levels)
    imbalance = {arm.code: _imbalance(rule, counts, arm.code) for arm in rule.arms}
    least = min(imbalance.values())
    favoured = tuple(c for c, value in imbalance.items() if value - least <= SAME * value)
    told = {code: float(value) for code, value in imbalance.items()}
    return Odds(told, favoured, _probability(rule, favoured))


def by_ratio(arms: Sequence[Arm]) -> Odds:
    """The odds of simple randomisation: by ratio, whoever is there already."""
    total = sum(arm.ratio for arm in arms)
    codes = tuple(arm.code for arm in arms)
    return Odds({}, codes, {arm.code: Fraction(arm.ratio, total) for arm in arms})


def _counts(
    rule: Rule, history: Iterable[Placed], levels: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """{factor: {arm: people with the same level as the next person}}."""
    counts = {factor: {arm.code: 0 for arm in rule.arms} for factor in rule.weights}
    for placed in history:
        for factor, per_arm in counts.items():
            if placed.levels.get(factor) == levels[factor]:
                per_arm[placed.arm] += 1
    return counts


def _imbalance(rule: Rule, counts: Mapping[str, Mapping[str, int]], arm: str) -> Fraction:
    measure = MEASURES[rule.measure]
    total = Fraction(0)
    for factor, weight in rule.weights.items():
        if_there = [Fraction(counts[factor][a.code] + (a.code == arm), a.ratio) for a in rule.arms]
        total += weight * measure(if_there)
    return total


def _probability(rule: Rule, favoured: Sequence[str]) -> dict[str, Fraction]:
    ratio = {arm.code: arm.ratio for arm in rule.arms}
    of_favoured = sum(ratio[code] for code in favoured)
    of_others = sum(ratio.values()) - of_favoured
    if not of_others:
        return {code: Fraction(share, of_favoured) for code, share in ratio.items()}
    return {
        code: rule.p * share / of_favoured if code in favoured else (1 - rule.p) * share / of_others
        for code, share in ratio.items()
    }


def fall(probability: Mapping[str, Fraction], dice: int) -> str:
    """The arm that the dice decide for: arms lie side by side on 0 to 1, as wide as their odds.

    Args:
        probability: {arm: probability}, in a fixed order.
        dice: from 0 to DICE_VALUES - 1, each as likely.
    """
    place, reached = Fraction(dice, DICE_VALUES), Fraction(0)
    for code, share in probability.items():
        reached += share
        if place < reached:
            return code
    raise ValueError("the probabilities do not add up to 1")
