"""AAQ-II: seven items on psychological inflexibility."""

from retraining.instruments.base import Bands, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items
from retraining.instruments.combine import Combine

ITEMS = items(1, 7, range(1, 8), options="option.{value}")
BANDS = Bands(
    (24, 29),
    ("below clinical cut-offs", "about clinical cut-offs", "above clinical cut-offs"),
    cut_belongs_below=False,
    source="Hayes, handout: about 24 to 28 matches clinical cut-offs",
)

INSTRUMENT = Instrument(
    code="aaq-ii",
    version="II",
    name="Acceptance and Action Questionnaire (AAQ-II)",
    heading="Thoughts and feelings",
    items=ITEMS,
    scales=(Scale("total", 7, 49, WORSE),),
    rules=(
        Rule(
            "v1",
            (ScaleRule("total", Combine(ITEMS), BANDS),),
            source="Bond et al. 2011: sum of seven",
            unverified=True,
            doubt="That the items run from 1 to 7.",
            missing="All seven are needed: no published rule was found.",
        ),
    ),
    licence="Free on the author's site, from memory: to be checked",
    text_shipped=False,
    words="Unknown: treated as gated",
    source="Bond et al. 2011",
)
