"""From a protocol's settings to the odds of a throw, and back from what was stored. Pure.

The settings stand beside each throw, so that it can be made again when the protocol has changed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from retraining.randomisation.blocks import Arm
from retraining.randomisation.minimisation import Odds, Placed, Rule, by_ratio, odds
from retraining.randomisation.protocol_section import RandomisationSection

SIMPLE, MINIMISATION = "simple", "minimisation"


def settings_of(section: RandomisationSection, arms: Sequence[Arm]) -> dict[str, Any]:
    """What a throw depends on beside people: values that JSON can hold.

    Args:
        section: of the person's protocol.
        arms: in a fixed order.
    """
    settings: dict[str, Any] = {
        "method": section.method,
        "arms": [[arm.code, arm.ratio] for arm in arms],
    }
    if section.method == MINIMISATION:
        settings |= {
            "weights": dict(section.weights),
            "p": section.p,
            "measure": section.measure,
        }
    return settings


_NUMBER = re.compile(r"\d{1,20}(\.\d{1,20})?(e-?\d{1,2})?")  # more could take for ever


def _number(text: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a number of a protocol")
    return Fraction(text)


def weigh(
    settings: Mapping[str, Any], history: Iterable[Placed], levels: Mapping[str, str]
) -> Odds:
    """The odds of the next person under stored settings.

    Raises:
        KeyError, ValueError: settings that `settings_of` did not make.
    """
    arms = tuple(Arm(code, ratio) for code, ratio in settings["arms"])
    if settings["method"] == SIMPLE:
        return by_ratio(arms)
    rule = Rule(
        arms=arms,
        weights={name: _number(weight) for name, weight in settings["weights"].items()},
        p=_number(settings["p"]),
        measure=settings["measure"],
    )
    return odds(rule, history, levels)
