"""EQ VAS: one number from 0 to 100 for health today; the second part of EQ-5D."""

from retraining.instruments.base import Instrument, Rule, Scale
from retraining.instruments.build import BETTER, items, summed

ITEMS = items(1, 1, range(101), ends="{name}.{end}", missing_codes=(999,))

INSTRUMENT = Instrument(
    code="eq-vas",
    version="5L",
    name="EQ VAS",
    heading="Your health today",
    items=ITEMS,
    scales=(Scale("vas", 0, 100, BETTER),),
    rules=(
        Rule(
            "v1",
            (summed("vas", ITEMS),),
            source="EuroQol user guide",
            missing="999 stands for a missing answer: no score.",
        ),
    ),
    licence="EuroQol; registration of each study",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="EuroQol Group",
    recall="today",
    notes=("Belongs together with EQ-5D-5L: both parts must be used.",),
)
