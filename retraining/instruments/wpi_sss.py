"""WPI and SSS: the 2016 criteria. 19 areas, three severities, three symptoms, three months.

Positive where all hold: pain in at least four of five regions (jaw, chest and abdomen do not
count), for at least three months, and WPI at least 7 with SSS at least 5, or WPI 4 to 6 with SSS
at least 9. It is valid whatever else somebody has.
"""

from retraining.instruments.base import (
    INVALID,
    Answers,
    Bands,
    Instrument,
    Outcome,
    Rule,
    Scale,
    ScaleRule,
    Section,
    Status,
)
from retraining.instruments.build import WORSE, items, pick
from retraining.instruments.combine import Combine, Total

# q1-4 left upper, q5-8 right upper: jaw, shoulder girdle, upper arm, lower arm.
# q9-11 left lower, q12-14 right lower: hip, upper leg, lower leg.
# q15-19 axial: neck, upper back, lower back, chest, abdomen.
AREAS = items(1, 19, (0, 1), options="yesno.{value}")
# Fatigue, waking unrefreshed, cognition; then headache, pain or cramps in the belly, depression.
SEVERITIES = items(20, 22, range(4), options="severity.{value}")
SYMPTOMS = items(23, 25, (0, 1), options="yesno.{value}")
THREE_MONTHS = items(26, 26, (0, 1), options="yesno.{value}")
ITEMS = AREAS + SEVERITIES + SYMPTOMS + THREE_MONTHS
# The areas that count for each region.
REGIONS = (
    pick(ITEMS, 2, 3, 4),
    pick(ITEMS, 6, 7, 8),
    pick(ITEMS, 9, 10, 11),
    pick(ITEMS, 12, 13, 14),
    pick(ITEMS, 15, 16, 17),
)
REGIONS_NEEDED = 4
WPI, SSS = Combine(AREAS), Combine(SEVERITIES + SYMPTOMS)
SEVERITY = Bands(
    (6, 16, 21, 26),
    ("0-5", "6-15", "16-20", "21-25", "over 25"),
    cut_belongs_below=False,
    source="Salaffi: 0-5, 6-15, 16-20, 21-25, over 25",
)
CRITERIA = Bands((1,), ("not met", "met"), cut_belongs_below=False, source="Wolfe et al. 2016")


def _criteria(answers: Answers, value_set: str | None = None) -> Outcome:
    if any(answers.get(item.name) is None for item in ITEMS):
        return INVALID
    wpi, sss = WPI(answers).score or 0, SSS(answers).score or 0
    regions = sum(any(answers[item.name] for item in region) for region in REGIONS)
    enough = (wpi >= 7 and sss >= 5) or (4 <= wpi <= 6 and sss >= 9)
    met = regions >= REGIONS_NEEDED and answers["q26"] == 1 and enough
    return Outcome(float(met), Status.COMPLETE)


INSTRUMENT = Instrument(
    code="wpi-sss",
    version="2016",
    name="Fibromyalgia criteria 2016: widespread pain index and symptom severity (WPI, SSS)",
    heading="Where it hurts, and how you have been",
    items=ITEMS,
    sections=(
        Section("areas", tuple(item.name for item in AREAS)),
        Section("severities", tuple(item.name for item in SEVERITIES)),
        Section("symptoms", tuple(item.name for item in SYMPTOMS)),
        Section("months", tuple(item.name for item in THREE_MONTHS)),
    ),
    scales=(
        Scale("wpi", 0, 19, WORSE),
        Scale("sss", 0, 12, WORSE),
        Scale("fs", 0, 31, WORSE),
        Scale("criteria", 0, 1, WORSE),
    ),
    rules=(
        Rule(
            "v1",
            (
                ScaleRule("wpi", WPI),
                ScaleRule("sss", SSS),
                ScaleRule("fs", Total((WPI, SSS)), SEVERITY),
                ScaleRule("criteria", _criteria, CRITERIA),
            ),
            source="Wolfe et al. 2016, Semin Arthritis Rheum 46:319-329",
            unverified=True,
            doubt="That all items of a scale are needed.",
            missing="All items of a scale are needed; the criteria need all 26.",
        ),
    ),
    licence="Published criteria, free to use, from memory: to be checked",
    text_shipped=False,
    words="May be shipped; the printed form could be read in part only, so none stand here",
    source="Wolfe et al. 2016, Semin Arthritis Rheum 46:319-329",
    recall="7 days; symptoms 6 months",
)
