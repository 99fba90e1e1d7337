"""A visit's questions as pages: whether they can be answered, and the words of each item."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from retraining.assessments.selectors import VisitState, answers_of, response_of, state_of
from retraining.common import clock
from retraining.common.ui import Fact
from retraining.instruments import registry
from retraining.instruments.base import Instrument, Item
from retraining.trials.models import NO_QUESTIONS, Participant
from retraining.trials.selectors import withdrawal_level


class Standing(StrEnum):
    """Whether a visit can be answered now, and if not, why."""

    OPEN = "open"
    SENT = "sent"
    NOT_YET = "not-yet"
    CLOSED = "closed"
    STOPPED = "stopped"  # the person chose not to answer questions any more


@dataclass(frozen=True)
class CheckIn:
    """One visit of one person as its pages need it.

    Args:
        state: of the visit.
        standing: whether it can be answered now.
        answers: {item: number, or None where it was left blank on purpose}, of this visit alone.
        sent_at: when it was sent.
    """

    state: VisitState
    standing: Standing
    answers: dict[str, int | None]
    sent_at: datetime | None

    @property
    def items(self) -> tuple[str, ...]:
        """Names of the items asked, in order."""
        return self.state.visit.items

    @property
    def next_item(self) -> str | None:
        """The first item that was not reached yet; None after the last."""
        return next((name for name in self.items if name not in self.answers), None)

    def number(self, name: str) -> int:
        """Place of an item, from 1."""
        return self.items.index(name) + 1

    def item_before(self, name: str) -> str | None:
        """The item before this one; None for the first."""
        place = self.items.index(name)
        return self.items[place - 1] if place else None

    def item(self, name: str) -> Item:
        """The instrument's item of this name."""
        return next(i for i in self._instrument.items if i.name == name)

    def text(self, key: str) -> str:
        """Words of the instrument, such as an item's question or an end of its scale."""
        return self._instrument.texts.get(key, "")

    @property
    def _instrument(self) -> Instrument:
        return registry.get(self.state.visit.instrument)


def check_in_of(participant: Participant, key: str) -> CheckIn | None:
    """The visit with this key, or None where the protocol has none."""
    state = state_of(participant, key)
    if state is None:
        return None
    response = response_of(participant, key)
    return CheckIn(
        state=state,
        standing=standing(state, withdrawal_level(participant), clock.now()),
        answers=answers_of(response) if response and state.started else {},
        sent_at=response.submission.at if response and state.done else None,
    )


def standing(state: VisitState, stopped: str | None, moment: datetime) -> Standing:
    """Where a visit stands. A visit without a window has no day yet, or lies behind for good.

    Args:
        state: of the visit.
        stopped: the person's level of withdrawal, or None.
        moment: now.
    """
    if state.done:
        return Standing.SENT
    if stopped in NO_QUESTIONS:
        return Standing.STOPPED
    if state.open_now:
        return Standing.OPEN
    if state.window is None:
        return Standing.CLOSED if state.visit.before_randomisation else Standing.NOT_YET
    return Standing.NOT_YET if moment < state.window.opens_at else Standing.CLOSED


def facts(check_in: CheckIn, urls: dict[str, str]) -> list[Fact]:
    """This visit's own answers for the page before sending.

    Args:
        check_in: the visit.
        urls: {item: address of its question}.
    """
    return [
        Fact(
            label=check_in.text(name),
            value=_answer(check_in, name),
            change_url=urls[name],
        )
        for name in check_in.items
    ]


def _answer(check_in: CheckIn, name: str) -> str:
    value = check_in.answers.get(name)
    if value is None:
        return _("Left blank")
    item = check_in.item(name)
    ends = {item.allowed[0]: item.low, item.allowed[-1]: item.high}
    words = check_in.text(ends.get(value, ""))
    return f"{value}: {words}" if words else str(value)
