"""From answers to scores, by a named version of the rule."""

from dataclasses import dataclass
from functools import cache

from retraining.instruments import registry
from retraining.instruments.base import Answers, Instrument, Item, Rule, ScaleRule, Status


class BadAnswer(ValueError):
    """An answer that the questionnaire does not allow.

    Args:
        item: name of the item.
        text: what is wrong, in one sentence.
    """

    def __init__(self, item: str, text: str) -> None:
        super().__init__(text)
        self.item = item


class UnknownRule(LookupError):
    """The instrument has no rule, or no value set, of this name."""


@dataclass(frozen=True)
class ScaleScore:
    """One score.

    Args:
        scale: name of the scale.
        score: unrounded; None where the status is invalid.
        status: complete, prorated or invalid.
        band: name of the range in which the score lies; None where the rule has no bands.
        rule: version by which it was scored.
    """

    scale: str
    score: float | None
    status: Status
    band: str | None
    rule: str


def score(
    instrument: Instrument,
    answers: Answers,
    rule: str | None = None,
    *,
    value_set: str | None = None,
) -> list[ScaleScore]:
    """Score one set of answers.

    Args:
        instrument: the questionnaire.
        answers: numbers by item name; None, or no entry, where an item was not answered.
        rule: version; the instrument's first where None.
        value_set: needed by instruments that have some.

    Returns:
        One score a scale, in the instrument's order.

    Raises:
        BadAnswer: an unknown item, or a number that it does not offer.
        UnknownRule: no such rule or value set.
    """
    chosen = find_rule(instrument, rule)
    check_value_set(instrument, value_set)
    checked = _checked(instrument, answers)
    return [scale_score(chosen, part, checked, value_set) for part in chosen.scales]


def find_rule(instrument: Instrument, version: str | None) -> Rule:
    """Return the rule of this version, or the default where None.

    Raises:
        UnknownRule: where there is none.
    """
    if version is None:
        return instrument.rules[0]
    for rule in instrument.rules:
        if rule.version == version:
            return rule
    known = ", ".join(rule.version for rule in instrument.rules)
    raise UnknownRule(f"{instrument.code} has no rule {version!r}; known: {known}")


def check_value_set(instrument: Instrument, value_set: str | None) -> None:
    """Refuse a value set that the instrument does not have, or that is not named.

    Raises:
        UnknownRule: with the names of those there are.
    """
    known = ", ".join(instrument.value_sets) or "none"
    if value_set is None and instrument.value_sets:
        raise UnknownRule(f"{instrument.code} needs a value set; known: {known}")
    if value_set is not None and value_set not in instrument.value_sets:
        raise UnknownRule(f"{instrument.code} has no value set {value_set!r}; known: {known}")


def _checked(instrument: Instrument, answers: Answers) -> dict[str, int | None]:
    """The answers, with None in place of codes that stand for a missing one."""
    items = {item.name: item for item in instrument.items}
    checked: dict[str, int | None] = {}
    for name, value in answers.items():
        if name not in items:
            raise BadAnswer(name, f"{instrument.code} has no item {name!r}")
        # True is a whole number to Python, but nobody's answer.
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise BadAnswer(name, f"{name}: {value!r} is not a whole number")
        item = items[name]
        missing = value is None or value in item.missing_codes
        if not missing and value not in item.allowed:
            raise BadAnswer(name, f"{name}: {value} is not among {allowed_words(item)}")
        checked[name] = None if missing else value
    return checked


def allowed_words(item: Item) -> str:
    """Return what may be ticked, in words: "0 to 10", or each number where they have gaps."""
    low, high = item.allowed[0], item.allowed[-1]
    if len(item.allowed) > 3 and item.allowed == tuple(range(low, high + 1)):
        return f"{low} to {high}"
    return ", ".join(str(number) for number in item.allowed)


def scale_score(rule: Rule, part: ScaleRule, answers: Answers, value_set: str | None) -> ScaleScore:
    """Score one scale of checked answers."""
    outcome = part.scorer(answers, value_set)
    band = None
    if part.bands is not None and outcome.score is not None:
        band = part.bands.label(outcome.score)
    return ScaleScore(part.scale, outcome.score, outcome.status, band, rule.version)


@cache
def items_of(code: str, version: str, scale: str) -> tuple[str, ...]:
    """Items without which a scale is not complete, in the instrument's order.

    Found by leaving out one after the other, so that it follows from the rule itself.

    Args:
        code: of the questionnaire.
        version: of the rule.
        scale: its name.
    """
    instrument = registry.get(code)
    sets = instrument.value_sets[:1] or (None,)
    full = {item.name: item.allowed[0] for item in instrument.items}

    def complete(answers: Answers) -> bool:
        scores = score(instrument, answers, version, value_set=sets[0])
        return any(s.scale == scale and s.status == Status.COMPLETE for s in scores)

    return tuple(name for name in full if not complete({**full, name: None}))
