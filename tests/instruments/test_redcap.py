"""A REDCap data dictionary in: what is taken over, and what is said of the rest."""

import csv
import io

import pytest

from retraining.instruments import redcap_in
from retraining.instruments.base import Condition, Operator
from retraining.instruments.combine import How
from retraining.instruments.imported import BadForm
from retraining.instruments.scoring import score

COLUMNS = [
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Matrix Group Name",
    "Field Annotation",
]
SHORT = dict(
    zip(
        ("name", "form", "header", "kind", "label", "choices", "note", "check", "low", "high"),
        COLUMNS,
        strict=False,
    )
) | {
    "secret": COLUMNS[10],
    "when": COLUMNS[11],
    "needed": COLUMNS[12],
    "matrix": COLUMNS[13],
    "annotation": COLUMNS[14],
}


def dictionary(*fields):
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="")
    writer.writeheader()
    for field in fields:
        writer.writerow({SHORT[key]: value for key, value in field.items()})
    return buffer.getvalue().encode()


def radio(name="pain", **more):
    first = {"name": name, "form": "week_one", "kind": "radio", "label": "Pain?"}
    return first | {"choices": "0, None | 1, Some | 2, Much"} | more


def read(*fields, how=None):
    return redcap_in.read(dictionary(*fields), "dict.csv", how)


def said(got):
    return [str(finding) for finding in got.findings]


def test_fields_become_items():
    (got,) = read(
        radio(header="Today"),
        radio("down", choices="3, Top | 1, Bottom"),
        radio("yes", kind="yesno", choices=""),
        radio("slide", kind="slider", choices="Low | Middle | High"),
        radio("count", kind="text", choices="", check="integer", low="0", high="7"),
    )
    items = got.instrument.items
    assert [item.link for item in items] == ["pain", "down", "yes", "slide", "count"]
    assert [item.allowed for item in items[:3]] == [(0, 1, 2), (1, 3), (0, 1)]
    assert items[1].printed() == (3, 1)
    assert (items[3].allowed[0], items[3].allowed[-1]) == (0, 100)
    assert items[4].allowed == tuple(range(8))
    assert got.texts["q1"] == "Pain?"
    assert got.texts["q1.2"] == "Much"
    assert (got.texts["q4.low"], got.texts["q4.high"]) == ("Low", "High")
    assert got.instrument.sections[0].items == ("q1", "q2", "q3", "q4", "q5")
    assert got.instrument.code == "week-one"
    assert said(got) == []


def test_each_form_is_an_instrument_and_a_rule_scores_it():
    first, second = read(radio(), radio("other", form="week_two"), how=How.MEAN)
    assert [one.instrument.code for one in (first, second)] == ["week-one", "week-two"]
    assert score(first.instrument, {"q1": 2})[0].score == 2.0


@pytest.mark.parametrize(
    ("logic", "conditions", "any_of"),
    [
        ("[pain] = '2'", [("q1", Operator.EQUAL, 2)], False),
        ("[pain]<>0", [("q1", Operator.UNEQUAL, 0)], False),
        (
            "[pain] >= 1 and [pain] < 2",
            [("q1", Operator.AT_LEAST, 1), ("q1", Operator.BELOW, 2)],
            False,
        ),
        ("[pain] = 0 OR [pain] = 2", [("q1", Operator.EQUAL, 0), ("q1", Operator.EQUAL, 2)], True),
    ],
)
def test_simple_branching(logic, conditions, any_of):
    (got,) = read(radio(), radio("next", when=logic))
    item = got.instrument.items[1]
    assert item.asked_when == tuple(Condition(*one) for one in conditions)
    assert item.asked_when_any == any_of
    assert said(got) == []


@pytest.mark.parametrize("form", ["week_one", "week_two"])
def test_a_name_that_stands_twice_is_a_finding_and_its_first_field_stays(form):
    got = read(
        radio(), radio(kind="yesno", choices="", form=form), radio("last", when="[pain] = 2")
    )
    items = got[0].instrument.items
    assert [(item.link, item.allowed) for item in items] == [
        ("pain", (0, 1, 2)),
        ("last", (0, 1, 2)),
    ]
    findings = [line for one in got for line in said(one)]
    assert findings == ["dict.csv:3: pain: this name stands in line 2 already: left out"]


def test_a_field_is_named_by_the_line_on_which_it_begins():
    (got,) = read(radio(label="Pain,\nas a whole?"), radio("second", kind="notes", label="a\nb"))
    assert said(got) == [
        "dict.csv:4: second: a field of type 'notes' cannot be asked here: left out"
    ]


def test_a_refusal_is_a_line_each_whatever_stands_in_the_cells():
    with pytest.raises(BadForm) as refused:
        redcap_in.read(dictionary(radio("o\nne", kind="no\nte"), radio("b", kind="file")), "d.csv")
    assert str(refused.value).splitlines() == [
        "d.csv:2: o\\nne: a field of type 'no\\nte' cannot be asked here: left out",
        "d.csv:5: b: a field of type 'file' cannot be asked here: left out",
        "d.csv:0: no question that can be asked",
    ]


LOST = [
    ({"kind": "checkbox"}, "several answers to one question"),
    ({"kind": "calc"}, "calculated by the form"),
    ({"kind": "notes"}, "a field of type 'notes' cannot be asked here"),
    ({"kind": "file"}, "a field of type 'file' cannot be asked here"),
    ({"kind": "descriptive"}, "a field of type 'descriptive' cannot be asked here"),
    ({"kind": "text"}, "a field of type 'text' cannot be asked here"),
    ({"kind": "text", "check": "integer"}, "a number without a whole 'Text Validation Min'"),
    ({"kind": "slider", "low": "5", "high": "5"}, "a number from 5 to 5"),
    ({"kind": "slider", "low": "a"}, "a number without a whole 'Text Validation Min'"),
    ({"choices": "a, None | b, Some"}, "the option 'a, None' carries no whole number"),
    ({"choices": "1, None | 1, Some"}, "two options carry the number 1"),
    ({"secret": "y"}, "marked as identifying"),
]


@pytest.mark.parametrize(("change", "sentence"), LOST)
def test_what_cannot_be_asked_is_a_finding_with_its_line(change, sentence):
    (got,) = read(radio(), radio("second") | change)
    assert len(got.instrument.items) == 1
    (line,) = said(got)
    assert line.startswith("dict.csv:3: second: ")
    assert sentence in line
    assert "left out" in line


CHANGED = [
    ({"when": "[pain] = 1 and [pain] = 2 or [pain] = 0"}, "branching logic is not understood"),
    ({"when": "sum([pain]) > 3"}, "branching logic is not understood"),
    ({"when": "[nobody] = 3"}, "branching logic is not understood"),
    ({"needed": "y"}, "required is not kept"),
    ({"label": "<b>Pain</b>"}, "HTML"),
    ({"matrix": "m"}, "a row of a matrix"),
    ({"annotation": "@HIDDEN"}, "'@HIDDEN' is not kept"),
]


@pytest.mark.parametrize(("change", "sentence"), CHANGED)
def test_what_is_kept_in_another_way_is_a_finding(change, sentence):
    (got,) = read(radio(), radio("second") | change)
    assert len(got.instrument.items) == 2
    (line,) = said(got)
    assert sentence in line


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a,b\n1,2\n", "dict.csv:1: no REDCap dictionary: no column 'Variable / Field Name'"),
        (dictionary(radio(kind="notes")), "dict.csv:0: no question that can be asked"),
        (dictionary(radio()) + b"x\n", "dict.csv:3: columns do not fit the first line"),
        (dictionary(radio()) + b"\xf3\n", "dict.csv:3: not UTF-8"),
        (dictionary(radio()) + b'"x\ny\nz\n', "dict.csv:3: not readable as CSV"),
        (dictionary(radio()).replace(b"\r\n", b"\r") + b"\xf3\r", "dict.csv:3: not UTF-8"),
        (dictionary(radio(label="a\nb")) + b"x\n", "dict.csv:4: columns do not fit"),
    ],
)
def test_what_is_no_dictionary_is_refused(data, sentence):
    with pytest.raises(BadForm) as refused:
        redcap_in.read(data, "dict.csv")
    assert sentence in str(refused.value)
