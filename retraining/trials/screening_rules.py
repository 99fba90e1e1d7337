"""Who can take part, by rule, from a person's own answers. Pure.

Source of the 2016 criteria: Wolfe and others, Semin Arthritis Rheum 2016;46:319-329, scored by
`retraining.instruments`; the other criteria are those of the protocol.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retraining.trials.protocol_section import CRITERIA_2016, Criterion


@dataclass(frozen=True)
class Result:
    """What comes out of somebody's own answers.

    Args:
        reasons: keys of the criteria that are not met; none where the person can go on.
        talk: keys of criteria that staff talk about before it is decided.
        possible_from: from when all unmet criteria may be met; None where no day can be named.
    """

    reasons: tuple[str, ...]
    talk: tuple[str, ...]
    possible_from: date | None

    @property
    def eligible(self) -> bool:
        """Whether nothing stands against taking part."""
        return not self.reasons


def asked(criteria: Iterable[Criterion]) -> list[Criterion]:
    """The criteria that the person answers on the pages; the others are asked by voice."""
    return [criterion for criterion in criteria if criterion.ask]


def needs_body(criteria: Iterable[Criterion], answers: Mapping[str, bool]) -> bool:
    """Whether the 2016 criteria are asked: somebody without the diagnosis may meet them."""
    return any(c.rule == CRITERIA_2016 and answers.get(c.key) != c.expect for c in asked(criteria))


def judge(
    criteria: Sequence[Criterion],
    answers: Mapping[str, bool],
    *,
    meets_2016: bool | None,
    today: date,
) -> Result:
    """The verdict on a person's own answers.

    Args:
        criteria: of the protocol.
        answers: {key: answer} of every criterion that has an `ask`.
        meets_2016: whether the 2016 criteria are met; None where they were not asked.
        today: the person's calendar day.
    """
    wrong = [c for c in asked(criteria) if answers[c.key] != c.expect]
    wrong = [c for c in wrong if not (c.rule == CRITERIA_2016 and meets_2016)]
    unmet = [c for c in wrong if not c.talk]
    return Result(
        reasons=tuple(c.key for c in unmet),
        talk=tuple(c.key for c in wrong if c.talk),
        possible_from=possible_from(unmet, today),
    )


def possible_from(unmet: Sequence[Criterion], today: date) -> date | None:
    """From when people who do not meet these criteria may answer again; None: no day is known."""
    waits = [criterion.wait_days for criterion in unmet]
    known = [days for days in waits if days is not None]
    return today + timedelta(days=max(known)) if known and len(known) == len(waits) else None
