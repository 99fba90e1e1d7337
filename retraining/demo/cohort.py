"""The simulated people, and how each of them goes about it. Pure.

Nobody here has an arm: chance gives it later, and nothing that anybody does or answers follows
from it. Whatever is drawn is drawn from the person's number.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """How far somebody has come."""

    INVITED = "invited"
    JOINED = "joined"
    CONSENTED = "consented"
    NOT_ELIGIBLE = "not-eligible"
    WAITING = "waiting"  # eligible, not randomised yet
    RANDOMISED = "randomised"


class Manner(StrEnum):
    """How somebody goes about the sessions and the questions."""

    STEADY = "steady"
    LIGHT = "light"  # practises less
    HARD_DAYS = "hard-days"  # often takes the short session
    FORGETFUL = "forgetful"  # misses many check-ins
    WORSE = "worse"
    QUIET = "quiet"  # nothing for the last ten days
    UNSENT = "unsent"  # the phone has not sent the end of the last sitting
    STOPPED = "stopped"  # stops the sessions after some weeks, still answers
    LOST = "lost"  # nothing more is heard from week 4 on
    BEGUN = "begun"  # heard a part of this week's main session
    ASKED = "asked"  # this week's questions wait to be answered


@dataclass(frozen=True)
class Someone:
    """One simulated participant.

    Args:
        number: place in the cohort, from 1; all draws come from it.
        name: first and last name.
        site: slug.
        day: the start day, or for people without one the day they joined, counted from the day of
            seeding (day 0); below 0 lies in the past.
        stage, manner: see there.
    """

    number: int
    name: str
    site: str
    day: int
    stage: Stage
    manner: Manner

    @property
    def email(self) -> str:
        """first.last@people.example in plain letters."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return ".".join(plain.lower().split()) + "@people.example"


M, L = "madrid", "leeds"
S = Manner
RANDOMISED: tuple[tuple[str, str, int, Manner], ...] = (
    ("Carmen Ortega", M, -68, S.STEADY),
    ("Margaret Holroyd", L, -66, S.LIGHT),
    ("Pilar Navarro", M, -65, S.STEADY),
    ("Lucía Serrano", M, -63, S.HARD_DAYS),
    ("Susan Whitaker", L, -61, S.STEADY),
    ("Elena Castaño", M, -60, S.FORGETFUL),
    ("Janet Armitage", L, -58, S.LOST),
    ("Rosa Méndez", M, -55, S.LIGHT),
    ("Denise Hargreaves", L, -53, S.STEADY),
    ("Teresa Molina", M, -51, S.STEADY),
    ("Karen Sugden", L, -49, S.HARD_DAYS),
    ("Isabel Cano", M, -47, S.WORSE),
    ("Priya Nair", L, -45, S.STEADY),
    ("Nuria Vidal", M, -44, S.STEADY),
    ("Linda Oldroyd", L, -42, S.WORSE),
    ("Marta Crespo", M, -40, S.LIGHT),
    ("Gillian Firth", L, -39, S.STEADY),
    ("Sofía Lozano", M, -37, S.STOPPED),
    ("Helen Beaumont", L, -36, S.FORGETFUL),
    ("Javier Peña", M, -34, S.STEADY),
    ("Angela Crowther", L, -33, S.QUIET),
    ("Cristina Rey", M, -31, S.STEADY),
    ("Paula Bravo", M, -29, S.QUIET),
    ("Fiona Lister", L, -28, S.STEADY),
    ("Alicia Duarte", M, -26, S.STEADY),
    ("Wendy Marsden", L, -25, S.LIGHT),
    ("Beatriz Soler", M, -23, S.STEADY),
    ("Samina Hussain", L, -22, S.STEADY),
    ("Raquel Gallego", M, -21, S.UNSENT),
    ("Joanne Dyson", L, -20, S.STEADY),
    ("Ana Prieto", M, -16, S.BEGUN),
    ("Bea Thornton", L, -16, S.ASKED),
    ("Dolores Ibáñez", M, -15, S.STEADY),
    ("Peter Haigh", L, -13, S.STEADY),
    ("Silvia Marín", M, -12, S.LIGHT),
    ("Claire Ramsden", L, -11, S.HARD_DAYS),
    ("Victoria Fuentes", M, -10, S.STEADY),
    ("Rachel Booth", L, -9, S.STEADY),
    ("Inmaculada Rubio", M, -7, S.STEADY),
    ("Tracey Sykes", L, -6, S.STEADY),
    ("Yolanda Pardo", M, -4, S.STEADY),
)
EARLIER: tuple[tuple[str, str, int, Stage], ...] = (
    ("Norma Calvert", L, -26, Stage.NOT_ELIGIBLE),
    ("Eva Montero", M, -2, Stage.WAITING),
    ("Deborah Ellis", L, -2, Stage.WAITING),
    ("Lola Acosta", M, -2, Stage.CONSENTED),
    ("June Ackroyd", L, -1, Stage.JOINED),
    ("Olga Requena", M, -5, Stage.INVITED),
    ("Ivy Naylor", L, -2, Stage.INVITED),
)


def cohort() -> tuple[Someone, ...]:
    """Everybody: 41 randomised people over two sites, then those at earlier stages."""
    rows = [(name, site, day, Stage.RANDOMISED, manner) for name, site, day, manner in RANDOMISED]
    rows += [(name, site, day, stage, Manner.STEADY) for name, site, day, stage in EARLIER]
    return tuple(Someone(number, *row) for number, row in enumerate(rows, start=1))
