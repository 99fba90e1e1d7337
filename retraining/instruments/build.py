"""Shorthand for items, scales and sums, so that an instrument's file reads like its table."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from retraining.instruments.base import Direction, Item, Scale, ScaleRule
from retraining.instruments.combine import Combine, How

WORSE = Direction.HIGHER_WORSE
BETTER = Direction.HIGHER_BETTER


def items(
    first: int,
    last: int,
    allowed: Iterable[int],
    *,
    options: str = "",
    ends: str = "",
    descending: Collection[int] = (),
    missing_codes: tuple[int, ...] = (),
) -> tuple[Item, ...]:
    """Make the items q`first` to q`last`.

    Args:
        first, last: numbers in the printed order.
        allowed: numbers that may be ticked.
        options: pattern of the keys of option texts, with `{name}` and `{value}`; without
            `{name}` the items share their options.
        ends: pattern of the keys at both ends, with `{name}` and `{end}` (low or high).
        descending: numbers of the items whose options are printed from the highest down.
        missing_codes: as in `Item`.
    """
    values = tuple(allowed)
    return tuple(
        Item(
            name,
            values,
            low=ends.format(name=name, end="low"),
            high=ends.format(name=name, end="high"),
            options=tuple(options.format(name=name, value=v) for v in values) if options else (),
            descending=n in descending,
            missing_codes=missing_codes,
        )
        for n in range(first, last + 1)
        for name in (f"q{n}",)
    )


def with_loinc(
    given: tuple[Item, ...], codes: tuple[str, ...], options: tuple[str, ...]
) -> tuple[Item, ...]:
    """Return the items with the codes of their questions and of their options."""
    return tuple(
        replace(item, loinc=code, loinc_options=options)
        for item, code in zip(given, codes, strict=True)
    )


def pick(given: tuple[Item, ...], *numbers: int) -> tuple[Item, ...]:
    """Return the items of these printed numbers, from 1."""
    return tuple(given[n - 1] for n in numbers)


def turned(*numbers: int) -> frozenset[str]:
    """Return the names of items that are turned round."""
    return frozenset(f"q{n}" for n in numbers)


def summed(
    scale: str,
    given: tuple[Item, ...],
    *numbers: int,
    reverse: Collection[str] = frozenset(),
    how: How = How.SUM,
) -> ScaleRule:
    """Score a scale as the sum or mean of the items of these numbers (all where none are named)."""
    chosen = pick(given, *numbers) if numbers else given
    names = {item.name for item in chosen}
    return ScaleRule(scale, Combine(chosen, how, turned=frozenset(reverse) & names))


def scale_of(part: ScaleRule, direction: Direction) -> Scale:
    """Return the scale of a rule made by `summed`, with the range that its items allow."""
    scorer = part.scorer
    if not isinstance(scorer, Combine):
        raise TypeError(f"{part.scale}: say the range of this scale")
    low, high = scorer.ends()
    return Scale(part.scale, float(low), float(high), direction)
