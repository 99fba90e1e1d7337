"""The scorers of most questionnaires: a sum or mean of items, a sum of those, a table."""

from collections.abc import Collection, Mapping
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
        required: names of items that no mean may stand for.
    """

    items: tuple[Item, ...]
    how: How = How.SUM
    needed: int | None = None
    turned: Collection[str] = frozenset()
    times: Fraction = Fraction(1)
    required: Collection[str] = frozenset()

    def exact(self, answers: Answers) -> tuple[Fraction, Status] | None:
        """Return the score as a fraction, and how it came about; None where there is none."""
        if any(answers.get(name) is None for name in self.required):
            return None
        given = [
            turn(item, value) if item.name in self.turned else value
            for item in self.items
            if (value := answers.get(item.name)) is not None
        ]
        needed = len(self.items) if self.needed is None else self.needed
        if not given or len(given) < needed:
            return None
        mean = Fraction(sum(given), len(given))
        score = mean if self.how is How.MEAN else mean * len(self.items)
        whole = len(given) == len(self.items)
        return score * self.times, Status.COMPLETE if whole else Status.PRORATED

    def __call__(self, answers: Answers, value_set: str | None = None) -> Outcome:
        """Score checked answers; the value set is not looked at."""
        found = self.exact(answers)
        return INVALID if found is None else Outcome(float(found[0]), found[1])

    def ends(self) -> tuple[Fraction, Fraction]:
        """Return the lowest and the highest score that can be reached."""
        low = Fraction(sum(item.allowed[0] for item in self.items))
        high = Fraction(sum(item.allowed[-1] for item in self.items))
        divisor = len(self.items) if self.how is How.MEAN else 1
        return low * self.times / divisor, high * self.times / divisor


def turn(item: Item, value: int) -> int:
    """Return a number turned round within its item, lowest for highest."""
    return item.allowed[0] + item.allowed[-1] - value


@dataclass(frozen=True)
class Total:
    """Adds scales: there where all are; prorated where one of them is.

    Args:
        parts: the scales that are added.
    """

    parts: tuple[Combine, ...]

    def __call__(self, answers: Answers, value_set: str | None = None) -> Outcome:
        """Score checked answers; the value set is not looked at."""
        found = [part.exact(answers) for part in self.parts]
        scored = [one for one in found if one is not None]
        if len(scored) < len(found):
            return INVALID
        whole = all(status is Status.COMPLETE for _score, status in scored)
        total = sum((score for score, _status in scored), Fraction(0))
        return Outcome(float(total), Status.COMPLETE if whole else Status.PRORATED)


@dataclass(frozen=True)
class Lookup:
    """Reads a raw sum in a published table.

    Args:
        raw: makes the sum; all its items are needed.
        table: the score for each sum.
    """

    raw: Combine
    table: Mapping[int, float]

    def __call__(self, answers: Answers, value_set: str | None = None) -> Outcome:
        """Score checked answers; the value set is not looked at."""
        found = self.raw.exact(answers)
        if found is None or found[1] is not Status.COMPLETE:
            return INVALID
        return Outcome(self.table[int(found[0])], Status.COMPLETE)
