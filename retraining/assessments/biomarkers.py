"""What a laboratory sends back on blood samples: read row by row, with a rule for low values. Pure.

    lab_id,group,visit,analyte,matrix,fasting,minutes_to_freezing,kit,plate,value,unit,lod

Samples carry a code of the laboratory's list and nothing else of a person; the group is
`participant` or `control` (people without pain, who are never randomised). A value under the limit
of detection is written `<LOD`. Results are figures: nothing here calls one good or bad.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from types import MappingProxyType

from retraining.common.findings import HINT, Finding
from retraining.instruments.answer_file import DATE, DECIMAL_COMMA

COLUMNS = (
    "lab_id",
    "group",
    "visit",
    "analyte",
    "matrix",
    "fasting",
    "minutes_to_freezing",
    "kit",
    "plate",
    "value",
    "unit",
    "lod",
)
BELOW = "<LOD"
CHOICES = MappingProxyType(
    {
        "group": ("participant", "control"),
        "matrix": ("serum", "plasma"),
        "fasting": ("yes", "no", "unknown"),
    }
)
# A code, never a name or an address.
LAB_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{2,19}")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?")
MINUTES = re.compile(r"\d{1,5}")


@dataclass(frozen=True)
class Analyte:
    """Something that is measured.

    Args:
        code: stable name.
        name: as it is printed.
        unit: in which results are kept.
        units: what a value in another unit is multiplied by.
    """

    code: str
    name: str
    unit: str
    units: Mapping[str, Decimal]


def _analyte(code: str, name: str, unit: str, **factors: str) -> Analyte:
    units = {unit: Decimal(1)} | {k.replace("_", "/"): Decimal(v) for k, v in factors.items()}
    return Analyte(code, name, unit, MappingProxyType(units))


ANALYTES: Mapping[str, Analyte] = MappingProxyType(
    {
        one.code: one
        for one in (
            _analyte("bdnf", "BDNF", "pg/mL", ng_mL="1000"),
            _analyte("tnf-alpha", "TNF-alpha", "pg/mL", ng_L="1"),
            _analyte("il-6", "IL-6", "pg/mL", ng_L="1"),
            _analyte("il-10", "IL-10", "pg/mL", ng_L="1"),
            _analyte("hs-crp", "hs-CRP", "mg/L", mg_dL="10", ug_mL="1"),
        )
    }
)

# What stands for a value under the limit of detection. A rule is never changed: a new one is added.
LOD_RULES: Mapping[str, Callable[[Decimal], Decimal | None]] = MappingProxyType(
    {
        "half-lod-v1": lambda lod: lod / 2,
        "lod-v1": lambda lod: lod,
        "missing-v1": lambda _lod: None,
    }
)


@dataclass(frozen=True)
class Result:
    """One analyte of one sample.

    Args:
        lab_id, group, visit, analyte, matrix, fasting, kit, plate: as the laboratory wrote them.
        minutes_to_freezing: empty where it was not noted.
        value: in `unit`; None where it was under the limit and the rule leaves it out.
        unit: that of the analyte, or the laboratory's own for one that we do not know.
        below_lod: whether it was under the limit of detection.
        rule: of what stands for such a value.
    """

    lab_id: str
    group: str
    visit: str
    analyte: str
    matrix: str
    fasting: str
    minutes_to_freezing: int | None
    kit: str
    plate: str
    value: Decimal | None
    unit: str
    below_lod: bool
    rule: str


def read(data: bytes, path: str, rule: str) -> tuple[list[Result], list[Finding]]:
    """Read a laboratory's file.

    Args:
        data: the CSV, UTF-8.
        path: its name, for the findings.
        rule: one of LOD_RULES.

    Returns:
        The results of rows without a mistake, and what is wrong, by row. A file with any finding
        that is no hint is not to be used.
    """
    results: list[Result] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, ...], int] = {}
    try:
        for line, row in _rows(data):
            problems = list(_problems(row))
            key = (row["lab_id"], row["visit"], row["analyte"], row["matrix"])
            if seen.setdefault(key, line) != line:
                problems.append(
                    f"lab_id: this sample and analyte stand in line {seen[key]} already"
                )
            findings += [Finding(path, line, problem) for problem in problems]
            if all(problem.startswith(HINT) for problem in problems):
                results.append(_result(row, rule))
    except _BadFileError as error:
        return [], [Finding(path, error.line, error.text)]
    if {result.matrix for result in results} == set(CHOICES["matrix"]):
        text = f"{HINT}serum and plasma in one file: they are not to be compared"
        findings.append(Finding(path, 0, text))
    return results, sorted(findings)


def line_numbers(data: bytes) -> list[int]:
    """The line of each result of a file in which `read` found nothing but hints."""
    return [line for line, _row in _rows(data)]


class _BadFileError(ValueError):
    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


def _rows(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _BadFileError(data[: error.start].count(b"\n") + 1, "not UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(reader, ())) != COLUMNS:
            raise _BadFileError(1, f"the first line must be {','.join(COLUMNS)}")
        for row in reader:
            if not row:
                continue
            if len(row) != len(COLUMNS):
                text = f"{len(row)} columns in place of {len(COLUMNS)} (a decimal comma?)"
                raise _BadFileError(reader.line_num, text)
            cells = (cell.strip() for cell in row)
            yield reader.line_num, dict(zip(COLUMNS, cells, strict=True))
    except csv.Error as error:
        raise _BadFileError(reader.line_num, f"not readable as CSV: {error}") from None


def _problems(row: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one row."""
    if not LAB_ID.fullmatch(row["lab_id"]):
        yield f"lab_id: {row['lab_id']!r} is no code of 3 to 20 letters, digits and hyphens"
    for column, allowed in CHOICES.items():
        if row[column] not in allowed:
            yield f"{column}: {row[column]!r} is not among {', '.join(allowed)}"
    for column in ("visit", "kit", "plate", "unit"):
        if not row[column]:
            yield f"{column}: empty"
    if row["minutes_to_freezing"] and not MINUTES.fullmatch(row["minutes_to_freezing"]):
        yield f"minutes_to_freezing: {row['minutes_to_freezing']!r} is no number of minutes"
    yield from _analyte_problems(row)
    yield from _value_problems(row)


def _analyte_problems(row: Mapping[str, str]) -> Iterator[str]:
    known = ANALYTES.get(row["analyte"])
    if not CODE.fullmatch(row["analyte"]):
        yield f"analyte: {row['analyte']!r} is no code such as {next(iter(ANALYTES))}"
    elif known is None:
        yield f"{HINT}analyte: {row['analyte']} is not one we know; kept in its own unit"
    elif row["unit"] and row["unit"] not in known.units:
        yield f"unit: {row['unit']!r} is not among {', '.join(known.units)}"


def _value_problems(row: Mapping[str, str]) -> Iterator[str]:
    value, lod = row["value"], row["lod"]
    for column, cell in (("value", value), ("lod", lod)):
        allowed = cell == BELOW if column == "value" else cell == ""
        if not allowed and not NUMBER.fullmatch(cell):
            yield f"{column}: {_why(cell)}"
            return
    if value == BELOW and not lod:
        yield f"lod: needed where the value is {BELOW}"
    elif value != BELOW and lod and Decimal(value) < Decimal(lod):
        yield f"{HINT}value: {value} is under the limit of {lod}; treated as {BELOW}"


def _why(cell: str) -> str:
    if DECIMAL_COMMA.fullmatch(cell):
        return f"{cell!r} has a decimal comma"
    if DATE.fullmatch(cell):
        return f"{cell!r} looks like a date"
    return f"{cell!r} is no number of 0 or more"


def _result(row: Mapping[str, str], rule: str) -> Result:
    """The result of a row without a mistake."""
    known = ANALYTES.get(row["analyte"])
    factor = known.units[row["unit"]] if known else Decimal(1)
    lod = Decimal(row["lod"]) if row["lod"] else None
    below = row["value"] == BELOW or (lod is not None and Decimal(row["value"]) < lod)
    value = LOD_RULES[rule](lod) if below and lod is not None else Decimal(row["value"])
    minutes = row["minutes_to_freezing"]
    return Result(
        row["lab_id"],
        row["group"],
        row["visit"],
        row["analyte"],
        row["matrix"],
        row["fasting"],
        int(minutes) if minutes else None,
        row["kit"],
        row["plate"],
        None if value is None else value * factor,
        known.unit if known else row["unit"],
        below,
        rule,
    )


def to_csv(results: list[Result]) -> str:
    """Return results as CSV, in one unit an analyte."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(field.name for field in fields(Result))
    for result in results:
        writer.writerow(_cell(value) for value in astuple(result))
    return buffer.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
