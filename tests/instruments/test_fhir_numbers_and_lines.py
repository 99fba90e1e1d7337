"""A FHIR form with odd numbers in it, and on which line each finding stands."""

import json

import pytest

from retraining.instruments import fhir_in
from retraining.instruments.combine import How
from tests.instruments.test_fhir import NUMBER, choice, coding, read, said


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-1e400", "1e300", "1" + "0" * 400])
def test_options_of_no_number_that_counts_are_left_out(number):
    form = json.dumps(
        {
            "resourceType": "Questionnaire",
            "item": [choice("1"), choice("2", answerOption=[coding("a", "A", 77)])],
        }
    )
    got = fhir_in.read(form.replace("77", number).encode(), "form.json", How.SUM)
    assert len(got.instrument.items) == 1
    assert "some options carry no whole number" in said(got)[0]


def test_a_number_without_end_is_no_scale():
    top = 10**400
    limits = [NUMBER[0] | {"valueInteger": top}, NUMBER[1] | {"valueInteger": top + 3}]
    got = read(choice("1"), {"linkId": "2", "type": "integer", "extension": limits}, how=How.SUM)
    assert len(got.instrument.items) == 1
    assert "a number from" in said(got)[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_findings_stand_at_the_item_that_is_meant(end):
    rows = [
        '{"resourceType": "Questionnaire", "item": [',
        '{"linkId": "dolor-\u00e9", "type": "string", "text": "a\u2028b"},',
        '{"linkId": "2", "type": "integer",',
        f'"extension": {json.dumps(NUMBER)}}},',
        '{"linkId": "2", "type": "boolean"}',
        "]}",
    ]
    got = fhir_in.read(end.join(rows).encode(), "f.json")
    assert said(got)[:2] == [
        "f.json:2: dolor-\u00e9: a question of type 'string' cannot be asked here: left out",
        "f.json:5: 2: this linkId stands twice: left out",
    ]
