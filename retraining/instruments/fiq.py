"""FIQ, second version: 20 answers on the past week, scored from 0 to 100.

The factors 3.33 and 1.43 are printed so; all worst answers therefore give 100.01.
"""

from fractions import Fraction

from retraining.instruments.base import (
    Change,
    Instrument,
    Rule,
    Scale,
    ScaleRule,
    Section,
)
from retraining.instruments.build import WORSE, items
from retraining.instruments.combine import Combine, How, Total

ACTIVITIES = items(1, 11, range(4), options="activity.{value}")
GOOD_DAYS = items(12, 12, range(8))
LOST_DAYS = items(13, 13, range(8))
SCALES = items(14, 20, range(11), ends="{name}.{end}")
ITEMS = ACTIVITIES + GOOD_DAYS + LOST_DAYS + SCALES
A_DAY = Fraction("1.43")

TOTAL = Total(
    (
        Combine(ACTIVITIES, How.MEAN, needed=6, times=Fraction("3.33")),
        Combine(GOOD_DAYS, turned={"q12"}, times=A_DAY),
        Combine(LOST_DAYS, times=A_DAY),
        Combine(SCALES),
    )
)

INSTRUMENT = Instrument(
    code="fiq",
    version="2.0",
    name="Fibromyalgia Impact Questionnaire (FIQ)",
    heading="Your past week",
    items=ITEMS,
    sections=(
        Section("function", tuple(item.name for item in ACTIVITIES)),
        Section("days", tuple(item.name for item in GOOD_DAYS + LOST_DAYS)),
        Section("scales", tuple(item.name for item in SCALES)),
    ),
    scales=(Scale("total", 0, 100.01, WORSE),),
    rules=(
        Rule(
            "v1",
            (ScaleRule("total", TOTAL),),
            source="Bennett 2005, scoring of version 2.0",
            unverified=True,
            doubt="That the mean of at least 6 answered activities stands for the missing ones; "
            "how somebody without work or housework is scored.",
            missing="At least 6 of the 11 activities (their mean is used), both day counts and "
            "all 7 scales are needed.",
        ),
    ),
    licence="Free for academic and clinical use with an on-line licence, words unchanged; "
    "commercial use through Mapi Research Trust",
    text_shipped=False,
    words="Loaded by whoever holds the licence",
    source="Burckhardt et al. 1991; Bennett 2005",
    recall="7 days",
    changes=(Change("total", "14.1 %", "Bennett et al. 2009 (n 2228)", percent=14.1),),
    notes=(
        "The average of people with the condition is about 50; 70 and over is severe.",
        "Of the scale for stiffness alone 13.2 % is a change that matters (Bennett et al. 2009).",
    ),
)
