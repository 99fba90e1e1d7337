"""SCS-SF: 12 items on how somebody treats themselves in hard times; the score is a mean, 1 to 5."""

from retraining.instruments.base import Bands, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import BETTER, items, summed, turned
from retraining.instruments.combine import Combine, How

ITEMS = items(1, 12, range(1, 6), ends="{end}")
BACK = turned(1, 4, 8, 9, 11, 12)
FACETS = {
    "self-kindness": (2, 6),
    "self-judgement": (11, 12),
    "common-humanity": (5, 10),
    "isolation": (4, 8),
    "mindfulness": (3, 7),
    "over-identification": (1, 9),
}
BANDS = Bands(
    (2.5, 3.5),
    ("low", "mid", "high"),
    cut_belongs_below=False,
    source="Neff's guide: 1 to 2.5 low, 2.5 to 3.5 mid, 3.5 to 5 high; a shared end counts up",
)

INSTRUMENT = Instrument(
    code="scs-sf",
    version="SF-12",
    name="Self-Compassion Scale, short form (SCS-SF)",
    heading="How you treat yourself in hard times",
    items=ITEMS,
    scales=tuple(Scale(name, 1, 5, BETTER) for name in (*FACETS, "total")),
    rules=(
        Rule(
            "v1",
            (
                *(
                    summed(name, ITEMS, *numbers, reverse=BACK, how=How.MEAN)
                    for name, numbers in FACETS.items()
                ),
                ScaleRule("total", Combine(ITEMS, How.MEAN, turned=BACK), BANDS),
            ),
            source="Raes et al. 2011: mean after turning 1, 4, 8, 9, 11, 12 round",
            missing="All items of a scale are needed: no published rule was found.",
        ),
    ),
    licence="Free for any purpose; cite Raes et al. 2011",
    text_shipped=False,
    words="May be shipped; the copies that could be read differ in their words, so none stand here",
    source="Raes, Pommier, Neff and Van Gucht 2011, Clin Psychol Psychother 18:250-255",
    notes=(
        "All six scales are turned so that more is better. The authors advise against them in the "
        "short form.",
        "Some papers report the sum, 12 to 60, in place of the mean.",
    ),
)
