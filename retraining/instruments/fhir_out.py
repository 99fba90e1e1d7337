"""Instruments as FHIR Questionnaires, and answers as QuestionnaireResponses (R4 and R5). Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from retraining.instruments.base import Answers, Condition, Instrument, Item, Operator
from retraining.instruments.conditions import asked

LOINC = "http://loinc.org"
STRUCTURE = "http://hl7.org/fhir/StructureDefinition"
# FHIR tells choices and plain numbers apart; a scale with words at its ends alone is a number.
WEIGHTS = {"R4": "ordinalValue", "R5": "itemWeight"}
CHOICES = {"R4": "choice", "R5": "coding"}


class Release(StrEnum):
    """Releases of FHIR that are written."""

    R4 = "R4"
    R5 = "R5"


def canonical(instrument: Instrument, base: str) -> str:
    """Return the address that names a questionnaire, with its version."""
    return f"{base}/Questionnaire/{instrument.code}|{instrument.version}"


def questionnaire(
    instrument: Instrument,
    words: Mapping[str, str],
    *,
    base: str,
    language: str,
    release: Release = Release.R4,
) -> dict[str, Any]:
    """Return a questionnaire as FHIR.

    Args:
        instrument: the questionnaire.
        words: what is shown, each key with its text; placeholders where words are under licence.
        base: address of this install, such as "https://trial.example/fhir".
        language: of the words.
        release: of FHIR.
    """
    entries = {
        item.name: _item(instrument, item, words, base, release) for item in instrument.items
    }
    form: dict[str, Any] = {
        "resourceType": "Questionnaire",
        "id": instrument.code,
        "url": f"{base}/Questionnaire/{instrument.code}",
        "version": instrument.version,
        "name": _machine_name(instrument.code),
        "title": words["title"],
        "status": "active",
        "language": language,
        "subjectType": ["Patient"],
        "copyright": instrument.licence,
        "item": _grouped(instrument, entries, words),
    }
    if words["intro"]:
        form["description"] = words["intro"]
    if instrument.loinc:
        form["code"] = [{"system": LOINC, "code": instrument.loinc}]
    return form


def response(
    instrument: Instrument,
    answers: Answers,
    *,
    base: str,
    subject: str,
    authored: datetime | None = None,
    completed: bool = True,
    release: Release = Release.R4,
) -> dict[str, Any]:
    """Return one person's answers as FHIR; an item that was left blank has no answer.

    Args:
        instrument: the questionnaire.
        answers: checked answers by item name.
        base: as for `questionnaire`.
        subject: how the person is known there; never a name.
        authored: when it was sent, with its zone; None where that is not known.
        completed: whether it was sent, or is under way.
        release: of FHIR.
    """
    entries = {
        item.name: _answered(instrument, item, answers, base, release)
        for item in asked(instrument, answers)
    }
    form: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": canonical(instrument, base),
        "status": "completed" if completed else "in-progress",
        "subject": {"identifier": {"system": f"{base}/participant", "value": subject}},
        "item": _grouped(instrument, entries, {}),
    }
    return form if authored is None else {**form, "authored": authored.isoformat()}


def bundle(resources: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return several resources as one."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": resource} for resource in resources],
    }


def _machine_name(code: str) -> str:
    """FHIR wants a name that begins with a capital and holds letters, digits and _."""
    return "Form_" + code.replace("-", "_")


def _link(item: Item) -> str:
    return item.link or item.name


def _grouped(
    instrument: Instrument, entries: Mapping[str, dict[str, Any]], words: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The entries inside the groups of the questionnaire, where it has some."""
    if not instrument.sections:
        return list(entries.values())
    groups: list[dict[str, Any]] = []
    for section in instrument.sections:
        group: dict[str, Any] = {"linkId": section.key}
        if words:
            group["type"] = "group"
        if words.get(section.key):
            group["text"] = words[section.key]
        group["item"] = [entries[name] for name in section.items if name in entries]
        if group["item"]:
            groups.append(group)
    return groups


def _is_number(item: Item) -> bool:
    whole = item.allowed == tuple(range(item.allowed[0], item.allowed[-1] + 1))
    return not item.options and whole


def _item(
    instrument: Instrument, item: Item, words: Mapping[str, str], base: str, release: Release
) -> dict[str, Any]:
    entry: dict[str, Any] = {"linkId": _link(item), "text": words[item.name]}
    if item.loinc:
        entry["code"] = [{"system": LOINC, "code": item.loinc}]
    if _is_number(item):
        entry["type"] = "integer"
        entry["extension"] = [
            {"url": f"{STRUCTURE}/minValue", "valueInteger": item.allowed[0]},
            {"url": f"{STRUCTURE}/maxValue", "valueInteger": item.allowed[-1]},
        ]
        for name, key in (("lower", item.low), ("upper", item.high)):
            if key and words[key]:
                entry.setdefault("item", []).append(
                    {"linkId": f"{_link(item)}.{name}", "type": "display", "text": words[key]}
                )
    elif not item.options:
        entry["type"] = "integer"
        entry["answerOption"] = [{"valueInteger": value} for value in item.printed()]
    else:
        entry["type"] = CHOICES[release]
        entry["answerOption"] = [
            {"valueCoding": _coding(instrument, item, value, words, base, release)}
            for value in item.printed()
        ]
    if item.asked_when:
        entry["enableWhen"] = [_condition(instrument, c, base) for c in item.asked_when]
        entry["enableBehavior"] = "any" if item.asked_when_any else "all"
    return entry


def _code(instrument: Instrument, item: Item, value: int, base: str) -> dict[str, str]:
    """The code of an option: LOINC's where it has one, else the number it counts."""
    if item.loinc_options:
        return {"system": LOINC, "code": item.loinc_options[item.allowed.index(value)]}
    return {"system": f"{base}/CodeSystem/{instrument.code}", "code": str(value)}


def _coding(
    instrument: Instrument,
    item: Item,
    value: int,
    words: Mapping[str, str],
    base: str,
    release: Release,
) -> dict[str, Any]:
    coding: dict[str, Any] = {
        "extension": [{"url": f"{STRUCTURE}/{WEIGHTS[release]}", "valueDecimal": value}],
        **_code(instrument, item, value, base),
    }
    display = words.get(item.option_key(value))
    return {**coding, "display": display} if display else coding


def _condition(instrument: Instrument, condition: Condition, base: str) -> dict[str, Any]:
    item = next(one for one in instrument.items if one.name == condition.item)
    entry: dict[str, Any] = {"question": _link(item), "operator": str(condition.operator)}
    if condition.operator is Operator.EXISTS:
        entry["answerBoolean"] = bool(condition.value)
    elif item.options and condition.value in item.allowed:
        entry["answerCoding"] = _code(instrument, item, condition.value, base)
    else:
        entry["answerInteger"] = condition.value
    return entry


def _answered(
    instrument: Instrument, item: Item, answers: Answers, base: str, release: Release
) -> dict[str, Any]:
    entry: dict[str, Any] = {"linkId": _link(item)}
    value = answers.get(item.name)
    if value is None:
        return entry
    if item.options:
        entry["answer"] = [{"valueCoding": _coding(instrument, item, value, {}, base, release)}]
    else:
        entry["answer"] = [{"valueInteger": value}]
    return entry
