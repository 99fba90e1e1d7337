"""FIQR: the revised impact questionnaire, 21 numbers from 0 to 10 on the past 7 days.

Scored from 0 to 100: nine activities count 30 points, two overall questions 20, ten symptoms 50.
FIQR and FIQ are different questionnaires: never mix their scores in one analysis.
"""

from fractions import Fraction

from retraining.instruments.base import (
    Bands,
    Change,
    Instrument,
    Rule,
    Scale,
    ScaleRule,
    Section,
)
from retraining.instruments.build import WORSE, items
from retraining.instruments.combine import Combine, Total

ITEMS = items(1, 21, range(11), ends="{name}.{end}")
ACTIVITIES, OVERALL, SYMPTOMS = ITEMS[:9], ITEMS[9:11], ITEMS[11:]
THIRD, HALF = Fraction(1, 3), Fraction(1, 2)

SALAFFI_2018 = Bands(
    (30, 45, 65),
    ("lowest band", "mild", "moderate", "severe"),
    cut_belongs_below=True,
    source="Salaffi et al. 2018 (n 521): up to 30, 45, 65; its lowest band has a name of its own",
)
SALAFFI_2021 = Bands(
    (23, 40, 63, 82),
    ("0-23", "24-40", "41-63", "64-82", "83 and over"),
    cut_belongs_below=True,
    source="Salaffi et al. 2021 (n 2339): 0-23, 24-40, 41-63, 64-82, 83 and over",
)


def _parts(activities: int, overall: int, symptoms: int) -> tuple[Combine, Combine, Combine]:
    """The three domains, each with the least number of answers it needs."""
    return (
        Combine(ACTIVITIES, needed=activities, times=THIRD),
        Combine(OVERALL, needed=overall),
        Combine(SYMPTOMS, needed=symptoms, times=HALF),
    )


def _rule(
    version: str, parts: tuple[Combine, ...], bands: Bands, *, source: str, missing: str
) -> Rule:
    names = ("function", "overall", "symptoms")
    domains = (ScaleRule(name, part) for name, part in zip(names, parts, strict=True))
    return Rule(
        version,
        (*domains, ScaleRule("total", Total(parts), bands)),
        source=source,
        missing=missing,
    )


STRICT = _parts(8, 2, 10)
STRICT_WORDS = (
    "One missing activity is filled in by the mean of the other eight. A second one, or any "
    "missing overall or symptom item, leaves no total."
)

RULES = (
    _rule("v1", STRICT, SALAFFI_2018, source="fiqr.info, newest page", missing=STRICT_WORDS),
    _rule(
        "prorated-v1",
        _parts(1, 1, 1),
        SALAFFI_2018,
        source="fiqr.info and myalgia.com, older page: each domain 9/x, 2/x, 10/x",
        missing="In each domain the mean of the answered items stands for the missing ones.",
    ),
    _rule(
        "salaffi-2021",
        STRICT,
        SALAFFI_2021,
        source="fiqr.info, newest page; bands of Salaffi et al. 2021",
        missing=STRICT_WORDS,
    ),
)

INSTRUMENT = Instrument(
    code="fiqr",
    version="2009",
    name="Revised Fibromyalgia Impact Questionnaire (FIQR)",
    heading="Your last 7 days",
    items=ITEMS,
    sections=(
        Section("function", tuple(item.name for item in ACTIVITIES)),
        Section("overall", tuple(item.name for item in OVERALL)),
        Section("symptoms", tuple(item.name for item in SYMPTOMS)),
    ),
    scales=(
        Scale("function", 0, 30, WORSE),
        Scale("overall", 0, 20, WORSE),
        Scale("symptoms", 0, 50, WORSE),
        Scale("total", 0, 100, WORSE),
    ),
    rules=RULES,
    licence="Paper CC BY 2.0; the site has its own licence to use the FIQR, terms not read",
    text_shipped=False,
    words="Unknown: treated as gated until the licence page of fiqr.info has been read",
    source="Bennett et al. 2009, Arthritis Res Ther 11:R120",
    recall="7 days",
    changes=(
        Change(
            "total",
            "14.1 % (that of the FIQ, used as a proxy; none of its own is known)",
            "Bennett et al. 2009 (n 2228)",
            percent=14.1,
        ),
    ),
    notes=(
        "An activity that was not done: rate the last time. One that cannot be done: 10.",
        "Several marks on three or more items make a paper form invalid.",
    ),
)
