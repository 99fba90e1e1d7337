"""A visit's questions as pages: whether they can be answered, and the words of each item."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.assessments.packs import blocked
from retraining.assessments.protocol_section import Part, Visit
from retraining.assessments.selectors import (
    PartState,
    VisitState,
    answers_of,
    done_at,
    last_answered,
    reached,
    response_of,
    state_of,
)
from retraining.assessments.words import Words, words_for
from retraining.common import clock
from retraining.common.ui import Fact, Task
from retraining.instruments import registry
from retraining.instruments.base import Item
from retraining.portal.things import minutes_for
from retraining.trials.models import NO_QUESTIONS, DateKind, Participant
from retraining.trials.selectors import latest_day, withdrawal_level
from sessions.after_session import resting


class Standing(StrEnum):
    """Whether questions can be answered now, and if not, why."""

    OPEN = "open"
    SENT = "sent"
    NOT_YET = "not-yet"
    CLOSED = "closed"
    RESTING = "resting"  # a guided session is less than an hour away; asked after it
    STOPPED = "stopped"  # the person chose not to answer questions any more


@dataclass(frozen=True)
class CheckIn:
    """One part of a visit of one person as its pages need it.

    Args:
        state: of the visit.
        part: the questionnaire of it that is answered.
        standing: whether it can be answered now.
        answers: {item: number, or None where it was left blank on purpose}, of this visit alone.
        sent_at: when it was sent.
        words: of the questionnaire.
        handed: on a device handed over in the clinic.
        asked_at: when they are asked, where they rest.
    """

    state: VisitState
    part: PartState
    standing: Standing
    answers: dict[str, int | None]
    sent_at: datetime | None
    words: Words
    handed: bool = False
    asked_at: datetime | None = None

    @property
    def takes_answers(self) -> bool:
        """Whether an answer is kept: one given on a page that was open before the rest is too."""
        return self.standing in (Standing.OPEN, Standing.RESTING)

    @property
    def items(self) -> tuple[str, ...]:
        """Names of the items asked, in order."""
        return self.part.part.items

    @property
    def next_item(self) -> str | None:
        """The first item that was not reached yet; None after the last."""
        return next((name for name in self.items if name not in self.answers), None)

    @property
    def title(self) -> str:
        """What the participant reads above the part."""
        return title_of(self.part.part, self.state.visit, self.words)

    def number(self, name: str) -> int:
        """Place of an item, from 1."""
        return self.items.index(name) + 1

    def item_before(self, name: str) -> str | None:
        """The item before this one; None for the first."""
        place = self.items.index(name)
        return self.items[place - 1] if place else None

    def item(self, name: str) -> Item:
        """The instrument's item of this name."""
        instrument = registry.get(self.part.part.instrument)
        return next(i for i in instrument.items if i.name == name)

    def text(self, key: str) -> str:
        """Words of the questionnaire, such as an item's question or an end of its scale."""
        return self.words.text(key) if key else ""

    @property
    def home_url(self) -> str:
        """The card from which the part is begun."""
        visit, part = self.state.visit, self.part.part.instrument
        if self.handed:
            return reverse("handed_part", args=[part]) if visit.is_long else reverse("handed")
        long = reverse("visit_part", args=[visit.key, part])
        return long if visit.is_long else visit_url(visit.key)

    @property
    def visit_url(self) -> str:
        """The first page of the visit."""
        return reverse("handed") if self.handed else visit_url(self.state.visit.key)

    @property
    def later_url(self) -> str:
        """Where somebody goes who pauses."""
        return reverse("handed") if self.handed else reverse("today")

    @property
    def check_url(self) -> str:
        """The look before sending."""
        visit, part = self.state.visit, self.part.part.instrument
        if self.handed:
            return reverse("handed_answers", args=[part])
        if visit.is_long:
            return reverse("visit_part_answers", args=[visit.key, part])
        return reverse("check_in_answers", args=[visit.key])

    def item_url(self, name: str) -> str:
        """The page of a question."""
        visit, part = self.state.visit, self.part.part.instrument
        if self.handed:
            return reverse("handed_item", args=[part, name])
        if visit.is_long:
            return reverse("visit_part_item", args=[visit.key, part, name])
        return reverse("check_in_item", args=[visit.key, name])

    @property
    def next_url(self) -> str:
        """Where answering goes on."""
        return self.item_url(self.next_item) if self.next_item else self.check_url


def visit_url(key: str) -> str:
    """The first page of a visit."""
    return reverse("check_in", args=[key])


def title_of(part: Part, visit: Visit, words: Words) -> str:
    """The protocol's neutral heading of a part; of a visit of one part, the visit's own."""
    if not visit.is_long:
        return visit.title
    return part.title or words.text("title")


def check_in_of(
    participant: Participant,
    key: str,
    part: str | None = None,
    item: str = "",
    *,
    handed: bool = False,
) -> CheckIn | None:
    """A part of the visit with this key, or None where the protocol has none.

    Args:
        participant: who answers.
        key: of the visit.
        part: instrument of the part; the first that asks `item`, or the first at all, when None.
        item: name of an item.
        handed: on a device handed over in the clinic.
    """
    state = state_of(participant, key)
    if state is None:
        return None
    asking = state.visit.part_asking(item)
    name = part or (asking or state.visit.parts[0]).instrument
    found = state.part(name)
    if found is None:
        return None
    response = response_of(participant, key, name)
    stand = standing(state, withdrawal_level(participant), clock.now(), found)
    if stand == Standing.OPEN and not found.started and blocked(participant.version, [found.part]):
        stand = Standing.CLOSED  # the licence of its words has ended
    rest = resting(participant, [state], clock.now()) if stand == Standing.OPEN else {}
    asked_at = None if handed else rest.get(key)
    return CheckIn(
        state=state,
        part=found,
        standing=Standing.RESTING if asked_at else stand,
        answers=answers_of(response) if response and found.started else {},
        sent_at=response.submission.at if response and found.done else None,
        words=_words(participant, name, key, item),
        handed=handed,
        asked_at=asked_at,
    )


def _words(participant: Participant, instrument: str, visit: str, item: str) -> Words:
    """The words of one question, or of all: with the day that each of them looks back to."""
    words = words_for(participant.trial, participant.version, instrument)
    asked = [name for name in words.looking_back() if item in ("", name)]
    return replace(words, since={n: _since(participant, instrument, visit, n) for n in asked})


def _since(participant: Participant, instrument: str, visit: str, item: str) -> str:
    """The day that a question with `{date}` looks back to: the last time this one was answered.

    Before there was one, the day on which the person agreed to take part: nothing falls between.
    """
    last = last_answered(participant, instrument, item, visit)
    day = clock.local_date(participant.time_zone, last) if last else None
    day = day or latest_day(participant, DateKind.ENROLLED)
    return dateformat.format(day, "l j F") if day else ""


@dataclass(frozen=True)
class WholeVisit:
    """A long visit where its list of parts is not to be shown."""

    state: VisitState
    standing: Standing
    answers: bool
    sent_at: datetime | None


def standing_of_visit(participant: Participant, state: VisitState) -> WholeVisit:
    """Where a visit stands as a whole."""
    found = standing(state, withdrawal_level(participant), clock.now())
    sent = done_at(participant, state.visit.key) if found == Standing.SENT else None
    return WholeVisit(state, found, state.started, sent)


def standing(
    state: VisitState, stopped: str | None, moment: datetime, part: PartState | None = None
) -> Standing:
    """Where a visit stands. A visit without a window has no day yet, or lies behind for good.

    Args:
        state: of the visit.
        stopped: the person's level of withdrawal, or None.
        moment: now.
        part: one of its parts; the whole visit when None.
    """
    asked = part or state
    if asked.done:
        return Standing.SENT
    if stopped in NO_QUESTIONS:
        return Standing.STOPPED
    if asked.open_now:
        return Standing.OPEN
    if state.window is None:
        return Standing.CLOSED if state.visit.before_randomisation else Standing.NOT_YET
    return Standing.NOT_YET if moment < state.window.opens_at else Standing.CLOSED


def facts(check_in: CheckIn) -> list[Fact]:
    """This visit's own answers for the page before sending, each with a way to change it."""
    return [
        Fact(
            label=check_in.text(name),
            value=_answer(check_in, name),
            change_url=check_in.item_url(name),
        )
        for name in check_in.items
    ]


def _answer(check_in: CheckIn, name: str) -> str:
    value = check_in.answers.get(name)
    if value is None:
        return _("Left blank")
    words = check_in.words.option(check_in.item(name), value)
    return f"{value}: {words}" if words else str(value)


@dataclass(frozen=True)
class Sitting:
    """The parts of a visit that belong together in one go, as a task list."""

    number: int
    tasks: list[Task]
    left: int


def sittings(participant: Participant, state: VisitState, *, handed: bool = False) -> list[Sitting]:
    """The task list of a long visit: its parts by sitting, each with how long it takes."""
    begun = reached(participant, state.visit.key)
    found = []
    for number in sorted({p.part.sitting for p in state.parts}):
        parts = [p for p in state.parts if p.part.sitting == number]
        left = sum(len(p.part.items) for p in parts if not p.done)
        tasks = [_task(participant, state.visit, p, begun, handed) for p in parts]
        found.append(Sitting(number, tasks, left))
    return found


def _task(
    participant: Participant,
    visit: Visit,
    state: PartState,
    begun: Mapping[str, int],
    handed: bool,
) -> Task:
    part = state.part
    words = words_for(participant.trial, participant.version, part.instrument)
    count, given = len(part.items), begun.get(part.instrument, 0) if state.started else 0
    minutes = minutes_for(count)
    hint = ngettext(
        "%(count)d question, about %(n)s", "%(count)d questions, about %(n)s", count
    ) % {
        "count": count,
        "n": ngettext("%(m)d minute", "%(m)d minutes", minutes) % {"m": minutes},
    }
    url = reverse("visit_part", args=[visit.key, part.instrument])
    if handed:
        url = reverse("handed_part", args=[part.instrument])
    started = _("%(given)d of %(count)d answered") % {"given": given, "count": count}
    status = _("Sent") if state.done else started if given else _("To do")
    return Task(
        label=title_of(part, visit, words),
        hint="" if state.done else hint,
        url="" if state.done else url,
        status=status,
        done=state.done,
    )
