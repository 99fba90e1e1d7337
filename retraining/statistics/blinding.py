"""How well a blind held, from what people guessed: the indices of James and of Bang."""

from dataclasses import dataclass

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
