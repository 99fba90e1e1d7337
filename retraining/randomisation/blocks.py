"""Randomisation lists by stratified permuted blocks, made again bit for bit from a seed.

Permuted blocks of mixed sizes keep the arms in their ratio all the way, and the last place of a
block is hard to guess (Rosenberger and Lachin 2016, chapter 3). No Django, no database.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retraining.randomisation.draws import below, shuffled, words
from retraining.randomisation.list_file import (
    BadList,
    Row,
    commitment,
    parse_list,
    stratum_labels,
    to_csv,
)

__all__ = [
    "Arm",
    "BadList",
    "BadPlan",
    "Plan",
    "Row",
    "check_arms",
    "commitment",
    "make_list",
    "parse_list",
    "stratum_labels",
    "to_csv",
]

METHOD = "permuted-blocks"
MAX_RATIO = 100
MAX_BLOCK_SIZE = 1_000
MAX_ROWS = 1_000_000
# Plain words only: no sign that means something in a label, in a CSV file or in a spreadsheet.
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_HEX = re.compile(r"[0-9A-Fa-f]{1,256}")


class BadPlan(ValueError):
    """A list that cannot be made; the text says why in one sentence."""


@dataclass(frozen=True)
class Arm:
    """One arm and its share: two arms of ratios 2 and 1 get two places to one."""

    code: str
    ratio: int


@dataclass(frozen=True)
class Plan:
    """Everything a list follows from, but for the seed.

    Args:
        arms: two or more; their order counts, as it is the order before a block is shuffled.
        block_sizes: each a multiple of the sum of ratios; their order does not count.
        strata: factors with their levels, or none; strata are the product, the first factor
            changing slowest.
        per_stratum: least number of rows of a stratum; its list ends on a whole block.

    Raises:
        BadPlan: where no such list can be made.
    """

    arms: tuple[Arm, ...]
    block_sizes: tuple[int, ...]
    strata: Mapping[str, Sequence[str]]
    per_stratum: int

    def __post_init__(self) -> None:
        check_arms(self.arms)
        _check_blocks(self.block_sizes, sum(arm.ratio for arm in self.arms))
        _check_strata(self.strata)
        if self.per_stratum < 1:
            raise BadPlan("a stratum needs at least 1 row")
        # Counted, not listed: the product of many factors may be too long to write down.
        strata = math.prod(len(levels) for levels in self.strata.values())
        if strata * (self.per_stratum + max(self.block_sizes)) > MAX_ROWS:
            raise BadPlan(f"a list may have at most {MAX_ROWS} rows")


def make_list(plan: Plan, seed: str) -> list[Row]:
    """Make the list of a plan.

    Each stratum has its own stream of draws, so no stratum tells anything on another, and adding a
    site leaves the lists of the others as they are. For each block a size is drawn from the sizes
    in rising order, then its arms (in the plan's order, each ratio x size / sum of ratios times)
    are shuffled.

    Args:
        plan: what to make.
        seed: hexadecimal digits. For a real trial at least 32, from a source nobody can guess.

    Returns:
        The rows, stratum after stratum.

    Raises:
        BadPlan: a seed that is not hexadecimal.
    """
    if not _HEX.fullmatch(seed):
        raise BadPlan("the seed must be 1 to 256 hexadecimal digits")
    return [row for label in stratum_labels(plan.strata) for row in _stratum(plan, seed, label)]


def _stratum(plan: Plan, seed: str, label: str) -> list[Row]:
    stream = words(seed, label)
    sizes = sorted(plan.block_sizes)
    total = sum(arm.ratio for arm in plan.arms)
    rows: list[Row] = []
    block = 0
    while len(rows) < plan.per_stratum:
        block += 1
        size = sizes[below(stream, len(sizes))]
        codes = [arm.code for arm in plan.arms for _ in range(arm.ratio * size // total)]
        for code in shuffled(stream, codes):
            rows.append(Row(label, len(rows) + 1, block, size, code))
    return rows


def check_arms(arms: Sequence[Arm]) -> None:
    """Check codes and ratios.

    Raises:
        BadPlan: fewer than two arms, a code twice, or a ratio that is not from 1 to MAX_RATIO.
    """
    if len(arms) < 2:
        raise BadPlan("a list needs at least two arms")
    _check_words("arm", [arm.code for arm in arms])
    for arm in arms:
        if not 1 <= arm.ratio <= MAX_RATIO:
            raise BadPlan(f"the ratio of arm {arm.code} must be from 1 to {MAX_RATIO}")


def _check_blocks(sizes: Sequence[int], total: int) -> None:
    if not sizes:
        raise BadPlan("a list needs at least one block size")
    if len(set(sizes)) < len(sizes):
        raise BadPlan("a block size is given twice")
    for size in sizes:
        if not 1 <= size <= MAX_BLOCK_SIZE:
            raise BadPlan(f"block size {size} is not from 1 to {MAX_BLOCK_SIZE}")
        if size % total:
            raise BadPlan(f"block size {size} is not a multiple of {total}, the sum of the ratios")


def _check_strata(strata: Mapping[str, Sequence[str]]) -> None:
    _check_words("stratum factor", list(strata))
    for factor, levels in strata.items():
        if not levels:
            raise BadPlan(f"stratum factor {factor} has no level")
        _check_words(f"level of {factor}", levels)


def is_word(text: str) -> bool:
    """Whether the label of a stratum can be made of it."""
    return _WORD.fullmatch(text) is not None


def _check_words(kind: str, given: Sequence[str]) -> None:
    for word in given:
        if not is_word(word):
            raise BadPlan(
                f"{kind} {word!r}: use 1 to 60 letters, digits, dots, dashes and underscores"
            )
        if given.count(word) > 1:
            raise BadPlan(f"{kind} {word} is given twice")
