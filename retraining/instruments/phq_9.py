"""PHQ-9: how often nine problems bothered somebody over the last 2 weeks.

The total fills one or two missing items by the mean of the others. Item 9, on being better off
dead, is never filled in: without it there is no total.
"""

from retraining.instruments.base import (
    INVALID,
    Answers,
    Bands,
    Change,
    Instrument,
    Outcome,
    Rule,
    Scale,
    ScaleRule,
    Status,
)
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
from retraining.instruments.patient_health_words import HEADING, PHQ_9_WORDS

LOINC = (
    "44250-9",
    "44255-8",
    "44259-0",
    "44254-1",
    "44251-7",
    "44258-2",
    "44252-5",
    "44253-3",
    "44260-8",
)
ITEMS = with_loinc(items(1, 9, ALLOWED, options=OPTIONS), LOINC, LOINC_ANSWERS)
SUICIDALITY = "q9"
MORE_THAN_HALF_THE_DAYS, SEVERAL_DAYS = 2, 1
BANDS = Bands(
    (5, 10, 15, 20),
    ("minimal", "mild", "moderate", "moderately severe", "severe"),
    cut_belongs_below=False,
    source="Kroenke et al. 2001: 5, 10, 15, 20; from 10 sensitivity 77-88 %, specificity 88-94 %",
)
ALGORITHM = Bands(
    (1, 2),
    ("neither", "other depressive syndrome", "major depressive syndrome"),
    cut_belongs_below=False,
    source="Spitzer et al. 1999; Kroenke et al. 2001",
)


def _algorithm(answers: Answers, value_set: str | None = None) -> Outcome:
    """0 neither, 1 other depressive syndrome, 2 major depressive syndrome.

    An item counts from "more than half the days"; item 9 counts from "several days". Major: five
    or more count, one of them item 1 or 2. Other: two to four count, one of them item 1 or 2.
    """
    given = [answers.get(item.name) for item in ITEMS]
    if any(value is None for value in given):
        return INVALID
    counts = [
        value is not None
        and value >= (SEVERAL_DAYS if item.name == SUICIDALITY else MORE_THAN_HALF_THE_DAYS)
        for item, value in zip(ITEMS, given, strict=True)
    ]
    if not (counts[0] or counts[1]) or sum(counts) < 2:
        return Outcome(0.0, Status.COMPLETE)
    return Outcome(2.0 if sum(counts) >= 5 else 1.0, Status.COMPLETE)


INSTRUMENT = Instrument(
    code="phq-9",
    version="1999",
    name="Patient Health Questionnaire, 9 items (PHQ-9)",
    heading=HEADING,
    items=ITEMS,
    scales=(
        Scale("total", 0, 27, WORSE, loinc="44261-6"),
        Scale("algorithm", 0, 2, WORSE),
    ),
    rules=(
        Rule(
            "v1",
            (
                ScaleRule(
                    "total",
                    Combine(ITEMS, needed=7, required=(SUICIDALITY,)),
                    BANDS,
                ),
                ScaleRule("algorithm", _algorithm, ALGORITHM),
            ),
            source="Kroenke et al. 2001; algorithm as in CamCOPS phq9.py",
            unverified=True,
            doubt=DOUBT,
            missing=f"{MISSING} Item 9 is never filled in: without it there is no total. The "
            "algorithm needs all nine.",
        ),
    ),
    licence=LICENCE,
    text_shipped=True,
    words=MAY_SHIP,
    recall=RECALL,
    source="Kroenke, Spitzer and Williams 2001",
    texts=PHQ_9_WORDS,
    changes=(
        Change("total", "5", "from memory", points=5, unverified=True),
        Change("total", "3.7 points or 23 %", "Bauer-Staeb et al. 2021", points=3.7, percent=23),
        Change("total", "1.7 points or 20 %", "Kounali et al. 2022", points=1.7, percent=20),
    ),
    loinc="44249-1",
    notes=("Item 9 asks about being better off dead: an answer needs somebody who reads it.",),
)
