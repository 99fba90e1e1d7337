"""PROMIS-29 version 2: seven domains of four items as T scores, and pain from 0 to 10.

The number printed at each option is its score already (sleep quality and refreshing sleep are
printed from 5 down), so a domain is the plain sum of four, read in the domain's table.
"""

from types import MappingProxyType

from retraining.instruments.base import Bands, Instrument, Rule, Scale, ScaleRule, Section
from retraining.instruments.build import BETTER, WORSE, items
from retraining.instruments.combine import Combine, Lookup

ITEMS = items(1, 28, range(1, 6), options="{name}.{value}") + items(
    29, 29, range(11), ends="{name}.{end}"
)
# T for raw 4, 5, ... 20: an R script that quotes the manual (one secondary source).
_TABLES = {
    "physical-function": "22.5 26.6 28.9 30.5 31.9 33.2 34.4 35.6 36.7 37.9 39.2 40.5 41.9 43.5 "
    "45.5 48.3 57.0",
    "anxiety": "40.3 48.0 51.2 53.7 55.8 57.7 59.5 61.4 63.4 65.3 67.3 69.3 71.2 73.3 75.4 77.9 "
    "81.6",
    "depression": "41.0 49.0 51.8 53.9 55.7 57.3 58.9 60.5 62.2 63.9 65.7 67.5 69.4 71.2 73.3 "
    "75.7 79.4",
    "fatigue": "33.7 39.7 43.1 46.0 48.6 51.0 53.1 55.1 57.0 58.8 60.7 62.7 64.6 66.7 69.0 71.6 "
    "75.8",
    "sleep-disturbance": "32.0 37.5 41.1 43.8 46.2 48.4 50.5 52.4 54.3 56.1 57.9 59.8 61.7 63.8 "
    "66.0 68.8 73.3",
    "social-roles": "27.5 31.8 34.0 35.7 37.3 38.8 40.5 42.3 44.2 46.2 48.1 50.0 51.9 53.7 55.8 "
    "58.3 64.2",
    "pain-interference": "41.6 49.6 52.0 53.9 55.6 57.1 58.5 59.9 61.2 62.5 63.8 65.2 66.6 68.0 "
    "69.7 71.6 75.6",
}
TABLES = MappingProxyType(
    {
        name: MappingProxyType({raw: float(t) for raw, t in enumerate(row.split(), start=4)})
        for name, row in _TABLES.items()
    }
)
GOOD = ("physical-function", "social-roles")
SYMPTOM_BANDS = Bands(
    (55, 60, 70),
    ("within normal limits", "mild", "moderate", "severe"),
    cut_belongs_below=False,
    source="HealthMeasures, from memory: 55, 60, 70",
)
ORDER = tuple(TABLES)


def _domain(number: int) -> tuple[str, ...]:
    return tuple(item.name for item in ITEMS[4 * number : 4 * number + 4])


def _t_scale(number: int, name: str) -> Scale:
    row = TABLES[name].values()
    return Scale(name, min(row), max(row), BETTER if name in GOOD else WORSE)


INSTRUMENT = Instrument(
    code="promis-29",
    version="2.0",
    name="PROMIS-29 Profile, version 2.0",
    heading="Your last 7 days",
    items=ITEMS,
    sections=(
        *(Section(name, _domain(n)) for n, name in enumerate(ORDER)),
        Section("pain-intensity", ("q29",)),
    ),
    scales=(
        *(_t_scale(n, name) for n, name in enumerate(ORDER)),
        Scale("pain-intensity", 0, 10, WORSE),
    ),
    rules=(
        Rule(
            "v1",
            (
                *(
                    ScaleRule(
                        name,
                        Lookup(Combine(ITEMS[4 * n : 4 * n + 4]), TABLES[name]),
                        None if name in GOOD else SYMPTOM_BANDS,
                    )
                    for n, name in enumerate(ORDER)
                ),
                ScaleRule("pain-intensity", Combine(ITEMS[28:])),
            ),
            source="Tables of raw sum to T, from an R script that quotes the manual",
            unverified=True,
            doubt="The tables come from one second source; that all four items are needed; the "
            "bands. Compare them with the HealthMeasures manual before reporting.",
            missing="All four items of a domain are needed.",
        ),
    ),
    licence="English and Spanish free for individual research; commercial use or building into "
    "proprietary technology needs written permission (healthmeasures.net)",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="PROMIS Health Organization; HealthMeasures",
    recall="7 days",
    notes=("A change of 2 to 6 T points is said to matter, from memory.",),
)
