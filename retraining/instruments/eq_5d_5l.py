"""EQ-5D-5L: five questions on today, turned into an index by a national value set.

Value sets: fragla/eq5d `data-raw/VT.csv` (MIT, commit bfdc7ca, 30 April 2026). The index is 1 less
what each answer takes away, less a constant where the set has one and any answer is above 1.
England 2018 and UK 2026 differ: the name of the set belongs to every index.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType

from retraining.instruments.base import (
    INVALID,
    Answers,
    Instrument,
    Outcome,
    Rule,
    Scale,
    ScaleRule,
    Status,
)
from retraining.instruments.build import BETTER, items

ITEMS = items(1, 5, range(1, 6), options="{name}.{value}", missing_codes=(9,))
PLACES = Decimal("0.001")
# What levels 2 to 5 take away: mobility, self-care, usual activities, pain, anxiety.
_TABLES = {
    "england-2018": (
        "0.058 0.076 0.207 0.274",
        "0.050 0.080 0.164 0.203",
        "0.050 0.063 0.162 0.184",
        "0.063 0.084 0.276 0.335",
        "0.078 0.104 0.285 0.289",
    ),
    "uk-2026": (
        "0.032 0.058 0.179 0.279",
        "0.038 0.060 0.162 0.206",
        "0.049 0.086 0.184 0.212",
        "0.056 0.066 0.371 0.479",
        "0.041 0.126 0.313 0.391",
    ),
    "spain": (
        "0.0839717 0.0992505 0.2497363 0.337318",
        "0.0500236 0.053293 0.1640509 0.1961494",
        "0.0440448 0.0489321 0.1351463 0.153155",
        "0.077983 0.1011491 0.2454973 0.3818179",
        "0.0807394 0.1275334 0.2704687 0.3477585",
    ),
    "germany": (
        "0.026 0.042 0.139 0.224",
        "0.050 0.056 0.169 0.260",
        "0.036 0.049 0.129 0.209",
        "0.057 0.109 0.404 0.612",
        "0.030 0.082 0.244 0.356",
    ),
    "netherlands": (
        "0.035 0.057 0.166 0.203",
        "0.038 0.061 0.168 0.168",
        "0.039 0.087 0.192 0.192",
        "0.066 0.092 0.360 0.415",
        "0.070 0.145 0.356 0.421",
    ),
    "usa": (
        "0.096 0.122 0.237 0.322",
        "0.089 0.107 0.220 0.261",
        "0.068 0.101 0.255 0.255",
        "0.060 0.098 0.318 0.414",
        "0.057 0.123 0.299 0.321",
    ),
}
_CONSTANTS = {"netherlands": Decimal("0.047")}


@dataclass(frozen=True)
class ValueSet:
    """What a country takes away from full health.

    Args:
        taken: for each question the decrement of levels 1 to 5.
        any_above_one: taken once more where any level is above 1.
    """

    taken: tuple[tuple[Decimal, ...], ...]
    any_above_one: Decimal

    def index(self, levels: tuple[int, ...]) -> float:
        """Return the index of five levels, rounded to three decimals."""
        total = sum(
            (row[level - 1] for row, level in zip(self.taken, levels, strict=True)), Decimal(0)
        )
        if any(level > 1 for level in levels):
            total += self.any_above_one
        return float((1 - total).quantize(PLACES, ROUND_HALF_EVEN))


VALUE_SETS: Mapping[str, ValueSet] = MappingProxyType(
    {
        name: ValueSet(
            tuple((Decimal(0), *(Decimal(part) for part in row.split())) for row in rows),
            _CONSTANTS.get(name, Decimal(0)),
        )
        for name, rows in _TABLES.items()
    }
)
ALL_WORST = min(values.index((5,) * 5) for values in VALUE_SETS.values())


def _index(answers: Answers, value_set: str | None = None) -> Outcome:
    levels = tuple(v for item in ITEMS if (v := answers.get(item.name)) is not None)
    if value_set is None or len(levels) < len(ITEMS):
        return INVALID
    return Outcome(VALUE_SETS[value_set].index(levels), Status.COMPLETE)


INSTRUMENT = Instrument(
    code="eq-5d-5l",
    version="5L",
    name="EQ-5D-5L, descriptive system",
    heading="Your health today",
    items=ITEMS,
    scales=(Scale("index", ALL_WORST, 1, BETTER),),
    rules=(
        Rule(
            "v1",
            (ScaleRule("index", _index),),
            source="Value sets: fragla/eq5d data-raw/VT.csv, commit bfdc7ca (England: "
            "10.1002/hec.3564; UK: jval.2026.03.008; Spain: jval.2017.10.023)",
            missing="All five are needed; 9 stands for a missing answer.",
        ),
    ),
    licence="EuroQol; registration of each study, digital form as its guidelines say",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="EuroQol Group; Herdman et al. 2011",
    recall="today",
    value_sets=tuple(VALUE_SETS),
    notes=(
        "Belongs together with EQ VAS: both parts must be used.",
        "No figure for this form in this condition: 0.10 was found for the older form with three "
        "levels in chronic pain in Japan (PMC4773997).",
    ),
)
