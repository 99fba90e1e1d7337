"""`[[visits]]` of `protocol.toml`: what is asked, when. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from retraining.instruments import registry

ANCHORS = ("enrolled", "start")


@dataclass(frozen=True)
class Visit:
    """One questionnaire at one time.

    Args:
        key: its stable name, such as "week-3".
        title: what the participant reads.
        anchor: the day it is counted from (day 1 is the anchor itself).
        opens_day, closes_day: days counted from the anchor; the window ends before `closes_day`.
        at: wall time at which it opens and closes.
        instrument: code.
        items: names of the items asked, in order.
        before_randomisation: it closes for good once the person is randomised.
        good_for_days: how old its answers may be at randomisation; None: they do not age.
    """

    key: str
    title: str
    anchor: str
    opens_day: int
    closes_day: int
    at: time
    instrument: str
    items: tuple[str, ...]
    before_randomisation: bool
    good_for_days: int | None = None


def read(content: Mapping[str, Any]) -> tuple[Visit, ...]:
    """Every visit, repeated ones written out ("week-1" ... "week-8")."""
    chance = content.get("randomisation", {})
    ages = {chance.get("baseline_visit"): chance.get("baseline_max_age_days")}
    return tuple(visit for entry in content["visits"] for visit in _written_out(entry, ages))


def _written_out(entry: Mapping[str, Any], ages: Mapping[str, int | None]) -> list[Visit]:
    repeat = entry.get("repeat", 1)
    visits = []
    for n in range(1, repeat + 1):
        shift = (n - 1) * entry.get("every_days", 0)
        visits.append(
            Visit(
                key=entry["key"].replace("{n}", str(n)),
                title=entry["title"].replace("{n}", str(n)),
                anchor=entry["anchor"],
                opens_day=entry["opens_day"] + shift,
                closes_day=entry["closes_day"] + shift,
                at=time.fromisoformat(entry["at"]),
                instrument=entry["instrument"],
                items=tuple(entry["items"]),
                before_randomisation=entry.get("before_randomisation", False),
                good_for_days=ages.get(entry["key"]),
            )
        )
    return visits


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    entries = content.get("visits", [])
    if not entries:
        return [("visits", "no [[visits]]")]
    found: list[tuple[str, str]] = []
    keys = [entry.get("key") for entry in entries]
    if len(set(keys)) != len(keys):
        found.append(("visits", "two [[visits]] share a key"))
    for entry in entries:
        found += _entry_problems(entry)
    return found


def _is_time(value: object) -> bool:
    try:
        time.fromisoformat(str(value))
    except ValueError:
        return False
    return True


NUMBERS = ("opens_day", "closes_day")


def _entry_problems(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    key = str(entry.get("key", "visits"))
    found = [
        (key, f"visit {key}: {name} is missing")
        for name in (
            "key",
            "title",
            "anchor",
            "opens_day",
            "closes_day",
            "at",
            "instrument",
            "items",
        )
        if name not in entry
    ]
    if found:
        return found
    if entry["anchor"] not in ANCHORS:
        found.append((key, f"visit {key}: anchor must be one of {', '.join(ANCHORS)}"))
    if not all(isinstance(entry[n], int) for n in NUMBERS):
        found.append((key, f"visit {key}: opens_day and closes_day are whole numbers"))
    elif entry["opens_day"] >= entry["closes_day"]:
        found.append((key, f"visit {key}: it closes before it opens"))
    if not _is_time(entry["at"]):
        found.append((key, f'visit {key}: at is a time such as "06:00"'))
    return found + _item_problems(key, entry)


def _item_problems(key: str, entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    if entry["instrument"] not in registry.codes():
        return [(key, f"visit {key}: there is no instrument {entry['instrument']!r}")]
    known = {item.name for item in registry.get(entry["instrument"]).items}
    return [
        (key, f"visit {key}: {entry['instrument']} has no item {name!r}")
        for name in entry["items"]
        if name not in known
    ]
