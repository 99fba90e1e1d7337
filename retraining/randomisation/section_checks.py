"""What can be wrong with `[randomisation]` of `protocol.toml`. Pure."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from retraining.instruments import registry
from retraining.instruments.base import Scale
from retraining.randomisation.blocks import is_word
from retraining.randomisation.protocol_section import MEASURES, METHODS

REQUIRED = {"method": str, "by_site": bool, "baseline_visit": str, "baseline_max_age_days": int}
FACTOR_KEYS = ("name", "visit", "scale", "cut", "low", "high")
SITE = "site"  # the name of the first factor
BEFORE = "enrolled"  # visits with this anchor come before the draw
MOST_DAYS = 365
Problem = tuple[str, str]
Table = Mapping[str, Any]


def problems(content: Table) -> list[Problem]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    section = content.get("randomisation", {})
    visits = {entry.get("key"): entry for entry in content.get("visits", [])}
    found = [
        (key, f"[randomisation] needs {key} ({kind.__name__})")
        for key, kind in REQUIRED.items()
        if type(section.get(key)) is not kind  # True is no number of days
    ]
    if section.get("method") not in (None, *METHODS):
        found.append(("method", f"method must be one of {', '.join(METHODS)}"))
    if "blocks" in section or "block_sizes" in section:
        found.append(
            ("block", "block sizes belong to the list-keeper's file, never to the protocol")
        )
    found += _baseline_problems(section, visits)
    found += _factors_problems(section.get("factors", []), visits)
    return found + _minimisation_problems(section, content.get("arms", []))


def _baseline_problems(section: Table, visits: Mapping[str, Table]) -> list[Problem]:
    found = []
    visit, days = section.get("baseline_visit"), section.get("baseline_max_age_days")
    if visit not in visits:
        found.append(("baseline_visit", "baseline_visit names no visit of this protocol"))
    elif not _is_before(visits[str(visit)]):
        found.append(("baseline_visit", f"baseline_visit: {visit} comes after the draw"))
    if type(days) is int and not 1 <= days <= MOST_DAYS:
        found.append(
            ("baseline_max_age_days", f"baseline_max_age_days must be from 1 to {MOST_DAYS}")
        )
    return found


def _is_before(visit: Table) -> bool:
    return bool(visit.get("anchor") == BEFORE)


def _factors_problems(factors: Sequence[Table], visits: Mapping[str, Table]) -> list[Problem]:
    found = []
    names = [factor.get("name") for factor in factors]
    if len(set(names)) != len(names):
        found.append(("factors", "two stratum factors share a name"))
    for factor in factors:
        missing = [key for key in FACTOR_KEYS if key not in factor]
        if missing:
            found.append(("factors", f"a stratum factor lacks {', '.join(missing)}"))
            continue
        said = _words_problem(factor) or _score_problem(factor, visits.get(factor["visit"]))
        if said:
            found.append(("factors", f"factor {factor['name']}: {said}"))
    return found


def _words_problem(factor: Table) -> str:
    """What is wrong with the words that labels of strata are made of."""
    words = [factor[key] for key in ("name", "low", "high")]
    wrong = [word for word in words if not (isinstance(word, str) and is_word(word))]
    if wrong:
        return f"{wrong[0]!r}: use 1 to 60 letters, digits, dots, dashes and underscores"
    if factor["name"] == SITE:
        return "the site is a factor by by_site = true; use another name"
    if factor["low"] == factor["high"]:
        return "low and high are the same word"
    return ""


def _score_problem(factor: Table, visit: Table | None) -> str:
    """What is wrong with the score that a factor is cut from."""
    if visit is None:
        return f"no visit {factor['visit']!r}"
    if not _is_before(visit):
        return f"visit {factor['visit']} comes after the draw"
    scales = _scales(factor, visit)
    if len(scales) != 1:
        there = "no part has" if not scales else "instrument must say which part has"
        return f"{there} a scale {factor['scale']!r} at visit {factor['visit']}"
    cut, scale = factor["cut"], scales[0]
    if not _is_number(cut):
        return "cut must be a number"
    if not scale.minimum <= cut < scale.maximum:
        ends = f"{scale.minimum:g} to {scale.maximum:g}"
        return f"cut {cut} leaves a level empty: the scale goes from {ends}"
    return ""


def _scales(factor: Table, visit: Table) -> list[Scale]:
    """Every scale of that name that the visit scores."""
    codes = [part.get("instrument") for part in visit.get("parts", [visit])]
    wanted = factor.get("instrument")
    return [
        scale
        for code in codes
        if code in registry.codes() and wanted in (None, code)
        for scale in registry.get(code).scales
        if scale.name == factor["scale"]
    ]


def _minimisation_problems(section: Table, arms: Sequence[Table]) -> list[Problem]:
    """What is wrong with the keys that only minimisation reads."""
    if section.get("method") != "minimisation":
        return []
    found = []
    factors = section.get("factors", [])
    if not section.get("by_site") and not factors:
        found.append(("method", "minimisation needs by_site = true or a factor"))
    weights = [("site_weight", section), *[("weight", factor) for factor in factors]]
    found += [
        (key, f"{key} must be a number above 0")
        for key, table in weights
        if not _is_positive(table.get(key, 1))
    ]
    p = section.get("p", 0.8)
    if not _is_positive(p) or p > 1:
        found.append(("p", "p must be a probability above 0, such as 0.8"))
    elif p < (least := _largest_share(arms)):
        found.append(("p", f"p must be at least {least:g}: less would favour the fuller arm"))
    if section.get("measure", "range") not in MEASURES:
        found.append(("measure", f"measure must be one of {', '.join(MEASURES)}"))
    return found


def _largest_share(arms: Sequence[Table]) -> float:
    """What the largest arm gets by the ratio alone; 0 where the ratios are no whole numbers."""
    ratios = [arm.get("ratio") for arm in arms]
    numbers = [ratio for ratio in ratios if type(ratio) is int and ratio > 0]
    return max(numbers) / sum(numbers) if numbers and len(numbers) == len(ratios) else 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_positive(value: object) -> bool:
    return _is_number(value) and 0 < value < 10**6  # type: ignore[operator]  # a number
