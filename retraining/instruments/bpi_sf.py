"""BPI-SF: four numbers on how strong pain is, seven on how it interferes, each from 0 to 10."""

from retraining.instruments.base import Bands, Change, Instrument, Rule, Scale, ScaleRule, Section
from retraining.instruments.build import WORSE, items
from retraining.instruments.combine import Combine, How

ITEMS = items(1, 11, range(11), ends="{name}.{end}")
SEVERITY, INTERFERENCE = ITEMS[:4], ITEMS[4:]
BANDS = Bands(
    (5, 7),
    ("mild", "moderate", "severe"),
    cut_belongs_below=False,
    source="ePPOC: 0-4, 5-6, 7-10; a mean between two whole numbers counts with the lower",
)

INSTRUMENT = Instrument(
    code="bpi-sf",
    version="SF",
    name="Brief Pain Inventory, short form (BPI-SF)",
    heading="Your pain",
    items=ITEMS,
    sections=(
        Section("severity", tuple(item.name for item in SEVERITY)),
        Section("interference", tuple(item.name for item in INTERFERENCE)),
    ),
    scales=(Scale("severity", 0, 10, WORSE), Scale("interference", 0, 10, WORSE)),
    rules=(
        Rule(
            "v1",
            (
                ScaleRule("severity", Combine(SEVERITY, How.MEAN), BANDS),
                ScaleRule("interference", Combine(INTERFERENCE, How.MEAN, needed=4)),
            ),
            source="Cleeland, MD Anderson guide; ePPOC",
            missing="Severity needs all four; interference needs at least 4 of 7.",
        ),
    ),
    licence="Copyright Cleeland 1991, MD Anderson; permission; funded academic use 300 dollars, "
    "150 for each further language",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="Cleeland and Ryan 1994",
    recall="24 hours",
    changes=(
        Change("interference", "1 point", "IMMPACT (Dworkin et al. 2008)", points=1),
        Change(
            "severity",
            "10 % minimal, 30 % moderate, 50 % substantial",
            "IMMPACT (Dworkin et al. 2008)",
            percent=30,
        ),
    ),
)
