"""How much of the programme counts as the least dose and as the full one. Pure.

Source of the defaults: at least 5 of 8 main sessions (a programme in fibromyalgia), and half of the
practice asked for (MBSR); both stand in the protocol.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sessions.protocol_section import SessionsSection

SENSITIVITY = (4, 6)  # the least number of main sessions in the two sensitivity analyses


@dataclass(frozen=True)
class Dose:
    """What one person got.

    Args:
        core_done: main sessions that count.
        practice_minutes: minutes of practices and short sessions, while main sessions count.
    """

    core_done: int
    practice_minutes: float


def minimum(dose: Dose, at_least: int) -> bool:
    """Whether so many main sessions are done."""
    return dose.core_done >= at_least


def full(dose: Dose, section: SessionsSection) -> bool:
    """The least dose, and the protocol's share of the practice minutes asked for."""
    asked = asked_practice_minutes(section)
    wanted = asked * section.full_practice_percent
    return minimum(dose, section.minimum_core) and dose.practice_minutes * 100 >= wanted


def asked_practice_minutes(section: SessionsSection) -> int:
    """Minutes of practice asked for in all weeks: one practice on so many days of each week."""
    first = {p.week: p.minutes for p in section.pieces if p.kind == "practice" and p.number == 1}
    return section.practice_days * sum(first.values())


def engaged_weeks(done: Collection[tuple[int, str]]) -> int:
    """Weeks of which a main session, a practice or a short session was finished.

    Args:
        done: (week, kind) of everything that was finished, heard or read.
    """
    return len({week for week, kind in done if kind in ("core", "practice", "short")})
