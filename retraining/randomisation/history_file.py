"""What `minimise` is given: weights, a candidate, a CSV file of people who have an arm. Pure."""

import csv
import io
import json
import re
from collections.abc import Collection
from fractions import Fraction
from typing import Any

from retraining.common.findings import Finding
from retraining.randomisation.blocks import Arm, check_arms
from retraining.randomisation.minimisation import MEASURES, Placed, Rule

ARM_COLUMN = "arm"
# Short on purpose: an exponent of many digits would be a number that no memory holds.
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")


class BadInput(ValueError):
    """Input that cannot be used; the text says why in one line."""


def rule_of(*, arms: tuple[Arm, ...], factors: str, p: str, measure: str) -> Rule:
    """Read the rule from an option of each kind.

    Raises:
        BadInput: a weight that is no number above 0, a p that is no probability above 0, an
            unknown measure.
        BadPlan: arms that cannot be.
    """
    check_arms(arms)
    if measure not in MEASURES:
        raise BadInput(f"unknown measure {measure!r}; known: {', '.join(MEASURES)}")
    weights = _object("--factors", factors)
    if not weights:
        raise BadInput("--factors names no factor")
    if ARM_COLUMN in weights:
        raise BadInput(f"a factor cannot be called {ARM_COLUMN!r}")
    probability = _fraction("--p", p)
    if not 0 < probability <= 1:
        raise BadInput(f"--p must be above 0 and at most 1, not {p}")
    return Rule(
        arms,
        {name: _weight(name, weight) for name, weight in weights.items()},
        probability,
        measure,
    )


def candidate_of(text: str, factors: Collection[str]) -> dict[str, str]:
    """Read the levels of the next person.

    Raises:
        BadInput: a factor is missing or unknown, or its level is no text.
    """
    given = _object("--candidate", text)
    for name in factors:
        if name not in given:
            raise BadInput(f"--candidate has no {name!r}")
    for name in given:
        if name not in factors:
            raise BadInput(f"--candidate has {name!r}, which is no factor")
    return {name: _level(name, value) for name, value in given.items()}


def read_history(
    data: bytes, *, arms: Collection[str], factors: Collection[str], path: str
) -> list[Placed]:
    """Read a CSV file with a column for each factor and one called `arm`; others are left aside.

    Raises:
        BadInput: with file and line of the first mistake.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _bad(path, line, "not UTF-8 text") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise _bad(path, reader.line_num, f"not CSV: {error}") from error
    if not lines:
        raise _bad(path, 0, "the file is empty; it needs a header")
    header = [cell.strip() for cell in lines[0][1]]
    for name in (*factors, ARM_COLUMN):
        if header.count(name) != 1:
            problem = "missing" if name not in header else "there twice"
            raise _bad(path, lines[0][0], f"column {name!r} is {problem}")
    return [_placed(path, line, header, cells, arms, factors) for line, cells in lines[1:]]


def _placed(
    path: str,
    line: int,
    header: list[str],
    cells: list[str],
    arms: Collection[str],
    factors: Collection[str],
) -> Placed:
    if len(cells) != len(header):
        raise _bad(path, line, f"{len(cells)} cells, not {len(header)}")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    if row[ARM_COLUMN] not in arms:
        raise _bad(path, line, f"unknown arm {row[ARM_COLUMN]!r}")
    for name in factors:
        if not row[name]:
            raise _bad(path, line, f"no level of {name!r}")
    return Placed({name: row[name] for name in factors}, row[ARM_COLUMN])


def _bad(path: str, line: int, text: str) -> BadInput:
    return BadInput(str(Finding(path, line, text)))


def _object(option: str, text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{option} is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise BadInput(f'{option} must be a JSON object, such as {{"site": 1}}')
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{name!r} is there twice")
    return dict(pairs)


def _weight(name: str, given: object) -> Fraction:
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise BadInput(f"the weight of {name!r} must be a number above 0")
    weight = _fraction(f"the weight of {name!r}", str(given))
    if weight <= 0:
        raise BadInput(f"the weight of {name!r} must be a number above 0, not {given}")
    return weight


def _fraction(what: str, text: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        raise BadInput(f"{what} must be a number, not {text[:40]!r}")
    return Fraction(text)


def _level(name: str, given: object) -> str:
    if isinstance(given, bool) or not isinstance(given, int | str) or not str(given).strip():
        raise BadInput(f"the level of {name!r} must be a word")
    return str(given).strip()
