"""Alert rules as data, and whether what somebody said meets one. Pure: no arm, no person.

A signal is one thing that was said, at the moment it was kept: an answer, a score, a remark about a
session, a detail of a report, a wish for a call. A rule names the signal and when it fires.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """What kind of thing was said."""

    ANSWER = "answer"  # item "instrument.item", value: the number
    SCORE = "score"  # item "instrument.scale", value: the score
    CHANGE = "change"  # item "instrument.scale", value: per cent worse than at the first visit
    REMARK = "remark"  # item "stopped", "felt" or "worse", value: its code
    CALL = "call"  # item "call", value: what it follows
    REPORT = "report"  # item of the follow-up questions, value: its code
    RISE = "rise"  # item "instrument.item", value: points above the first visit, two weeks running


class Colour(StrEnum):
    """How soon somebody should act. LISTED has no clock."""

    RED = "red"
    AMBER = "amber"
    LISTED = "listed"


ORDER = (Colour.RED, Colour.AMBER, Colour.LISTED)
Value = float | str


@dataclass(frozen=True)
class Signal:
    """One thing that was said.

    Args:
        source: its kind.
        item: what about.
        value: what.
        visit: key of the visit it belongs to; empty where there is none.
    """

    source: Source
    item: str
    value: Value
    visit: str = ""


@dataclass(frozen=True)
class AlertRule:
    """When an alert is raised, and by when somebody acts.

    Args:
        key: stable name.
        source, item: which signal it listens to.
        at_least: it fires from this number on; None where codes are listed.
        one_of: it fires at these codes or numbers.
        colour: how soon.
        says: what staff read.
        acknowledge_hours: hours of cover until somebody has taken it; None where unused.
        contact_days: working days until the person has been spoken to; None where unused.
        opens_event: whether the draft of a serious adverse event is opened with it.
        along_with: an item of the same questionnaire that must be "yes" (1) too.
        visits: only at these visits; at every one where empty.
    """

    key: str
    source: Source
    item: str
    at_least: float | None
    one_of: tuple[Value, ...]
    colour: Colour
    says: str
    acknowledge_hours: float | None = None
    contact_days: int | None = None
    opens_event: bool = False
    along_with: str = ""
    visits: tuple[str, ...] = ()

    def fires(self, signal: Signal) -> bool:
        """Whether this signal meets the rule."""
        if (signal.source, signal.item) != (self.source, self.item):
            return False
        if self.visits and signal.visit not in self.visits:
            return False
        if self.at_least is not None:
            return isinstance(signal.value, (int, float)) and signal.value >= self.at_least
        return signal.value in self.one_of


def read_rule(entry: Mapping[str, Any]) -> AlertRule:
    """A rule from an entry of `[[safety.alerts]]` that nothing is wrong with."""
    return AlertRule(
        key=entry["key"],
        source=Source(entry["when"]),
        item=entry["item"],
        at_least=entry.get("at_least"),
        one_of=tuple(entry.get("one_of", ())),
        colour=Colour(entry["colour"]),
        says=entry["says"],
        acknowledge_hours=entry.get("acknowledge_cover_hours"),
        contact_days=entry.get("contact_working_days"),
        opens_event=entry.get("opens_event", False),
        along_with=entry.get("along_with", ""),
        visits=tuple(entry.get("visits", ())),
    )


def fired(rules: Iterable[AlertRule], signal: Signal) -> list[AlertRule]:
    """The rules that a signal meets, in their order."""
    return [rule for rule in rules if rule.fires(signal)]


def scales_named(rules: Iterable[AlertRule], visit: str, instrument: str) -> set[str]:
    """Scales of a questionnaire that some rule listens to at a visit."""
    of_scales = (Source.SCORE, Source.CHANGE)
    named = (
        rule.item.partition(".")
        for rule in rules
        if rule.source in of_scales and (not rule.visits or visit in rule.visits)
    )
    return {scale for code, _dot, scale in named if code == instrument}


def per_cent_worse(first: float, now: float, higher_is_worse: bool) -> float | None:
    """How much worse a score is than the first one, in per cent; None where the first is 0."""
    if first == 0:
        return None
    change = (now - first) if higher_is_worse else (first - now)
    return 100.0 * change / abs(first)


Weeks = Sequence[tuple[str, Mapping[str, int | None]]]  # (visit, answers), first visit in front


def rise_of(weeks: Weeks, item: str, visit: str) -> float | None:
    """By how many points an item lay above the first visit, this week and the one before.

    The smaller of the two rises: both weeks have risen by at least as much.

    Args:
        weeks: every visit of the instrument in the order of the protocol, the first visit in front.
        item: name of the item, higher is worse.
        visit: the week in question.

    Returns:
        The points; None where one of the three answers is missing, or there is no week before.
    """
    keys = [key for key, _answers in weeks]
    if visit not in keys:
        return None
    place = keys.index(visit)
    if place < 2:
        return None
    first, before, now = (weeks[n][1].get(item) for n in (0, place - 1, place))
    if first is None or before is None or now is None:
        return None
    return float(min(before - first, now - first))
