"""Forms whose figures cannot be held against each other are findings of `protocol check`."""

import pytest

from retraining.assessments.section_checks import problems

HEADS = {"title": "x", "anchor": "start", "opens_day": 1, "closes_day": 9, "at": "06:00"}


def visit(key: str, *parts: dict[str, object]) -> dict[str, object]:
    return {"key": key, "parts": [{"needs_text": True, **part} for part in parts], **HEADS}


EQ = {"instrument": "eq-5d-5l", "value_set": "spain"}
VAS = {"instrument": "eq-vas"}
FIQR = {"instrument": "fiqr"}


def test_one_form_of_the_primary_outcome_and_one_value_set_hold() -> None:
    assert problems({"visits": [visit("a", FIQR, EQ, VAS), visit("b", FIQR, EQ, VAS)]}) == []


@pytest.mark.parametrize(
    ("visits", "key", "said"),
    [
        ([visit("a", FIQR), visit("b", {"instrument": "fiq"})], "fiq", "are never mixed"),
        (
            [visit("a", EQ, VAS), visit("b", EQ | {"value_set": "uk-2026"}, VAS)],
            "value_set",
            "one value set for the whole trial, not spain, uk-2026",
        ),
        ([visit("a", EQ)], "a", "EQ-5D-5L and EQ VAS belong together"),
        ([visit("a", EQ, VAS), visit("b", VAS)], "b", "EQ-5D-5L and EQ VAS belong together"),
    ],
)
def test_what_is_mixed_is_told(visits: list[dict[str, object]], key: str, said: str) -> None:
    ((found, sentence),) = problems({"visits": visits})
    assert (found, said in sentence) == (key, True), sentence
