"""What staff of the simulated trial write down about a handful of its people. Pure.

Days are counted from the person's first day, which is day 0. The draws are their own, so that
nothing that the people themselves do depends on them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from retraining.demo.acts import SEED, Act, Hand

Row = tuple[int, str, Mapping[str, Any], str]  # day, log, values, words
CALL = {"partner": "person", "channel": "phone", "outcome": "reached"}
NO_ANSWER = {**CALL, "outcome": "not-reached", "about": "questions", "minutes": 1}
LETTER = {**NO_ANSWER, "channel": "letter", "outcome": "message"}


def _call(day: int, about: str, minutes: int, words: str) -> Row:
    return day, "contacts", {**CALL, "about": about, "minutes": minutes}, words


def _welcome(day: int = 1, minutes: int = 20) -> Row:
    values = {"kind": "welcome", "presence": "whole", "minutes": minutes}
    return day, "attendance", values, ""


WORK: dict[str, tuple[Row, ...]] = {
    "Carmen Ortega": (
        _welcome(),
        _call(12, "technical", 8, "The sound stopped when a message came in. Shown how to mute."),
        (57, "payments", {"visit": "week-7", "amount": 10, "currency": "EUR", "state": "due"}, ""),
    ),
    "Pilar Navarro": (
        _welcome(minutes=18),
        (
            23,
            "deviations",
            {"code": "visit", "severity": "minor", "action": "none", "found_after": 2},
            "The questions of week 3 were answered on the telephone, two days after they closed.",
        ),
    ),
    "Lucía Serrano": (
        _call(9, "practice", 11, "Asked whether lying down is fine. It is."),
        _call(30, "safety", 16, "More pain after a fall at home. Saw her own doctor."),
    ),
    "Janet Armitage": (
        (31, "contacts", NO_ANSWER, ""),
        (34, "contacts", NO_ANSWER, ""),
        (37, "contacts", LETTER, ""),
        (51, "endings", {"kind": "lost", "reason": "no-answer"}, ""),
    ),
    "Isabel Cano": (
        (
            20,
            "treatments",
            {"kind": "medicine", "change": "more", "pain": True},
            "Duloxetine from 30 mg to 60 mg, by her own doctor.",
        ),
        _call(21, "questions", 9, "Told of the change of medicine."),
    ),
    "Sofía Lozano": (_call(20, "stopping", 7, "Stops the sessions, goes on with the questions."),),
    "Priya Nair": ((14, "notes", {}, "Prefers to be rung after four in the afternoon."),),
}


def staff_work(name: str, dice: Hand, start: date) -> list[Act]:
    """What staff write down about somebody, each on its day in the afternoon at the site.

    Args:
        name: of the person.
        dice: their number and zone.
        start: their first day.
    """
    own = Hand(dice.number, dice.zone, Random(f"{SEED}/{dice.number}/staff"))  # noqa: S311
    return [
        own.act(
            own.moment(start + timedelta(days=day), (13, 16)),
            "write",
            log=log,
            values=dict(values),
            words=words,
        )
        for day, log, values, words in WORK.get(name, ())
    ]


def background(dice: Hand, day: date) -> Act:
    """What somebody tells of themselves, written down on a day at the site.

    Args:
        dice: their number and zone.
        day: on which it was told.
    """
    own = Hand(dice.number, dice.zone, Random(f"{SEED}/{dice.number}/background"))  # noqa: S311
    age = own.rng.randint(27, 71)
    values = {
        "age": age,
        "sex": own.rng.choices(("female", "male"), (8, 1))[0],
        "education": own.rng.choice(("school", "upper", "upper", "university")),
        "work": own.rng.choice(("works", "works", "sick", "unable", "home")),
        "years_ill": own.rng.randint(1, min(25, age - 18)),
    }
    return own.act(own.moment(day, (16, 18)), "write", log="background", values=values, words="")
