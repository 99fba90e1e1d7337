"""`[randomisation]` of `protocol.toml`: method and strata. Block sizes never stand there. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

METHODS = ("permuted-blocks", "list", "simple", "minimisation")
LISTED = METHODS[:2]  # a list-keeper's list decides; otherwise dice are thrown for each person
MEASURES = ("range", "variance", "sd")


@dataclass(frozen=True)
class ScoreFactor:
    """A stratum factor cut from a score: `low` up to and with the cut, `high` above it."""

    name: str
    visit: str
    scale: str
    cut: float
    low: str
    high: str
    weight: str = "1"
    instrument: str | None = None  # where two parts of the visit have a scale of this name

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
        site_weight: weight of the site where minimisation is the method; a decimal number.
        p: probability of the favoured arms in minimisation; a decimal number.
        measure: how unequal counts are measured in minimisation, one of MEASURES.
    """

    method: str
    by_site: bool
    factors: tuple[ScoreFactor, ...]
    baseline_visit: str
    baseline_max_age_days: int
    site_weight: str = "1"
    p: str = "0.8"
    measure: str = "range"

    @property
    def is_listed(self) -> bool:
        """Whether a list decides."""
        return self.method in LISTED

    @property
    def has_blocks(self) -> bool:
        """Whether the list is made of whole blocks."""
        return self.method == "permuted-blocks"

    @property
    def weights(self) -> dict[str, str]:
        """{factor: weight} of minimisation, in the order of the levels."""
        site = {"site": self.site_weight} if self.by_site else {}
        return site | {factor.name: factor.weight for factor in self.factors}


def read(content: Mapping[str, Any]) -> RandomisationSection:
    """The section from a parsed protocol that `problems` found nothing wrong with."""
    section = content["randomisation"]
    return RandomisationSection(
        method=section["method"],
        by_site=section["by_site"],
        factors=tuple(
            ScoreFactor(
                f["name"],
                f["visit"],
                f["scale"],
                float(f["cut"]),
                f["low"],
                f["high"],
                str(f.get("weight", 1)),
                f.get("instrument"),
            )
            for f in section.get("factors", [])
        ),
        baseline_visit=section["baseline_visit"],
        baseline_max_age_days=section["baseline_max_age_days"],
        site_weight=str(section.get("site_weight", 1)),
        p=str(section.get("p", "0.8")),
        measure=section.get("measure", "range"),
    )


def strata(section: RandomisationSection, sites: list[str]) -> dict[str, list[str]]:
    """{factor: levels} in the order of the labels, for the list-keeper's file."""
    factors: dict[str, list[str]] = {"site": sites} if section.by_site else {}
    return factors | {f.name: [f.low, f.high] for f in section.factors}


def label(levels: Mapping[str, str]) -> str:
    """The label of a stratum: `site=x;impact=low`; `all` where there are no factors."""
    return ";".join(f"{name}={level}" for name, level in levels.items()) or "all"
