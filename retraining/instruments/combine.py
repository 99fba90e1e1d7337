"""The scorer of most questionnaires: a sum or mean of items, some of them turned round."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from retraining.instruments.base import INVALID, Answers, Item, Outcome, Status


class How(StrEnum):
    """What is made of the items."""

    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True)
class Combine:
    """Adds or averages items; call it with answers.

    Where enough, but not all, are answered, the mean of the answered items stands for the missing
    ones (the "half rule" of Fayers and Machin, Quality of Life 2016, chapter 15, where `needed` is
    half of the items).

    Args:
        items: those of the scale.
        how: sum or mean.
        needed: least number of answers; None means all.
        turned: names of items whose numbers are turned round, lowest for highest.
        times: the result is multiplied by this, such as 1/3.
    """

    items: tuple[Item, ...]
    how: How = How.SUM
    needed: int | None = None
    turned: Collection[str] = frozenset()
    times: Fraction = Fraction(1)

    def __call__(self, answers: Answers, value_set: str | None = None) -> Outcome:
        """Score checked answers; the value set is not looked at."""
        given = [
            min(item.allowed) + max(item.allowed) - value if item.name in self.turned else value
            for item in self.items
            if (value := answers.get(item.name)) is not None
        ]
        needed = len(self.items) if self.needed is None else self.needed
        if not given or len(given) < needed:
            return INVALID
        mean = Fraction(sum(given), len(given))
        score = mean if self.how is How.MEAN else mean * len(self.items)
        whole = len(given) == len(self.items)
        return Outcome(float(score * self.times), Status.COMPLETE if whole else Status.PRORATED)
