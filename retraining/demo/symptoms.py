"""Simulated answers: the same distribution for everybody, whatever programme they follow. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from retraining.assessments.protocol_section import Visit
from retraining.demo.cohort import Manner
from retraining.instruments import registry

LEVEL, SPREAD = 6.0, 1.2  # of a scale from 0 to 10, at the start
DRIFT_A_WEEK, DRIFT_SPREAD = -0.12, 0.12
NOISE = 0.6
BLANK = 0.02  # chance that an answer is left blank on purpose
WORSE_FROM, WORSE_A_WEEK = 5.0, 0.6
OFFSETS = {"pain": 0.0, "tiredness": 0.7, "sleep": 0.5, "interference": 0.3}


@dataclass(frozen=True)
class Course:
    """How one person fares.

    Args:
        level: at the start, 0 to 10.
        drift: change a week.
        offsets: {item: difference from the level}.
    """

    level: float
    drift: float
    offsets: Mapping[str, float]


def course(rng: Random, manner: Manner) -> Course:
    """Draw a course. Nothing but the person's own dice and manner goes in."""
    level = min(8.5, max(3.5, rng.gauss(LEVEL, SPREAD)))
    drift = rng.gauss(DRIFT_A_WEEK, DRIFT_SPREAD)
    offsets = {item: mean + rng.gauss(0, 0.5) for item, mean in OFFSETS.items()}
    if manner is Manner.WORSE:
        level, drift = min(level, WORSE_FROM), WORSE_A_WEEK
    return Course(level, drift, offsets)


def answers(rng: Random, course: Course, visit: Visit, week: int) -> dict[str, int | None]:
    """One answer an item.

    Args:
        rng: the person's dice.
        course: the person's.
        visit: which items are asked.
        week: whole weeks since the start; 0 for the first questions, which leave no blank.
    """
    allowed = {item.name: item.allowed for item in registry.get(visit.instrument).items}
    given: dict[str, int | None] = {}
    for item in visit.items:
        level = course.level + course.offsets.get(item, 0.0) + course.drift * week
        share = min(1.0, max(0.0, rng.gauss(level, NOISE) / 10))
        blank = rng.random() < BLANK
        options = sorted(allowed[item])
        given[item] = None if blank and week else options[round(share * (len(options) - 1))]
    return given
