"""The scorers of most questionnaires: a sum or mean of items, a sum of those, a table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from retraining.instruments.base import INVALID, Answers, Item, Outcome, Status


class How(StrEnum):
    """What is made of the items."""

    SUM = "sum"
    MEAN = "mean"


class Ratio(NamedTuple):
    """An exact score: `up` / `down`, and whether all items were answered.

    Plain whole numbers in place of fractions, since it is made for every scale of every person.
    """

    up: int
    down: int
    whole: bool

    def plus(self, other: "Ratio") -> "Ratio":
        """Return the sum of two scores; whole where both are."""
        up = self.up * other.down + other.up * self.down
        return Ratio(up, self.down * other.down, self.whole and other.whole)

    def outcome(self) -> Outcome:
        """Return the nearest number to the score, and how it came about."""
        # Dividing two whole numbers is rounded once, to the nearest.
        return Outcome(self.up / self.down, Status.COMPLETE if self.whole else Status.PRORATED)


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

    def exact(self, answers: Answers) -> Ratio | None:
        """Return the score as an exact ratio; None where there is none."""
        for name in self.required:
            if answers.get(name) is None:
                return None
        given = [
            turn(item, value) if item.name in self.turned else value
            for item in self.items
            if (value := answers.get(item.name)) is not None
        ]
        size, answered = len(self.items), len(given)
        if not answered or answered < (size if self.needed is None else self.needed):
            return None
        up, down = self.weight()
        return Ratio(sum(given) * size * up, answered * down, answered == size)

    def weight(self) -> tuple[int, int]:
        """Return what the sum of all items is multiplied and divided by."""
        divisor = len(self.items) if self.how is How.MEAN else 1
        return self.times.numerator, self.times.denominator * divisor

    def __call__(self, answers: Answers, value_set: str | None = None) -> Outcome:
        """Score checked answers; the value set is not looked at."""
        found = self.exact(answers)
        return INVALID if found is None else found.outcome()

    def ends(self) -> tuple[Fraction, Fraction]:
        """Return the lowest and the highest score that can be reached."""
        low = Fraction(sum(item.allowed[0] for item in self.items))
        high = Fraction(sum(item.allowed[-1] for item in self.items))
        up, down = self.weight()
        return low * up / down, high * up / down


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
        total = Ratio(0, 1, True)
        for part in self.parts:
            found = part.exact(answers)
            if found is None:
                return INVALID
            total = total.plus(found)
        return total.outcome()


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
        if found is None or not found.whole:
            return INVALID
        return Outcome(self.table[found.up // found.down], Status.COMPLETE)
