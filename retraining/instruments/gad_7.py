"""GAD-7: how often seven problems bothered somebody over the last 2 weeks."""

from retraining.instruments.base import Bands, Change, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items, with_loinc
from retraining.instruments.combine import Combine
from retraining.instruments.patient_health import (
    ALLOWED,
    DOUBT,
    LICENCE,
    LOINC_ANSWERS,
    MAY_SHIP,
    MISSING,
    OPTIONS,
    RECALL,
)
from retraining.instruments.patient_health_words import GAD_7_WORDS, HEADING

LOINC = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
ITEMS = with_loinc(items(1, 7, ALLOWED, options=OPTIONS), LOINC, LOINC_ANSWERS)

INSTRUMENT = Instrument(
    code="gad-7",
    version="2006",
    name="Generalised Anxiety Disorder, 7 items (GAD-7)",
    heading=HEADING,
    items=ITEMS,
    scales=(Scale("total", 0, 21, WORSE, loinc="70274-6"),),
    rules=(
        Rule(
            "v1",
            (
                ScaleRule(
                    "total",
                    Combine(ITEMS, needed=5),
                    Bands(
                        (5, 10, 15),
                        ("minimal", "mild", "moderate", "severe"),
                        cut_belongs_below=False,
                        source="Spitzer et al. 2006; 10 and over: sensitivity 89, specificity 82",
                    ),
                ),
            ),
            source="Spitzer et al. 2006",
            unverified=True,
            doubt=DOUBT,
            missing=MISSING,
        ),
    ),
    licence=LICENCE,
    text_shipped=True,
    words=MAY_SHIP,
    recall=RECALL,
    source="Spitzer, Kroenke, Williams and Löwe 2006",
    texts=GAD_7_WORDS,
    changes=(
        Change("total", "4", "from memory", points=4, unverified=True),
        Change("total", "3.3 points or 28 %", "Bauer-Staeb et al. 2021", points=3.3, percent=28),
        Change("total", "1.5 points or 20 %", "Kounali et al. 2022", points=1.5, percent=20),
    ),
    loinc="69737-5",
)
