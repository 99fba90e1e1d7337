"""PSS-10: ten items on how stressful the last month was."""

from retraining.instruments.base import Bands, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items, turned
from retraining.instruments.combine import Combine

ITEMS = items(1, 10, range(5), options="option.{value}")
BANDS = Bands(
    (14, 27),
    ("0-13", "14-26", "27-40"),
    cut_belongs_below=False,
    source="In common use, not by the authors: 0-13, 14-26, 27-40",
)

INSTRUMENT = Instrument(
    code="pss-10",
    version="10",
    name="Perceived Stress Scale (PSS-10)",
    heading="Your last month",
    items=ITEMS,
    scales=(Scale("total", 0, 40, WORSE),),
    rules=(
        Rule(
            "v1",
            (ScaleRule("total", Combine(ITEMS, turned=turned(4, 5, 7, 8)), BANDS),),
            source="Cohen and Williamson 1988: items 4, 5, 7, 8 turned round",
            missing="All ten are needed: no published rule was found.",
        ),
    ),
    licence="Free for academic use; others ask Mind Garden or the author",
    text_shipped=False,
    words="Loaded by whoever holds the licence: the terms depend on who uses it",
    source="Cohen, Kamarck and Mermelstein 1983; Cohen and Williamson 1988",
    recall="1 month",
)
