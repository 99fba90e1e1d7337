"""`[randomisation]` of `protocol.toml`: method and strata. Block sizes never stand there. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

METHODS = ("permuted-blocks",)


@dataclass(frozen=True)
class ScoreFactor:
    """A stratum factor cut from a score: `low` up to and with the cut, `high` above it."""

    name: str
    visit: str
    scale: str
    cut: float
    low: str
    high: str

    def level(self, value: float) -> str:
        """The level that a score falls into."""
        return self.low if value <= self.cut else self.high


@dataclass(frozen=True)
class RandomisationSection:
    """How people are allocated.

    Args:
        method: one of METHODS.
        by_site: whether site is the first stratum factor.
        factors: further factors, cut from scores.
        baseline_visit: the visit that must have been sent.
        baseline_max_age_days: how old it may be.
    """

    method: str
    by_site: bool
    factors: tuple[ScoreFactor, ...]
    baseline_visit: str
    baseline_max_age_days: int


def read(content: Mapping[str, Any]) -> RandomisationSection:
    """The section from a parsed protocol that `problems` found nothing wrong with."""
    section = content["randomisation"]
    return RandomisationSection(
        method=section["method"],
        by_site=section["by_site"],
        factors=tuple(
            ScoreFactor(f["name"], f["visit"], f["scale"], float(f["cut"]), f["low"], f["high"])
            for f in section.get("factors", [])
        ),
        baseline_visit=section["baseline_visit"],
        baseline_max_age_days=section["baseline_max_age_days"],
    )


REQUIRED = {"method": str, "by_site": bool, "baseline_visit": str, "baseline_max_age_days": int}
FACTOR_KEYS = ("name", "visit", "scale", "cut", "low", "high")


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    section = content.get("randomisation", {})
    found = [
        (key, f"[randomisation] needs {key} ({kind.__name__})")
        for key, kind in REQUIRED.items()
        if not isinstance(section.get(key), kind)
    ]
    if section.get("method") not in (None, *METHODS):
        found.append(("method", f"method must be one of {', '.join(METHODS)}"))
    if "blocks" in section or "block_sizes" in section:
        found.append(
            ("block", "block sizes belong to the list-keeper's file, never to the protocol")
        )
    visits = {entry.get("key") for entry in content.get("visits", [])}
    if section.get("baseline_visit") not in visits:
        found.append(("baseline_visit", "baseline_visit names no visit of this protocol"))
    for factor in section.get("factors", []):
        missing = [key for key in FACTOR_KEYS if key not in factor]
        if missing:
            found.append(("factors", f"a stratum factor lacks {', '.join(missing)}"))
        elif factor["visit"] not in visits:
            found.append(("factors", f"factor {factor['name']}: no visit {factor['visit']!r}"))
    return found


def strata(section: RandomisationSection, sites: list[str]) -> dict[str, list[str]]:
    """{factor: levels} in the order of the labels, for the list-keeper's file."""
    factors: dict[str, list[str]] = {"site": sites} if section.by_site else {}
    return factors | {f.name: [f.low, f.high] for f in section.factors}


def label(levels: Mapping[str, str]) -> str:
    """The label of a stratum: `site=x;impact=low`; `all` where there are no factors."""
    return ";".join(f"{name}={level}" for name, level in levels.items()) or "all"
