"""The options of a question in a FHIR form, with the number that each counts. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NO, YES = 0, 1
MOST_NUMBERS = 1001
MOST = 999_999
WEIGHTS = ("ordinalValue", "itemWeight")
NUMBERED = "the options carry no numbers: counted 1, 2, 3 ... in the order of the form"


class NotSupported(ValueError):
    """A question that cannot be asked here; the text says why."""


@dataclass(frozen=True)
class Option:
    """One option: the number it counts, its words, its code, and its LOINC code if it has one."""

    value: int
    text: str
    code: str
    loinc: str


def options(
    entry: Mapping[str, Any], contained: Mapping[str, Any]
) -> tuple[tuple[Option, ...], str]:
    """Read the options of a question, in the order of the form.

    Args:
        entry: the question.
        contained: resources inside the form, by their reference.

    Returns:
        The options, and a sentence where their numbers were made up; else empty.

    Raises:
        NotSupported: there are none, or their numbers cannot be used.
    """
    if entry.get("type") == "boolean":
        return (Option(NO, "No", "false", ""), Option(YES, "Yes", "true", "")), ""
    found = [_raw(one) for one in _offered(entry, contained)]
    if not found:
        raise NotSupported("a choice without options that stand in the form")
    numbers = [number for number, _text, _code, _loinc in found]
    doubt = ""
    if all(number is None for number in numbers):
        numbers, doubt = list(range(1, len(found) + 1)), NUMBERED
    values = [_whole(number) for number in numbers]
    if len(set(values)) < len(values):
        raise NotSupported("two options carry the same number")
    return tuple(
        Option(value, text, code, loinc)
        for value, (_number, text, code, loinc) in zip(values, found, strict=True)
    ), doubt


def limits(entry: Mapping[str, Any]) -> tuple[int, int]:
    """Return the lowest and highest whole number of a question.

    Raises:
        NotSupported: the form does not say them, or they are too far apart to be a scale.
    """
    found = {
        str(one.get("url", "")).rsplit("/", 1)[-1]: one.get("valueInteger", one.get("valueDecimal"))
        for one in _tables(entry.get("extension"))
    }
    low, high = found.get("minValue"), found.get("maxValue")
    if not isinstance(low, int) or not isinstance(high, int):
        raise NotSupported("a number without minValue and maxValue")
    if not -MOST <= low < high < low + MOST_NUMBERS or high > MOST:
        raise NotSupported(f"a number from {low} to {high}")
    return low, high


def _whole(number: float | None) -> int:
    """The number of an option; JSON holds NaN, 1e400 and the like too."""
    if number is None or not -MOST <= number <= MOST or number != int(number):
        raise NotSupported("some options carry no whole number")
    return int(number)


def _tables(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _offered(entry: Mapping[str, Any], contained: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The options of a question, whichever way the form holds them."""
    if entry.get("answerOption"):
        return list(_tables(entry["answerOption"]))
    value_set = contained.get(str(entry.get("answerValueSet")))
    if value_set is None and entry.get("answerValueSet"):
        raise NotSupported(f"its options stand elsewhere ({entry['answerValueSet']})")
    includes = _tables((value_set or {}).get("compose", {}).get("include"))
    return [
        {
            "valueCoding": {**concept, "system": include.get("system")},
            "extension": concept.get("extension"),
        }
        for include in includes
        for concept in _tables(include.get("concept"))
    ]


def _raw(one: Mapping[str, Any]) -> tuple[float | None, str, str, str]:
    """The number of an option (None where it has none), its words, code and LOINC code."""
    if isinstance(one.get("valueInteger"), int):
        number = one["valueInteger"]
        return number, str(number), str(number), ""
    coding = one.get("valueCoding")
    if not isinstance(coding, dict):
        text = str(one.get("valueString") or "")
        return _weight(one), text, text, ""
    code = str(coding.get("code") or "")
    weight = _weight(one)
    if weight is None:
        weight = _weight(coding)
    if weight is None and re.fullmatch(r"-?\d{1,6}", code):
        weight = int(code)
    loinc = code if re.fullmatch(r"LA\d+-\d", code) else ""
    return weight, str(coding.get("display") or code), code, loinc


def _weight(one: Mapping[str, Any]) -> float | None:
    for extension in _tables(one.get("extension")):
        if str(extension.get("url", "")).rsplit("/", 1)[-1] in WEIGHTS:
            value = extension.get("valueDecimal", extension.get("valueInteger"))
            if isinstance(value, int | float) and not isinstance(value, bool):
                return value
    return None
