"""Which items are asked, given the answers so far. Pure."""

import operator

from retraining.instruments.base import Answers, Condition, Instrument, Item, Operator

_HOLDS = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.ABOVE: operator.gt,
    Operator.BELOW: operator.lt,
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
}


def asked(instrument: Instrument, answers: Answers) -> tuple[Item, ...]:
    """Return the items to ask, in order.

    An item whose own question is not asked counts as left blank, whatever was once answered.
    """
    found: list[Item] = []
    counted: dict[str, int | None] = {}
    for item in instrument.items:
        holds = [_holds(condition, counted) for condition in item.asked_when]
        if not holds or (any(holds) if item.asked_when_any else all(holds)):
            found.append(item)
            counted[item.name] = answers.get(item.name)
    return tuple(found)


def _holds(condition: Condition, answers: Answers) -> bool:
    value = answers.get(condition.item)
    if condition.operator is Operator.EXISTS:
        return (value is not None) == bool(condition.value)
    # As in FHIR: a comparison with an answer that is not there does not hold.
    return value is not None and bool(_HOLDS[condition.operator](value, condition.value))
