"""A simulated life in the trial, from the invitation to the day before the base day. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from retraining.common.clock import from_wall, local
from retraining.demo.acts import Act, Frame, Hand, hand
from retraining.demo.cohort import Manner, Someone, Stage
from retraining.demo.plays import Stretch
from retraining.demo.safety_stories import told
from retraining.demo.staff_work import background, staff_work
from retraining.demo.symptoms import Course, course, visit_answers
from retraining.demo.weeks import eight_weeks, play

ORDER = list(Stage)
QUIET_DAYS, HEARD_SO_FAR_S, STOPPED_AFTER_DAYS, LOST_AFTER_DAYS = 10, 8 * 60.0, 18, 24
LONGEST_WAIT = 7  # days from choosing a start day to that day


def life(someone: Someone, frame: Frame) -> list[Act]:
    """Everything that has happened to somebody before the base day, in order of time.

    The draws do not depend on the base day: a seeding on another day gives the same life, moved.
    """
    dice = hand(someone.number, frame.zones[someone.site])
    symptoms = course(dice.rng, someone.manner)
    start, acts = _joining(someone, dice, symptoms, frame)
    if someone.stage is Stage.RANDOMISED:
        acts += eight_weeks(dice, someone.manner, symptoms, start, frame)
        acts = _in_their_manner(someone.manner, dice, acts, start, frame)
        acts = told(someone.name, acts)
        acts += staff_work(someone.name, dice, start)
    horizon = from_wall(frame.today, time(0), dice.zone)
    return sorted(act for act in acts if act.at < horizon)


def _joining(
    someone: Someone, dice: Hand, symptoms: Course, frame: Frame
) -> tuple[date, list[Act]]:
    """From the invitation as far as the person has come, and the start day."""
    day, stage = frame.today + timedelta(days=someone.day), someone.stage
    lead, wait = dice.rng.randint(4, 6), dice.rng.randint(1, 3)
    joined = day - timedelta(days=lead) if stage is Stage.RANDOMISED else day
    start = day if stage is Stage.RANDOMISED else day + timedelta(days=LONGEST_WAIT)
    invited = day if stage is Stage.INVITED else joined - timedelta(days=wait)
    accepted = dice.moment(joined, (18, 20))
    acts = [
        (Stage.INVITED, dice.act(dice.moment(invited, (9, 14)), "invite")),
        (Stage.JOINED, dice.act(accepted, "accept")),
        (Stage.CONSENTED, dice.act(dice.soon(accepted, (9, 12)), "sign")),
        (Stage.CONSENTED, dice.act(dice.soon(accepted, (13, 14)), "choose", day=start)),
        (Stage.CONSENTED, dice.act(dice.soon(accepted, (15, 16)), "hour", hour=_hour(dice))),
        (Stage.NOT_ELIGIBLE, _first_answers(dice, symptoms, accepted, frame)),
        (Stage.NOT_ELIGIBLE, _verdict(someone, dice, joined, frame)),
        (Stage.WAITING, background(dice, joined + timedelta(days=1))),
        (Stage.RANDOMISED, dice.act(dice.moment(joined + timedelta(days=2), (10, 15)), "allocate")),
    ]
    reached = ORDER.index(stage)
    return start, [act for needed, act in acts if ORDER.index(needed) <= reached]


def _hour(dice: Hand) -> int:
    return dice.rng.choice((10, 10, 10, 8, 9, 12, 18, 19))


def _first_answers(dice: Hand, symptoms: Course, accepted: datetime, frame: Frame) -> Act:
    """The first questions: at the same sitting, or the next morning."""
    visit = next(v for v in frame.visits if v.anchor == "enrolled")
    morning = dice.moment(local(accepted, dice.zone).date() + timedelta(days=1), (8, 11))
    at = dice.soon(accepted, (20, 40)) if dice.rng.random() < 0.6 else morning
    given = visit_answers(dice.rng, symptoms, visit, 0)
    return dice.act(at, "answer", visit=visit.key, answers=given)


def _verdict(someone: Someone, dice: Hand, joined: date, frame: Frame) -> Act:
    unmet = dice.rng.choice(frame.exclusions)
    at = dice.moment(joined + timedelta(days=1), (11, 15))
    out = someone.stage is Stage.NOT_ELIGIBLE
    return dice.act(at, "verdict", unmet=unmet if out else None)


def _in_their_manner(
    manner: Manner, dice: Hand, acts: list[Act], start: date, frame: Frame
) -> list[Act]:
    change = MANNERS.get(manner)
    return change(dice, acts, start, frame) if change else acts


def _day(act: Act, dice: Hand) -> date:
    return local(act.at, dice.zone).date()


def _quiet(dice: Hand, acts: list[Act], _start: date, frame: Frame) -> list[Act]:
    """A practice ten days ago is the last that was heard of the person."""
    last = frame.today - timedelta(days=QUIET_DAYS)
    kept = [act for act in acts if _day(act, dice) < last]
    week = (last - _start).days // 7 + 1
    piece = next(p for p in frame.sessions.pieces if (p.week, p.kind) == (week, "practice"))
    heard = [Stretch(0.0, piece.minutes * 60.0)]
    return [*kept, play(dice, piece, last, 20, heard, "ended")]


def _stopped(dice: Hand, acts: list[Act], start: date, _frame: Frame) -> list[Act]:
    """Stops the sessions one evening and still answers the questions."""
    day = start + timedelta(days=STOPPED_AFTER_DAYS)
    kept = [act for act in acts if act.kind not in ("play", "read") or _day(act, dice) < day]
    return [*kept, dice.act(dice.moment(day, (19, 21)), "stop", level="sessions")]


def _lost(dice: Hand, acts: list[Act], start: date, _frame: Frame) -> list[Act]:
    """Nothing more is heard from some day on, not even answers."""
    day = start + timedelta(days=LOST_AFTER_DAYS)
    return [act for act in acts if _day(act, dice) < day]


def _unsent(dice: Hand, acts: list[Act], _start: date, frame: Frame) -> list[Act]:
    """The newest sitting came without its end."""
    plays = [act for act in acts if act.kind == "play" and _day(act, dice) < frame.today]
    newest = max(plays)
    detail = {**newest.detail, "events": newest.detail["events"][:-1]}
    return [act for act in acts if act is not newest] + [replace(newest, detail=detail)]


def _begun(dice: Hand, acts: list[Act], start: date, frame: Frame) -> list[Act]:
    """Yesterday some minutes of this week's main session, nothing else this week."""
    week = (frame.today - start).days // 7 + 1
    kept = [act for act in acts if act.kind == "answer" or act.detail.get("week", 0) < week]
    piece = next(p for p in frame.sessions.pieces if (p.week, p.kind) == (week, "core"))
    yesterday = frame.today - timedelta(days=1)
    return [*kept, play(dice, piece, yesterday, 19, [Stretch(0.0, HEARD_SO_FAR_S)], "stopped")]


def _asked(dice: Hand, acts: list[Act], start: date, frame: Frame) -> list[Act]:
    """The questions that are open wait to be answered, and this week's main session to be heard."""
    week = (frame.today - start).days // 7 + 1
    waiting = {
        v.key
        for v in frame.visits
        if v.anchor == "start" and start + timedelta(days=v.closes_day - 1) > frame.today
    }
    return [
        act
        for act in acts
        if act.detail.get("visit") not in waiting
        and (act.detail.get("week"), act.detail.get("piece")) != (week, "core")
    ]


MANNERS: dict[Manner, Callable[[Hand, list[Act], date, Frame], list[Act]]] = {
    Manner.QUIET: _quiet,
    Manner.STOPPED: _stopped,
    Manner.LOST: _lost,
    Manner.UNSENT: _unsent,
    Manner.BEGUN: _begun,
    Manner.ASKED: _asked,
}
