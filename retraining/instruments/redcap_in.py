"""A REDCap data dictionary (CSV) as instruments, one for each of its forms. Pure.

Taken over: radio buttons, drop-downs, yes/no, true/false, sliders, whole numbers with limits,
section headers, branching that is one `and` or one `or` of simple comparisons. The rest: findings.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from retraining.common.findings import HINT, Finding
from retraining.instruments.base import Condition, Item, Operator, Section
from retraining.instruments.combine import How
from retraining.instruments.imported import BadForm, Form, Imported, build, decoded, slug

NAME, FORM, HEADER, KIND, LABEL, CHOICES = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
)
VALIDATION = "Text Validation Type OR Show Slider Number"
LOWEST, HIGHEST = "Text Validation Min", "Text Validation Max"
IDENTIFIER, BRANCHING, REQUIRED = (
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
)
NEEDED = (NAME, FORM, KIND, LABEL, CHOICES)
SLIDER = (0, 100)
MOST_NUMBERS = 1001
COMPARISON = re.compile(r"\[(\w+)\]\s*(=|<>|!=|>=|<=|>|<)\s*['\"]?(-?\d+)['\"]?")
Row = Mapping[str, str]


@dataclass
class _Reading:
    """One form of the dictionary, as far as it has been read."""

    name: str
    items: list[Item] = field(default_factory=list)
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class _NotSupportedError(ValueError):
    """A field that cannot be asked here."""


def read(data: bytes, path: str, how: How | None = None) -> list[Imported]:
    """Read a dictionary.

    Args:
        data: the CSV, UTF-8.
        path: its name, for the findings.
        how: score each form as the sum or mean of all items; None leaves them unscored.

    Raises:
        BadForm: it is no dictionary, or no form of it has a question that can be asked.
    """
    forms: dict[str, _Reading] = {}
    first: dict[str, int] = {}
    for line, row in _rows(data, path):
        reading = forms.setdefault(row[FORM], _Reading(row[FORM]))
        known = first.setdefault(row[NAME], line)
        twice = [f"this name stands in line {known} already: left out"]
        for sentence in twice if known != line else _read(reading, row):
            reading.findings.append(Finding(path, line, f"{row[NAME]}: {sentence}"))
    kept = [reading for reading in forms.values() if reading.items]
    lost = [finding for one in forms.values() if not one.items for finding in one.findings]
    if not kept:
        raise BadForm([*lost, Finding(path, 0, "no question that can be asked")])
    kept[0].findings.extend(lost)  # of forms of which nothing is left
    return [_imported(reading, path, how) for reading in kept]


def _rows(data: bytes, path: str) -> Iterator[tuple[int, Row]]:
    """The fields, each with the line on which it begins: a label may go on over several."""
    reader = csv.reader(io.StringIO(decoded(data, path), newline=""), strict=True)
    begins = 1
    try:
        names = next(reader, [])
        missing = [name for name in NEEDED if name not in names]
        if missing:
            raise BadForm([Finding(path, 1, f"no REDCap dictionary: no column {missing[0]!r}")])
        begins = reader.line_num + 1
        for row in reader:
            if row and len(row) != len(names):
                raise BadForm([Finding(path, begins, "columns do not fit the first line")])
            if row:
                yield begins, dict(zip(names, map(str.strip, row), strict=True))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadForm([Finding(path, begins, f"not readable as CSV: {error}")]) from None


def _read(reading: _Reading, row: Row) -> Iterator[str]:
    """Take one field into its form; what is left out, sentence by sentence."""
    if row.get(HEADER):
        name = f"s{len(reading.sections) + 1}"
        reading.sections.append((name, []))
        reading.texts[f"section.{name}"] = row[HEADER]
    if row.get(IDENTIFIER, "").lower() == "y":
        yield "marked as identifying: left out, identity is kept apart from answers"
        return
    name = f"q{len(reading.items) + 1}"
    try:
        item, texts = _item(name, row)
    except _NotSupportedError as error:
        yield f"{error}: left out"
        return
    if row.get(BRANCHING):
        conditions = _conditions(reading, row[BRANCHING])
        if conditions is None:
            yield "branching logic is not understood: the item is always asked"
        else:
            item = replace(item, asked_when=conditions[0], asked_when_any=conditions[1])
    if row.get(REQUIRED, "").lower() == "y":
        yield f"{HINT}required is not kept: every item may be left blank"
    if "<" in row[LABEL]:
        yield "the label holds HTML: shown as plain text"
    if row.get("Matrix Group Name"):
        yield f"{HINT}a row of a matrix is kept as a question of its own"
    if row.get("Field Annotation"):
        yield f"the annotation {row['Field Annotation']!r} is not kept"
    reading.items.append(item)
    reading.texts |= {name: row[LABEL], **texts}
    if reading.sections:
        reading.sections[-1][1].append(name)


def _item(name: str, row: Row) -> tuple[Item, dict[str, str]]:
    """A field as an item, and the words of its options."""
    kind, link = row[KIND], row[NAME]
    if kind in ("radio", "dropdown"):
        return _choice(name, link, _choices(row[CHOICES]))
    if kind == "yesno":
        return _choice(name, link, {1: "Yes", 0: "No"})
    if kind == "truefalse":
        return _choice(name, link, {1: "True", 0: "False"})
    if kind == "slider":
        return _slider(name, row)
    if kind == "text" and row.get(VALIDATION) == "integer":
        low, high = _limit(row, LOWEST), _limit(row, HIGHEST)
        _check_width(low, high)
        return Item(name, tuple(range(low, high + 1)), link=link), {}
    if kind == "checkbox":
        raise _NotSupportedError("several answers to one question cannot be asked here")
    if kind == "calc":
        raise _NotSupportedError("calculated by the form; give a rule to score it here")
    raise _NotSupportedError(f"a field of type {kind!r} cannot be asked here")


def _limit(row: Row, column: str) -> int:
    if not re.fullmatch(r"-?\d{1,6}", row.get(column, "")):
        raise _NotSupportedError(f"a number without a whole {column!r}")
    return int(row[column])


def _check_width(low: int, high: int) -> None:
    if not low < high < low + MOST_NUMBERS:
        raise _NotSupportedError(f"a number from {low} to {high}")


def _choices(text: str) -> dict[int, str]:
    """`1, Never | 2, Often` as {1: "Never", 2: "Often"}, in the order of the form."""
    found: dict[int, str] = {}
    for part in text.split("|"):
        code, comma, words = part.strip().partition(",")
        if not comma or not re.fullmatch(r"-?\d{1,6}", code.strip()):
            raise _NotSupportedError(f"the option {part.strip()!r} carries no whole number")
        if int(code) in found:
            raise _NotSupportedError(f"two options carry the number {int(code)}")
        found[int(code)] = words.strip()
    return found


def _choice(name: str, link: str, found: Mapping[int, str]) -> tuple[Item, dict[str, str]]:
    values, rising = list(found), sorted(found)
    item = Item(
        name,
        tuple(rising),
        options=tuple(f"{name}.{value}" for value in rising),
        descending=len(values) > 1 and values == rising[::-1],
        link=link,
    )
    return item, {f"{name}.{value}": words for value, words in found.items()}


def _slider(name: str, row: Row) -> tuple[Item, dict[str, str]]:
    low = _limit(row, LOWEST) if row.get(LOWEST) else SLIDER[0]
    high = _limit(row, HIGHEST) if row.get(HIGHEST) else SLIDER[1]
    _check_width(low, high)
    labels = [part.strip() for part in row[CHOICES].split("|")]
    item = Item(name, tuple(range(low, high + 1)), f"{name}.low", f"{name}.high", link=row[NAME])
    return item, {f"{name}.low": labels[0], f"{name}.high": labels[-1]}


def _conditions(reading: _Reading, logic: str) -> tuple[tuple[Condition, ...], bool] | None:
    """The conditions of a simple branching logic, and whether one of them is enough."""
    any_of = bool(re.search(r"\bor\b", logic, re.IGNORECASE))
    if any_of and re.search(r"\band\b", logic, re.IGNORECASE):
        return None
    names = {item.link: item.name for item in reading.items}
    found = []
    for part in re.split(r"\b(?:or|and)\b", logic, flags=re.IGNORECASE):
        match = COMPARISON.fullmatch(part.strip())
        if match is None or match[1] not in names:
            return None
        operator = Operator.UNEQUAL if match[2] == "<>" else Operator(match[2])
        found.append(Condition(names[match[1]], operator, int(match[3])))
    return tuple(found), any_of


def _imported(reading: _Reading, path: str, how: How | None) -> Imported:
    form = Form(
        code=slug(reading.name) or "form",
        version="1",
        name=reading.name.replace("_", " "),
        licence="Not said in the dictionary",
        source=path,
        loinc="",
        items=tuple(reading.items),
        sections=tuple(Section(name, tuple(items)) for name, items in reading.sections if items),
        texts={"title": reading.name.replace("_", " "), "intro": "", **reading.texts},
    )
    instrument = build(form, how)
    kept = set(instrument.text_keys())
    texts = {key: value for key, value in form.texts.items() if key in kept}
    return Imported(instrument, "", texts, tuple(reading.findings))
