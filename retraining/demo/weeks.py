"""Eight simulated weeks: what somebody hears, reads and answers. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from retraining.demo.acts import Act, Frame, Hand
from retraining.demo.cohort import Manner
from retraining.demo.plays import Stretch, lasts, sitting, whole
from retraining.demo.symptoms import Course, visit_answers
from sessions.protocol_section import Piece, week_opens


@dataclass(frozen=True)
class Habit:
    """How likely things are.

    Args:
        core: chance that a week's main session is begun.
        practice: usual days of practice a week.
        short: share of these on which the short session is taken.
        answers: chance that a check-in is answered.
        reading: chance that a week's reading is read.
    """

    core: float = 0.93
    practice: float = 3.9
    short: float = 0.08
    answers: float = 0.94
    reading: float = 0.75


HABITS = {
    Manner.LIGHT: Habit(core=0.75, practice=2.0, short=0.15, reading=0.4),
    Manner.HARD_DAYS: Habit(core=0.8, practice=4.0, short=0.75),
    Manner.FORGETFUL: Habit(answers=0.4),
    Manner.BEGUN: Habit(core=1.0, answers=1.0),
    Manner.ASKED: Habit(core=1.0, answers=1.0),
}


def eight_weeks(hand: Hand, manner: Manner, course: Course, start: date, frame: Frame) -> list[Act]:
    """Everything of the whole programme; the caller cuts off what has not happened yet."""
    habit = HABITS.get(manner, Habit())
    hour = hand.rng.choice((7, 8, 9, 16, 17, 18, 19))
    acts: list[Act] = []
    for week in range(1, frame.sessions.weeks + 1):
        first = week_opens(start, week)
        pieces = [piece for piece in frame.sessions.pieces if piece.week == week]
        acts += _main_sessions(hand, habit, hour, first, pieces)
        acts += _practices(hand, habit, hour, first, pieces)
    return acts + _check_ins(hand, habit, manner, course, start, frame)


def play(hand: Hand, piece: Piece, day: date, hour: int, heard: list[Stretch], last: str) -> Act:
    """One sitting; its batch arrives when it is over."""
    begins = hand.moment(day, (hour, hour + 1))
    events = sitting(hand.rng, begins, heard, last=last)
    return hand.act(
        begins + lasts(heard) + timedelta(seconds=2),
        "play",
        week=piece.week,
        piece=piece.kind,
        piece_number=piece.number,
        events=events,
    )


def _main_sessions(
    hand: Hand, habit: Habit, hour: int, first: date, pieces: list[Piece]
) -> list[Act]:
    acts: list[Act] = []
    for piece in pieces:
        day = first + timedelta(days=hand.rng.choice((0, 0, 1, 1, 2, 3, 4)))
        begun, way = hand.rng.random() < habit.core, hand.rng.random()
        if piece.kind == "reading" and hand.rng.random() < habit.reading:
            acts.append(_read(hand, piece, day))
        if piece.kind != "core" or not begun:
            continue
        length = piece.minutes * 60.0
        part = float(hand.rng.randint(round(length * 0.2), round(length * 0.7)))
        if way < 0.8:
            acts.append(play(hand, piece, day, hour, whole(hand.rng, length), "ended"))
            continue
        acts.append(play(hand, piece, day, hour, [Stretch(0.0, part)], "stopped"))
        if way < 0.94:  # carried on the next day, from a little before the place
            rest = [Stretch(part - 10, length)]
            acts.append(play(hand, piece, day + timedelta(days=1), hour, rest, "ended"))
    return acts


def _practices(hand: Hand, habit: Habit, hour: int, first: date, pieces: list[Piece]) -> list[Act]:
    """Practice on some days, or the short session where a day is hard."""
    of_kind = {piece.kind: piece for piece in pieces}
    often = min(6, max(0, round(hand.rng.gauss(habit.practice, 1.2))))
    acts = []
    for offset in sorted(hand.rng.sample(range(7), often)):
        kind = "short" if hand.rng.random() < habit.short else "practice"
        piece = of_kind.get(kind)
        if piece is None:
            continue
        heard, last = whole(hand.rng, piece.minutes * 60.0), "ended"
        if hand.rng.random() < 0.06:
            heard, last = [Stretch(0.0, float(hand.rng.randint(60, piece.minutes * 40)))], "stopped"
        acts.append(play(hand, piece, first + timedelta(days=offset), hour + 2, heard, last))
    return acts


def _read(hand: Hand, piece: Piece, day: date) -> Act:
    moment = hand.moment(day, (11, 16))
    return hand.act(moment, "read", week=piece.week, piece=piece.kind, piece_number=piece.number)


def _check_ins(
    hand: Hand, habit: Habit, manner: Manner, course: Course, start: date, frame: Frame
) -> list[Act]:
    """Answers to the questions that are counted from the start day."""
    acts = []
    for visit in frame.visits:
        if visit.anchor != "start":
            continue
        # Dice of its own: an outcome more or less changes nothing of the weekly answers.
        dice = hand if visit.repeated else hand.apart(visit.key)
        opens = start + timedelta(days=visit.opens_day - 1)
        most = 0 if manner is Manner.BEGUN else visit.closes_day - visit.opens_day - 1
        moment = dice.moment(
            opens + timedelta(days=min(most, dice.rng.choice((0, 0, 0, 1, 1, 2, 3)))), (8, 21)
        )
        given = visit_answers(dice.rng, course, visit, (visit.opens_day - 1) // 7 + 1)
        if dice.rng.random() < habit.answers:
            acts.append(dice.act(moment, "answer", visit=visit.key, answers=given))
    return acts
