"""PGIC: one question on change, as NINDS prints it: 1 very much improved to 7 very much worse."""

from retraining.instruments.base import Bands, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items
from retraining.instruments.combine import Combine

ITEMS = items(1, 1, range(1, 8), options="option.{value}")
BANDS = Bands(
    (3,), ("responder", "no responder"), cut_belongs_below=False, source="Responder: 1 or 2"
)

INSTRUMENT = Instrument(
    code="pgic",
    version="ninds",
    name="Patient Global Impression of Change (PGIC)",
    heading="How things have changed",
    items=ITEMS,
    scales=(Scale("change", 1, 7, WORSE),),
    rules=(
        Rule(
            "v1",
            (ScaleRule("change", Combine(ITEMS), BANDS),),
            source="NINDS common data elements: 1 very much improved to 7 very much worse",
            missing="No answer, no score.",
        ),
    ),
    licence="Public domain (NINDS notice of copyright)",
    text_shipped=False,
    words="May be shipped; only the two ends of the NINDS form could be read, so none stand here",
    source="NINDS common data elements",
    notes=("Other printings (Hurst and Bolton) run the other way: never mix them.",),
)
