"""CEQ: how credible a programme seems and what somebody expects of it; six items in two sets.

Items 4 and 6 are percentages (0, 10, ... 100); they are brought to 1 to 9 before they are added.
"""

from fractions import Fraction

from retraining.instruments.base import (
    INVALID,
    Answers,
    Instrument,
    Outcome,
    Rule,
    Scale,
    ScaleRule,
    Section,
    Status,
)
from retraining.instruments.build import BETTER, items, pick
from retraining.instruments.combine import Combine

ONE_TO_NINE, PERCENT = range(1, 10), range(0, 101, 10)
ITEMS = (
    *items(1, 3, ONE_TO_NINE, ends="{name}.{end}"),
    *items(4, 4, PERCENT),
    *items(5, 5, ONE_TO_NINE, ends="{name}.{end}"),
    *items(6, 6, PERCENT),
)
EIGHT_OF_A_HUNDRED = Fraction(8, 100)


def _expectancy(answers: Answers, value_set: str | None = None) -> Outcome:
    think, feel, percent = (answers.get(name) for name in ("q4", "q5", "q6"))
    if think is None or feel is None or percent is None:
        return INVALID
    total = feel + sum(1 + EIGHT_OF_A_HUNDRED * share for share in (think, percent))
    return Outcome(float(total), Status.COMPLETE)


INSTRUMENT = Instrument(
    code="ceq",
    version="2000",
    name="Credibility/Expectancy Questionnaire (CEQ)",
    heading="What you expect",
    items=ITEMS,
    sections=(Section("think", ("q1", "q2", "q3", "q4")), Section("feel", ("q5", "q6"))),
    scales=(Scale("credibility", 3, 27, BETTER), Scale("expectancy", 3, 27, BETTER)),
    rules=(
        Rule(
            "v1",
            (
                ScaleRule("credibility", Combine(pick(ITEMS, 1, 2, 3))),
                ScaleRule("expectancy", _expectancy),
            ),
            source="Devilly and Borkovec 2000",
            unverified=True,
            doubt="That items 4 and 6 are percentages in tens; that they are brought to 1 to 9 "
            "before adding.",
            missing="All items of a scale are needed: no published rule was found.",
        ),
    ),
    licence="Printed in the appendix of Devilly and Borkovec 2000; terms unknown",
    text_shipped=False,
    words="Unknown: treated as gated",
    source="Devilly and Borkovec 2000, J Behav Ther Exp Psychiatry 31:73-86",
)
