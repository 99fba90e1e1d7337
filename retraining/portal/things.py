"""What a participant can do, in the words that every page uses for it. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.assessments.selectors import VisitState
from sessions import wording
from sessions.models import PieceKind
from sessions.selectors import ItemState, Week

SECONDS_A_QUESTION = 20  # with the time to read it twice
QUESTIONS = "questions"
LABELS: dict[str, str | Promise] = {
    PieceKind.CORE: _("Main session"),
    PieceKind.PRACTICE: _("Practice"),
    PieceKind.SHORT: _("Short session for a hard day"),
    PieceKind.READING: _("Something to read"),
}


@dataclass(frozen=True)
class Thing:
    """One thing to do.

    Args:
        kind: a `PieceKind`, or "questions".
        title: with its week, such as "Week 3, main session".
        label: without it, such as "Main session".
        url: where it is done.
        minutes: about how long it takes.
        saved: whole minutes of a main session that are kept so far.
        done: finished (a practice or a short session: today).
        count: how many questions, where it is questions.
    """

    kind: str
    title: str
    label: str
    url: str
    minutes: int
    saved: int = 0
    done: bool = False
    count: int = 0

    @property
    def begun(self) -> bool:
        """Whether there is something to carry on with."""
        return self.saved > 0 and not self.done

    @property
    def left(self) -> int:
        """About how many minutes are still to come; at least one."""
        return max(1, self.minutes - self.saved)


def piece(state: ItemState, week: Week) -> Thing:
    """A plan item as a thing to do. Two practices of a week are told apart by a letter."""
    item = state.item
    siblings = len(week.of(item.kind))
    letter = f" {wording.LETTERS[item.number - 1]}" if siblings > 1 else ""
    return Thing(
        kind=item.kind,
        title=wording.title(item.kind, week.number, item.number, siblings),
        label=str(LABELS[item.kind]) + letter,
        url=reverse("plan_item", args=[item.pk]),
        minutes=item.minutes,
        saved=state.minutes_heard if item.kind == PieceKind.CORE else 0,
        done=state.done,
    )


def pieces(week: Week, kinds: Iterable[str]) -> list[Thing]:
    """The week's pieces of these kinds, in this order of kinds."""
    return [piece(state, week) for kind in kinds for state in week.of(kind)]


def questions(state: VisitState) -> Thing:
    """A visit's questions as a thing to do."""
    left = [len(p.part.items) for p in state.parts if not p.done]
    count = sum(left) or state.visit.count
    return Thing(
        kind=QUESTIONS,
        title=state.visit.title,
        label=state.visit.title,
        url=reverse("check_in", args=[state.visit.key]),
        minutes=minutes_for(count),
        done=state.done,
        count=count,
    )


def minutes_for(count: int) -> int:
    """About how many minutes so many questions take, rounded up."""
    return max(1, ceil(count * SECONDS_A_QUESTION / 60))


def practised_days(week: Week) -> int:
    """Local days of the week on which a practice or a short session was finished in any way."""
    states = [*week.of(PieceKind.PRACTICE), *week.of(PieceKind.SHORT)]
    return len({day for state in states for day in state.days})


@dataclass(frozen=True)
class Tally:
    """How much of what a week holds is finished: main sessions and days of practice."""

    done: int
    of: int


def tally(week: Week, practice_days: int) -> Tally:
    """The week's main sessions and practice days, each day of practice once.

    Args:
        week: of the plan.
        practice_days: days of practice that a week holds.
    """
    core = week.of(PieceKind.CORE)
    wanted = practice_days if week.of(PieceKind.PRACTICE) else 0
    done = sum(state.done for state in core) + min(practised_days(week), wanted)
    return Tally(done, len(core) + wanted)
