"""`[safety]` of `protocol.toml`: alert rules, whom they reach, words for staff. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retraining.safety.rules import AlertRule, read_rule
from retraining.safety.section_checks import (
    SUICIDALITY,
    asked_at,
    is_asked,
    problems,
)

__all__ = ["SUICIDALITY", "Crisis", "Escalation", "Safety", "problems", "read"]


@dataclass(frozen=True)
class Escalation:
    """When an alert that nobody has taken goes on to the next person.

    Args:
        to: deputy, lead or sponsor.
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


def read(content: Mapping[str, Any]) -> Safety:
    """The section from a parsed protocol that `problems` found nothing wrong with."""
    section = content.get("safety", {})
    alerts, sae = section.get("alerts", []), section.get("serious_events", {})
    return Safety(
        alerts=tuple(read_rule(entry) for entry in alerts),
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


def asks_about_suicide(content: Mapping[str, Any]) -> list[str]:
    """Keys of the visits that hold a question about suicide."""
    return [
        visit
        for visit, parts in asked_at(content).items()
        if any(items & SUICIDALITY.get(code, frozenset()) for code, items in parts.items())
    ]


def hints(content: Mapping[str, Any]) -> list[str]:
    """How many alerts a month staff will have to answer, so that they can say whether they can.

    For the target size; for 100 people where none is given. A rule about a questionnaire that no
    visit asks gives none.
    """
    size = int(content.get("approval", {}).get("target_size") or 0)
    section, asked = read(content), asked_at(content)
    hearing = [rule for rule in section.alerts if is_asked(rule, asked)]
    expected = {
        rule.key: section.per_100_months[rule.key] * (size or 100) / 100
        for rule in hearing
        if rule.key in section.per_100_months
    }
    if not expected:
        return []
    whom = f"{size} people" if size else "100 people (no target size is given)"
    total = sum(expected.values())
    return [
        f"expect about {total:.1f} alerts a month with {whom} in the programme",
        *(
            f"of these about {expected[rule.key]:.1f} a month: {rule.says}"
            for rule in hearing
            if rule.key in expected
        ),
    ]
