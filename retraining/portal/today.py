"""What Today shows: one thing to do now, a short way for a hard day, and little else.

`today_of` reads; `shape` decides and knows no database.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from retraining.assessments.selectors import VisitState, visit_states
from retraining.common import clock
from retraining.portal import things
from retraining.portal.things import Tally, Thing
from retraining.trials.models import Participant, WithdrawalLevel
from retraining.trials.selectors import anchor_days, withdrawal_level
from retraining.trials.selectors_consent import verdict_of
from retraining.trials.selectors_readiness import may_be_suspended, suspended_pieces
from sessions import pausing, protocol_section, wording
from sessions.after_session import resting
from sessions.models import PieceKind
from sessions.openings import Pause
from sessions.selectors import ItemState, Week, current_week, next_thing, weeks_of


class Stage(StrEnum):
    """Where a person stands in the study, as far as Today is concerned."""

    JOINING = "joining"  # there is something left to read, sign or choose
    WAITING = "waiting"  # the study team or the plan has to come first
    NOT_NOW = "not-now"  # the study team found that the study does not fit
    BEFORE_START = "before-start"
    RUNNING = "running"
    PAUSED = "paused"
    ENOUGH = "enough"
    ENDED = "ended"
    STOPPED = "stopped"
    SUSPENDED = "suspended"  # the study closed the sessions for everybody


@dataclass(frozen=True)
class Today:
    """One day as the page prints it.

    Args:
        stage: where the person stands.
        day: the calendar day in the person's zone.
        now: the one thing to do; None where nothing is asked.
        hard_day: the short way of this week, unless it was done today.
        others: quiet links, in order.
        start: the first day, once it is chosen.
        opens_at: when the first week opens, before it does.
        next_questions: when the next questions open, for somebody who stopped the sessions.
        stopped: level of withdrawal, or None.
        awaits: "team", "chance" or "plan" while waiting.
        week_done: nothing is asked any more this week.
        choices: the practices of the week, where `now` is one of several: an equal choice.
        choices_title: what they are together, such as "Week 3, practice".
        tally: how much of the week is finished; None before and after the weeks.
        pause_until: the first day after a pause that runs.
        notice: plain words on what the study closed for everybody.
    """

    stage: Stage
    day: date
    now: Thing | None = None
    hard_day: Thing | None = None
    others: tuple[Thing, ...] = ()
    start: date | None = None
    opens_at: datetime | None = None
    next_questions: datetime | None = None
    stopped: str | None = None
    awaits: str = ""
    week_done: bool = False
    choices: tuple[Thing, ...] = ()
    choices_title: str = ""
    tally: Tally | None = None
    pause_until: date | None = None
    notice: str = ""


def today_of(participant: Participant, moment: datetime | None = None) -> Today:
    """What Today shows a person at a moment (now when None)."""
    now = moment or clock.now()
    day = clock.local_date(participant.time_zone, now)
    anchors = anchor_days(participant)
    stopped = withdrawal_level(participant)
    visits = _asked_now(participant, visit_states(participant, now, anchors), now)
    if stopped is not None:
        return _stopped(day, now, visits, stopped)
    if "enrolled" not in anchors:
        return Today(Stage.JOINING, day)
    start = anchors.get("start")
    if start is None:
        return _before_plan(participant, day, visits, "randomised" in anchors)
    weeks = weeks_of(participant, now, start)
    maybe = may_be_suspended(participant)
    closed = suspended_pieces(participant.trial_id) if maybe else {}
    left = without(weeks, closed) if closed else weeks
    if left is None:
        notice = next(reversed(closed.values())).notice
        return Today(Stage.SUSPENDED, day, now=open_questions(visits), notice=notice)
    found = shape(
        weeks=left,
        visits=visits,
        practice_days=protocol_section.read(participant.version.content).practice_days,
        day=day,
        zone=participant.time_zone,
        pause=pausing.pause_state(participant, day).running,
    )
    week = current_week(weeks)
    hidden = [closed.get((week.number, state.item.kind)) for state in week.items] if week else []
    return replace(found, notice=next((row.notice for row in hidden if row), ""))


def _asked_now(
    participant: Participant, visits: Sequence[VisitState], now: datetime
) -> list[VisitState]:
    """The visits, where what is not asked in the hour after a session is as good as not open."""
    rest = resting(participant, visits, now)
    return [replace(s, open_now=False) if s.visit.key in rest else s for s in visits]


def without(weeks: Sequence[Week], closed: Collection[tuple[int | None, str]]) -> list[Week] | None:
    """The open weeks without what the study closed; None where nothing of the sessions is left.

    Args:
        weeks: the plan.
        closed: (week, kind) of pieces; all sessions as (None, "").
    """
    if (None, "") in closed:
        return None
    left = [
        replace(w, items=tuple(s for s in w.items if (w.number, s.item.kind) not in closed))
        if w.open
        else w
        for w in weeks
    ]
    week = current_week(left)
    return left if week is None or week.items else None


def open_questions(visits: Sequence[VisitState]) -> Thing | None:
    """The open questions that close first."""
    waiting = [(s.window.closes_at, s) for s in visits if s.open_now and s.window is not None]
    first = min(waiting, key=lambda pair: pair[0], default=None)
    return things.questions(first[1]) if first else None


def _stopped(day: date, now: datetime, visits: Sequence[VisitState], level: str) -> Today:
    if level != WithdrawalLevel.SESSIONS:
        return Today(Stage.STOPPED, day, stopped=level)
    coming = [s.window.opens_at for s in visits if s.window and s.window.opens_at > now]
    return Today(
        Stage.STOPPED,
        day,
        now=open_questions(visits),
        next_questions=min(coming, default=None),
        stopped=level,
    )


def _before_plan(
    participant: Participant, day: date, visits: Sequence[VisitState], randomised: bool
) -> Today:
    start = participant.chosen_start
    if randomised:
        return Today(Stage.WAITING, day, start=start, awaits="plan")
    verdict = verdict_of(participant)
    if verdict is not None and not verdict.eligible:
        return Today(Stage.NOT_NOW, day)
    asked = open_questions(visits)
    if asked is not None:
        return Today(Stage.WAITING, day, now=asked, start=start)
    unsent = any(state.visit.before_randomisation and not state.done for state in visits)
    if unsent or start is None or start <= day:
        return Today(Stage.JOINING, day)
    return Today(Stage.WAITING, day, start=start, awaits="chance" if verdict else "team")


def shape(
    *,
    weeks: Sequence[Week],
    visits: Sequence[VisitState],
    practice_days: int,
    day: date,
    zone: str,
    pause: Pause | None = None,
) -> Today:
    """Today of somebody who has a plan. Pure.

    The order: open questions, the main session, a practice. Whatever somebody finishes of the
    sessions is enough for that day; after the short session for a hard day not even questions come
    first, as it says "You do not need to do anything afterwards".

    Args:
        weeks: the plan, with what is open and done at this moment.
        visits: the questionnaires as they stand at this moment.
        practice_days: days of practice asked for in a week.
        day: today in the person's zone.
        zone: the person's IANA zone.
        pause: the one that this day lies in, if any: then nothing but open questions is named.
    """
    asked = open_questions(visits)
    week = current_week(list(weeks))
    if week is None:
        return Today(
            Stage.BEFORE_START,
            day,
            now=asked,
            start=weeks[0].first_day,
            opens_at=weeks[0].items[0].item.opens_at,
        )
    if day > weeks[-1].last_day:
        return Today(Stage.ENDED, day, now=asked)
    if pause is not None:
        shown = _paused(week, asked, day, pause)
    else:
        shown = _in_week(week, asked, practice_days, day, zone)
    return replace(shown, tally=things.tally(week, practice_days))


def _paused(week: Week, asked: Thing | None, day: date, pause: Pause) -> Today:
    """What is open stays open; nothing of it is asked."""
    kinds = [PieceKind.CORE, PieceKind.PRACTICE, PieceKind.SHORT, PieceKind.READING]
    others = [thing for thing in things.pieces(week, kinds) if not thing.done]
    return Today(Stage.PAUSED, day, now=asked, others=tuple(others), pause_until=pause.until)


def _in_week(week: Week, asked: Thing | None, practice_days: int, day: date, zone: str) -> Today:
    finished = [state for state in week.items if _finished_today(state, day, zone)]
    had_hard_day = any(state.item.kind == PieceKind.SHORT for state in finished)
    hard_day = None if had_hard_day else _first(things.pieces(week, [PieceKind.SHORT]))
    state = None if finished else _next(week, practice_days)
    follows = things.piece(state, week) if state else None
    reading = things.pieces(week, [PieceKind.READING])
    if asked is not None and not had_hard_day:
        others = [follows, *reading] if follows else reading
        return Today(Stage.RUNNING, day, asked, hard_day, tuple(others))
    if follows is not None:
        if follows.kind != PieceKind.PRACTICE:
            return Today(Stage.RUNNING, day, follows, hard_day, tuple(reading))
        choices = tuple(things.pieces(week, [PieceKind.PRACTICE]))
        return Today(
            Stage.RUNNING,
            day,
            follows,
            hard_day,
            tuple(reading),
            choices=choices if len(choices) > 1 else (),
            choices_title=wording.title(PieceKind.PRACTICE, week.number),
        )
    more = things.pieces(week, [PieceKind.CORE, PieceKind.PRACTICE])
    others = ([asked] if asked else []) + [t for t in more if not t.done] + reading
    return Today(Stage.ENOUGH, day, hard_day=hard_day, others=tuple(others), week_done=not finished)


def _next(week: Week, practice_days: int) -> ItemState | None:
    """The next thing of the week, where what was read or said counts as well as what was heard."""
    state = next_thing(week, practice_days)
    is_practice = state is not None and state.item.kind == PieceKind.PRACTICE
    return None if is_practice and things.practised_days(week) >= practice_days else state


def _first(found: Sequence[Thing]) -> Thing | None:
    return found[0] if found else None


def _finished_today(state: ItemState, day: date, zone: str) -> bool:
    """Whether a session was finished on this local day; a reading asks nothing of the day."""
    if not state.done or state.item.kind == PieceKind.READING:
        return False
    if state.item.kind != PieceKind.CORE:
        return True
    heard = state.record.last_at if state.record else None
    return day.isoformat() in state.said_days or (
        heard is not None and clock.local_date(zone, heard) == day
    )
