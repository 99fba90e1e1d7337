"""Which rules something that was said meets, and on which occasion. Pure: asked as it is said, and
once more by whoever checks afterwards that every alert that was due was raised.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from retraining.safety.rules import (
    AlertRule,
    Signal,
    Source,
    Value,
    Weeks,
    fired,
    per_cent_worse,
    rise_of,
)


class Due(NamedTuple):
    """A rule that is met, and the occasion: one alert for both together.

    Args:
        rule, occasion: which alert.
        value: what was said, as the rule looked at it.
    """

    rule: AlertRule
    occasion: str
    value: Value


class Said(NamedTuple):
    """Which answer or score of which response.

    Args:
        visit, instrument, occurrence: the response.
        name: of the item or scale.
        value: the number.
    """

    visit: str
    instrument: str
    occurrence: int
    name: str
    value: float

    @property
    def what(self) -> str:
        """The item or scale as rules name it."""
        return f"{self.instrument}.{self.name}"

    @property
    def occasion(self) -> str:
        """Unique for a person and an item or scale of one response."""
        return f"{self.visit}:{self.occurrence}:{self.what}"


def of_answer(rules: Iterable[AlertRule], said: Said, weeks: Callable[[], Weeks]) -> list[Due]:
    """What an answer calls for.

    Args:
        rules: of the person's protocol.
        said: the answer.
        weeks: every visit of this questionnaire with its answers, asked only where a rule needs it.
    """
    rules = tuple(rules)
    due = _met(rules, Signal(Source.ANSWER, said.what, said.value, said.visit), said.occasion)
    for rule in rules:
        if rule.source == Source.RISE and said.what in (
            rule.item,
            f"{said.instrument}.{rule.along_with}",
        ):
            due += _of_rise(rule, said, weeks())
    return due


def _of_rise(rule: AlertRule, said: Said, weeks: Weeks) -> list[Due]:
    _instrument, _dot, item = rule.item.partition(".")
    points = rise_of(weeks, item, said.visit)
    if points is None:
        return []
    if rule.along_with and dict(weeks)[said.visit].get(rule.along_with) != 1:
        return []
    signal = Signal(Source.RISE, rule.item, points, said.visit)
    return _met((rule,), signal, said._replace(name=item).occasion)


def of_score(
    rules: Iterable[AlertRule],
    said: Said,
    first: Callable[[], float | None],
    higher_is_worse: bool,
) -> list[Due]:
    """What a score, or its change since the first visit, calls for.

    Args:
        rules: of the person's protocol.
        said: the score.
        first: the same scale at the first visit, or None; asked only where a rule needs it.
        higher_is_worse: direction of the scale.
    """
    rules = tuple(rules)
    due = _met(rules, Signal(Source.SCORE, said.what, said.value, said.visit), said.occasion)
    if not any((rule.source, rule.item) == (Source.CHANGE, said.what) for rule in rules):
        return due
    before = first()
    change = None if before is None else per_cent_worse(before, said.value, higher_is_worse)
    if change is None:
        return due
    return due + _met(rules, Signal(Source.CHANGE, said.what, change, said.visit), said.occasion)


def of_remark(rules: Iterable[AlertRule], item: str, value: str, occasion: str) -> list[Due]:
    """What a remark about a session calls for; `occasion` is unique, such as the event's id."""
    return _met(rules, Signal(Source.REMARK, item, value or item), f"remark:{occasion}")


def of_call(rules: Iterable[AlertRule], about: str, day: str) -> list[Due]:
    """What the wish for a call calls for: asked for again on the same day it is one wish."""
    return _met(rules, Signal(Source.CALL, "call", about), f"call:{day}")


def of_report(rules: Iterable[AlertRule], report_id: int, item: str, value: str) -> list[Due]:
    """What a follow-up answer of a report calls for."""
    return _met(rules, Signal(Source.REPORT, item, value), f"report:{report_id}:{item}")


def _met(rules: Iterable[AlertRule], signal: Signal, occasion: str) -> list[Due]:
    return [Due(rule, occasion, signal.value) for rule in fired(rules, signal)]
