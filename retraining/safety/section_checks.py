"""What can be wrong with `[safety]` of `protocol.toml`: types, ranges, names. Pure."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from retraining.instruments import registry
from retraining.instruments.base import Direction, Instrument
from retraining.safety.questions import CALLS, CODES, REMARKS
from retraining.safety.rules import AlertRule, Colour, Signal, Source, read_rule

LEVELS = ("owner", "deputy", "lead", "sponsor")
# Items that ask about suicide: shown only where answers are read by somebody who is named.
SUICIDALITY = {"phq-9": frozenset({"q9"})}
INSTRUMENT_SOURCES = (Source.ANSWER, Source.SCORE, Source.CHANGE, Source.RISE)
OF_ITEMS = (Source.ANSWER, Source.RISE)
MOST_HOURS, MOST_DAYS, MOST_REPEATS = 1000, 100, 1000
Problem = tuple[str, str]
Entry = Mapping[str, Any]


def problems(content: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    section = content.get("safety", {})
    alerts = section.get("alerts", [])
    keys = [entry.get("key") for entry in alerts]
    found = [("alerts", "two [[safety.alerts]] share a key")] if len(set(keys)) != len(keys) else []
    asked = asked_at(content)
    wrong = [problem for entry in alerts for problem in _alert_problems(entry, asked)]
    found += wrong or _unheard(asked, [read_rule(entry) for entry in alerts])
    for entry in section.get("escalate", []):
        found += _escalation_problems(entry)
    for entry in section.get("crisis", []):
        if not _is_text(entry.get("country")) or not _is_text(entry.get("text")):
            found.append(("crisis", "each [[safety.crisis]] needs country and text"))
    return found + _serious_problems(section.get("serious_events", {})) + _word_problems(section)


Asked = Mapping[str, Mapping[str, frozenset[str]]]


def asked_at(content: Mapping[str, Any]) -> Asked:
    """{visit: {instrument: items}}, repeated visits written out."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for visit in content.get("visits", []):
        repeat = visit.get("repeat", 1)
        times = repeat if _is_whole(repeat, 1, MOST_REPEATS) else 1
        rows = visit.get("parts") or [visit]
        parts = {str(row.get("instrument")): _items(row) for row in rows}
        for n in range(1, times + 1):
            found[str(visit.get("key")).replace("{n}", str(n))] = parts
    return found


def _items(row: Entry) -> frozenset[str]:
    code = row.get("instrument")
    if row.get("items") or code not in registry.codes():
        return frozenset(row.get("items", ()))
    return frozenset(item.name for item in registry.get(code).items)


def is_asked(rule: AlertRule, asked: Asked) -> bool:
    """Whether a visit asks what a rule listens to; rules of other sources can always fire."""
    code, _dot, name = rule.item.partition(".")
    if rule.source not in INSTRUMENT_SOURCES:
        return True
    visits = [parts for key, parts in asked.items() if not rule.visits or key in rule.visits]
    if rule.source in OF_ITEMS:
        return any(name in parts.get(code, ()) for parts in visits)
    return any(code in parts for parts in visits)


def _unheard(asked: Asked, rules: Iterable[AlertRule]) -> list[Problem]:
    """Answers to a question about suicide on which nobody would be told to act."""
    acting = [rule for rule in rules if rule.colour != Colour.LISTED]
    found = []
    for visit, parts in asked.items():
        for code, items in parts.items():
            for name in sorted(items & SUICIDALITY.get(code, frozenset())):
                allowed = next(i.allowed for i in registry.get(code).items if i.name == name)
                said = [Signal(Source.ANSWER, f"{code}.{name}", v, visit) for v in allowed if v > 0]
                lost = [str(s.value) for s in said if not any(rule.fires(s) for rule in acting)]
                if lost:
                    sentence = f"no red or amber alert hears {code}.{name} = {', '.join(lost)}"
                    found.append((visit, f"visit {visit}: {sentence}; a rule needs it from 1 on"))
    return found


def _alert_problems(entry: Entry, asked: Asked) -> list[Problem]:
    key = str(entry.get("key", "alerts"))
    lacking = [n for n in ("key", "when", "item", "colour", "says") if not _is_text(entry.get(n))]
    if lacking:
        return [(key, f"alert {key}: {', '.join(lacking)} missing")]
    found = []
    if entry["when"] not in set(Source):
        found.append(f"when is one of {', '.join(Source)}")
    if entry["colour"] not in set(Colour):
        found.append(f"colour is one of {', '.join(Colour)}")
    if ("at_least" in entry) == ("one_of" in entry):
        found.append("give at_least or one_of, not both")
    if "at_least" in entry and not _is_number(entry["at_least"]):
        found.append("at_least is a number")
    if "one_of" in entry and not (isinstance(entry["one_of"], list) and entry["one_of"]):
        found.append("one_of is a list of answers")
    found += _clock_problems(entry)
    if not found:
        of_instrument = entry["when"] in INSTRUMENT_SOURCES
        found = _instrument_problems(entry, asked) if of_instrument else _code_problems(entry)
    return [(key, f"alert {key}: {sentence}") for sentence in found]


def _clock_problems(entry: Entry) -> list[str]:
    hours, days = "acknowledge_cover_hours", "contact_working_days"
    found = []
    if entry["colour"] != Colour.LISTED and not (hours in entry or days in entry):
        found.append("a red or amber alert needs a clock")
    if not _is_number(entry.get(hours, 0), 0, MOST_HOURS):
        found.append(f"{hours} is a number from 0 to {MOST_HOURS}")
    if not _is_whole(entry.get(days, 0), 0, MOST_DAYS):
        found.append(f"{days} is a whole number from 0 to {MOST_DAYS}")
    if not isinstance(entry.get("opens_event", False), bool):
        found.append("opens_event is true or false")
    if not _is_number(entry.get("expected_per_100_a_month", 0), 0):
        found.append("expected_per_100_a_month is a number from 0")
    return found


def _instrument_problems(entry: Entry, asked: Asked) -> list[str]:
    """Whether the questionnaire, and the item or scale of it that the rule names, exist."""
    code, _dot, name = entry["item"].partition(".")
    if code not in registry.codes():
        return [f"there is no instrument {code!r}"]
    instrument = registry.get(code)
    of_items = entry["when"] in OF_ITEMS
    names = {part.name for part in (instrument.items if of_items else instrument.scales)}
    if name not in names:
        return [f"{code} has no {'item' if of_items else 'scale'} {name!r}"]
    found = _limit_problems(entry, instrument, name)
    if "along_with" in entry and not _is_yes_or_no(instrument, entry):
        found.append(f"along_with is an item of {code} with a yes (1), of a rule for a rise")
    return found + _visit_problems(entry, code, asked)


def _is_yes_or_no(instrument: Instrument, entry: Entry) -> bool:
    if entry["when"] != Source.RISE:
        return False
    return any(i.name == entry["along_with"] and 1 in i.allowed for i in instrument.items)


def _limit_problems(entry: Entry, instrument: Instrument, name: str) -> list[str]:
    """Whether an answer or a score can ever be what the rule waits for."""
    source, what = entry["when"], entry["item"]
    if source == Source.ANSWER:
        allowed = next(item.allowed for item in instrument.items if item.name == name)
        wrong = [v for v in entry.get("one_of", ()) if not _is_whole(v) or v not in allowed]
        if wrong:
            return [f"{what} has no answer {', '.join(map(repr, wrong))}"]
    low, high = _range(source, instrument, name)
    limits = [entry["at_least"]] if "at_least" in entry else entry["one_of"]
    if all(_is_number(limit, low, high) for limit in limits):
        return []
    kind = {Source.CHANGE: "a change of ", Source.RISE: "a rise of "}.get(source, "")
    return [f"{kind}{what} lies from {low:g} to {high:g}, and the rule waits for something else"]


def _range(source: str, instrument: Instrument, name: str) -> tuple[float, float]:
    if source in OF_ITEMS:
        allowed = next(item.allowed for item in instrument.items if item.name == name)
        return (1, allowed[-1] - allowed[0]) if source == Source.RISE else (allowed[0], allowed[-1])
    scale = next(scale for scale in instrument.scales if scale.name == name)
    if source == Source.SCORE:
        return scale.minimum, scale.maximum
    # In per cent of the first score: from nothing to anything, or to all of it.
    return 0.1, 100 if scale.direction == Direction.HIGHER_BETTER else 10_000


def _visit_problems(entry: Entry, code: str, asked: Asked) -> list[str]:
    visits = entry.get("visits", [])
    if not isinstance(visits, list):
        return ["visits is a list of visits"]
    return [f"there is no visit {key!r}" for key in visits if key not in asked] + [
        f"visit {key} does not ask {code}"
        for key in visits
        if key in asked and code not in asked[key]
    ]


def _code_problems(entry: Entry) -> list[str]:
    """Whether what is said in codes, not in numbers, can ever be what the rule waits for."""
    source, item = entry["when"], entry["item"]
    remarks = {name: tuple(code or name for code in codes) for name, codes in REMARKS.items()}
    sources = {Source.REMARK: remarks, Source.CALL: {"call": CALLS}, Source.REPORT: CODES}
    known: Mapping[str, tuple[str, ...]] = sources[source]
    if item not in known:
        return [f"item is one of {', '.join(known)}"]
    found = [f"{name} is for questionnaires" for name in ("along_with", "visits") if name in entry]
    if "one_of" not in entry:
        return [*found, "it needs one_of: what is said here is no number"]
    wrong = [code for code in entry["one_of"] if code not in known[item]]
    return found + [f"{item} has no answer {code!r}" for code in wrong]


def _escalation_problems(entry: Entry) -> list[Problem]:
    found = []
    if entry.get("to") not in LEVELS[1:]:
        found.append(f"to is one of {', '.join(LEVELS[1:])}")
    if ("cover_hours" in entry) == ("working_days" in entry):
        found.append("give cover_hours or working_days")
    if not _is_number(entry.get("cover_hours", 0), 0, MOST_HOURS):
        found.append(f"cover_hours is a number from 0 to {MOST_HOURS}")
    if not _is_whole(entry.get("working_days", 0), 0, MOST_DAYS):
        found.append(f"working_days is a whole number from 0 to {MOST_DAYS}")
    return [("escalate", f"escalate: {sentence}") for sentence in found]


def _serious_problems(table: Entry) -> list[Problem]:
    days = table.get("to_ethics_days", {})
    found = []
    if not _is_whole(table.get("to_lead_hours", 24), 1, MOST_HOURS):
        found.append(("to_lead_hours", f"to_lead_hours is a whole number from 1 to {MOST_HOURS}"))
    if not all(_is_whole(n, 1, MOST_DAYS) for n in days.values()):
        found.append(("to_ethics_days", f"to_ethics_days are whole numbers from 1 to {MOST_DAYS}"))
    return found


def _word_problems(section: Entry) -> list[Problem]:
    tries, expected = section.get("could_not_reach", []), section.get("expected_events", {})
    found = []
    if not (isinstance(tries, list) and all(map(_is_text, tries))):
        found.append(("could_not_reach", "could_not_reach is a list of sentences"))
    if not isinstance(section.get("telephone_script", ""), str):
        found.append(("telephone_script", "telephone_script is a text"))
    if not all(map(_is_text, expected.values())):
        found.append(("expected_events", "each of [safety.expected_events] has words"))
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object, low: float = -math.inf, high: float = math.inf) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and low <= value <= high


def _is_whole(value: object, low: float = -math.inf, high: float = math.inf) -> bool:
    return isinstance(value, int) and _is_number(value, low, high)
