"""HADS: 14 items, seven on anxiety and seven on depression.

The number at each option is its score already: what is kept is the number, never the place, since
some items are printed from the highest number down.
"""

from retraining.instruments.base import Bands, Change, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items, pick
from retraining.instruments.combine import Combine, Total

ITEMS = items(
    1,
    14,
    range(4),
    options="{name}.{value}",
    descending=(1, 3, 5, 6, 8, 10, 11, 13),  # awell `hads_inputs.ts`
)
ANXIETY = Combine(pick(ITEMS, 1, 3, 5, 7, 9, 11, 13), needed=4)
DEPRESSION = Combine(pick(ITEMS, 2, 4, 6, 8, 10, 12, 14), needed=4)
BANDS = Bands(
    (8, 11),
    ("normal", "borderline", "case"),
    cut_belongs_below=False,
    source="Zigmond and Snaith 1983: 0-7 normal, 8-10 borderline, 11-21 case",
)
PUHAN, LEMAY = "Puhan et al. 2008 (COPD)", "Lemay (cardiovascular disease)"

INSTRUMENT = Instrument(
    code="hads",
    version="1983",
    name="Hospital Anxiety and Depression Scale (HADS)",
    heading="How you have been feeling",
    items=ITEMS,
    scales=(
        Scale("anxiety", 0, 21, WORSE),
        Scale("depression", 0, 21, WORSE),
        Scale("total", 0, 42, WORSE),
    ),
    rules=(
        Rule(
            "v1",
            (
                ScaleRule("anxiety", ANXIETY, BANDS),
                ScaleRule("depression", DEPRESSION, BANDS),
                ScaleRule("total", Total((ANXIETY, DEPRESSION))),
            ),
            source="Zigmond and Snaith 1983; half rule: Bell et al. 2016",
            missing="Half rule: a subscale with at least 4 of its 7 answers takes their mean for "
            "the others. The total needs both.",
        ),
    ),
    licence="GL Assessment, through Mapi Research Trust; fee; the words must not be bundled",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="Zigmond and Snaith 1983",
    recall="7 days",
    changes=(
        Change("anxiety", "1.41 to 1.57; effect size 1.32", PUHAN, points=1.57),
        Change("anxiety", "1.7", LEMAY, points=1.7),
        Change("depression", "effect size 1.40", PUHAN, points=1.4),
        Change("depression", "1.7", LEMAY, points=1.7),
        Change("total", "1.60 to 1.68", PUHAN, points=1.68),
    ),
    notes=("No published figure for this condition: the changes come from other illnesses.",),
)
