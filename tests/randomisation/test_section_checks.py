"""A `[randomisation]` that nobody could be randomised by is told before it is loaded."""

from typing import Any

import pytest

from retraining.randomisation.section_checks import problems

IMPACT = {
    "name": "impact", "visit": "baseline", "instrument": "fiqr", "scale": "total",
    "cut": 60, "low": "low", "high": "high",
}  # fmt: skip
PARTS = [{"instrument": "fiqr"}, {"instrument": "hads"}, {"instrument": "isi"}]
CONTENT: dict[str, Any] = {
    "arms": [{"slug": "mair", "ratio": 1}, {"slug": "relaxation", "ratio": 1}],
    "visits": [
        {"key": "baseline", "anchor": "enrolled", "parts": PARTS},
        {"key": "post", "anchor": "start", "parts": PARTS},
    ],
    "randomisation": {
        "method": "minimisation", "by_site": True, "factors": [IMPACT],
        "baseline_visit": "baseline", "baseline_max_age_days": 14,
    },
}  # fmt: skip


def said(**changes: object) -> list[tuple[str, str]]:
    return problems(CONTENT | {"randomisation": CONTENT["randomisation"] | changes})


def test_a_sound_section() -> None:
    assert said() == []
    assert said(method="list", factors=[], by_site=False) == []
    assert said(p=0.5, measure="sd", site_weight=2) == []


@pytest.mark.parametrize(
    ("change", "key", "text"),
    [
        ({"method": "coin"}, "method", "method must be one of"),
        ({"by_site": False, "factors": []}, "method", "needs by_site = true or a factor"),
        ({"by_site": "yes"}, "by_site", "needs by_site (bool)"),
        ({"p": 0}, "p", "must be a probability above 0"),
        ({"p": 1.5}, "p", "must be a probability above 0"),
        ({"p": "high"}, "p", "must be a probability above 0"),
        ({"p": float("nan")}, "p", "must be a probability above 0"),
        ({"p": 0.2}, "p", "at least 0.5: less would favour the fuller arm"),
        ({"measure": "mean"}, "measure", "range, variance, sd"),
        ({"site_weight": 0}, "site_weight", "must be a number above 0"),
        ({"site_weight": True}, "site_weight", "must be a number above 0"),
        ({"baseline_visit": "first"}, "baseline_visit", "names no visit"),
        ({"baseline_visit": "post"}, "baseline_visit", "post comes after the draw"),
        ({"baseline_max_age_days": -1}, "baseline_max_age_days", "from 1 to 365"),
        ({"baseline_max_age_days": 0}, "baseline_max_age_days", "from 1 to 365"),
        ({"baseline_max_age_days": 366}, "baseline_max_age_days", "from 1 to 365"),
        ({"baseline_max_age_days": True}, "baseline_max_age_days", "needs baseline_max_age_days"),
        ({"blocks": [4]}, "block", "never to the protocol"),
        ({"factors": [IMPACT, IMPACT]}, "factors", "share a name"),
    ],
    ids=str,
)
def test_a_section_that_cannot_be(change: dict[str, Any], key: str, text: str) -> None:
    assert [(k, text in sentence) for k, sentence in said(**change)] == [(key, True)]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"cut": "sixty"}, "cut must be a number"),
        ({"cut": float("nan")}, "cut must be a number"),
        ({"cut": float("inf")}, "cut must be a number"),
        ({"cut": True}, "cut must be a number"),
        ({"cut": -1}, "leaves a level empty: the scale goes from 0 to 100"),
        ({"cut": 100}, "leaves a level empty: the scale goes from 0 to 100"),
        ({"scale": "nosuch"}, "no part has a scale 'nosuch' at visit baseline"),
        ({"instrument": "pcs"}, "no part has a scale 'total' at visit baseline"),
        ({"instrument": None}, "instrument must say which part has a scale 'total'"),
        ({"visit": "nowhere"}, "no visit 'nowhere'"),
        ({"visit": "post"}, "visit post comes after the draw"),
        ({"name": "site"}, "use another name"),
        ({"name": "a b"}, "'a b': use 1 to 60 letters"),
        ({"high": "a;b=c"}, "'a;b=c': use 1 to 60 letters"),
        ({"low": 3}, "3: use 1 to 60 letters"),
        ({"high": "low"}, "the same word"),
    ],
    ids=str,
)
def test_a_factor_that_cannot_be(change: dict[str, Any], text: str) -> None:
    ((key, sentence),) = said(factors=[IMPACT | change])
    assert (key, text in sentence) == ("factors", True), sentence


def test_a_factor_that_lacks_a_key() -> None:
    short = {key: value for key, value in IMPACT.items() if key != "cut"}
    assert said(factors=[short]) == [("factors", "a stratum factor lacks cut")]


def test_the_least_p_follows_the_ratio_of_the_arms() -> None:
    unequal = [{"slug": "a", "ratio": 2}, {"slug": "b", "ratio": 1}]
    section = CONTENT["randomisation"] | {"p": 0.6}
    found = problems(CONTENT | {"arms": unequal, "randomisation": section})
    assert found == [("p", "p must be at least 0.666667: less would favour the fuller arm")]
    assert problems(CONTENT | {"arms": unequal, "randomisation": section | {"p": 0.7}}) == []
