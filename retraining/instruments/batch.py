"""Scores of many people, quickly: the same scorers, asked once for each different sum. Pure.

Most scales are made of sums, and where all their items are answered the sum says all there is to
know. So a scale is scored once for each sum that occurs, and written from what is remembered.
"""

import csv
import io
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from math import lcm
from operator import itemgetter

from retraining.instruments.answer_file import Person
from retraining.instruments.base import Instrument, Rule, ScaleRule
from retraining.instruments.combine import Combine, Lookup, Total
from retraining.instruments.scoring import scale_score

NEEDS_QUOTES = re.compile(r'[,"\r\n]')
HEADER = "id,scale,score,status,band,rule\n"
Values = Sequence[int | None]
# What a scale needs to know of a person who answered its items: equal keys, equal scores.
Key = Callable[[Values], Hashable]


def score_lines(
    instrument: Instrument, rule: Rule, value_set: str | None, people: Iterable[Person]
) -> Iterator[str]:
    """Make the CSV of all scores: the header, then the lines of each person.

    Args:
        instrument: the questionnaire.
        rule: one of its rules.
        value_set: one of its value sets, where it has some.
        people: checked answers in the printed order.
    """
    yield HEADER
    scales = [_lines_of(instrument, rule, part, value_set) for part in rule.scales]
    for person in people:
        start, values = quoted(person.id), person.values
        yield "".join([start + line(values) for line in scales])


def _lines_of(
    instrument: Instrument, rule: Rule, part: ScaleRule, value_set: str | None
) -> Callable[[Values], str]:
    """The rest of a person's line for one scale, after the id."""
    names = [item.name for item in instrument.items]
    key = _key(part.scorer, {name: place for place, name in enumerate(names)})
    known: dict[Hashable, str] = {}

    def fresh(values: Values) -> str:
        one = scale_score(rule, part, dict(zip(names, values, strict=True)), value_set)
        band = quoted(one.band or "")
        return f",{one.scale},{number(one.score)},{one.status.value},{band},{one.rule}\n"

    def line(values: Values) -> str:
        try:
            about = key(values)
        except TypeError:  # a sum with a gap in it
            return fresh(values)
        found = known.get(about)
        if found is None:
            found = known[about] = fresh(values)
        return found

    return line


def _key(scorer: object, places: dict[str, int]) -> Key:
    """What of a person's answers a scorer depends on; TypeError where a sum has a gap."""
    if isinstance(scorer, Combine):
        return _sum(scorer, places)
    if isinstance(scorer, Lookup):
        return _sum(scorer.raw, places)
    if isinstance(scorer, Total):
        return _weighted(scorer, places)
    return tuple


def _sum(scorer: Combine, places: dict[str, int]) -> Callable[[Values], int]:
    """The sum of the items as they are counted, but for a constant."""
    plain = [places[item.name] for item in scorer.items if item.name not in scorer.turned]
    turned = [places[item.name] for item in scorer.items if item.name in scorer.turned]
    added, taken = _at(plain), _at(turned)
    if not turned:
        return lambda values: sum(added(values))
    return lambda values: sum(added(values)) - sum(taken(values))


def _weighted(scorer: Total, places: dict[str, int]) -> Callable[[Values], int]:
    """The total but for a constant and a factor: whole numbers, so that equal ones are equal."""
    weights = [Fraction(*part.weight()) for part in scorer.parts]
    factor = lcm(*(weight.denominator for weight in weights))
    parts = [
        (int(weight * factor), _sum(part, places))
        for weight, part in zip(weights, scorer.parts, strict=True)
    ]
    return lambda values: sum([weight * of(values) for weight, of in parts])


def _at(places: list[int]) -> Callable[[Values], Sequence[int]]:
    """The values at these places, always as a sequence."""
    if len(places) > 1:
        return itemgetter(*places)
    first = places[0] if places else 0
    return itemgetter(slice(first, first + len(places)))


def number(score: float | None) -> str:
    """Return a score as it is printed: unrounded, whole numbers without a point."""
    if score is None:
        return ""
    return str(int(score)) if score == int(score) else repr(score)


def quoted(text: str) -> str:
    """Return a cell as CSV wants it."""
    if NEEDS_QUOTES.search(text) is None:
        return text
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([text])
    return buffer.getvalue()
