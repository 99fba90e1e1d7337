"""Which items a scale asks for follows from its rule: what is left out one by one."""

import pytest

from retraining.instruments import registry
from retraining.instruments.scoring import items_of


@pytest.mark.parametrize(
    ("code", "scale", "items"),
    [
        ("hads", "anxiety", "q1 q3 q5 q7 q9 q11 q13"),
        ("hads", "depression", "q2 q4 q6 q8 q10 q12 q14"),
        ("hads", "total", " ".join(f"q{n}" for n in range(1, 15))),
        ("fiqr", "overall", "q10 q11"),
        ("fiqr", "total", " ".join(f"q{n}" for n in range(1, 22))),
        ("eq-5d-5l", "index", "q1 q2 q3 q4 q5"),
        ("bpi-sf", "severity", "q1 q2 q3 q4"),
        ("pgic", "change", "q1"),
    ],
)
def test_known_scales(code: str, scale: str, items: str) -> None:
    version = registry.get(code).rules[0].version
    assert " ".join(items_of(code, version, scale)) == items


def test_every_scale_of_every_rule_asks_for_something() -> None:
    for code in registry.codes():
        for rule in registry.get(code).rules:
            for part in rule.scales:
                assert items_of(code, rule.version, part.scale), (code, part.scale)
