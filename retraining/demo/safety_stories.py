"""What a few simulated people report in a weekly questionnaire, and how far staff have come. Pure.

The stories belong to names, never to an arm, and use no dice: a seeding with the arms exchanged
tells the same ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType

from retraining.demo.acts import Act
from retraining.safety.models import StepKind

WEEKLY = "check-in"
A_MOMENT = timedelta(minutes=3)  # from the answer to the questions that follow it
TAKEN_AFTER, CLOSED_AFTER = 1, 3  # days from an alert
HANDLED: Mapping[int, tuple[StepKind, ...]] = MappingProxyType(
    {TAKEN_AFTER: (StepKind.TAKEN, StepKind.REACHED), CLOSED_AFTER: (StepKind.RESOLVED,)}
)


@dataclass(frozen=True)
class Story:
    """What somebody reports.

    Args:
        visit: key of the weekly questionnaire.
        answers: {item: number} in place of what the dice gave.
        follow_ups: (question, answer) of the report that opens.
        handled: {days after the alert: steps of staff}.
        decided: days after the alert until staff record an adverse event; None where they do not.
    """

    visit: str
    answers: Mapping[str, int]
    follow_ups: Sequence[tuple[str, str]] = ()
    handled: Mapping[int, tuple[StepKind, ...]] = field(default_factory=lambda: HANDLED)
    decided: int | None = None


STORIES: Mapping[str, Story] = {
    "Carmen Ortega": Story("week-4", {"upset": 2}, (("what", "Too many messages in one week."),)),
    "Priya Nair": Story(
        "week-3",
        {"new_problem": 1},
        (
            ("what", "Appendix taken out, two nights in hospital."),
            ("began", "week"),
            ("activities", "fully"),
            ("over", "no"),
            ("care", "hospital"),
        ),
    ),
    "Isabel Cano": Story(
        "week-6",
        {"upset": 2},
        (("what", "The questions make me think of it all day."), ("still", "yes")),
        {TAKEN_AFTER: (StepKind.TAKEN, StepKind.REACHED)},
        decided=TAKEN_AFTER,
    ),
    "Joanne Dyson": Story(
        "week-2",
        {"upset": 3},
        handled={TAKEN_AFTER: (StepKind.TAKEN, StepKind.NOT_REACHED)},
    ),
    "Gillian Firth": Story(
        "week-5",
        {"new_problem": 1},
        (("what", "A heavy cold for a week."), ("activities", "partly"), ("care", "doctor")),
    ),
    "Beatriz Soler": Story("week-3", {"upset": 3}, handled={}),
}


def told(name: str, acts: Sequence[Act]) -> list[Act]:
    """A life with what the person reports in it; unchanged for those without a story."""
    story = STORIES.get(name)
    found: list[Act] = []
    for act in acts:
        if story is None or act.detail.get("visit") != story.visit:
            found.append(act)
            continue
        given = act.detail["answers"]
        answers = {**given, WEEKLY: {**given[WEEKLY], **story.answers}}
        found.append(replace(act, detail={**act.detail, "answers": answers}))
        if story.follow_ups:
            detail = {"answers": story.follow_ups}
            found.append(Act(act.at + A_MOMENT, act.number, "report", detail))
    return found
