"""Laboratory files: what is read, in which unit, and what is said of every other row."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from retraining.assessments.biomarkers import ANALYTES, BELOW, COLUMNS, LOD_RULES, read

GOOD = {
    "lab_id": "B-0017",
    "group": "participant",
    "visit": "baseline",
    "analyte": "il-6",
    "matrix": "serum",
    "fasting": "yes",
    "minutes_to_freezing": "45",
    "kit": "HS600C",
    "plate": "3",
    "value": "1.25",
    "unit": "pg/mL",
    "lod": "0.09",
}


def sheet(*rows):
    buffer = StringIO()
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def results(*rows, rule="half-lod-v1"):
    found, findings = read(sheet(*rows), "lab.csv", rule)
    assert findings == []
    return found


def said(data):
    return [str(finding) for finding in read(data, "lab.csv", "half-lod-v1")[1]]


def test_a_row():
    (got,) = results(GOOD)
    assert (got.lab_id, got.group, got.visit) == ("B-0017", "participant", "baseline")
    assert (got.value, got.unit, got.below_lod) == (Decimal("1.25"), "pg/mL", False)
    assert got.minutes_to_freezing == 45
    (got,) = results(GOOD | {"minutes_to_freezing": "", "lod": "", "group": "control"})
    assert (got.minutes_to_freezing, got.group) == (None, "control")


@pytest.mark.parametrize(
    ("analyte", "unit", "value", "kept", "in_unit"),
    [
        ("bdnf", "ng/mL", "21.5", "21500", "pg/mL"),
        ("hs-crp", "mg/dL", "0.31", "3.1", "mg/L"),
        ("hs-crp", "ug/mL", "3.1", "3.1", "mg/L"),
        ("tnf-alpha", "ng/L", "8", "8", "pg/mL"),
    ],
)
def test_one_unit_an_analyte(analyte, unit, value, kept, in_unit):
    row = GOOD | {"analyte": analyte, "unit": unit, "value": value, "lod": ""}
    (got,) = results(row)
    assert (got.value, got.unit) == (Decimal(kept), in_unit)


@pytest.mark.parametrize(
    ("rule", "value"), [("half-lod-v1", "0.045"), ("lod-v1", "0.09"), ("missing-v1", None)]
)
def test_under_the_limit_of_detection(rule, value):
    (got,) = results(GOOD | {"value": BELOW}, rule=rule)
    assert got.value == (None if value is None else Decimal(value))
    assert (got.below_lod, got.rule) == (True, rule)


def test_a_number_under_the_limit_is_treated_so_and_said():
    found, findings = read(sheet(GOOD | {"value": "0.08"}), "lab.csv", "half-lod-v1")
    assert (found[0].value, found[0].below_lod) == (Decimal("0.045"), True)
    assert [f.is_hint for f in findings] == [True]


def test_the_shipped_analytes_and_any_other():
    assert list(ANALYTES) == ["bdnf", "tnf-alpha", "il-6", "il-10", "hs-crp"]
    found, findings = read(sheet(GOOD | {"analyte": "il-8", "unit": "AU"}), "lab.csv", "lod-v1")
    assert (found[0].analyte, found[0].unit, found[0].value) == ("il-8", "AU", Decimal("1.25"))
    assert "hint: analyte: il-8" in str(findings[0])


WRONG = [
    ({"lab_id": "Ana Prieto"}, "lab_id: 'Ana Prieto' is no code"),
    ({"lab_id": "a@b.example"}, "is no code"),
    ({"lab_id": ""}, "lab_id: '' is no code"),
    ({"group": "arm A"}, "group: 'arm A' is not among participant, control"),
    ({"matrix": "blood"}, "matrix: 'blood' is not among serum, plasma"),
    ({"fasting": "1"}, "fasting: '1' is not among yes, no, unknown"),
    ({"minutes_to_freezing": "0:45"}, "minutes_to_freezing: '0:45' is no number of minutes"),
    ({"kit": ""}, "kit: empty"),
    ({"plate": ""}, "plate: empty"),
    ({"visit": ""}, "visit: empty"),
    ({"analyte": "IL 6"}, "analyte: 'IL 6' is no code"),
    ({"unit": "mg/L"}, "unit: 'mg/L' is not among pg/mL, ng/L"),
    ({"unit": ""}, "unit: empty"),
    ({"value": ""}, "value: '' is no number of 0 or more"),
    ({"value": "-1"}, "value: '-1' is no number of 0 or more"),
    ({"value": "1,25"}, "value: '1,25' has a decimal comma"),
    ({"value": "2026-01-05"}, "value: '2026-01-05' looks like a date"),
    ({"value": "nan"}, "value: 'nan' is no number"),
    ({"value": BELOW, "lod": ""}, "lod: needed where the value is <LOD"),
    ({"lod": "0,09"}, "lod: '0,09' has a decimal comma"),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_each_mistake_is_said_with_its_row_and_the_other_rows_are_read(change, sentence):
    data = sheet(GOOD | {"visit": "end"}, GOOD | change)
    found, findings = read(data, "lab.csv", "half-lod-v1")
    assert [result.visit for result in found] == ["end"]
    assert any(str(f).startswith("lab.csv:3: ") and sentence in str(f) for f in findings)


def test_every_wrong_row_is_said_not_only_the_first():
    lines = said(sheet(GOOD | {"matrix": "x"}, GOOD | {"visit": "end"}, GOOD | {"fasting": "x"}))
    assert [line.split(": ")[0] for line in lines] == ["lab.csv:2", "lab.csv:4"]


def test_a_sample_stands_once_and_matrices_are_not_compared():
    assert "stand in line 2 already" in said(sheet(GOOD, GOOD))[0]
    mixed = said(sheet(GOOD, GOOD | {"matrix": "plasma"}))
    assert mixed == ["lab.csv:0: hint: serum and plasma in one file: they are not to be compared"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "lab.csv:1: the first line must be lab_id,group"),
        (sheet(GOOD).replace(b"lab_id", b"name"), "lab.csv:1: the first line must be"),
        (sheet(GOOD) + b"x,y\n", "lab.csv:3: 2 columns in place of 12"),
        (sheet(GOOD) + b"\xb5\n", "lab.csv:3: not UTF-8"),
        (sheet(GOOD) + b'"x\n', "not readable as CSV"),
    ],
)
def test_what_is_no_laboratory_file(data, sentence):
    found, findings = read(data, "lab.csv", "half-lod-v1")
    assert found == []
    assert sentence in str(findings[0])


@given(
    st.decimals("0.001", "9999", places=3),
    st.decimals("0.001", "9999", places=3),
    st.sampled_from(list(LOD_RULES)),
)
def test_no_value_is_made_larger_than_the_limit_or_changed_above_it(value, lod, rule):
    row = GOOD | {"value": str(value), "lod": str(lod)}
    (got,) = read(sheet(row), "lab.csv", rule)[0]
    assert got.below_lod == (value < lod)
    if not got.below_lod:
        assert got.value == value
    elif got.value is not None:
        assert 0 < got.value <= lod


def test_the_command(tmp_path):
    path = tmp_path / "lab.csv"
    path.write_bytes(sheet(GOOD | {"value": BELOW}))
    out = StringIO()
    call_command("biomarkers", str(path), stdout=out)
    (row,) = csv.DictReader(StringIO(out.getvalue()))
    assert (row["value"], row["below_lod"], row["rule"]) == ("0.045", "yes", "half-lod-v1")
    path.write_bytes(sheet(GOOD | {"matrix": "x"}, GOOD | {"fasting": "x"}))
    with pytest.raises(CommandError, match=r"lab\.csv:2: matrix") as refused:
        call_command("biomarkers", str(path))
    assert (refused.value.returncode, len(str(refused.value).splitlines())) == (2, 2)
    for args in ([str(path), "--rule", "guess"], [str(tmp_path / "none.csv")]):
        with pytest.raises(CommandError) as refused:
            call_command("biomarkers", *args)
        assert refused.value.returncode == 2
