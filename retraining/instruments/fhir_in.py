"""A FHIR Questionnaire (R4 or R5, JSON) as an instrument. Pure.

Taken over: groups, choices with their ordinal values (`ordinalValue`, `itemWeight`), whole numbers
with their limits, yes/no, LOINC codes, `enableWhen`, the copyright, the language. Whatever else a
form holds is a finding: nothing is lost silently.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from retraining.common.findings import HINT, Finding
from retraining.instruments.base import Condition, Item, Operator, Section
from retraining.instruments.combine import How
from retraining.instruments.fhir_options import NotSupported, Option, limits, options
from retraining.instruments.imported import BadForm, Form, Imported, build, decoded, slug

NEW_LINE = re.compile(r"\r\n|\r")
LINK = re.compile(r'"linkId"\s*:\s*("(?:[^"\\]|\\.)*")')
LOINC = "http://loinc.org"
ASKED = {"choice", "coding", "integer", "boolean"}
# Parts of an item that we read, or that carry nothing to lose.
READ = {
    "linkId",
    "text",
    "_text",
    "type",
    "code",
    "item",
    "answerOption",
    "answerValueSet",
    "enableWhen",
    "enableBehavior",
    "extension",
    "prefix",
    "id",
    "definition",
    "readOnly",
}
CALCULATED = re.compile(r"calculatedExpression|questionnaire-unit|sdc-questionnaire-calculated")


@dataclass
class _Reading:
    """What has been read so far."""

    path: str
    lines: Mapping[str, Sequence[int]]
    contained: Mapping[str, Any]
    items: list[Item] = field(default_factory=list)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    by_link: dict[str, tuple[Item, tuple[Option, ...]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    def find(self, link: str, sentence: str) -> None:
        """Keep a finding, at the line of an item's linkId: of the one that is being read."""
        lines = self.lines.get(link, []) if link else []
        line = lines[min(max(self.met[link], 1), len(lines)) - 1] if lines else 0
        self.findings.append(Finding(self.path, line, f"{link}: {sentence}" if link else sentence))


def read(data: bytes, path: str, how: How | None = None) -> Imported:
    """Read a form.

    Args:
        data: the JSON.
        path: its name, for the findings.
        how: score it as the sum or mean of all items; None leaves it unscored.

    Raises:
        BadForm: it is no Questionnaire, or no question of it can be asked.
    """
    text, content = _parsed(data, path)
    contained = {f"#{one.get('id')}": one for one in _tables(content.get("contained"))}
    reading = _Reading(path, _lines(text), contained)
    for entry in _tables(content.get("item")):
        _read(reading, entry, group="")
    if not reading.items:
        reading.find("", "no question that can be asked")
        raise BadForm(reading.findings)
    _whole_form(reading, content)
    name = str(content.get("title") or content.get("name") or content.get("id") or "Form")
    form = Form(
        code=slug(str(content.get("id") or content.get("name") or name)) or "form",
        version=str(content.get("version") or "1"),
        name=name,
        licence=str(content.get("copyright") or "Not said in the form"),
        source=str(content.get("url") or path),
        loinc=_loinc(content),
        items=tuple(reading.items),
        sections=tuple(Section(key, tuple(names)) for key, names in reading.groups if names),
        texts={"title": name, "intro": str(content.get("description") or ""), **reading.texts},
    )
    instrument = build(form, how)
    kept = set(instrument.text_keys())
    texts = {key: value for key, value in form.texts.items() if key in kept}
    language = str(content.get("language") or "")
    return Imported(instrument, language, texts, tuple(reading.findings))


def _parsed(data: bytes, path: str) -> tuple[str, Mapping[str, Any]]:
    text = NEW_LINE.sub("\n", decoded(data, path))
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadForm([Finding(path, error.lineno, f"not JSON: {error.msg}")]) from None
    except (ValueError, RecursionError):
        raise BadForm([Finding(path, 0, "not JSON that can be read")]) from None
    if not isinstance(content, dict) or content.get("resourceType") != "Questionnaire":
        raise BadForm([Finding(path, 0, "not a FHIR Questionnaire (resourceType)")])
    return text, content


def _lines(text: str) -> dict[str, list[int]]:
    """On which lines each linkId stands."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(text.split("\n"), start=1):
        for written in LINK.findall(row):
            found.setdefault(json.loads(written), []).append(number)
    return found


def _tables(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _whole_form(reading: _Reading, content: Mapping[str, Any]) -> None:
    """Findings on the form as a whole."""
    if content.get("modifierExtension"):
        reading.find("", "modifierExtension is not understood: check what it changes")
    if content.get("status") == "retired":
        reading.find("", f"{HINT}the form is marked as retired")
    if not any(item.options for item in reading.items):
        reading.find("", f"{HINT}no item has options with words")


def _read(reading: _Reading, entry: Mapping[str, Any], group: str) -> None:
    """One item of the form and all below it, depth first as it is printed."""
    link, kind = str(entry.get("linkId", "")), entry.get("type")
    reading.met[link] += 1
    if kind == "group":
        _read_group(reading, entry, link, group)
        return
    if kind == "display":
        reading.find(link, "display text is left out")
        return
    _leftovers(reading, link, entry)
    if any(CALCULATED.search(str(one.get("url"))) for one in _tables(entry.get("extension"))):
        reading.find(link, "calculated by the form: left out; give a rule to score it here")
    elif kind not in ASKED:
        reading.find(link, f"a question of type {kind!r} cannot be asked here: left out")
    else:
        try:
            _take(reading, entry, link, group)
        except NotSupported as error:
            reading.find(link, f"{error}: left out")
    for below in _tables(entry.get("item")):
        _read(reading, below, group)


def _read_group(reading: _Reading, entry: Mapping[str, Any], link: str, group: str) -> None:
    if group:
        reading.find(link, f"{HINT}a group inside a group is kept as one of its own")
    if entry.get("enableWhen"):
        reading.find(link, "enableWhen of a group is not kept: its items are always asked")
    if entry.get("repeats"):
        reading.find(link, "a group that repeats is asked once")
    name = f"s{len(reading.groups) + 1}"
    reading.groups.append((name, []))
    reading.texts[f"section.{name}"] = str(entry.get("text") or "")
    for below in _tables(entry.get("item")):
        _read(reading, below, name)


def _leftovers(reading: _Reading, link: str, entry: Mapping[str, Any]) -> None:
    """A finding for each part of an item that is not taken over."""
    if entry.get("repeats"):
        reading.find(link, "several answers to one question: one is asked")
    if entry.get("required"):
        reading.find(link, f"{HINT}required is not kept: every item may be left blank")
    if entry.get("initial") or any(
        one.get("initialSelected") for one in _tables(entry.get("answerOption"))
    ):
        reading.find(link, "a first value is not kept: no answer is given beforehand")
    if any("enableWhenExpression" in str(e.get("url")) for e in _tables(entry.get("extension"))):
        reading.find(link, "enableWhenExpression is not kept: the item is always asked")
    known = READ | {"repeats", "required", "initial"}
    for name in sorted(set(entry) - known):
        reading.find(link, f"{name} is not kept")


def _take(reading: _Reading, entry: Mapping[str, Any], link: str, group: str) -> None:
    """Make an item of a question."""
    if link in reading.by_link:
        raise NotSupported("this linkId stands twice")
    name = f"q{len(reading.items) + 1}"
    if entry["type"] == "integer" and not entry.get("answerOption"):
        low, high = limits(entry)
        offered: tuple[Option, ...] = ()
        item = Item(name, tuple(range(low, high + 1)), link=link, loinc=_loinc(entry))
    else:
        offered, doubt = options(entry, reading.contained)
        if doubt:
            reading.find(link, doubt)
        item = _choice(name, link, _loinc(entry), offered)
        reading.texts |= {f"{name}.{option.value}": option.text for option in offered}
    item = _with_conditions(reading, entry, link, item)
    reading.items.append(item)
    reading.by_link[link] = item, offered
    reading.texts[name] = str(entry.get("text") or "")
    for section, names in reading.groups:
        if section == group:
            names.append(name)


def _choice(name: str, link: str, loinc: str, offered: tuple[Option, ...]) -> Item:
    values = [option.value for option in offered]
    rising = sorted(offered, key=lambda option: option.value)
    codes = tuple(option.loinc for option in rising)
    return Item(
        name,
        tuple(option.value for option in rising),
        options=tuple(f"{name}.{option.value}" for option in rising),
        descending=len(values) > 1 and values == sorted(values, reverse=True),
        loinc=loinc,
        loinc_options=codes if all(codes) else (),
        link=link,
    )


def _with_conditions(reading: _Reading, entry: Mapping[str, Any], link: str, item: Item) -> Item:
    conditions = []
    for one in _tables(entry.get("enableWhen")):
        condition = _condition(reading, one)
        if condition is None:
            reading.find(link, "enableWhen is not understood: the item is always asked")
            return item
        conditions.append(condition)
    any_of = entry.get("enableBehavior") == "any"
    return replace(item, asked_when=tuple(conditions), asked_when_any=any_of)


def _condition(reading: _Reading, one: Mapping[str, Any]) -> Condition | None:
    known = reading.by_link.get(str(one.get("question")))
    try:
        operator = Operator(str(one.get("operator")))
    except ValueError:
        return None
    if known is None:
        return None
    item, offered = known
    coding = one.get("answerCoding")
    if isinstance(coding, dict):
        values = [option.value for option in offered if option.code == coding.get("code")]
        value = values[0] if len(values) == 1 else None
    else:
        value = one.get("answerBoolean", one.get("answerInteger"))
    if isinstance(value, bool | int):
        return Condition(item.name, operator, int(value))
    return None


def _loinc(entry: Mapping[str, Any]) -> str:
    """The LOINC code of a form or item; some forms leave the system out of such codes."""
    codes = [
        str(one.get("code"))
        for one in _tables(entry.get("code"))
        if one.get("system") == LOINC
        or (not one.get("system") and re.fullmatch(r"\d{1,7}-\d", str(one.get("code"))))
    ]
    return codes[0] if codes else ""
