"""`[sessions]` of `protocol.toml`: which script stands where in the weeks. Pure.

A piece names one script; the file of that name exists in every programme's folder, so the arms
cannot differ in what they are asked to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

KINDS = ("core", "practice", "short", "reading")
# Of protocols that were loaded before these had a key.
PAUSE_DAYS, MINIMUM_CORE, FULL_PRACTICE_PERCENT = 14, 5, 50
COUNTS_UNTIL_VISIT = "post"
VOICES = ("computer", "recorded")  # who reads every text of the protocol; the first where silent


@dataclass(frozen=True)
class Piece:
    """One piece of one week."""

    week: int
    kind: str
    number: int
    minutes: int
    script: str


@dataclass(frozen=True)
class SessionsSection:
    """Weeks, the hour at which a week opens, the core's last day, and every piece in order.

    `forward_skip` lets people go ahead of what they have heard; off where the protocol is silent.

    Args:
        pause_days: days of pause that a person may take in all.
        counts_until_visit: the visit that ends the counting of main sessions once it is sent.
        minimum_core: main sessions of the least dose.
        full_practice_percent: share of the practice asked for that the full dose takes besides.
    """

    weeks: int
    opens_at: time
    practice_days: int
    core_counts_until_day: int
    pieces: tuple[Piece, ...]
    forward_skip: bool = False
    pause_days: int = PAUSE_DAYS
    counts_until_visit: str = COUNTS_UNTIL_VISIT
    minimum_core: int = MINIMUM_CORE
    full_practice_percent: int = FULL_PRACTICE_PERCENT

    def last_day(self, start: date) -> date:
        """The last day on which main sessions count; day 1 is `start`."""
        return start + timedelta(days=self.core_counts_until_day - 1)


def read(content: Mapping[str, Any]) -> SessionsSection:
    """The section from a parsed protocol that `problems` found nothing wrong with."""
    section = content["sessions"]
    pieces = [
        Piece(week, p["kind"], p["number"], p["minutes"], p["script"].replace("{n}", str(week)))
        for p in section["pieces"]
        for week in p["weeks"]
    ]
    order = sorted(pieces, key=lambda p: (p.week, KINDS.index(p.kind), p.number))
    return SessionsSection(
        weeks=content["trial"]["weeks"],
        opens_at=time.fromisoformat(section["opens_at"]),
        practice_days=section["practice_days"],
        core_counts_until_day=section["core_counts_until_day"],
        pieces=tuple(order),
        forward_skip=section.get("forward_skip", False),
        pause_days=section.get("pause_days", PAUSE_DAYS),
        counts_until_visit=section.get("counts_until_visit", COUNTS_UNTIL_VISIT),
        minimum_core=section.get("minimum_core", MINIMUM_CORE),
        full_practice_percent=section.get("full_practice_percent", FULL_PRACTICE_PERCENT),
    )


def week_opens(start: date, week: int) -> date:
    """The first day of a week; week 1 begins on the start day."""
    return start + timedelta(weeks=week - 1)


MOST = {"pause_days": 28, "minimum_core": 52, "full_practice_percent": 100}
REQUIRED = {"opens_at": str, "practice_days": int, "core_counts_until_day": int, "pieces": list}


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    section = content.get("sessions", {})
    found = [
        (key, f"[sessions] needs {key} ({kind.__name__})")
        for key, kind in REQUIRED.items()
        if not isinstance(section.get(key), kind)
    ]
    found += [
        (key, f"[sessions] {key} must be a whole number from 0 to {most}")
        for key, most in MOST.items()
        if type(section.get(key, 0)) is not int or not 0 <= section.get(key, 0) <= most
    ]
    if not isinstance(section.get("counts_until_visit", ""), str):
        found.append(("counts_until_visit", "[sessions] counts_until_visit must be a visit's key"))
    if section.get("voice", VOICES[0]) not in VOICES:
        found.append(("voice", f"[sessions] voice is one of {', '.join(VOICES)}"))
    if not isinstance(section.get("forward_skip", False), bool):
        found.append(("forward_skip", "[sessions] forward_skip must be true or false"))
    if found:
        return found
    for piece in section["pieces"]:
        found += _piece_problems(piece)
    return found or _week_problems(content)


PIECE_KEYS = ("weeks", "kind", "number", "minutes", "script")


def _piece_problems(piece: Mapping[str, Any]) -> list[tuple[str, str]]:
    name = str(piece.get("script", "pieces"))
    missing = [key for key in PIECE_KEYS if key not in piece]
    if missing:
        return [(name, f"a piece lacks {', '.join(missing)}")]
    found = []
    if piece["kind"] not in KINDS:
        found.append((name, f"piece {name}: kind must be one of {', '.join(KINDS)}"))
    if not isinstance(piece["minutes"], int) or not 1 <= piece["minutes"] <= 90:
        found.append((name, f"piece {name}: minutes must be a whole number from 1 to 90"))
    return found


def _week_problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    weeks = content.get("trial", {}).get("weeks", 0)
    places = [
        (week, p["kind"], p["number"]) for p in content["sessions"]["pieces"] for week in p["weeks"]
    ]
    found = [("pieces", f"week {w} has no main session") for w in range(1, weeks + 1)
             if (w, "core", 1) not in places]  # fmt: skip
    found += [
        ("pieces", f"week {w} lies outside the {weeks} weeks of the programme")
        for w, _kind, _number in places
        if not 1 <= w <= weeks
    ]
    if len(set(places)) != len(places):
        found.append(("pieces", "two pieces stand at the same place of a week"))
    return found
