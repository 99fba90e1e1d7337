"""PHQ-8: the PHQ-9 without its item on being better off dead."""

from retraining.instruments.base import Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE
from retraining.instruments.combine import Combine
from retraining.instruments.patient_health import DOUBT, LICENCE, MAY_SHIP, MISSING, RECALL
from retraining.instruments.patient_health_words import HEADING, PHQ_8_WORDS
from retraining.instruments.phq_9 import BANDS
from retraining.instruments.phq_9 import ITEMS as PHQ_9_ITEMS

ITEMS = PHQ_9_ITEMS[:8]

INSTRUMENT = Instrument(
    code="phq-8",
    version="2009",
    name="Patient Health Questionnaire, 8 items (PHQ-8)",
    heading=HEADING,
    items=ITEMS,
    scales=(Scale("total", 0, 24, WORSE),),
    rules=(
        Rule(
            "v1",
            (
                ScaleRule(
                    "total",
                    Combine(ITEMS, needed=6),
                    BANDS,
                ),
            ),
            source="Kroenke et al. 2009",
            unverified=True,
            doubt=DOUBT,
            missing=MISSING,
        ),
    ),
    licence=LICENCE,
    text_shipped=True,
    words=MAY_SHIP,
    recall=RECALL,
    source="Kroenke et al. 2009, J Affect Disord 114:163-173",
    texts=PHQ_8_WORDS,
    notes=("The PHQ-9 without its item on being better off dead.",),
)
