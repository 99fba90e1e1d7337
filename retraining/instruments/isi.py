"""ISI: seven items on sleep over the last 2 weeks."""

from retraining.instruments.base import Bands, Change, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items
from retraining.instruments.combine import Combine

ITEMS = items(1, 7, range(5), options="{name}.{value}")
BANDS = Bands(
    (8, 15, 22),
    ("none", "subthreshold", "moderate", "severe"),
    cut_belongs_below=False,
    source="Morin: 0-7, 8-14, 15-21, 22-28; cut of 10 in the community",
)
MORIN = "Morin et al. 2011"

INSTRUMENT = Instrument(
    code="isi",
    version="1993",
    name="Insomnia Severity Index (ISI)",
    heading="Your sleep",
    items=ITEMS,
    scales=(Scale("total", 0, 28, WORSE),),
    rules=(
        Rule(
            "v1",
            (ScaleRule("total", Combine(ITEMS), BANDS),),
            source="Morin 1993; Bastien et al. 2001",
            missing="All seven are needed.",
        ),
    ),
    licence="Copyright Morin, through Mapi Research Trust",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="Morin 1993; Bastien et al. 2001",
    recall="2 weeks",
    changes=(
        Change("total", "6", "Yang et al. 2009", points=6),
        Change("total", "8.4 (7.1 to 9.4): moderate improvement", MORIN, points=8.4),
    ),
)
