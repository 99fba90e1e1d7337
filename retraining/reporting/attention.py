"""Who needs a call, and why. Pure; the words for the reasons stand in `wording`.

A rule gives people an order and says its reasons. It is no diagnosis and sends no alarm. Each
version is kept as it was; a changed threshold is a new version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

RULE = "v2"  # v1 knew no pauses

# Two points of ten on a 0-10 scale: Mease et al. 2011 for the pain item; used here for the mean.
WORSE_POINTS = 2.0
WORSE_LASTS_DAYS = 14  # an older score says nothing about today
QUIET_DAYS = 7
CLOSING_DAYS = 2
STEPS = 1000  # places within a group


class Group(IntEnum):
    """Groups in the order in which people are listed. Open safety alerts will stand before them."""

    WORSE = 1
    QUIET = 2
    CLOSING = 3
    UNCERTAIN = 4
    FINE = 5
    FINISHED = 6
    STOPPED = 7


NEEDS_ATTENTION_BELOW = Group.UNCERTAIN * STEPS


class Code(StrEnum):
    """Reason codes, as stored."""

    WORSE = "worse"
    QUIET = "quiet"
    NOT_BEGUN = "not-begun"
    CLOSING = "closing"
    UNSENT = "unsent"
    UNSURE = "unsure"
    FINISHED = "finished"
    PAUSED = "paused"
    STOPPED_SESSIONS = "stopped-sessions"
    STOPPED_QUESTIONS = "stopped-questionnaires"
    STOPPED_CONTACT = "stopped-contact"
    STOPPED_DATA = "stopped-data"
    LOST = "lost"
    DIED = "died"


@dataclass(frozen=True)
class Facts:
    """What the rule looks at. Days are calendar days in the person's zone.

    Args:
        today: the day on which it is asked.
        start: first day of the programme.
        weeks: length of the programme.
        last_day: last day of its last week, with pauses; counted from the start when None.
        paused_until: first day after a pause that runs; None where none runs.
        resumed: first day after the newest pause that is over.
        stopped: how much the person has stopped (a withdrawal level), "lost", "died", or None.
        last_session: day of the newest listening or reading, or None.
        change: newest symptom score minus the first one, in points of 0-10; above 0 is worse.
        newest_score: day of the newest score.
        check_in_opened, check_in_closes: of an unanswered check-in that is open now.
        unsent: a player was left without its last events, so some listening may be missing.
        unsure: a listening record has a clock or an amount that cannot be right.
    """

    today: date
    start: date
    weeks: int
    stopped: str | None = None
    last_session: date | None = None
    change: float | None = None
    newest_score: date | None = None
    check_in_opened: date | None = None
    check_in_closes: date | None = None
    unsent: bool = False
    unsure: bool = False
    last_day: date | None = None
    paused_until: date | None = None
    resumed: date | None = None

    @property
    def past_end(self) -> bool:
        """Whether the weeks of the programme are over."""
        if self.last_day is not None:
            return self.today > self.last_day
        return (self.today - self.start).days >= self.weeks * 7

    @property
    def answers(self) -> bool:
        """Whether the person still takes questions."""
        return self.stopped in (None, "sessions")


@dataclass(frozen=True)
class Reason:
    """One reason: a code with the number and the day that its words need."""

    code: str
    number: float | None = None
    day: str = ""  # ISO date

    def stored(self) -> list[object]:
        """As a JSON list."""
        return [self.code, self.number, self.day]


@dataclass(frozen=True)
class Verdict:
    """Place in the list (lower stands first) and every reason, the weightiest first."""

    rank: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class _Finding:
    group: Group
    weight: int  # higher stands earlier within the group
    reason: Reason | None


def judge(facts: Facts) -> Verdict:
    """Apply rule v2.

    Got worse by 2 points or more, no session for 7 days or more, questions about to close,
    uncertain data, fine, finished, stopped: in this order, and within a group the more pressing
    first. Somebody who stopped is never urged on; somebody who only stopped the sessions still
    counts as worse, because their health does. During a pause nobody is quiet, and after it the
    days are counted from its end.
    """
    found = [
        *_worse(facts),
        *_quiet(facts),
        *_closing(facts),
        *_uncertain(facts),
        *_state(facts),
    ]
    found.sort(key=lambda one: (one.group, -one.weight))
    first = found[0]
    reasons = tuple(one.reason for one in found if one.reason is not None)
    return Verdict(first.group * STEPS + STEPS - 1 - min(first.weight, STEPS - 1), reasons)


def needs_attention(rank: int) -> bool:
    """Whether a rank asks for somebody to act."""
    return rank < NEEDS_ATTENTION_BELOW


def _worse(facts: Facts) -> Sequence[_Finding]:
    if facts.change is None or facts.newest_score is None or not facts.answers:
        return []
    fresh = (facts.today - facts.newest_score).days <= WORSE_LASTS_DAYS
    points = round(facts.change, 2)
    if not fresh or points < WORSE_POINTS:
        return []
    return [_Finding(Group.WORSE, round(points * 10), Reason(Code.WORSE, points))]


def _quiet(facts: Facts) -> Sequence[_Finding]:
    if facts.stopped or facts.past_end or facts.paused_until:
        return []
    last = facts.last_session or facts.start
    days = (facts.today - max(last, facts.resumed or last)).days
    if days < QUIET_DAYS:
        return []
    code = Code.QUIET if facts.last_session else Code.NOT_BEGUN
    return [_Finding(Group.QUIET, days, Reason(code, days))]


def _closing(facts: Facts) -> Sequence[_Finding]:
    if facts.check_in_opened is None or facts.check_in_closes is None or not facts.answers:
        return []
    left = (facts.check_in_closes - facts.today).days
    if left > CLOSING_DAYS:
        return []
    reason = Reason(Code.CLOSING, left, facts.check_in_opened.isoformat())
    return [_Finding(Group.CLOSING, CLOSING_DAYS - left, reason)]


def _uncertain(facts: Facts) -> Sequence[_Finding]:
    found = []
    if facts.unsent and not facts.stopped:
        found.append(_Finding(Group.UNCERTAIN, 0, Reason(Code.UNSENT)))
    if facts.unsure:
        found.append(_Finding(Group.UNCERTAIN, 0, Reason(Code.UNSURE)))
    return found


STOPPED = {
    "sessions": Code.STOPPED_SESSIONS,
    "questionnaires": Code.STOPPED_QUESTIONS,
    "contact": Code.STOPPED_CONTACT,
    "data": Code.STOPPED_DATA,
    "lost": Code.LOST,
    "died": Code.DIED,
}


def _state(facts: Facts) -> Sequence[_Finding]:
    """Where the person stands: exactly one finding, so that everybody has a place."""
    if facts.stopped:
        return [_Finding(Group.STOPPED, 0, Reason(STOPPED[facts.stopped]))]
    if facts.past_end:
        return [_Finding(Group.FINISHED, 0, Reason(Code.FINISHED, facts.weeks))]
    if facts.paused_until:
        reason = Reason(Code.PAUSED, day=facts.paused_until.isoformat())
        return [_Finding(Group.FINE, 0, reason)]
    return [_Finding(Group.FINE, 0, None)]
