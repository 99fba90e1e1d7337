"""`[safety]` of `protocol.toml`: alert rules, whom they reach, words for staff. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retraining.instruments import registry
from retraining.safety.rules import AlertRule, Colour, Source

LEVELS = ("owner", "deputy", "lead", "sponsor")
# Items that ask about suicide: shown only where answers are read by somebody who is named.
SUICIDALITY = {"phq-9": frozenset({"q9"})}
INSTRUMENT_SOURCES = (Source.ANSWER, Source.SCORE, Source.CHANGE, Source.RISE)


@dataclass(frozen=True)
class Escalation:
    """When an alert that nobody has taken goes on to the next person.

    Args:
        to: one of LEVELS.
        cover_hours, working_days: after the alert; one of the two.
    """

    to: str
    cover_hours: float | None
    working_days: int | None


@dataclass(frozen=True)
class Crisis:
    """Whom to ring at once in one country: plain words with numbers."""

    country: str
    text: str


@dataclass(frozen=True)
class Safety:
    """The section.

    Args:
        alerts: the rules.
        escalation: in order, without the owner, who is told at once.
        crisis: texts by country.
        could_not_reach: what to do after each try, in order.
        telephone_script: Markdown.
        expected_events: what may be expected in this trial, by key.
        sae_to_lead_hours: from awareness to the chief investigator.
        sae_to_ethics_days: {country: days for related and unexpected events}.
        per_100_months: how many alerts a hundred people are expected to give in a month, by rule.
    """

    alerts: tuple[AlertRule, ...]
    escalation: tuple[Escalation, ...]
    crisis: tuple[Crisis, ...]
    could_not_reach: tuple[str, ...]
    telephone_script: str
    expected_events: Mapping[str, str]
    sae_to_lead_hours: int
    sae_to_ethics_days: Mapping[str, int]
    per_100_months: Mapping[str, float]

    def rule(self, key: str) -> AlertRule | None:
        """The rule of this key, or None."""
        return next((rule for rule in self.alerts if rule.key == key), None)

    def crisis_for(self, country: str) -> str:
        """The country's crisis text; empty where there is none."""
        return next((c.text for c in self.crisis if c.country == country), "")


def _rule(entry: Mapping[str, Any]) -> AlertRule:
    return AlertRule(
        key=entry["key"],
        source=Source(entry["when"]),
        item=entry["item"],
        at_least=entry.get("at_least"),
        one_of=tuple(entry.get("one_of", ())),
        colour=Colour(entry["colour"]),
        says=entry["says"],
        acknowledge_hours=entry.get("acknowledge_cover_hours"),
        contact_days=entry.get("contact_working_days"),
        opens_event=entry.get("opens_event", False),
        along_with=entry.get("along_with", ""),
        visits=tuple(entry.get("visits", ())),
    )


def read(content: Mapping[str, Any]) -> Safety:
    """The section from a parsed protocol that `problems` found nothing wrong with."""
    section = content.get("safety", {})
    alerts, sae = section.get("alerts", []), section.get("serious_events", {})
    return Safety(
        alerts=tuple(_rule(entry) for entry in alerts),
        escalation=tuple(
            Escalation(e["to"], e.get("cover_hours"), e.get("working_days"))
            for e in section.get("escalate", [])
        ),
        crisis=tuple(Crisis(c["country"], c["text"].strip()) for c in section.get("crisis", [])),
        could_not_reach=tuple(section.get("could_not_reach", [])),
        telephone_script=section.get("telephone_script", ""),
        expected_events=dict(section.get("expected_events", {})),
        sae_to_lead_hours=sae.get("to_lead_hours", 24),
        sae_to_ethics_days=dict(sae.get("to_ethics_days", {})),
        per_100_months={
            a["key"]: float(a["expected_per_100_a_month"])
            for a in alerts
            if "expected_per_100_a_month" in a
        },
    )


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    section = content.get("safety", {})
    alerts = section.get("alerts", [])
    keys = [entry.get("key") for entry in alerts]
    found = [("alerts", "two [[safety.alerts]] share a key")] if len(set(keys)) != len(keys) else []
    for entry in alerts:
        found += _alert_problems(entry)
    for entry in section.get("escalate", []):
        found += _escalation_problems(entry)
    for entry in section.get("crisis", []):
        if not entry.get("country") or not str(entry.get("text", "")).strip():
            found.append(("crisis", "each [[safety.crisis]] needs country and text"))
    return found


def _alert_problems(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    key = str(entry.get("key", "alerts"))
    lacking = [n for n in ("key", "when", "item", "colour", "says") if not entry.get(n)]
    if lacking:
        return [(key, f"alert {key}: {', '.join(lacking)} missing")]
    found = []
    if entry["when"] not in set(Source):
        found.append((key, f"alert {key}: when is one of {', '.join(Source)}"))
    if entry["colour"] not in set(Colour):
        found.append((key, f"alert {key}: colour is one of {', '.join(Colour)}"))
    if ("at_least" in entry) == ("one_of" in entry):
        found.append((key, f"alert {key}: give at_least or one_of, not both"))
    if entry["colour"] != Colour.LISTED and not (
        "acknowledge_cover_hours" in entry or "contact_working_days" in entry
    ):
        found.append((key, f"alert {key}: a red or amber alert needs a clock"))
    if not found and entry["when"] in INSTRUMENT_SOURCES:
        found += _instrument_problems(key, entry)
    return found


def _instrument_problems(key: str, entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Whether the questionnaire, and the item or scale of it that the rule names, exist."""
    code, _dot, name = str(entry["item"]).partition(".")
    if code not in registry.codes():
        return [(key, f"alert {key}: there is no instrument {code!r}")]
    instrument = registry.get(code)
    of_items = entry["when"] in (Source.ANSWER, Source.RISE)
    names = {part.name for part in (instrument.items if of_items else instrument.scales)}
    if name not in names:
        kind = "item" if of_items else "scale"
        return [(key, f"alert {key}: {code} has no {kind} {name!r}")]
    return []


def _escalation_problems(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    if entry.get("to") not in LEVELS[1:]:
        return [("escalate", f"escalate: to is one of {', '.join(LEVELS[1:])}")]
    if ("cover_hours" in entry) == ("working_days" in entry):
        return [("escalate", "escalate: give cover_hours or working_days")]
    return []


def asks_about_suicide(content: Mapping[str, Any]) -> list[str]:
    """Keys of the visits that hold a question about suicide."""
    found = []
    for visit in content.get("visits", []):
        parts = visit.get("parts") or [visit]
        for part in parts:
            items = SUICIDALITY.get(part.get("instrument", ""), frozenset())
            if items & set(part.get("items", items)):
                found.append(str(visit.get("key")))
                break
    return found


def hints(content: Mapping[str, Any]) -> list[str]:
    """How many alerts a month staff will have to answer, so that they can say whether they can.

    For the target size; for 100 people where none is given.
    """
    size = int(content.get("approval", {}).get("target_size") or 0)
    section = read(content)
    expected = {key: n * (size or 100) / 100 for key, n in section.per_100_months.items()}
    if not expected:
        return []
    whom = f"{size} people" if size else "100 people (no target size is given)"
    total = sum(expected.values())
    return [
        f"expect about {total:.1f} alerts a month with {whom} in the programme",
        *(
            f"of these about {expected[rule.key]:.1f} a month: {rule.says}"
            for rule in section.alerts
            if rule.key in expected
        ),
    ]
