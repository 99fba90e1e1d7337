"""What can be wrong with `[[visits]]` of `protocol.toml`. Pure."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from retraining.instruments import registry

ANCHORS = ("enrolled", "start")
NEEDED = ("key", "title", "anchor", "opens_day", "closes_day", "at")
NUMBERS = ("opens_day", "closes_day")
MOST_ITEMS = 95  # what a visit may ask in two sittings (programmes, 5.4)
SITTINGS = (1, 2)
EQ_5D = frozenset({"eq-5d-5l", "eq-vas"})
MOST_REPEATS = 1000  # of a row of equal visits
Problem = tuple[str, str]


def problems(content: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    entries = content.get("visits", [])
    if not entries:
        return [("visits", "no [[visits]]")]
    found: list[Problem] = []
    keys = [entry.get("key") for entry in entries]
    if len(set(keys)) != len(keys):
        found.append(("visits", "two [[visits]] share a key"))
    for entry in [*entries, *content.get("ratings", [])]:
        found += _entry_problems(entry)
    for entry in content.get("ratings", []):
        if entry.get("key") in keys:
            found.append(("ratings", f"rating {entry['key']}: a visit has this key as well"))
    return found + _mixing_problems(entries)


def _mixing_problems(entries: list[Mapping[str, Any]]) -> list[Problem]:
    """Forms whose figures cannot be held against each other (FIQ and FIQR; two value sets)."""
    parts = [(entry, part) for entry in entries for part in entry.get("parts", [entry])]
    asked = {part.get("instrument") for _entry, part in parts}
    found: list[Problem] = []
    if {"fiq", "fiqr"} <= asked:
        found.append(("fiq", "FIQ and FIQR are never mixed: ask one of them at every visit"))
    sets = {str(part["value_set"]) for _entry, part in parts if "value_set" in part}
    if len(sets) > 1:
        found.append(
            ("value_set", f"one value set for the whole trial, not {', '.join(sorted(sets))}")
        )
    for entry in entries:
        here = {part.get("instrument") for part in entry.get("parts", [entry])}
        if len(here & EQ_5D) == 1:
            key = str(entry.get("key", "visits"))
            found.append((key, f"visit {key}: EQ-5D-5L and EQ VAS belong together"))
    return found


def _entry_problems(entry: Mapping[str, Any]) -> list[Problem]:
    key = str(entry.get("key", "visits"))
    needed = NEEDED if "parts" in entry else (*NEEDED, "instrument", "items")
    found = [(key, f"visit {key}: {name} is missing") for name in needed if name not in entry]
    if found:
        return found
    if entry["anchor"] not in ANCHORS:
        found.append((key, f"visit {key}: anchor must be one of {', '.join(ANCHORS)}"))
    if not all(type(entry[n]) is int for n in NUMBERS):
        return [*found, (key, f"visit {key}: opens_day and closes_day are whole numbers")]
    if entry["opens_day"] >= entry["closes_day"]:
        found.append((key, f"visit {key}: it closes before it opens"))
    found += _repeat_problems(key, entry)
    if not _is_time(entry["at"]):
        found.append((key, f'visit {key}: at is a time such as "06:00"'))
    return found + _parts_problems(key, entry.get("parts", [entry]))


def _repeat_problems(key: str, entry: Mapping[str, Any]) -> list[Problem]:
    """Whether the numbers by which a visit is repeated and its answers are marked can be used."""
    repeat, every = entry.get("repeat", 1), entry.get("every_days", 0)
    first, last = entry["opens_day"], entry["closes_day"]
    flag = entry.get("flag_after_day", first)
    found = []
    if type(repeat) is not int or not 1 <= repeat <= MOST_REPEATS:
        found.append(f"repeat is a whole number from 1 to {MOST_REPEATS}")
    elif repeat > 1 and "{n}" not in str(entry["key"]):
        found.append("it is repeated, so its key needs {n}")
    if type(every) is not int or every < 0 or (repeat != 1 and every == 0):
        found.append("every_days is a whole number from 1")
    if type(flag) is not int or ("flag_after_day" in entry and not first <= flag <= last):
        found.append("flag_after_day is a whole number from opens_day to closes_day")
    return [(key, f"visit {key}: {sentence}") for sentence in found]


def _is_time(value: object) -> bool:
    try:
        time.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _parts_problems(key: str, rows: list[Mapping[str, Any]]) -> list[Problem]:
    if not rows:
        return [(key, f"visit {key}: parts is empty")]
    codes = [row.get("instrument") for row in rows]
    found: list[Problem] = []
    if len(set(codes)) != len(codes):
        found.append((key, f"visit {key}: an instrument stands in it twice"))
    for row in rows:
        found += _part_problems(key, row)
    if not found and sum(_asked(row) for row in rows) > MOST_ITEMS:
        found.append((key, f"visit {key}: it asks more than {MOST_ITEMS} items"))
    return found


def _asked(row: Mapping[str, Any]) -> int:
    return len(row.get("items") or registry.get(row["instrument"]).items)


def _part_problems(key: str, row: Mapping[str, Any]) -> list[Problem]:
    code = row.get("instrument")
    if code not in registry.codes():
        return [(key, f"visit {key}: there is no instrument {code!r}")]
    instrument = registry.get(code)
    known = {item.name for item in instrument.items}
    found = [
        (key, f"visit {key}: {code} has no item {name!r}")
        for name in row.get("items", [])
        if name not in known
    ]
    if row.get("sitting", 1) not in SITTINGS:
        found.append((key, f"visit {key}: {code}: sitting is 1 or 2"))
    if not (instrument.text_shipped or row.get("needs_text", False)):
        found.append((key, f"visit {key}: {code} has no words here: say needs_text = true"))
    if row.get("value_set") and row["value_set"] not in instrument.value_sets:
        found.append((key, f"visit {key}: {code} has no value set {row['value_set']!r}"))
    if instrument.value_sets and not row.get("value_set"):
        found.append((key, f"visit {key}: {code} needs a value_set"))
    return found
