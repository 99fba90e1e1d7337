"""PCS: 13 thoughts and feelings while in pain. Participants see a neutral heading, not its name."""

from retraining.instruments.base import Bands, Change, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items, summed
from retraining.instruments.combine import Combine

ITEMS = items(1, 13, range(5), options="option.{value}")
BANDS = Bands(
    (30,),
    ("below the 75th percentile", "at or above the 75th percentile"),
    cut_belongs_below=False,
    source="Sullivan, manual of the PCS: 30 is the 75th percentile",
)

INSTRUMENT = Instrument(
    code="pcs",
    version="1995",
    name="Pain Catastrophizing Scale (PCS)",
    heading="Your thoughts when you are in pain",
    items=ITEMS,
    scales=(
        Scale("rumination", 0, 16, WORSE),
        Scale("magnification", 0, 12, WORSE),
        Scale("helplessness", 0, 24, WORSE),
        Scale("total", 0, 52, WORSE),
    ),
    rules=(
        Rule(
            "v1",
            (
                summed("rumination", ITEMS, 8, 9, 10, 11),
                summed("magnification", ITEMS, 6, 7, 13),
                summed("helplessness", ITEMS, 1, 2, 3, 4, 5, 12),
                ScaleRule("total", Combine(ITEMS), BANDS),
            ),
            source="Sullivan, manual of the PCS",
            missing="All items of a scale are needed: no rule of the manual was found.",
        ),
    ),
    licence="Copyright Sullivan; licensed and distributed by Mapi Research Trust (ePROVIDE)",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="Sullivan et al. 1995",
    changes=(
        Change("total", "8 (6 to 10), chronic low back pain", "Monticone et al. 2022", points=8),
    ),
)
