"""CSQ-8: eight items on how satisfied somebody is. The number at an option is its score already."""

from retraining.instruments.base import Instrument, Rule, Scale
from retraining.instruments.build import BETTER, items, summed

ITEMS = items(1, 8, range(1, 5), options="{name}.{value}", descending=(1, 3, 6, 7))

INSTRUMENT = Instrument(
    code="csq-8",
    version="8",
    name="Client Satisfaction Questionnaire (CSQ-8)",
    heading="What you think of the sessions",
    items=ITEMS,
    scales=(Scale("total", 8, 32, BETTER),),
    rules=(
        Rule(
            "v1",
            (summed("total", ITEMS),),
            source="Larsen et al. 1979: sum of eight",
            missing="All eight are needed: no published rule was found.",
        ),
    ),
    licence="Copyright Attkisson, Tamalpais Matrix Systems; a fee for each use, electronic "
    "licence, no change to the words",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="Larsen, Attkisson, Hargreaves and Nguyen 1979",
    notes=(
        "Items 2, 4, 5 and 8 are printed in the opposite order to the others; check which of the "
        "two starts high against the licensed form.",
    ),
)
