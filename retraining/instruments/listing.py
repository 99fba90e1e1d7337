"""What there is to know of every questionnaire, as plain data: `score --list` and the docs."""

from typing import Any

from retraining.instruments import registry
from retraining.instruments.base import Change, Instrument, Item, Rule


def describe(instrument: Instrument) -> dict[str, Any]:
    """Return a questionnaire as JSON can hold it; words only where they are shipped."""
    return {
        "code": instrument.code,
        "version": instrument.version,
        "name": instrument.name,
        "items": [_item(item) for item in instrument.items],
        "scales": [
            {
                "name": scale.name,
                "min": scale.minimum,
                "max": scale.maximum,
                "direction": str(scale.direction),
                "loinc": scale.loinc,
            }
            for scale in instrument.scales
        ],
        "rules": [rule.version for rule in instrument.rules],
        "rule_details": [_rule(rule) for rule in instrument.rules],
        "value_sets": list(instrument.value_sets),
        "changes": [_change(change) for change in instrument.changes],
        "recall": instrument.recall,
        "filled_by": str(instrument.filled_by),
        "loinc": instrument.loinc,
        "licence": instrument.licence,
        "words": instrument.words,
        "text_shipped": instrument.text_shipped,
        "unverified": instrument.unverified,
        "source": instrument.source,
        "notes": list(instrument.notes),
    }


def describe_all() -> list[dict[str, Any]]:
    """Return all questionnaires, in the order of the registry."""
    return [describe(registry.get(code)) for code in registry.codes()]


def _item(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "allowed": list(item.allowed),
        "printed": list(item.printed()),
        "missing_codes": list(item.missing_codes),
        "loinc": item.loinc,
        "link": item.link,
        "asked_when": [
            {"item": one.item, "operator": str(one.operator), "value": one.value}
            for one in item.asked_when
        ],
        "asked_when_any": item.asked_when_any,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "version": rule.version,
        "source": rule.source,
        "missing": rule.missing,
        "unverified": rule.unverified,
        "doubt": rule.doubt,
        "bands": {
            part.scale: {
                "cuts": list(part.bands.cuts),
                "labels": list(part.bands.labels),
                "cut_belongs_below": part.bands.cut_belongs_below,
                "source": part.bands.source,
            }
            for part in rule.scales
            if part.bands is not None
        },
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "scale": change.scale,
        "text": change.text,
        "points": change.points,
        "percent": change.percent,
        "source": change.source,
        "unverified": change.unverified,
    }
