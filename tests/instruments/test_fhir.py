"""FHIR in and out: what is taken over, and that nothing is lost silently."""

import json
from datetime import UTC, datetime

import pytest

from retraining.instruments import fhir_in, registry
from retraining.instruments.base import Condition, Operator
from retraining.instruments.combine import How
from retraining.instruments.conditions import asked
from retraining.instruments.fhir_out import Release, questionnaire, response
from retraining.instruments.imported import BadForm
from retraining.instruments.scoring import score
from retraining.instruments.text_packs import words

BASE = "https://trial.example/fhir"
STRUCTURE = "http://hl7.org/fhir/StructureDefinition"


def coding(code, text, weight=None, url="ordinalValue"):
    option = {"valueCoding": {"code": code, "display": text}}
    if weight is not None:
        option["extension"] = [{"url": f"{STRUCTURE}/{url}", "valueDecimal": weight}]
    return option


NEVER_OFTEN = [coding("a", "Never", 0), coding("b", "Often", 2)]
NUMBER = [
    {"url": f"{STRUCTURE}/minValue", "valueInteger": 1},
    {"url": f"{STRUCTURE}/maxValue", "valueInteger": 3},
]


def choice(link="1", **more):
    return {"linkId": link, "text": "How?", "type": "choice", "answerOption": NEVER_OFTEN} | more


def read(*items, how=None, **more):
    form = {"resourceType": "Questionnaire", "id": "mine", "title": "Mine", "item": list(items)}
    return fhir_in.read(json.dumps(form | more, indent=1).encode(), "form.json", how)


def said(got):
    return [str(finding) for finding in got.findings]


def test_choices_take_their_ordinal_values():
    got = read(choice(code=[{"system": "http://loinc.org", "code": "44250-9"}]), language="es")
    (item,) = got.instrument.items
    assert (item.name, item.allowed, item.link, item.loinc) == ("q1", (0, 2), "1", "44250-9")
    assert got.texts["q1"] == "How?"
    assert [got.texts[key] for key in item.options] == ["Never", "Often"]
    assert (got.language, got.instrument.code, got.instrument.name) == ("es", "mine", "Mine")
    assert got.findings == ()
    assert got.instrument.rules == got.instrument.scales == ()


def test_numbers_yes_no_r5_and_option_order():
    r5 = [coding("x", "Most", 3, "itemWeight"), coding("y", "Least", 1, "itemWeight")]
    got = read(
        {"linkId": "n", "text": "N", "type": "integer", "extension": NUMBER},
        {"linkId": "b", "text": "B", "type": "boolean"},
        {"linkId": "c", "text": "C", "type": "coding", "answerOption": r5},
        {"linkId": "d", "text": "D", "type": "choice", "answerOption": [coding("5", "Five")]},
    )
    allowed = [item.allowed for item in got.instrument.items]
    assert allowed == [(1, 2, 3), (0, 1), (1, 3), (5,)]
    assert got.instrument.items[2].printed() == (3, 1)
    assert said(got) == []


def test_options_of_a_value_set_inside_the_form():
    inside = {
        "resourceType": "ValueSet",
        "id": "vs",
        "compose": {
            "include": [
                {
                    "system": "http://loinc.org",
                    "concept": [{"code": "LA6568-5", "display": "No", **_ordinal(0)}],
                }
            ]
        },
    }
    got = read(choice(answerOption=None, answerValueSet="#vs"), contained=[inside])
    assert got.instrument.items[0].loinc_options == ("LA6568-5",)


def _ordinal(value):
    return {"extension": [{"url": f"{STRUCTURE}/ordinalValue", "valueDecimal": value}]}


def test_groups_become_sections_and_a_rule_scores_all_items():
    first = {"linkId": "g1", "type": "group", "text": "First", "item": [choice("1"), choice("2")]}
    second = {"linkId": "g2", "type": "group", "text": "Then", "item": [choice("3")]}
    got = read(first, second, how=How.SUM)
    assert [section.items for section in got.instrument.sections] == [("q1", "q2"), ("q3",)]
    assert got.texts["section.s2"] == "Then"
    (total,) = score(got.instrument, {"q1": 2, "q2": 0, "q3": 2})
    assert (total.score, total.rule) == (4.0, "sum-v1")
    assert got.instrument.unverified


@pytest.mark.parametrize(
    ("when", "condition"),
    [
        ({"operator": "=", "answerCoding": {"code": "b"}}, Condition("q1", Operator.EQUAL, 2)),
        ({"operator": ">", "answerInteger": 1}, Condition("q1", Operator.ABOVE, 1)),
        ({"operator": "exists", "answerBoolean": False}, Condition("q1", Operator.EXISTS, 0)),
    ],
)
def test_enable_when(when, condition):
    got = read(choice("1"), choice("2", enableWhen=[{"question": "1", **when}]))
    assert got.instrument.items[1].asked_when == (condition,)
    assert said(got) == []


LOST = [
    ({"type": "string"}, "a question of type 'string' cannot be asked here: left out"),
    ({"type": "decimal"}, "a question of type 'decimal' cannot be asked here: left out"),
    ({"type": "display"}, "display text is left out"),
    ({"answerOption": []}, "a choice without options that stand in the form: left out"),
    ({"answerOption": None, "answerValueSet": "http://x"}, "its options stand elsewhere"),
    ({"answerOption": [coding("a", "A", 1.5)]}, "some options carry no whole number: left out"),
    ({"answerOption": [coding("a", "A", 1), coding("b", "B")]}, "carry no whole number"),
    ({"answerOption": [coding("a", "A", 1), coding("b", "B", 1)]}, "the same number: left out"),
    ({"type": "integer", "answerOption": None}, "a number without minValue and maxValue"),
    ({"linkId": "1"}, "this linkId stands twice: left out"),
    (
        {"extension": [{"url": ".../sdc-questionnaire-calculatedExpression"}], "type": "decimal"},
        "calculated by the form: left out",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), LOST)
def test_what_cannot_be_asked_is_a_finding_and_the_rest_stays(change, sentence):
    got = read(choice("1"), choice("2") | change)
    assert len(got.instrument.items) == 1
    assert any(sentence in line for line in said(got))


CHANGED = [
    ({"answerOption": [coding("a", "A"), coding("b", "B")]}, "counted 1, 2, 3"),
    ({"repeats": True}, "several answers to one question: one is asked"),
    ({"required": True}, "hint: required is not kept"),
    ({"initial": [{"valueInteger": 1}]}, "a first value is not kept"),
    ({"maxLength": 3}, "maxLength is not kept"),
    ({"enableWhen": [{"question": "9", "operator": "=", "answerInteger": 1}]}, "always asked"),
    ({"enableWhen": [{"question": "1", "operator": "~", "answerInteger": 1}]}, "always asked"),
    ({"enableWhen": [{"question": "1", "operator": "=", "answerString": "x"}]}, "always asked"),
    ({"extension": [{"url": ".../sdc-questionnaire-enableWhenExpression"}]}, "always asked"),
]


@pytest.mark.parametrize(("change", "sentence"), CHANGED)
def test_what_is_kept_in_another_way_is_a_finding(change, sentence):
    got = read(choice("1"), choice("2") | change)
    assert len(got.instrument.items) == 2
    (line,) = said(got)
    assert sentence in line
    assert line.startswith("form.json:")
    assert not line.startswith("form.json:0:")


def test_findings_on_groups_and_the_whole_form():
    inner = {"linkId": "g2", "type": "group", "item": [choice("1")]}
    outer = {"linkId": "g1", "type": "group", "repeats": True, "item": [inner]}
    got = read(outer, modifierExtension=[{"url": "x"}], status="retired")
    sentences = " ".join(said(got))
    for part in ("a group inside a group", "repeats is asked once", "modifierExtension", "retired"):
        assert part in sentences


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"{", "form.json:1: not JSON"),
        (b"[]", "form.json:0: not a FHIR Questionnaire"),
        (b'{"resourceType": "Patient"}', "form.json:0: not a FHIR Questionnaire"),
        (b'{"resourceType": "Questionnaire"}', "form.json:0: no question that can be asked"),
        (b'{\n"a": "\xf3"}', "form.json:2: not UTF-8"),
        (b'{\r"a": "\xf3"}', "form.json:2: not UTF-8"),
        (b'{\r"a": 1,\r}', "form.json:3: not JSON"),
    ],
)
def test_what_is_no_form_is_refused(data, sentence):
    with pytest.raises(BadForm) as refused:
        fhir_in.read(data, "form.json")
    assert sentence in str(refused.value)


@pytest.mark.parametrize("release", list(Release))
@pytest.mark.parametrize("code", registry.codes())
def test_what_goes_out_comes_in_again(code, release):
    instrument = registry.get(code)
    shown = words(instrument, None)
    form = questionnaire(instrument, shown, base=BASE, language="en", release=release)
    got = fhir_in.read(json.dumps(form).encode(), "form.json")
    assert [item.allowed for item in got.instrument.items] == [
        item.allowed for item in instrument.items
    ]
    assert [item.loinc for item in got.instrument.items] == [i.loinc for i in instrument.items]
    assert [item.printed() for item in got.instrument.items] == [
        item.printed() for item in instrument.items
    ]
    assert [section.items for section in got.instrument.sections] == [
        tuple(f"q{instrument.items.index(i) + 1}" for i in instrument.items if i.name in s.items)
        for s in instrument.sections
    ]
    # Only the words at both ends of a scale of numbers are lost on the way, and said to be.
    assert all("display text" in line or "hint" in line for line in said(got))
    for item in got.instrument.items:
        assert got.texts[item.name] == shown[item.link]


def test_words_under_licence_do_not_go_out():
    hads = registry.get("hads")
    form = questionnaire(hads, words(hads, None), base=BASE, language="en")
    assert form["item"][0]["text"] == "Item 1 (words under licence)"
    assert form["copyright"] == hads.licence


def test_a_response_carries_the_codes_of_its_answers():
    phq = registry.get("phq-9")
    answers = {"q1": 3, "q9": 0}
    when = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    got = response(phq, answers, base=BASE, subject="S-001", authored=when)
    assert got["questionnaire"] == f"{BASE}/Questionnaire/phq-9|1999"
    assert (got["status"], got["authored"]) == ("completed", "2026-01-05T09:00:00+00:00")
    assert got["subject"] == {"identifier": {"system": f"{BASE}/participant", "value": "S-001"}}
    value = got["item"][0]["answer"][0]["valueCoding"]
    assert (value["code"], value["extension"][0]["valueDecimal"]) == ("LA6571-9", 3)
    assert got["item"][1] == {"linkId": "q2"}
    under_way = response(phq, answers, base=BASE, subject="S-001", authored=when, completed=False)
    assert under_way["status"] == "in-progress"


def test_a_response_in_groups_and_numbers():
    bpi = registry.get("bpi-sf")
    when = datetime(2026, 1, 5, tzinfo=UTC)
    got = response(bpi, {"q1": 7}, base=BASE, subject="S-001", authored=when)
    assert got["item"][0]["linkId"] == "section.severity"
    assert got["item"][0]["item"][0] == {"linkId": "q1", "answer": [{"valueInteger": 7}]}


def test_items_are_asked_only_where_their_conditions_hold():
    form = read(
        choice("1"),
        choice("2", enableWhen=[{"question": "1", "operator": "=", "answerCoding": {"code": "b"}}]),
        choice("3", enableWhen=[{"question": "2", "operator": "exists", "answerBoolean": True}]),
    ).instrument

    def names(**answers):
        return [item.name for item in asked(form, answers)]

    assert names() == ["q1"]
    assert names(q1=0) == ["q1"]
    assert names(q1=2) == ["q1", "q2"]
    assert names(q1=2, q2=0) == ["q1", "q2", "q3"]
    # An answer to a question that is not asked any more does not open another.
    assert names(q1=0, q2=0) == ["q1"]


@pytest.mark.parametrize(("behaviour", "shown"), [("any", True), ("all", False)])
def test_one_or_all_conditions(behaviour, shown):
    both = [
        {"question": "1", "operator": "=", "answerCoding": {"code": "a"}},
        {"question": "1", "operator": ">=", "answerInteger": 1},
    ]
    form = read(choice("1"), choice("2", enableWhen=both, enableBehavior=behaviour)).instrument
    assert ("q2" in [item.name for item in asked(form, {"q1": 0})]) == shown
    again = questionnaire(form, dict.fromkeys(form.text_keys(), "x"), base=BASE, language="en")
    assert fhir_in.read(json.dumps(again).encode(), "f").instrument.items[1].asked_when == (
        form.items[1].asked_when
    )
