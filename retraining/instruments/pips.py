"""PIPS: 12 items on avoiding pain and on being caught up in thoughts about it."""

from retraining.instruments.base import Instrument, Rule
from retraining.instruments.build import WORSE, items, scale_of, summed

ITEMS = items(1, 12, range(1, 8), options="option.{value}")
PARTS = (
    summed("avoidance", ITEMS, 1, 2, 4, 5, 7, 8, 10, 11),
    summed("fusion", ITEMS, 3, 6, 9, 12),
    summed("total", ITEMS),
)

INSTRUMENT = Instrument(
    code="pips",
    version="12",
    name="Psychological Inflexibility in Pain Scale (PIPS)",
    heading="Living with pain",
    items=ITEMS,
    scales=tuple(scale_of(part, WORSE) for part in PARTS),
    rules=(
        Rule(
            "v1",
            PARTS,
            source="Wicksell et al. 2010; Spanish validation: Health Qual Life Outcomes 11:62",
            missing="All items of a scale are needed: no published rule was found.",
        ),
    ),
    licence="Unknown",
    text_shipped=False,
    words="Unknown: treated as gated",
    source="Wicksell et al. 2010",
)
