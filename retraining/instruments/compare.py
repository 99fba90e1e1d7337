"""Two rules side by side on the same answers: how often, and by how much, they differ. Pure.

A new rule never replaces an old one; it scores beside it. This is the report on the pair.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from retraining.instruments.answer_file import Person
from retraining.instruments.base import Instrument, Rule
from retraining.instruments.batch import number
from retraining.instruments.scoring import ScaleScore, scale_score


@dataclass
class Comparison:
    """How two rules agree on one scale.

    Args:
        scale: name of the scale.
        rule, other: versions of the two rules.
        people: rows that were scored.
        equal: both gave the same score.
        different: both gave a score, and the scores differ.
        only_rule: the first alone gave a score.
        only_other: the second alone gave a score.
        neither: none gave a score.
        bands_differ: both gave a score, in bands of different names.
        mean_difference: of the second less the first, where both gave a score.
        largest_difference: the one furthest from 0, with its sign.
    """

    scale: str
    rule: str
    other: str
    people: int = 0
    equal: int = 0
    different: int = 0
    only_rule: int = 0
    only_other: int = 0
    neither: int = 0
    bands_differ: int = 0
    mean_difference: float | None = None
    largest_difference: float | None = None

    def add(self, one: ScaleScore, other: ScaleScore) -> None:
        """Count one person."""
        self.people += 1
        if one.score is None or other.score is None:
            self.neither += one.score is other.score
            self.only_rule += one.score is not None
            self.only_other += other.score is not None
            return
        change = other.score - one.score
        self.equal += change == 0
        self.different += change != 0
        self.bands_differ += one.band != other.band
        both = self.equal + self.different
        before = self.mean_difference or 0.0
        self.mean_difference = before + (change - before) / both
        largest = self.largest_difference
        if largest is None or abs(change) > abs(largest):
            self.largest_difference = change


def compare(
    instrument: Instrument, rule: Rule, other: Rule, value_set: str | None, people: Iterable[Person]
) -> list[Comparison]:
    """Score the same answers by two rules.

    Args:
        instrument: the questionnaire of both rules.
        rule, other: the rules.
        value_set: one of the questionnaire's value sets, where it has some.
        people: checked answers in the printed order.

    Returns:
        One comparison a scale, in the instrument's order.
    """
    names = [item.name for item in instrument.items]
    found = [Comparison(part.scale, rule.version, other.version) for part in rule.scales]
    for person in people:
        answers = dict(zip(names, person.values, strict=True))
        for comparison, first, second in zip(found, rule.scales, other.scales, strict=True):
            comparison.add(
                scale_score(rule, first, answers, value_set),
                scale_score(other, second, answers, value_set),
            )
    return found


def to_csv(comparisons: Iterable[Comparison]) -> str:
    """Return the report, a line for each scale."""
    names = [field.name for field in fields(Comparison)]
    lines = [",".join(names)]
    for comparison in comparisons:
        values = [getattr(comparison, name) for name in names]
        lines.append(",".join(v if isinstance(v, str) else number(v) for v in values))
    return "".join(f"{line}\n" for line in lines)
