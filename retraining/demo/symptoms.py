"""Simulated answers: the same distribution for everybody, whatever programme they follow. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from retraining.assessments.protocol_section import Part, Visit
from retraining.demo.cohort import Manner
from retraining.instruments import registry

LEVEL, SPREAD = 6.0, 1.2  # of a scale from 0 to 10, at the start
DRIFT_A_WEEK, DRIFT_SPREAD = -0.12, 0.12
NOISE = 0.6
BLANK = 0.02  # chance that an answer is left blank on purpose
BLANK_IN_LONG = 0.002  # the same in a long questionnaire, where one blank can cost the total
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


SELDOM = ("own_practice", "treatment", "new_problem", "upset")
TREATMENT_CHANGES = 0.05  # a week
BETTER = {"eq-vas", "ffmq-15", "scs-sf", "ceq"}  # whose high numbers are the good end
CHANCE = {"guess"}  # nothing but the dice


def visit_answers(
    rng: Random, course: Course, visit: Visit, week: int
) -> dict[str, dict[str, int | None]]:
    """{instrument: {item: number}} of a visit.

    The weekly questions come from the person's own dice; what else a visit asks has dice of its
    own, so that a questionnaire more or less changes nothing else of a life.

    Args:
        rng: the person's dice.
        course: the person's.
        visit: which parts are asked.
        week: whole weeks since the start; 0 for the first questions, which leave no blank.
    """
    own = Random(f"{course.level}/{visit.key}")  # noqa: S311 - no secret
    return {
        part.instrument: answers(rng if part.instrument == "check-in" else own, course, part, week)
        for part in visit.parts
    }


def answers(rng: Random, course: Course, part: Part, week: int) -> dict[str, int | None]:
    """One answer an item of one part."""
    allowed = {item.name: item.allowed for item in registry.get(part.instrument).items}
    given: dict[str, int | None] = {}
    for item in part.items:
        if item in SELDOM:  # drawn from the answers before it, so that the dice fall as they did
            given[item] = _seldom(item, given)
            continue
        level = course.level + course.offsets.get(item, 0.0) + course.drift * week
        share = min(1.0, max(0.0, rng.gauss(level, NOISE) / 10))
        blank = rng.random() < (BLANK if part.instrument == "check-in" else BLANK_IN_LONG)
        options = sorted(allowed[item])
        if part.instrument in CHANCE:
            share = rng.random()
        elif part.instrument in BETTER:
            share = 1 - share
        given[item] = None if blank and week else options[round(share * (len(options) - 1))]
    return given


def _seldom(item: str, given: Mapping[str, int | None]) -> int:
    """Practice without the app on few days, a change of treatment now and then, no other news.

    What a few people have to report is told by their safety stories.
    """
    side = Random(f"{item}/{sorted(given.items(), key=str)}")  # noqa: S311 - no secret
    if item == "own_practice":
        return side.choice((0, 0, 0, 0, 1, 1, 2))
    return int(item == "treatment" and side.random() < TREATMENT_CHANGES)
